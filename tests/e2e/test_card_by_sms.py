"""A citizen without e-mail asks for it in writing: the text is on the telephone during the call.

The window, the server and its database are real; the SMS centre is of another make, reached by TLS.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.screens.contact.own_contacts_screen import OwnContactsScreen
from console.screens.contact.send_presenter import SendPresenter
from console.viewmodels.contact.card_sending import CardSendingViewModel
from contract.domain.account import Role
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.opening_times.opening_times import OpeningTimes, week
from contract.domain.short_message import short_message
from server.api.tls_certificate import self_signed
from server.settings import SmsSettings
from tests.e2e.conftest import in_a_call_with_the_card
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer
from tests.support.servers.sms_centre import SmsCentreProcess, sms_centre, why_no_sms_centre
from tests.support.waiting import until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(why_no_sms_centre()), reason=why_no_sms_centre() or "none"),
]

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
UNDELIVERED = "non consegnata al telefono"
TYPED, CITIZEN = "347 123 4567", "393471234567"
OFFICE = Office(
    id=OfficeId("ufficio-tari"),
    name="Ufficio TARI",
    address="Via degli Esempi 38",
    phones=("+390667101",),
    note="interno riservato 4",
    desk_times=OpeningTimes(weekly=week((0, 1, 2, 3, 4, 5, 6), (510, 720))),
)
CARD = ServiceCard(
    id=CardId("tari"),
    title="Tassa rifiuti: come si paga",
    topic_id=TopicId("tari"),
    say="La città la chiede in due rate: si può pagare anche in banca.",
    office_ids=(OFFICE.id,),
)


@asynccontextmanager
async def a_service(tmp_path: Path) -> AsyncIterator[tuple[RealServer, SmsCentreProcess]]:
    secret = tmp_path / "secret"
    secret.write_text("segreta\n", encoding="utf-8")
    tls = self_signed(tmp_path / "gestore", now=datetime.now(UTC))
    with sms_centre(tls=tls) as peer:
        settings = SmsSettings(
            host="localhost",
            port=peer.port,
            ca_file=tls.cert,
            system_id="roma",
            password_file=secret,
            sender="ComuneRoma",
        )
        server = await RealServer.start(sms=settings)
        try:
            await server.add_desk("tributi", "tari")
            await server.add_account("anna", Role.OPERATOR)
            await server.put(KNOWLEDGE_SCOPE, OFFICE)
            await server.add_knowledge(CARD)
            yield server, peer
        finally:
            await server.stop()


async def send_as_text(driven: DrivenConsole) -> str:
    """Return what the window says will arrive."""
    driven.press(Qt.Key.Key_S, CTRL)
    await until(
        lambda: driven.models.of(CardSendingViewModel).can_sms,
        what="the seat knows of the SMS centre",
    )
    driven.type(TYPED)
    panel = driven.window.part(SendPresenter).panel
    shown: str = panel.preview.toPlainText()
    driven.press(Qt.Key.Key_Return)
    return shown


async def close_and_look(driven: DrivenConsole) -> None:
    """Close the contact and open the list of her own."""
    driven.phone.citizen_hangs_up()
    await until(lambda: not driven.models.call.is_live)
    driven.press(Qt.Key.Key_F9)
    await until(lambda: driven.models.own_work.contacts)
    driven.press(Qt.Key.Key_2, ALT)


async def test_the_citizen_has_the_text_and_the_window_says_that_it_was_delivered(
    app: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with (
        a_service(tmp_path) as (server, peer),
        driven_console(app, server, tmp_path / "seat") as driven,
    ):
        await in_a_call_with_the_card(driven)
        shown = await send_as_text(driven)
        count = len(short_message(shown).parts)
        parts = await asyncio.to_thread(peer.wait_for, "submit_sm", count)
        assert driven.models.call.is_live, "the citizen is still there"
        assert "".join(one["text"] for one in parts) == shown, "what she saw is what arrived"
        await close_and_look(driven)
        told = driven.window.part(OwnContactsScreen).detail
        await until(lambda: "SMS" in told.text() and "consegnata" in told.text())
    assert {one["to"] for one in parts} == {CITIZEN}
    for said in (CARD.title, "in due rate", "Via degli Esempi 38", "dalle 08:30 alle 12:00"):
        assert said in shown
    assert "interno riservato" not in shown
    assert CITIZEN[2:] not in caplog.text


async def test_of_a_text_the_telephone_never_got_she_is_told_without_asking(
    app: QApplication, tmp_path: Path
) -> None:
    async with (
        a_service(tmp_path) as (server, peer),
        driven_console(app, server, tmp_path / "seat") as driven,
    ):
        peer.order(receipts="UNDELIV")
        await in_a_call_with_the_card(driven)
        await send_as_text(driven)
        bar = driven.window.work.bar
        await until(lambda: (one := bar.current()) is not None and UNDELIVERED in one.text)
        await close_and_look(driven)
        told = driven.window.part(OwnContactsScreen).detail
        await until(lambda: UNDELIVERED in told.text())
