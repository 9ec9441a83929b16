"""From one operator's sign-in to her sign-out: her models, her tasks, what they listen to.

It is built while the sign-in page stands, before anybody knows whose it will be. Nothing in it is
emptied at the end: it ends as a whole, and the next operator has one of her own.
"""

import asyncio
import logging
from contextlib import suppress

from PySide6.QtCore import QObject

from console.bootstrap.operator_parts import OperatorParts
from console.bootstrap.seat_calls import SeatCalls
from console.bootstrap.seat_duty import SeatDuty
from console.bootstrap.seat_models import build_models
from console.bootstrap.seat_parts import SeatParts
from console.errors import (
    NOT_TOLD,
    AnswerForged,
    LocalStoreBroken,
    PhoneRefused,
    PhoneUnavailable,
)
from console.model.duty.signed_in import SignedIn
from console.runtime.change_feed import FeedBranch, Topic
from console.runtime.coalesced import Coalesced
from console.runtime.task_scope import TaskScope
from console.store.callbacks import callback_repository
from console.store.calls import queue_repository
from console.store.knowledge import knowledge_repository
from console.store.replica import outbox
from console.store.session.audio_settings import AudioSettings
from console.sync.change_stream import Event
from console.sync.editing_link import EditingLink
from console.sync.knowledge_link import KnowledgeLink
from console.sync.sync_engine import SyncEngine
from console.usecases.editing.keep_revision_drafts import KeepRevisionDrafts
from console.usecases.knowledge.keep_today import KeepToday
from console.usecases.knowledge.refresh_search import RefreshSearch, index_beside
from console.viewmodels.callbacks.voicemail import VoicemailViewModel
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.contact.contact_flow import ContactFlow
from console.viewmodels.duty.duty_flow import DutyFlow
from console.viewmodels.kit.ended_objects import end_objects, let_go
from console.viewmodels.kit.notice_code import SeatNotice
from console.viewmodels.kit.notices import Level
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Account, Capability
from contract.wire.session import LineSettings

log = logging.getLogger(__name__)
TICK_S = 0.25
LAST_TRY_S = 3.0
HUSH_S = 1.0  # a phone that does not answer keeps nobody from signing out
_NOT_SENT = (*NOT_TOLD, AnswerForged, LocalStoreBroken, TimeoutError)


class OperatorSession:
    """begin(), pause() and begin() again while it is the same operator's, close() once."""

    models: SeatModels

    def __init__(
        self,
        parts: SeatParts,
        engine: SyncEngine,
        call: ActiveCallViewModel,
        session: SessionViewModel,
    ) -> None:
        self._parts = parts
        self._engine = engine
        self._scope = TaskScope(parts.on_crash)
        self._feed = FeedBranch(parts.feed)
        self._followed = FeedBranch(self._feed)  # only while the operator works
        self._tasks: TaskScope | None = None  # likewise
        self._audio = AudioSettings(parts.data_dir)
        self._duty = SeatDuty(database=parts.database, link=parts.link, clock=parts.clock)
        self._calls = SeatCalls(database=parts.database, link=parts.link, clock=parts.clock)
        self._build_knowledge()
        self.seat = ""  # where the operator signed in
        self.models = build_models(
            OperatorParts(
                database=parts.database,
                link=parts.link,
                connection=parts.connection,
                phone=parts.phone,
                search=parts.search,
                feed=self._feed,
                scope=self._scope,
                duty=self._duty,
                calls=self._calls,
                audio=self._audio,
                clock=parts.clock,
                monotonic_s=parts.monotonic_s,
                call=call,
                session=session,
                operator=SignedInOperator(),
            )
        )
        self._duty.join(self.models)
        self.flow, self.duty_flow = ContactFlow(self.models), DutyFlow(self.models)

    def _build_knowledge(self) -> None:
        parts = self._parts
        self._refresh_search = RefreshSearch(
            database=parts.database,
            search=parts.search,
            kept=lambda: index_beside(parts.database),
        )
        self._keep_today = KeepToday(
            database=parts.database,
            ask=KnowledgeLink(parts.link).today,
            is_online=lambda: parts.connection.current.online,
            feed=self._feed,
        )
        self._keep_drafts = KeepRevisionDrafts(
            database=parts.database,
            server=EditingLink(parts.link),
            is_online=lambda: parts.connection.current.online,
            feed=self._feed,
            clock=parts.clock,
        )

    @property
    def is_working(self) -> bool:
        return self._tasks is not None

    @property
    def account(self) -> Account | None:
        """Return whose session it is; None: it waits for the next sign-in."""
        return self.models.operator.account

    async def begin(self, signed_in: SignedIn, seat: str) -> None:
        """Somebody signed in, or the same operator came back whose store had broken."""
        models = self.models
        models.operator.begin(signed_in.account)
        self.seat = seat
        self._audio.belong_to(signed_in.account.login)
        self._tasks = TaskScope(self._parts.on_crash)
        await self._show_choices()
        await models.editor.restore()
        await models.words.restore()
        await self._restore_callback(signed_in.account)
        await self.save_all()  # what waited for a store that broke: its tries ended with that one
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
        self._calls.begin(self._tasks, self._followed)
        self._tasks.start("status.tick", self._tick())
        for model in (models.queue, models.own_work, models.connection, models.notices):
            model.refresh()
        self._tell_of_opening(signed_in)

    def hear(self, event: Event) -> None:
        """Take an event of the server's stream."""
        self._duty.hear(event)

    async def pause(self) -> None:
        """Stop sync, duty and search; what is on the screen stays, and is saved as before."""
        if self._tasks is None:
            return
        self._followed.close()
        await self._tasks.close()
        self._tasks = None
        await self._duty.end(is_online=self._parts.connection.current.online)

    async def hold_still(self) -> None:
        """Pause, and try no more to save: the next replica that is opened may be somebody else's.

        What waits is tried again with the next letter, or at the sign-out of the same operator.
        """
        if self.account is not None:  # else it is the next operator's, and just begins
            await self.pause()
            await self._scope.cancel()

    async def save_all(self) -> None:
        models = self.models
        try:
            await models.editor.flush()
            await models.case_work.flush()
            await models.editing.editor.saver.flush()
            await models.words.flush()
        except LocalStoreBroken as error:
            log.error("the last draft could not be saved: %s", error.kind)

    async def send_rest(self) -> None:
        """A contact closed just now would lie here until she signs in at this seat again."""
        if not self._parts.connection.current.online:
            return
        try:
            async with asyncio.timeout(LAST_TRY_S):
                await self._keep_drafts.send()
                if await self._parts.database.read(outbox.waiting_count):
                    await self._engine.sync_once()
        except _NOT_SENT as error:
            log.warning("not all was sent at sign-out: %s", type(error).__name__)

    def mute(self) -> None:
        """What a model says from here on reaches nobody: the pages over it are being ended."""
        # A signal that calls a lambda keeps alive all it knows, and the collector cannot see it.
        let_go(self.models.call)
        for model in self._own_models():
            model.blockSignals(True)

    async def close(self) -> None:
        """End for good. Pages over the models are to be gone before."""
        await self.pause()
        await self._scope.close()  # first: a message still being fetched would begin to play
        await self._hush()
        self._feed.close()
        self.mute()
        end_objects(self._own_models())

    def _own_models(self) -> list[QObject]:
        of_the_seat = (self.models.call, self.models.session)
        made = (self.models, *self.models.of_features(), self.flow, self.duty_flow)
        return _objects_of(*made, but=of_the_seat)

    async def _hush(self) -> None:
        """What the headset plays or measures for the operator ends with her session."""
        audio, phone = self.models.duty.audio, self._parts.phone
        with suppress(PhoneUnavailable, PhoneRefused, TimeoutError):
            async with asyncio.timeout(HUSH_S):
                # No page stands any more: a call would ring without a key to answer it.
                await phone.set_available(False)
                if audio.is_on:
                    await phone.tell_levels(False)
                if audio.is_testing:
                    await phone.echo_test(False)
                if self.models.of(VoicemailViewModel).is_on:
                    await phone.stop_message()

    def _follow_replica(self, tasks: TaskScope) -> None:
        index = Coalesced("session.index", self._index, tasks)
        vectors = Coalesced("session.vectors", self._parts.refresh_vectors, tasks)
        learned = Coalesced("session.learned", self._parts.refresh_learned, tasks)
        today = Coalesced("session.today", self._show_today, tasks)
        choices = Coalesced("session.choices", self._show_choices, tasks)
        self._followed.subscribe(frozenset({Topic.KNOWLEDGE}), index)
        self._followed.subscribe(frozenset({Topic.VECTORS}), vectors)
        self._followed.subscribe(frozenset({Topic.LEARNED}), learned)
        self._followed.subscribe(frozenset({Topic.TODAY}), today)
        self._followed.subscribe(frozenset({Topic.BASE}), choices)
        index()

    async def _index(self) -> None:
        if await self._refresh_search():
            self.models.knowledge.refresh()
            # Who searched before the index knew the entry would look at "0 found" for ever.
            self.models.editing.list.search_again()
        await self._parts.refresh_learned()
        await self._parts.refresh_vectors()
        await self._refresh_search.keep()  # last: what a question needs comes before

    async def _show_today(self) -> None:
        await self._refresh_search.rank()
        self.models.knowledge.refresh_today()
        self.models.words.drop_old()

    async def _show_choices(self) -> None:
        database = self._parts.database
        topics = await database.read(knowledge_repository.topics)
        desks = await database.read(knowledge_repository.desks)
        self.models.editor.show_choices(topics, desks)
        self.models.status.show_queues(await database.read(queue_repository.queues))

    async def _restore_callback(self, account: Account) -> None:
        """A callback held before a restart is still held: go on with it."""
        if not account.may(Capability.CASE_WORK):
            return
        held = await self._parts.database.read(
            lambda c: callback_repository.callbacks_held_by(c, account.id)
        )
        if held:
            self.models.case_work.open(held[0])

    async def _set_line(self, line: LineSettings | None, account: Account) -> None:
        if line is None or not self.models.call.expects_line:
            return
        try:
            await self._parts.phone.set_line(
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

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            self.models.status.tick()
            self.models.duty.tick()


def _has_line(signed_in: SignedIn) -> bool:
    return signed_in.line is not None and signed_in.account.may(Capability.PHONE_USE)


def _objects_of(*parts: object, but: tuple[object, ...]) -> list[QObject]:
    """Return each object of Qt that is reached through the view-models."""
    known, found, waiting = {id(one) for one in but}, [], list(parts)
    while waiting:
        part = waiting.pop()
        if id(part) in known or not type(part).__module__.startswith("console.viewmodels."):
            continue
        known.add(id(part))
        waiting += [getattr(part, name) for name in _names_of(part)]
        if isinstance(part, QObject):
            found.append(part)
    return found


def _names_of(part: object) -> list[str]:
    """Return the names of the attributes that are set, in its class's slots or its own."""
    slots = [name for kind in type(part).__mro__ for name in getattr(kind, "__slots__", ())]
    return [name for name in (*getattr(part, "__dict__", ()), *slots) if hasattr(part, name)]
