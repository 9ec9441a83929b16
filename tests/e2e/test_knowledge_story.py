"""A wrong hour, from the call in which it is noticed until every seat has the right one.

Nothing is played by a stand-in but the telephone: the server is a process, the mail goes through
Postfix into a Maildir, the owner answers over HTTPS, and operator, editor and reviewer press keys
in the real window.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.model.editing.editing_work import Group
from console.screens.contact.contact_screen import ContactScreen
from console.screens.editing.editing_screen import EditingScreen
from console.settings import Settings
from console.store.editing.editing_repository import open_reports
from console.store.knowledge import knowledge_repository
from contract.domain.account import Role
from contract.domain.ids import BASE_SCOPE, KNOWLEDGE_SCOPE, CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.entry_report import EntryReport, MailState, ReportState
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard, Topic
from contract.domain.knowledge_entries.revision import RevisionState
from contract.domain.opening_times.opening_times import OpeningTimes, week
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.migrations import migrate
from server.store.operations.audit_log import AuditLine, audit_page
from server.store.sync.feed_edit import FeedEdit
from server.usecases.accounts.manage_accounts import add_account
from tests.support.known import known
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.asgi_transport import Weather
from tests.support.servers.private_postfix import (
    DOMAIN,
    PrivatePostfix,
    private_postfix,
    why_no_postfix,
)
from tests.support.servers.real_server import PASSWORD, ServerProcess, hash_once, utc_now
from tests.support.servers.said_numbers import says_number
from tests.support.waiting import PATIENCE_S, until
from tools.services.exchange_files import free_ports
from widgets.kit.plain_text import without_isolates

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.root,
    pytest.mark.skipif(bool(why_no_postfix()), reason=why_no_postfix() or "none"),
]

CTRL = Qt.KeyboardModifier.ControlModifier
OWNER = f"tributi@{DOMAIN}"
OFFICE, CARD = OfficeId("ufficio-tari"), CardId("tari")
WRONG, RIGHT = week((0, 1, 2, 3, 4), (510, 720)), week((0, 1, 2, 3, 4), (510, 780))
PEOPLE = {
    "anna": Role.OPERATOR,
    "bea": Role.OPERATOR,
    "carla": Role.OPERATOR,
    "edda": Role.EDITOR,
    "fede": Role.EDITOR,
    "gaia": Role.EDITOR,  # only looks on
}
PROMISED_S = 60.0  # from the publication to every seat at work
TOLD = "Chiude alle 13, non alle 12: me lo ha detto il cittadino al 347 1234567"
ANSWER = "Lo sportello chiude alle 13 tutti i giorni."


class _Line(httpx.AsyncBaseTransport):
    """The way from a seat to the server process; weather cuts it."""

    def __init__(self, server: ServerProcess) -> None:
        self.weather = Weather()
        self._server = server
        context = ssl.create_default_context(cafile=server.certificate)
        self._inner = httpx.AsyncHTTPTransport(verify=context)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self.weather.online:
            raise httpx.ConnectError("no way", request=request)
        request.url = request.url.copy_with(host="127.0.0.1", port=self._server.port)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


class City:
    """The server process, its mail server, and who signs in."""

    def __init__(self, server: ServerProcess, mail: PrivatePostfix) -> None:
        self.server, self.mail = server, mail

    def audit(self) -> list[AuditLine]:
        database = ServerDatabase.open(self.server.url)
        try:
            return database.read_now(audit_page)
        finally:
            database.close()

    def account_id(self, login: str) -> str:
        database = ServerDatabase.open(self.server.url)
        try:
            row = database.read_now(
                lambda c: c.one("SELECT id FROM account WHERE login = :l", {"l": login})
            )
        finally:
            database.close()
        assert row is not None
        return str(row["id"])


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    """Everything is up before the story begins: its time is its own."""
    with private_postfix() as mail, ServerProcess(tmp_path) as server:
        # Links must lead somewhere before the first start.
        server.port, owners_port = free_ports("127.0.0.1", 2)
        for name, value in {
            "HOST": "localhost",
            "PORT": str(mail.port),
            "CA_FILE": str(mail.tls.cert),
            "FROM_ADDRESS": f"schede@{DOMAIN}",
            "PUBLIC_URL": f"https://127.0.0.1:{owners_port}",
            "PAGES_PORT": str(owners_port),
        }.items():
            monkeypatch.setenv(f"CHIAMAROMA_SERVER_MAIL_{name}", value)
        _fill(server)
        asyncio.run(server.start())
        yield City(server, mail)


def _fill(server: ServerProcess) -> None:
    migrate(server.url)
    database = ServerDatabase.open(server.url)
    database.write_now(_knowledge)
    hashed = hash_once(PASSWORD)
    for login, role in PEOPLE.items():
        database.write_now(
            lambda c, login=login, role=role: add_account(  # type: ignore[misc]  # bound per login
                c, login=login, display_name=login, role=role, password_hash=hashed, now=utc_now()
            )
        )
    database.close()


def _knowledge(connection: Connection) -> None:
    edit = FeedEdit(connection, now=utc_now())
    edit.put(BASE_SCOPE, Topic(id=TopicId("tari"), path="Tributi › TARI"))
    office = Office(
        id=OFFICE,
        name="Ufficio TARI",
        address="Via degli Esempi 38",
        owner_email=OWNER,
        desk_times=OpeningTimes(weekly=WRONG),
    )
    edit.put(KNOWLEDGE_SCOPE, office)
    card = ServiceCard(
        id=CARD,
        title="Tassa rifiuti: orari dello sportello",
        topic_id=TopicId("tari"),
        say="Lo sportello è aperto ogni mattina.",
        responsible_id=OFFICE,
        office_ids=(OFFICE,),
    )
    edit.put(KNOWLEDGE_SCOPE, card)
    edit.finish()


async def _until(ask: Callable[[], Awaitable[bool]], what: str, within_s: float) -> None:
    try:
        async with asyncio.timeout(within_s):
            while not await ask():
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"not within {within_s} s: {what}") from None


async def _hours(seat: ConsoleSeat) -> object:
    office = await seat.database.read(lambda c: knowledge_repository.office(c, OFFICE))
    return office.desk_times.weekly if office is not None else None


async def _shows(seat: ConsoleSeat, hours: object, within_s: float = PATIENCE_S) -> None:
    async def ask() -> bool:
        return await _hours(seat) == hours

    await _until(ask, "the hours on a seat", within_s)


async def _report_at(
    seat: ConsoleSeat, state: ReportState, mail: MailState | None = None
) -> EntryReport:
    """Wait until an editor's seat has the report in that state, and its mail in this one."""
    found: list[EntryReport] = []

    async def ask() -> bool:
        reports = await seat.database.read(open_reports)
        found[:] = [one for one in reports if one.state is state and mail in (None, one.mail)]
        return bool(found)

    await _until(ask, f"the report, {state}, its mail {mail}", PATIENCE_S)
    return found[0]


async def _nothing_left(seat: ConsoleSeat) -> bool:
    return await seat.database.read(open_reports) == ()


def _settings(city: City, folder: Path, *, seat: str = "", has_phone: bool = True) -> Settings:
    return Settings(
        server=city.server.base_url,
        server_ca=city.server.certificate,
        data_dir=folder,
        seat=seat,
        has_phone=has_phone,
        theme="light",
    )


async def _told_in_a_call(
    app: QApplication, city: City, folder: Path, editor: ConsoleSeat
) -> EntryReport:
    """Anna reads the hours to a citizen, who knows better; she tells it with one key.

    Return the report as it reaches an editor's seat while they still talk.
    """
    settings = _settings(city, folder, seat="1001")
    async with driven_console(app, None, folder, settings=settings) as driven:
        await driven.start_work("anna")
        await _call_comes(driven)
        driven.type("rifiuti")
        knowledge = driven.models.knowledge
        await until(lambda: knowledge.answer.query == "rifiuti", PATIENCE_S)
        assert await knowledge.card_in_use() is not None
        driven.press(Qt.Key.Key_E, CTRL)
        driven.type(TOLD)
        driven.press(Qt.Key.Key_Return)
        assert driven.models.call.is_live, "the citizen is still there"
        await until(lambda: "entry_reported" in driven.models.notices.passing)
        told = await _report_at(editor, ReportState.ASKED)
        driven.phone.citizen_hangs_up()
        return told


async def _call_comes(driven: DrivenConsole) -> None:
    await driven.become_ready()
    driven.phone.citizen_calls()
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    box = driven.window.part(ContactScreen).search.field.editor
    await until(lambda: driven.focus() is box)


async def _link_of_the_mail(city: City) -> str:
    """Return the link of the one mail the owner has, as her mail program shows it."""

    async def ask() -> bool:
        return bool(await asyncio.to_thread(city.mail.messages))

    await _until(ask, f"a mail\n{city.mail.log_text()}\n{city.server.log_text}", PATIENCE_S)
    (message,) = city.mail.messages()
    assert message["To"] == OWNER
    body = known(message.get_body(("plain",)))
    text = body.get_content()
    assert "Ufficio TARI" in text
    assert "Chiude alle 13" in text
    assert not says_number(text, "347 1234567"), "nobody's number leaves the house"
    found = known(re.search(r"https://\S+", text))
    return found[0]


async def _owner_confirms(city: City, link: str) -> None:
    context = ssl.create_default_context(cafile=city.server.certificate)
    async with httpx.AsyncClient(verify=context, trust_env=False, timeout=PATIENCE_S) as browser:
        await browser.get(link)  # a scanner of mail was here first
        page = await browser.get(link)
        assert page.status_code == 200, page.text
        assert "08:30" in page.text, "she sees what operators read out"
        form = known(re.search(r'name="form" value="([^"]+)"', page.text))
        fields = {"form": form[1], "choice": "wrong", "words": ANSWER}
        thanks = await browser.post(link, data=fields)
        assert "abbiamo ricevuto la risposta" in thanks.text


@asynccontextmanager
async def _an_editor(
    app: QApplication, city: City, folder: Path, login: str, *, has_phone: bool
) -> AsyncIterator[DrivenConsole]:
    """Her real window, entered by keys; the cursor stands in what waits for her."""
    settings = _settings(city, folder, has_phone=has_phone)
    async with driven_console(app, None, folder, settings=settings) as driven:
        await driven.enter_without_phone(login)
        assert driven.window.work.module == "editing"
        await until(lambda: driven.models.editing.list.items, what="something to do")
        await until(lambda: driven.focus() is driven.window.part(EditingScreen).list.groups)
        driven.keys = 0
        yield driven


async def _mended(driven: DrivenConsole) -> None:
    """Edda goes from the report to the hours and writes what the owner says; F9."""
    screen, models = driven.window.part(EditingScreen), driven.models.editing
    await until(lambda: _states_listed(driven) == [ReportState.CONFIRMED])
    assert models.list.group is Group.FLAGGED
    driven.press(Qt.Key.Key_Return)
    assert driven.focus() is screen.list.items
    assert ANSWER in screen.list.results.detail.text(), "she need not open it to know"
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.focus().objectName() == "desk_times_0_editor", what="Monday")
    for words in ("Chiude alle 13, non alle 12", ANSWER):
        assert words in without_isolates(screen.page.reports()), "what she writes it from"
    driven.type("8:30-13")
    driven.press(Qt.Key.Key_A, CTRL)
    driven.press(Qt.Key.Key_C, CTRL)
    for day in (1, 2, 3, 4):
        driven.press(Qt.Key.Key_Tab)
        assert driven.focus().objectName() == f"desk_times_{day}_editor"
        driven.press(Qt.Key.Key_V, CTRL)
    driven.press(Qt.Key.Key_F9)
    await until(
        lambda: models.editor.revision and models.editor.revision.state is RevisionState.IN_REVIEW
    )
    sent = "Mandata in revisione. La pubblica un'altra persona."
    await until(lambda: screen.page.notice() == sent, what=sent)
    assert driven.keys <= 20
    await until(lambda: driven.models.connection.waiting == 0, what="at the server")


def _states_listed(driven: DrivenConsole) -> list[ReportState]:
    flagged = driven.models.editing.list.groups[Group.FLAGGED]
    return [item.report.state for item in flagged if item.report is not None]


async def _published(driven: DrivenConsole) -> None:
    """Fede sees the old hours beside the new ones; the last thing here is her key."""
    screen, models = driven.window.part(EditingScreen), driven.models.editing
    await until(lambda: models.list.group is Group.TO_REVIEW)
    driven.press(Qt.Key.Key_Return)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: screen.page.is_comparing)
    compared = without_isolates(screen.page.compare.view.toPlainText())
    for words in (
        "Orari dello sportello",
        "tolto: 08:30-12:00, fine",
        "aggiunto: 08:30-13:00, fine",
    ):
        assert words in compared, compared
    assert ANSWER in without_isolates(screen.page.reports()), "why it is changed"
    await driven.tab_to(screen.page.compare.choices)
    driven.press(Qt.Key.Key_1)
    assert driven.keys <= 6


async def test_a_wrong_hour_told_in_a_call_is_right_on_every_seat(
    app: QApplication, city: City, tmp_path: Path
) -> None:
    async with AsyncExitStack() as stack:
        lines = {login: _Line(city.server) for login in ("bea", "carla", "gaia")}
        seats = {
            login: await stack.enter_async_context(a_seat(tmp_path / login, line, login))
            for login, line in lines.items()
        }
        for seat in seats.values():
            seat.start_sync()
            await _shows(seat, WRONG)
        lines["carla"].weather.online = False
        await seats["carla"].stop_sync()

        told = await _told_in_a_call(app, city, tmp_path / "anna", seats["gaia"])
        assert (told.entry_id, told.field, told.author_name) == (OFFICE, "desk_times", "anna")
        assert told.contact_id is not None, "editors know in which contact it was noticed"

        await _owner_confirms(city, await _link_of_the_mail(city))
        # She may answer before the server has heard from the mail server that it took the mail.
        confirmed = await _report_at(seats["gaia"], ReportState.CONFIRMED, MailState.SENT)
        assert confirmed.answer == ANSWER

        async with _an_editor(app, city, tmp_path / "edda", "edda", has_phone=True) as edda:
            await _mended(edda)
        assert await _hours(seats["bea"]) == WRONG, "nobody publishes her own work"
        async with _an_editor(app, city, tmp_path / "fede", "fede", has_phone=False) as fede:
            await _published(fede)
            await _shows(seats["bea"], RIGHT, within_s=PROMISED_S)
            await until(lambda: not _states_listed(fede), what="the report is closed by it")
        assert await _hours(seats["carla"]) == WRONG, "nothing reaches who is offline"
        lines["carla"].weather.online = True
        seats["carla"].start_sync()
        await _shows(seats["carla"], RIGHT)
        await _until(lambda: _nothing_left(seats["gaia"]), "no report to work on", PATIENCE_S)

        assert len(city.mail.messages()) == 1, "she was asked once"
        _audit_tells_it(city, confirmed)


def _audit_tells_it(city: City, report: EntryReport) -> None:
    """Who told it, that the owner answered, who changed what and who let it through."""
    lines = [line for line in city.audit() if line.action.startswith("knowledge.")]
    by_action = {line.action: line for line in lines}
    assert by_action["knowledge.reported"].account_id == city.account_id("anna")
    assert by_action["knowledge.reported"].subject == report.id
    assert by_action["knowledge.owner_answered"].account_id is None
    assert by_action["knowledge.owner_answered"].subject == f"{report.id} wrong"
    published = by_action["knowledge.publish"]
    assert published.account_id == city.account_id("fede")
    edda = city.account_id("edda")
    assert published.subject == f"office {OFFICE} v2 fields desk_times by {edda}"
    order = ["knowledge.reported", "knowledge.owner_answered", "knowledge.publish"]
    assert [line.action for line in lines if line.action in order] == order
