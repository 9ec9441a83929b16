"""The loop between replica and server: push, pull, wait, again; nothing on screen waits for it."""

import asyncio
import logging
import math
import random
from collections.abc import Callable

from console.errors import (
    NOT_TOLD,
    AnswerForged,
    LocalStoreBroken,
    ServerFull,
    ServerNotTrusted,
    ServerUnreachable,
    SessionExpired,
)
from console.model.duty.seat_state import FORGED
from console.runtime.change_feed import Topic
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import waiting_count
from console.store.replica.sync_cursor import epoch
from console.store.session.session_record import set_synced_at, synced_at
from console.sync.backoff import delay_s
from console.sync.change_stream import ChangeStream, Event
from console.sync.connection_state import ConnectionState
from console.sync.erased_words import ErasedWords
from console.sync.feed_news import FeedNews
from console.sync.pull import Pull
from console.sync.push import Push, PushResult
from console.sync.recount import Recount
from console.sync.server_link import ServerLink
from contract.wire.changes import EVENT_CHANGES

log = logging.getLogger(__name__)
# The stream tells at once; the poll is for a hint that was lost on the way.
POLL_S = 60.0  # while the stream tells of changes
POLL_WITHOUT_STREAM_S = 5.0
# What commands of this seat did comes in the stream as what others do; for how long that is waited.
EFFECTS_WITHIN_S = 5.0
_STORE_TROUBLES = {"full": "disk_full", "corrupt": "store_broken"}
# Bounds the loop where a server answers and yet settles nothing
# (test_a_server_that_gives_no_verdict_is_not_asked_for_ever).
COPIES_SPREAD_S = 30.0  # of all seats, after an epoch began
MAX_ROUNDS = 1000  # of 50 commands; more means that the server gives no verdicts


class SyncEngine:
    """Start run() once an operator is signed in; cancel it before the replica is closed."""

    def __init__(
        self,
        *,
        database: LocalDatabase,
        link: ServerLink,
        state: ConnectionState,
        on_bug: Callable[[str, BaseException], None],
        on_event: Callable[[Event], None] = lambda _: None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """on_event gets each event of the server's stream, on the loop's thread."""
        self._database = database
        self._state = state
        self._feed = state.feed
        self._clock = clock = state.clock
        self._on_bug = on_bug
        self._jitter = jitter
        self._erased = erased = ErasedWords(database=database, link=link, clock=clock)
        self._push = Push(database=database, link=link, clock=clock, on_late=erased.look_again)
        self._pull = Pull(
            database=database,
            link=link,
            clock=clock,
            on_copying=state.copying,
            spread=lambda: COPIES_SPREAD_S * jitter(),
            on_due=self.wake,
        )
        self._recount = Recount(database=database, clock=clock)
        self._news = FeedNews(database=database, clock=clock, check=link.check_answer)
        self._on_event = on_event
        self._wake = asyncio.Event()
        self._is_asked = False  # for a pass; what the stream brings itself needs none
        self._is_pull_asked = True  # the outbox alone asks for none while the stream lives
        self._pull_owed_at = math.inf  # for what was sent and the stream has not brought
        self._is_pushing = False
        self._losses = 0  # how often the line was found dead
        self.stream = ChangeStream(
            link=link,
            on_hint=self.wake,
            on_alive=self._on_alive,
            on_lost=self._on_lost,
            on_event=self._on_stream,
            jitter=jitter,
        )

    def wake(self) -> None:
        """Something changed here or there: do a pass soon."""
        self._is_pull_asked = True
        self._ask()

    def _ask(self) -> None:
        self._is_asked = True
        self._wake.set()

    def _on_stream(self, event: Event) -> None:
        if event.name == EVENT_CHANGES:
            self._news.offer(event.data)
            self._wake.set()
        else:
            self._on_event(event)

    def _on_outbox_changed(self) -> None:
        # Each verdict changes the outbox: without this every push would order the next pass.
        if not self._is_pushing:  # else the pass under way counts again before it ends
            self._ask()

    async def run(self) -> None:
        """Synchronise until cancelled. Run stream.run() beside it."""
        unsubscribe = self._feed.subscribe(frozenset({Topic.OUTBOX}), self._on_outbox_changed)
        try:
            await self._show_stored_state()
            self._news.drop()
            self._is_pull_asked, self._pull_owed_at = True, math.inf
            failures = 0
            while True:
                # Before the pass: what changes while it runs must lead to another one.
                self._is_asked = False
                self._wake.clear()
                failures = 0 if await self._tried() else failures + 1
                if failures:  # the next pass does all of it, when its turn comes
                    self._is_pull_asked, self._pull_owed_at = True, math.inf
                # Also after a failure: new work wakes it and is tried at once.
                await self._rest(failures)
        finally:
            unsubscribe()

    async def sync_once(self) -> None:
        """Push and pull until neither has anything left. Raise what the link raises."""
        self._is_pull_asked = True
        await self._pass()

    async def _pass(self) -> None:
        # Before it begins: what is asked for meanwhile is for the next one.
        must_pull, self._is_pull_asked = self._must_pull(), False
        if await self._database.read(epoch) is None:
            await self._pull_all()  # whose life the server lives must be known before pushing
        for _ in range(MAX_ROUNDS):
            # Push before pull: the answer then holds what was done here, and the overlay shrinks.
            pushed = await self._pushed()
            # Nothing settled: the server may live another life, of which the pull tells.
            if must_pull or pushed.must_wait or (pushed.sent and not pushed.settled):
                must_pull = True
                await self._pull_all()
            # After the pull: a server whose disk is full still gives what others did.
            if pushed.is_full:
                raise ServerFull("the server cannot store commands")
            if pushed.must_wait:
                raise ServerUnreachable("the server asked to try later")
            # What waits for other seats is no work for this pass.
            if pushed.holds or not await self._database.read(waiting_count):
                break
        else:
            raise ServerUnreachable("commands stay without a verdict")
        if not must_pull:
            within_s = asyncio.get_running_loop().time() + EFFECTS_WITHIN_S
            self._pull_owed_at = min(self._pull_owed_at, within_s)
            return
        self._pull_owed_at = math.inf
        if self._pull.waits:
            return  # what is here is not yet what the server has
        now = self._clock()
        await self._database.write(
            lambda connection: set_synced_at(connection, now),
            changes=frozenset(),
            may_use_reserve=False,
        )
        self._state.synced(now)

    def _must_pull(self) -> bool:
        """Return whether this pass is more than sending what the stream tells everybody of."""
        is_owed = asyncio.get_running_loop().time() >= self._pull_owed_at
        return self._is_pull_asked or is_owed or not self.stream.is_live

    async def _pushed(self) -> PushResult:
        self._is_pushing = True
        try:
            return await self._push()
        finally:
            self._is_pushing = False

    async def _pull_all(self) -> None:
        while await self._pull():
            pass
        await self._erased(self._pull.erasures)

    async def _tried(self) -> bool:
        """Do a pass and set the connection's state by it; return whether it succeeded."""
        # Compared at the end: an answer older than the loss of the line is no proof that it is back
        # (test_an_answer_older_than_the_loss_of_the_line_is_no_proof_that_it_is_back).
        losses = self._losses
        try:
            await self._pass()
            await self._recount.when_due()
        except (*NOT_TOLD, AnswerForged) as error:
            self._failed(_trouble_of(error), error)
        # The session goes on: a disk that takes nothing today may have room in a moment.
        except LocalStoreBroken as error:
            if error.kind != "closed":  # else another replica is being opened: no trouble
                self._failed(_STORE_TROUBLES.get(error.kind, "store_unwritable"), error)
        except Exception as error:  # noqa: BLE001 - one bad answer must not end synchronisation
            self._on_bug("sync.pass", error)
        else:
            if losses == self._losses:  # else its answers are older than the loss: the next tells
                self._reached()
            await self._count_waiting()
            return True
        await self._count_waiting()
        return False

    def _reached(self) -> None:
        was_online = self._state.current.online
        self._state.reached()
        if not was_online:
            # Else the stream waits out its backoff, and hints come late.
            self.stream.retry_now()

    def _failed(self, trouble: str, error: Exception) -> None:
        # A server that is away for a night would fill the log with one line.
        if self._state.current.trouble != trouble:
            log.warning("synchronisation stopped: %s (%s)", trouble, error)
        self._state.lost(trouble, error.code if isinstance(error, SessionExpired) else "")

    async def _count_waiting(self) -> None:
        try:
            self._state.waiting(await self._database.read(waiting_count))
        except LocalStoreBroken as error:
            log.warning("the outbox cannot be counted: %s", error.kind)

    async def _rest(self, failures: int) -> None:
        """Wait for work or a hint, at most until the next poll or the end of the backoff.

        What the stream brings meanwhile is applied.
        """
        # Without hints the poll is all there is.
        poll_s = POLL_S if self.stream.is_live else POLL_WITHOUT_STREAM_S
        wait_s = delay_s(failures, self._jitter()) if failures else poll_s
        ends_at = asyncio.get_running_loop().time() + wait_s
        while not self._is_asked:
            if not (await self._applied_news() and await self._woken(ends_at)):
                self._is_pull_asked = True
                return
            self._wake.clear()

    async def _woken(self, ends_at: float) -> bool:
        try:
            async with asyncio.timeout_at(min(ends_at, self._pull_owed_at)):
                return await self._wake.wait()
        except TimeoutError:
            return False

    async def _applied_news(self) -> bool:
        """Apply what the stream brought; return False where a pass must fetch something."""
        try:
            is_all_here = await self._news.apply()
            if self._pull_owed_at < math.inf and await self._news.has_brought_effects():
                self._pull_owed_at = math.inf
            return is_all_here
        except (AnswerForged, LocalStoreBroken) as error:
            # The pass that follows meets the same trouble, and tells it.
            log.warning("news of the stream were not applied: %s", error)
        except Exception as error:  # noqa: BLE001 - one bad event must not end synchronisation
            self._on_bug("sync.news", error)
        return False

    async def _show_stored_state(self) -> None:
        try:
            self._state.synced(await self._database.read(synced_at))
        except LocalStoreBroken as error:
            log.warning("the last synchronisation cannot be read: %s", error.kind)
        await self._count_waiting()

    def _on_alive(self) -> None:
        # Other troubles, a foreign key or a full disk, are not over because the line lives.
        if not self._state.current.online and self._state.current.trouble == "unreachable":
            self.wake()

    def _on_lost(self) -> None:
        self._losses += 1
        self._state.lost("unreachable")
        self.wake()


def _trouble_of(error: Exception) -> str:
    """Return the trouble of model.duty.seat_state for what the link raised."""
    match error:
        case ServerFull():
            return "server_full"
        case ServerNotTrusted():
            return "certificate"
        case AnswerForged():
            return FORGED
        case SessionExpired():
            return "session_expired"
    return "unreachable"
