"""A citizen on the line asks for it in writing: the card is in the mailbox before they hang up.

The window, the server and its database are real, and the mail goes through Postfix to a Maildir.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.screens.contact.send_presenter import SendPresenter
from console.viewmodels.contact.card_sending import CardSendingViewModel
from contract.domain.account import Role
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.opening_times.opening_times import OpeningTimes, week
from server.settings import MailSettings
from server.store.engine.connection import Connection
from tests.e2e.conftest import in_a_call_with_the_card
from tests.support.seats.driven_console import driven_console
from tests.support.servers.private_postfix import (
    DOMAIN,
    PrivatePostfix,
    private_postfix,
    why_no_postfix,
)
from tests.support.servers.real_server import RealServer
from tests.support.waiting import PATIENCE_S, comes, until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.root,
    pytest.mark.skipif(bool(why_no_postfix()), reason=why_no_postfix() or "none"),
]

CTRL = Qt.KeyboardModifier.ControlModifier
CITIZEN = f"bianca.esempio@{DOMAIN}"
OFFICE = Office(
    id=OfficeId("ufficio-tari"),
    name="Ufficio TARI",
    address="Via degli Esempi 38",
    phones=("+390667101",),
    owner_email=f"tributi@{DOMAIN}",
    note="interno riservato 4",
    desk_times=OpeningTimes(weekly=week((0, 1, 2, 3, 4, 5, 6), (510, 720))),
)
CARD = ServiceCard(
    id=CardId("tari"),
    title="Tassa rifiuti: come si paga",
    topic_id=TopicId("tari"),
    say="Si paga in due rate.",
    what_is_needed="Il **codice utente**.",
    costs="Nessuna commissione.",
    office_ids=(OFFICE.id,),
)
ENGLISH = ServiceCard(
    id=CardId("tari-en"),
    title="Waste tax: how to pay",
    topic_id=TopicId("tari"),
    say="It is paid in two instalments.",
    language="en",
    original_id=CARD.id,
    original_version=1,
    office_ids=(OFFICE.id,),
)


@pytest.fixture
def post() -> Iterator[PrivatePostfix]:
    with private_postfix() as running:
        yield running


async def a_server(post: PrivatePostfix) -> RealServer:
    mail = MailSettings(
        host="localhost",
        port=post.port,
        ca_file=post.tls.cert,
        from_address=f"schede@{DOMAIN}",
        public_url="https://centralino.example",
    )
    server = await RealServer.start(mail=mail)
    await server.add_desk("tributi", "tari")
    await server.add_account("anna", Role.OPERATOR)
    await server.put(KNOWLEDGE_SCOPE, OFFICE)
    await server.add_knowledge(CARD, ENGLISH)
    return server


async def _delivered(post: PrivatePostfix, count: int) -> None:
    async def look() -> int:
        return len(await asyncio.to_thread(post.messages))

    try:
        async with asyncio.timeout(PATIENCE_S):
            while await look() < count:
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"not {count} mails\n{post.log_text()}") from None


async def test_the_citizen_has_the_card_in_both_languages_and_nobody_kept_the_address(
    app: QApplication, post: PrivatePostfix, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server = await a_server(post)
    try:
        async with driven_console(app, server, tmp_path) as driven:
            await in_a_call_with_the_card(driven)
            driven.press(Qt.Key.Key_S, CTRL)
            driven.type(CITIZEN)
            shown = driven.window.part(SendPresenter).panel.preview.toPlainText()
            driven.press(Qt.Key.Key_Return)
            await _delivered(post, 1)
            driven.press(Qt.Key.Key_S, CTRL)
            await until(lambda: len(driven.models.of(CardSendingViewModel).versions) == 2)
            driven.press(Qt.Key.Key_Down)
            driven.press(Qt.Key.Key_Return)
            await _delivered(post, 2)
            assert driven.models.call.is_live, "the citizen is still there"
            driven.phone.citizen_hangs_up()
        italian, english = post.messages()
        text = italian.get_content().replace("\r\n", "\n")
        assert text == shown, "what she saw is what arrived"
        assert (italian["To"], italian["Subject"]) == (CITIZEN, CARD.title)
        for said in ("Si paga in due rate.", "Via degli Esempi 38", "Il codice utente.",
                     "Nessuna commissione.", "06 67101", "dalle 08:30 alle 12:00"):  # fmt: skip
            assert said in text
        assert "interno riservato" not in text
        assert "tributi@" not in text
        assert english["Subject"] == ENGLISH.title
        assert "It is paid in two instalments." in english.get_content()
        await _nobody_kept_it(server, caplog)
    finally:
        await server.stop()


async def _nobody_kept_it(server: RealServer, caplog: pytest.LogCaptureFixture) -> None:
    async def sent() -> bool:
        rows = await server.database.read(lambda c: c.execute("SELECT * FROM mail"))
        return [row["state"] for row in rows] == ["sent", "sent"] and CITIZEN not in str(rows)

    await comes(sent)
    for table in await server.database.read(_tables):
        rows = await server.database.read(lambda c, t=table: c.execute(f"SELECT * FROM {t}"))  # type: ignore[misc]  # bound per table
        assert CITIZEN not in str(rows), table
    assert CITIZEN not in caplog.text


def _tables(connection: Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [row["name"] for row in rows]
