"""Before she types, the operator sees what is new today and what the whole city asks."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.screens.contact.contact_screen import ContactScreen
from contract.domain.account import Role
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.commands import CommandData, CountUse, EntryUse, WithdrawEntry
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import RealServer, push
from tests.support.servers.server_records import a_command
from tests.support.waiting import until

CTRL = Qt.KeyboardModifier.ControlModifier


async def told(server: RealServer, login: str, data: CommandData) -> None:
    async with server.client(await server.sign_in(login)) as seat:
        command = msgspec.json.decode(a_command(data, f"from-{login}"))
        assert (await push(seat, command)).results[f"from-{login}"].status == "applied"


async def a_day(server: RealServer) -> None:
    """An editor withdraws a card, and a colleague answers with the other one all morning."""
    await server.add_account("edda", Role.EDITOR)
    await server.add_account("bruna", Role.OPERATOR)
    withdrawn = WithdrawEntry(entry_kind=EntryKind.CARD, entry_id="c-imu", why="Aliquote vecchie")
    await told(server, "edda", withdrawn)
    uses = (EntryUse(entry_kind=EntryKind.CARD, entry_id="c-tari", read=30),)
    await told(server, "bruna", CountUse(entries=uses))


def rows(driven: DrivenConsole) -> list[tuple[str, str]]:
    """Return what the list shows: headings, and titles without the clock and the isolates."""
    found = []
    for hit in driven.window.part(ContactScreen).search.hits():
        title = hit.title.split(" · ")[-1].replace("\u2068", "").replace("\u2069", "")
        found.append((hit.heading, title))
    return found


def is_said(driven: DrivenConsole, text: str) -> bool:
    labels = driven.window.part(ContactScreen).search.findChildren(QLabel)
    return any(text in label.text() and label.isVisible() for label in labels)


async def test_news_are_opened_by_their_number_and_she_types_on_undisturbed(
    city: RealServer, driven: DrivenConsole
) -> None:
    await a_day(city)
    await driven.sign_in("anna")
    knowledge = driven.models.knowledge
    await until(lambda: len(rows(driven)) == 2)
    await until(lambda: knowledge.today.news)
    assert rows(driven) == [
        ("", "ritirata: Imposta sulla casa: calcolo"),
        ("Le più chieste oggi", "Tassa rifiuti: scadenze e rate"),
    ]
    assert is_said(driven, "Novità di oggi")
    driven.press(Qt.Key.Key_F2)
    box = driven.focus()
    driven.press(Qt.Key.Key_Down)
    await until(lambda: knowledge.preview and knowledge.preview.hit.id == "c-tari")
    driven.press(Qt.Key.Key_1, CTRL)
    await until(lambda: knowledge.preview.hit.id == "c-imu")
    assert knowledge.preview.answering is None, "it must not be read to anybody"
    assert driven.focus() is box
    driven.type("tassa")
    await until(lambda: knowledge.answer.query == "tassa")
    await driven.console.models.knowledge.card_in_use()
    knowledge.refresh_today()
    await knowledge.card_in_use()
    assert rows(driven) == [("", "Tassa rifiuti: scadenze e rate")]
    assert (driven.focus(), knowledge.text) == (box, "tassa")


async def test_without_the_server_they_are_still_there_and_say_how_old_they_are(
    city: RealServer, driven: DrivenConsole
) -> None:
    await a_day(city)
    await driven.sign_in("anna")
    await until(lambda: driven.models.knowledge.today.news and len(rows(driven)) == 2)
    city.go_offline()
    await until(lambda: is_said(driven, "Novità · aggiornate: "))
    headings = [heading for heading, _ in rows(driven)]
    assert headings[0] == ""
    assert headings[1].startswith("Le più chieste · aggiornate: ")
    city.go_online()
    await until(lambda: is_said(driven, "Novità di oggi"))
