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
    labels = driven.window.part(ContactScreen).findChildren(QLabel)
    return any(text in label.text() and label.isVisible() for label in labels)


def news(driven: DrivenConsole) -> list[str]:
    return [row.title for row in driven.window.part(ContactScreen).idle.news.rows()]


async def test_the_news_stand_in_a_list_of_their_own_and_she_types_on_undisturbed(
    city: RealServer, driven: DrivenConsole
) -> None:
    await a_day(city)
    await driven.sign_in("anna")
    knowledge = driven.models.knowledge
    await until(lambda: news(driven) == ["Imposta sulla casa: calcolo"])
    assert rows(driven) == [("", "Tassa rifiuti: scadenze e rate")]
    assert is_said(driven, "Oggi da sapere · 1")
    assert is_said(driven, "Le più chieste oggi")
    driven.window.part(ContactScreen).idle.news.list.setFocus()
    driven.press(Qt.Key.Key_Down)
    await until(lambda: knowledge.preview and knowledge.preview.hit.id == "c-imu")
    assert knowledge.preview.answering is None, "it must not be read to anybody"
    driven.press(Qt.Key.Key_F2)
    box = driven.focus()
    driven.press(Qt.Key.Key_Down)
    await until(lambda: knowledge.preview.hit.id == "c-tari")
    driven.type("tassa")
    await until(lambda: knowledge.answer.query == "tassa")
    await driven.console.models.knowledge.card_in_use()
    knowledge.refresh_today()
    await knowledge.card_in_use()
    assert rows(driven) == [("", "Tassa rifiuti: scadenze e rate")]
    assert (driven.focus(), knowledge.text) == (box, "tassa")
    assert news(driven) == ["Imposta sulla casa: calcolo"], "nothing that was there has gone"


async def test_one_of_the_news_is_read_again_by_its_row_and_ends_the_search(
    city: RealServer, driven: DrivenConsole
) -> None:
    await a_day(city)
    await driven.sign_in("anna")
    knowledge = driven.models.knowledge
    await until(lambda: news(driven))
    driven.press(Qt.Key.Key_F2)
    driven.type("tassa")
    await until(lambda: knowledge.answer.query == "tassa")
    listed = driven.window.part(ContactScreen).idle.news.list
    assert not listed.selectedIndexes(), "the search has the answer"
    listed.setFocus()
    driven.press(Qt.Key.Key_Down)
    await until(lambda: knowledge.preview and knowledge.preview.hit.id == "c-imu")
    assert knowledge.text == ""
    assert driven.focus() is listed


async def test_with_a_contact_open_the_news_stand_above_the_most_asked(
    city: RealServer, driven: DrivenConsole
) -> None:
    await a_day(city)
    await driven.sign_in("anna")
    await until(lambda: news(driven))
    driven.press(Qt.Key.Key_N, CTRL)
    await until(lambda: len(rows(driven)) == 2)
    assert rows(driven) == [
        ("", "Imposta sulla casa: calcolo"),
        ("Le più chieste oggi", "Tassa rifiuti: scadenze e rate"),
    ]


async def test_without_the_server_they_are_still_there_and_say_how_old_they_are(
    city: RealServer, driven: DrivenConsole
) -> None:
    await a_day(city)
    await driven.sign_in("anna")
    await until(lambda: news(driven))
    city.go_offline()
    await until(lambda: is_said(driven, "Da sapere · dati delle "))
    assert is_said(driven, "Le più chieste · aggiornate: ")
    city.go_online()
    await until(lambda: is_said(driven, "Oggi da sapere · 1"))
