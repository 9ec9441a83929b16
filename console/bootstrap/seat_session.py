"""What begins when somebody signs in, and ends when she leaves: line, sync, drafts, search."""

import asyncio
import logging
from collections.abc import Callable

from msgspec.structs import replace

from console.bootstrap.seat_calls import SeatCalls
from console.bootstrap.seat_duty import SeatDuty
from console.errors import (
    NOT_TOLD,
    KeyringMissing,
    LocalStoreBroken,
    PhoneRefused,
    PhoneUnavailable,
    SignInRefused,
)
from console.model.duty.signed_in import SignedIn
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.coalesced import Coalesced
from console.runtime.task_scope import TaskScope
from console.store.callbacks import callback_repository
from console.store.calls import queue_repository
from console.store.knowledge import knowledge_repository
from console.store.replica import outbox
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_key import WrongSecret
from console.store.session.seat_vault import NoVault, SeatVault
from console.sync.connection_state import ConnectionState
from console.sync.sync_engine import SyncEngine
from console.telephony.softphone import Softphone
from console.usecases.editing.keep_revision_drafts import KeepRevisionDrafts
from console.usecases.knowledge.keep_today import KeepToday
from console.usecases.knowledge.refresh_learned import RefreshLearned
from console.usecases.knowledge.refresh_search import RefreshSearch
from console.usecases.knowledge.refresh_vectors import RefreshVectors
from console.usecases.session.resume_session import ResumeSession
from console.usecases.session.sign_in import SignIn
from console.usecases.session.sign_out import SignOut
from console.usecases.session.unlock import Unlock
from console.viewmodels.contact.contact_notices import ContactNotice
from console.viewmodels.kit.notice_code import SeatNotice
from console.viewmodels.kit.notices import Level
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Account, Capability
from contract.domain.ids import AccountId
from contract.wire import reason_codes
from contract.wire.session import LineSettings

log = logging.getLogger(__name__)
LAST_TRY_S = 3.0
_NOT_SENT = (*NOT_TOLD, LocalStoreBroken, TimeoutError)
_OF_ONE_OPERATOR = (  # tasks
    "contact.",
    "caller.",
    "card.send",
    "call-log.",
    "callback-queue.",
    "case-work.",
    "knowledge.",
    "editing-list.",
    "entry-editor.",
    "entry-story.",
    "entry-references.",
    "bulk-hours.",
    "learning.refresh",
    "own-work.",
    "figures.",
    "reports.",
)


class SeatSession:
    """The callables of the session view-model. Give it the models before anybody signs in."""

    models: SeatModels

    def __init__(
        self,
        *,
        database: LocalDatabase,
        vault: SeatVault,
        phone: Softphone,
        scope: TaskScope,
        engine: SyncEngine,
        connection: ConnectionState,
        duty: SeatDuty,
        calls: SeatCalls,
        refresh_search: RefreshSearch,
        refresh_vectors: RefreshVectors,
        refresh_learned: RefreshLearned,
        keep_today: KeepToday,
        keep_drafts: KeepRevisionDrafts,
        feed: ChangeFeed,
        on_crash: Callable[[str, BaseException], None],
        sign_in: SignIn,
        sign_out: SignOut,
        resume: ResumeSession,
        unlock_at: Callable[[str], Unlock],
    ) -> None:
        self._database = database
        self._vault = vault
        self._phone = phone
        self._scope = scope
        self._engine = engine
        self._connection = connection
        self._duty = duty
        self._calls = calls
        self._refresh_search = refresh_search
        self._refresh_vectors = refresh_vectors
        self._refresh_learned = refresh_learned
        self._keep_today = keep_today
        self._keep_drafts = keep_drafts
        self._feed = feed
        self._on_crash = on_crash
        self._sign_in = sign_in
        self._sign_out = sign_out
        self._resume = resume
        self._unlock_at = unlock_at
        self._unlock: Unlock | None = None
        self._account_id: AccountId | None = None  # whose work the models may still hold
        self._seat = ""
        self._tasks: TaskScope | None = None
        self._unsubscribe: list[Callable[[], None]] = []

    async def sign_in(self, login: str, password: str, seat: str) -> Account:
        await self._end()  # a session whose store broke was not signed out of
        signed_in = await self._sign_in(login, password, seat)
        if not seat:  # the line of an earlier day, which the vault still knows, is not hers today
            signed_in = replace(signed_in, line=None)
        if not signed_in.is_memory_only:
            await self._resume.keep(login, seat)
        await self._begin(signed_in, seat)
        return signed_in.account

    async def resume(self) -> Account | None:
        """Go on after a crash or with a store that broke; None: somebody has to sign in."""
        await self._end()
        signed_in = await self._resume()
        if signed_in is None:
            return None
        log.info("the session before the restart goes on")
        if not signed_in.resumed_seat:
            signed_in = replace(signed_in, line=None)
        await self._begin(signed_in, signed_in.resumed_seat)
        if self.models.editor.draft is not None and not self.models.call.is_live:
            self.models.notices.tell(ContactNotice.RESUMED)
        return signed_in.account

    async def unlock(self, password: str) -> Account:
        """Raise SignInRefused."""
        account = self.models.session.account
        assert account is not None
        assert self._unlock is not None
        if not await self._unlock(password) and not await self._opens_vault(account, password):
            raise SignInRefused(reason_codes.BAD_CREDENTIALS)
        if self._unlock.is_session_ended:
            self.models.notices.tell(SeatNotice.SESSION_ENDED, Level.ACT_SOON)
        self._engine.wake()
        return account

    async def locked(self) -> None:
        await self._resume.drop()

    async def unlocked(self) -> None:
        account = self.models.session.account
        if account is not None:
            await self._resume.keep(account.login, self._seat)

    async def sign_out(self) -> None:
        """Save what is being typed, send what waits, clear the screen, close the replica.

        A callback in hand stays hers with what she wrote for it, until its lease runs out.
        """
        await self._save_all()
        await self._resume.drop()
        await self._end()
        await self._send_rest()
        await self._save_all()  # she may have gone on typing while it was sent
        await self._clear()
        await self._sign_out()
        await self._clear()  # the end itself was told of, and lists were read once more
        self._connection.reset()
        self._refresh_search.forget()
        self._account_id = None

    async def close(self) -> None:
        """The console ends; like signing out when somebody is signed in."""
        if self._tasks is not None:
            self.models.status.signed_out()
            await self.sign_out()

    async def _begin(self, signed_in: SignedIn, seat: str) -> None:
        models = self.models
        if self._account_id not in (None, signed_in.account.id):
            await self._clear()  # her store broke: what it did not take is not for the next one
        self._account_id = signed_in.account.id
        self._seat = seat
        self._tasks = TaskScope(self._on_crash)
        self._unlock = self._unlock_at(seat)
        await self._show_choices()
        await models.editor.restore()
        await models.words.restore(signed_in.account.id)
        await self._restore_callback(signed_in.account)
        self._follow_replica(self._tasks)
        self._tasks.start("sync.run", self._engine.run())
        self._tasks.start("sync.stream", self._engine.stream.run())
        models.call.expects_line = _has_line(signed_in)
        self._tasks.start("session.line", self._set_line(signed_in.line, signed_in.account))
        if signed_in.account.may(Capability.KNOWLEDGE_READ):
            self._tasks.start("knowledge.today", self._keep_today.follow())
        if signed_in.account.may(Capability.KNOWLEDGE_EDIT):
            self._tasks.start("knowledge.drafts", self._keep_drafts.follow())
        has_duty = bool(seat) and signed_in.account.may(Capability.PHONE_USE)
        self._duty.begin(self._tasks, seat, has_duty=has_duty)
        self._calls.begin(self._tasks)
        for model in (models.queue, models.own_work, models.connection, models.notices):
            model.refresh()
        self._tell_of_opening(signed_in)

    async def _end(self) -> None:
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        if self._tasks is not None:
            await self._tasks.close()
            self._tasks = None
            await self._duty.end(is_online=self._connection.current.online)
            self._calls.end()

    async def _send_rest(self) -> None:
        """A contact closed just now would lie here until she signs in at this seat again."""
        if not self._connection.current.online:
            return
        try:
            async with asyncio.timeout(LAST_TRY_S):
                await self._keep_drafts.send()
                if await self._database.read(outbox.waiting_count):
                    await self._engine.sync_once()
        except _NOT_SENT as error:
            log.warning("not all was sent at sign-out: %s", type(error).__name__)

    async def _clear(self) -> None:
        """Nothing of hers stays on the screen or comes late: the next one is somebody else."""
        await self._scope.cancel(*_OF_ONE_OPERATOR)
        models = self.models
        for model in (
            models.editor, models.case_work, models.queue, models.own_work, models.words,
        ):  # fmt: skip
            model.forget()
        models.editing.forget()
        models.caller.clear()
        models.knowledge.clear()
        models.notices.take_back(*models.notices.passing)

    async def _save_all(self) -> None:
        models = self.models
        try:
            await models.editor.flush()
            await models.case_work.flush()
            await models.editing.editor.flush()
            await models.words.flush()
        except LocalStoreBroken as error:
            log.error("the last draft could not be saved: %s", error.kind)

    def _follow_replica(self, tasks: TaskScope) -> None:
        index = Coalesced("session.index", self._index, tasks)
        vectors = Coalesced("session.vectors", self._refresh_vectors, tasks)
        learned = Coalesced("session.learned", self._refresh_learned, tasks)
        today = Coalesced("session.today", self._show_today, tasks)
        choices = Coalesced("session.choices", self._show_choices, tasks)
        self._unsubscribe = [
            self._feed.subscribe(frozenset({Topic.KNOWLEDGE}), index),
            self._feed.subscribe(frozenset({Topic.VECTORS}), vectors),
            self._feed.subscribe(frozenset({Topic.LEARNED}), learned),
            self._feed.subscribe(frozenset({Topic.TODAY}), today),
            self._feed.subscribe(frozenset({Topic.BASE}), choices),
        ]
        index()

    async def _index(self) -> None:
        if await self._refresh_search():
            self.models.knowledge.refresh()
        await self._refresh_learned()
        await self._refresh_vectors()
        await self._refresh_search.keep()  # last: what a question needs comes before

    async def _show_today(self) -> None:
        await self._refresh_search.rank()
        self.models.knowledge.refresh_today()
        self.models.words.drop_old()

    async def _show_choices(self) -> None:
        topics = await self._database.read(knowledge_repository.topics)
        desks = await self._database.read(knowledge_repository.desks)
        self.models.editor.show_choices(topics, desks)
        self.models.status.show_queues(await self._database.read(queue_repository.queues))

    async def _restore_callback(self, account: Account) -> None:
        """A callback held before a restart is still held: go on with it."""
        if not account.may(Capability.CASE_WORK):
            return
        held = await self._database.read(
            lambda c: callback_repository.callbacks_held_by(c, account.id)
        )
        if held:
            self.models.case_work.open(held[0])

    async def _set_line(self, line: LineSettings | None, account: Account) -> None:
        if line is None or not self.models.call.expects_line:
            return
        try:
            await self._phone.set_line(
                seat=line.seat,
                wss_urls=line.wss_urls,
                realm=line.realm,
                secret=line.secret,
                ca_pem=line.ca_pem,
                display_name=account.display_name,
            )
        except (PhoneUnavailable, PhoneRefused) as error:
            log.warning("the phone did not take its line: %s", type(error).__name__)

    def _tell_of_opening(self, signed_in: SignedIn) -> None:
        notices = self.models.notices
        if signed_in.is_memory_only:
            notices.tell(SeatNotice.NO_KEYRING, Level.ACT_SOON)
        if signed_in.broken:
            count = str(signed_in.recovered)
            notices.tell(SeatNotice.RECOVERED, Level.ACT_SOON, recovered=count, total=count)

    async def _opens_vault(self, account: Account, password: str) -> bool:
        """After a restart there is nothing in memory to compare with: try the vault itself."""
        try:
            await self._vault.unlock(account.login, password)
        except (NoVault, WrongSecret, KeyringMissing):
            return False
        return True


def _has_line(signed_in: SignedIn) -> bool:
    return signed_in.line is not None and signed_in.account.may(Capability.PHONE_USE)
