"""The real session of one seat, without a network: a server of the invented city, a phone at hand.

Its replica is a file of its own, filled by the feed; what only the seat knows is put there before.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from console.bootstrap import Console, Seams, console_session
from console.errors import KeyringMissing
from console.knowledge.knowledge_search import KnowledgeSearch
from console.model.calls.past_call import PastCall
from console.model.contact.contact_draft import ContactDraft
from console.model.knowledge.search_hit import SearchAnswer
from console.runtime.change_feed import Topic
from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.city_server import LINE, SEAT, CityServer
from console.scenes.scene_calls import PAST_CALLS
from console.scenes.scene_phone import ScenePhone
from console.settings import Settings
from console.store.calls.past_call_repository import keep_call
from console.store.contact.draft_repository import save_draft
from console.store.replica.cipher import Connection
from console.store.replica.outbox import enqueue
from console.store.session.os_keyring import OsKeyring
from console.store.session.resume_ticket import ResumeTicket, TicketKeeper
from console.store.session.seat_vault import SeatVault
from console.store.session.session_record import save_reply, set_vouched_at
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionState
from contract.domain.contact import Contact
from contract.domain.ids import new_command_id
from contract.knowledge.search_hit import NO_FILTERS, SearchFilters
from contract.wire.commands import Command, RecordContact

KEY_HEX = "5c" * 32
LONGEST_S = 60.0  # of what takes a moment, on a machine that has no time
# Nothing of a scene is worth the wait for a disk: each commit would wait for it.
_SHM = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
IN_MEMORY = _SHM if _SHM.is_dir() else None


class SceneKeyring(OsKeyring):
    """Lives as long as its object."""

    def __init__(self) -> None:
        super().__init__()
        self.is_missing = False
        self._entries: dict[str, str | None] = {}

    async def seat_secret(self) -> bytes:
        if self.is_missing:
            raise KeyringMissing("no keyring in this scene")
        return bytes(32)

    async def read(self, entry: str) -> str | None:
        return self._entries.get(entry)

    async def write(self, entry: str, text: str | None) -> None:
        self._entries[entry] = text


class CitySearch(KnowledgeSearch):
    """The real search as on a seat with the sentence model, whose loading takes seconds."""

    suggestion = ""  # where nothing is found

    async def search(
        self, text: str, limit: int = 10, filters: SearchFilters = NO_FILTERS
    ) -> SearchAnswer:
        answer = await super().search(text, limit, filters)
        suggestion = answer.suggestion if answer.hits else self.suggestion
        return replace(answer, by_words_only=False, suggestion=suggestion)


class SceneSeat:
    """Change server and phone before a scene asks them; models are those of whoever works here."""

    def __init__(
        self, console: Console, folder: Path, server: CityServer, keyring: SceneKeyring
    ) -> None:
        self.console = console
        self.server = server
        self.keyring = keyring
        self._folder = folder
        self.drafts: tuple[ContactDraft, ...] = city.DRAFTS
        self.past_calls: tuple[PastCall, ...] = PAST_CALLS
        self.before: list[Callable[[Connection], object]] = []  # done in the replica at sign-in

    @property
    def models(self) -> SeatModels:
        return self.console.models

    @property
    def search(self) -> CitySearch:
        search = self.console.search
        assert isinstance(search, CitySearch)
        return search

    @property
    def phone(self) -> ScenePhone:
        phone = self.console.phone
        assert isinstance(phone, ScenePhone)
        return phone

    def now(self) -> datetime:
        return self.console.clock()

    def monotonic_s(self) -> float:
        return self.models.status.clock.monotonic_s()

    async def enter(self, seat: str = SEAT) -> None:
        """Begin a session as after a crash: deriving a key from a password takes 0.3 s of CPU."""
        who = self.server.session()
        if self.keyring.is_missing:  # nothing is derived: all stays in memory
            self.models.session.sign_in(who.account.login, "giusta", seat)
            await settle()
            await self.write(self._fill, *Topic)
            return
        vault = SeatVault(data_dir=self._folder, seat_secret=self.keyring.seat_secret)
        await self.console.database.switch_to(vault.replica_path(who.account.login), KEY_HEX)
        await self.write(self._fill, *Topic)
        ticket = ResumeTicket(login=who.account.login, key_hex=KEY_HEX, seat=seat)
        await TicketKeeper(self.keyring, self._folder).keep(ticket)
        self.models.session.start()

    async def leave(self) -> None:
        """Sign out, and wait for it: pages end a part at a time."""
        self.models.session.sign_out()
        await self.comes_to(SessionState.SIGNED_OUT)

    async def comes_to(self, state: SessionState) -> None:
        """Wait for a state of the session, on a busy machine too, and for what follows of it."""
        async with asyncio.timeout(LONGEST_S):
            await settle()
            while self.models.session.state is not state:
                await settle()

    async def rest(self) -> None:
        """Have on the disk at once what is typed: no picture waits for the hand to rest."""
        await settle()
        await self.console.seat.operator.save_all()
        await settle()

    async def lose_server(self) -> None:
        """It answered four minutes ago and was missed a minute later; three contacts wait."""
        self.server.now = city.NOW - timedelta(minutes=4)
        self.console.engine.wake()
        await settle()
        self.server.now = city.NOW - timedelta(minutes=3)
        self.server.is_away = True
        await self.send(*city.CONTACTS)
        await settle()
        self.server.now = city.NOW

    async def copy_anew(self) -> None:
        """Have what changed at the server copied."""
        self.server.head += 1
        self.console.engine.wake()
        await settle()

    async def send(self, *contacts: Contact) -> None:
        def work(connection: Connection) -> None:
            for one in contacts:
                data = RecordContact(contact=one)
                enqueue(connection, Command(id=new_command_id(), at=self.now(), data=data))

        await self.write(work, Topic.OUTBOX, Topic.CONTACTS)

    async def write(self, change: Callable[[Connection], object], *topics: Topic) -> None:
        await self.console.database.write(change, changes=frozenset(topics))

    def _fill(self, connection: Connection) -> None:
        save_reply(connection, self.server.session(), LINE)
        set_vouched_at(connection, city.NOW)
        for draft in self.drafts:
            save_draft(connection, draft)
        for call in self.past_calls:
            keep_call(connection, call)
        for change in self.before:
            change(connection)


@asynccontextmanager
async def scene_seat(
    monotonic_s: Callable[[], float] = time.monotonic,
) -> AsyncIterator[SceneSeat]:
    """Yield the console as it starts, nobody signed in; raise a bug that its tasks met."""
    bugs: list[BaseException] = []
    server, keyring = CityServer(), SceneKeyring()
    seams = Seams(
        transport=server,
        softphone=ScenePhone(monotonic_s),
        keyring=keyring,
        search=CitySearch(),
        now=lambda: server.now,
        monotonic_s=monotonic_s,
        open_browser=lambda _: True,  # nobody looks at it
    )
    with TemporaryDirectory(prefix="chiamaroma-scene-", dir=IN_MEMORY) as name:
        folder = Path(name)
        async with console_session(
            Settings(server="https://scena.invalid", seat=SEAT),
            data_dir=folder,
            phone_socket=folder / "phone",
            on_crash=lambda _, error: bugs.append(error),
            seams=seams,
        ) as console:
            try:
                yield SceneSeat(console, folder, server, keyring)
            finally:
                server.takes_commands.set()  # whoever leaves sends what waits
                server.goes_on_copying.set()
    if bugs:
        raise bugs[0]
