"""An operator sends the citizen the card she is reading out, with one key and an address."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.model.contact.card_to_send import SendFault
from console.screens.contact.send_presenter import SendPresenter
from console.screens.contact.sending_texts import SendingTexts
from console.screens.kit.texts import Texts
from console.viewmodels.contact.card_sending import CardSendingViewModel
from contract.domain.account import Role
from contract.domain.ids import (
    TEAM_SCOPE,
    AccountId,
    CardId,
    ContactId,
    OfficeId,
    TopicId,
    account_scope,
)
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.sending import Sending, SendingProblem, SendingState
from contract.wire import reason_codes
from server.store.messages.outgoing import MAILS, OutgoingMessage, SendState, claim, find
from server.usecases.messages.available_ways import note_mail, note_sms
from server.usecases.messages.delivery_status import publish_sending
from tests.gui.screens.conftest import a_city
from tests.support.known import known
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.servers.real_server import RealServer, utc_now
from tests.support.waiting import PATIENCE_S, comes, until
from widgets.panels.send_panel import SendPanel

CTRL = Qt.KeyboardModifier.ControlModifier
ADDRESS = "bianca@posta.example"


async def arrived(server: RealServer) -> OutgoingMessage:
    """Wait until the server has a mail to send, and take it as the job that sends would."""
    claimed = await comes(lambda: server.database.write(lambda c: claim(c, MAILS, utc_now())))
    return known(await server.database.read(lambda c: find(c, MAILS, known(claimed))))


def panel(driven: DrivenConsole) -> SendPanel:
    return driven.window.part(SendPresenter).panel


@asynccontextmanager
async def reading(
    app: QApplication,
    folder: Path,
    *,
    has_mail: bool = True,
    has_sms: bool = False,
    texts_a_day: int = 200,
    keyring: MemoryKeyring | None = None,
) -> AsyncIterator[tuple[RealServer, DrivenConsole]]:
    """A contact is open and the card of the waste tax, which there is in English too, in view."""
    english = ServiceCard(
        id=CardId("c-tari-en"),
        title="Waste tax: dates and instalments",
        topic_id=TopicId("tari"),
        say="The second instalment is due on 16 December.",
        language="en",
        original_id=CardId("c-tari"),
        original_version=1,
    )
    async with a_city() as server, driven_console(app, server, folder, keyring=keyring) as driven:
        await server.add_knowledge(english)
        await server.database.write(lambda c: note_mail(c, has_mail))
        await server.database.write(lambda c: note_sms(c, has_sms, texts_a_day))
        await driven.start_work("anna")
        driven.press(Qt.Key.Key_N, CTRL)
        await until(lambda: driven.models.editor.draft is not None)
        driven.press(Qt.Key.Key_F2)
        driven.type("rifiuti")
        await until(lambda: driven.models.knowledge.answer.query == "rifiuti")
        await driven.models.knowledge.card_in_use()
        await until(lambda: driven.models.connection.connection.online)
        yield server, driven


async def test_the_card_goes_out_by_keys_alone(app: QApplication, tmp_path: Path) -> None:
    async with reading(app, tmp_path) as (server, driven):
        before = driven.focus()
        driven.press(Qt.Key.Key_S, CTRL)
        assert panel(driven).isVisible()
        driven.type(ADDRESS)
        assert panel(driven).field.value() == ADDRESS, "no letter went elsewhere"
        assert "La seconda rata scade il 16 dicembre." in panel(driven).preview.toPlainText()
        await until(lambda: len(driven.models.of(CardSendingViewModel).versions) == 2)
        driven.press(Qt.Key.Key_Down)
        assert "The second instalment" in panel(driven).preview.toPlainText()
        driven.press(Qt.Key.Key_Return)
        assert not panel(driven).isVisible()
        assert driven.focus() is before, "she goes on where she was"
        await until(lambda: "card_sent" in driven.models.notices.passing)
        mail = await arrived(server)
        assert (mail.recipient, mail.card_id) == (ADDRESS, "c-tari-en")
        draft = driven.models.editor.draft
        assert draft is not None
        assert mail.contact_id == draft.contact_id


async def test_of_an_office_on_the_screen_the_office_goes_and_its_card_stands_second(
    app: QApplication, tmp_path: Path
) -> None:
    office = Office(
        id=OfficeId("o-1"),
        name="Ufficio Ostiense",
        address="Via di Prova 38",
        phones=("+390667101",),
    )
    async with reading(app, tmp_path) as (server, driven):
        await server.add_knowledge(office)
        driven.press(Qt.Key.Key_F2)
        driven.type("ufficio ostiense")
        model = driven.models.knowledge
        await until(lambda: model.preview is not None and model.preview.hit.id == office.id)
        driven.press(Qt.Key.Key_S, CTRL)
        assert panel(driven).isVisible()
        driven.type(ADDRESS)
        said = panel(driven).preview.toPlainText()
        assert "Ufficio Ostiense" in said
        assert "Via di Prova 38" in said
        assert "06 67101" in said
        driven.press(Qt.Key.Key_Return)
        await until(lambda: "card_sent" in driven.models.notices.passing)
        mail = await arrived(server)
        assert (mail.recipient, mail.card_id, mail.office_id) == (ADDRESS, "o-1", "o-1")


async def test_the_address_is_there_again_after_esc(app: QApplication, tmp_path: Path) -> None:
    async with reading(app, tmp_path) as (_, driven):
        driven.press(Qt.Key.Key_S, CTRL)
        driven.type("bianca@po")
        driven.press(Qt.Key.Key_Escape)
        assert not panel(driven).isVisible()
        driven.press(Qt.Key.Key_S, CTRL)
        assert panel(driven).field.value() == "bianca@po"
        driven.press(Qt.Key.Key_Return)
        assert panel(driven).isVisible()
        assert "non va bene" in panel(driven)._sentence.text()


async def test_what_was_sent_offline_leaves_when_the_server_is_back(
    app: QApplication, tmp_path: Path
) -> None:
    async with reading(app, tmp_path) as (server, driven):
        server.go_offline()
        await until(lambda: not driven.models.connection.connection.online)
        driven.press(Qt.Key.Key_S, CTRL)
        driven.type(ADDRESS)
        driven.press(Qt.Key.Key_Return)
        await until(lambda: "card_waits" in driven.models.notices.passing)
        server.go_online()
        assert (await arrived(server)).recipient == ADDRESS


async def test_what_has_not_reached_the_server_is_not_called_sent(
    app: QApplication, tmp_path: Path
) -> None:
    """The line is dead, and nobody knows it yet."""
    async with reading(app, tmp_path) as (server, driven):
        told: list[str] = []
        driven.models.notices.told.connect(lambda notice: told.append(notice.code))
        server.weather.silent = True
        driven.press(Qt.Key.Key_S, CTRL)
        driven.type(ADDRESS)
        driven.press(Qt.Key.Key_Return)
        await until(lambda: driven.models.connection.waiting == 1)
        server.go_offline()
        await until(lambda: "card_waits" in told)
        assert "card_sent" not in told
        server.weather.silent = False
        server.go_online()
        assert (await arrived(server)).recipient == ADDRESS


async def test_a_number_is_refused_where_it_is_typed(app: QApplication, tmp_path: Path) -> None:
    async with reading(app, tmp_path) as (_, driven):
        driven.press(Qt.Key.Key_S, CTRL)
        driven.type("347 1234567")
        assert "SMS" in panel(driven)._sentence.text()
        driven.press(Qt.Key.Key_Return)
        assert panel(driven).isVisible()
        assert driven.models.connection.waiting == 0


async def test_a_server_without_mail_says_so_and_repeats_no_address(
    app: QApplication, tmp_path: Path
) -> None:
    async with reading(app, tmp_path, has_mail=False) as (_, driven):
        driven.press(Qt.Key.Key_S, CTRL)
        driven.type(ADDRESS)
        driven.press(Qt.Key.Key_Return)
        await until(lambda: driven.models.notices.stored)
        (told,) = driven.models.notices.stored
        assert told.code == reason_codes.NO_MAIL
        assert "non manda e-mail" in Texts().refused_by_server(told.code, told.subject)
        assert ADDRESS not in str(told)
        assert "card_sent" not in driven.models.notices.passing, "it is not going to arrive"
        kept = await driven.console.database.read(
            lambda c: c.execute(
                "SELECT count(*) FROM outbox WHERE body LIKE ?", (f"%{ADDRESS}%",)
            ).fetchone()
        )
        assert kept == (0,), "the seat forgets the address with the server's word"


async def test_without_a_contact_she_is_told_to_open_one(driven: DrivenConsole) -> None:
    await driven.sign_in("anna")
    driven.press(Qt.Key.Key_S, CTRL)
    assert not panel(driven).isVisible(), "nothing is on the screen to send"
    await driven.search_is_ready()
    await until(lambda: driven.models.of(CardSendingViewModel).can_open)
    driven.press(Qt.Key.Key_S, CTRL)
    assert not panel(driven).isVisible()
    assert "send_needs_contact" in driven.models.notices.passing


async def test_with_an_sms_centre_the_number_is_taken(app: QApplication, tmp_path: Path) -> None:
    async with reading(app, tmp_path, has_sms=True) as (server, driven):
        driven.press(Qt.Key.Key_S, CTRL)
        await until(lambda: driven.models.of(CardSendingViewModel).can_sms)
        driven.type("347 123 4567")
        assert "SMS" in panel(driven)._sentence.text()
        shown = panel(driven).preview.toPlainText()
        assert "La seconda rata scade il 16 dicembre." in shown
        assert "Buongiorno" not in shown, "a short text greets nobody"
        driven.press(Qt.Key.Key_Return)
        await until(lambda: "card_sent_by_sms" in driven.models.notices.passing)

        async def queued() -> list[dict[str, object]]:
            return await server.database.read(
                lambda c: c.execute("SELECT recipient, state FROM text_message")
            )

        assert await comes(queued) == [{"recipient": "+393471234567", "state": "waiting"}]


async def test_when_the_days_texts_are_gone_she_is_told_in_the_panel_and_loses_nothing(
    app: QApplication, tmp_path: Path
) -> None:
    async with reading(app, tmp_path, has_sms=True, texts_a_day=1) as (_, driven):
        driven.press(Qt.Key.Key_S, CTRL)
        await until(lambda: driven.models.of(CardSendingViewModel).can_sms)
        driven.type("347 123 4567")
        driven.press(Qt.Key.Key_Return)
        await until(lambda: "card_sent_by_sms" in driven.models.notices.passing)
        driven.press(Qt.Key.Key_S, CTRL)
        await until(lambda: driven.models.of(CardSendingViewModel).fault is SendFault.TEXTS_ENOUGH)
        assert "finito gli SMS" in panel(driven)._sentence.text()
        driven.press(Qt.Key.Key_Return)
        assert panel(driven).isVisible()
        assert panel(driven).field.value() == "347 123 4567"
        told = Texts().refused_by_server(reason_codes.TEXTS_ENOUGH, {"what": "send_card"})
        assert "finito gli SMS" in told, "what a seat sent before it knew"


async def test_what_did_not_arrive_is_told_once_and_stands_in_the_contact(
    app: QApplication, tmp_path: Path
) -> None:
    async with reading(app, tmp_path) as (server, driven):
        draft, account = driven.models.editor.draft, driven.models.session.account
        assert draft is not None
        assert account is not None
        scope = account_scope(account.id)
        driven.press(Qt.Key.Key_S, CTRL)
        driven.type(ADDRESS)
        driven.press(Qt.Key.Key_Return)
        mail = await arrived(server)
        await until(lambda: driven.models.own_work.sendings.get(draft.contact_id))
        refused = SendingProblem.REFUSED
        await server.database.write(
            lambda c: publish_sending(c, mail.id, SendState.FAILED, utc_now(), refused)
        )
        await until(lambda: driven.models.notices.stored, PATIENCE_S)
        (notice,) = driven.models.notices.stored
        words = driven.window.work.notices.sentence(notice.code, notice.subject)
        assert "rifiutata" in words
        assert "avvisalo in un altro modo" in words
        assert ADDRESS not in str(notice)
        work, contact_id = driven.models.own_work, draft.contact_id
        await until(lambda: work.sendings[contact_id][0].state is SendingState.FAILED)
        (sent,) = work.sendings[contact_id]
        assert "rifiutata" in SendingTexts().story([sent])
        driven.models.notices.seen(notice.id)
        await until(lambda: not driven.models.notices.stored)
        await server.put(scope, sent.turned(SendingState.FAILED, utc_now(), refused))
        await until(lambda: work.sendings[contact_id][0].version > sent.version)
        assert not driven.models.notices.stored, "it is told once"


async def test_a_lead_hears_of_what_failed_for_who_has_gone_home(
    city: RealServer, driven: DrivenConsole
) -> None:
    await city.add_account("capo", Role.TEAM_LEAD)
    await driven.sign_in("capo")
    failed = Sending(
        id="team-m1",
        contact_id=ContactId("k1"),
        card_id=CardId("c-tari"),
        title="Tassa rifiuti",
        state=SendingState.UNCERTAIN,
        operator_id=AccountId("somebody"),
        operator_name="Operatrice 7",
        asked_at=utc_now(),
        changed_at=utc_now(),
    )
    await city.put(TEAM_SCOPE, failed)
    await until(lambda: driven.models.notices.stored, PATIENCE_S)
    (notice,) = driven.models.notices.stored
    assert "Operatrice 7" in driven.window.work.notices.sentence(notice.code, notice.subject)
