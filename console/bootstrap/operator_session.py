"""From one operator's sign-in to her sign-out: her models, her tasks, what they listen to.

It is built while the sign-in page stands, before anybody knows whose it will be. Nothing in it is
emptied at the end: it ends as a whole, and the next operator has one of her own.
"""

import asyncio
import logging
from contextlib import suppress

from PySide6.QtCore import QObject

from console.bootstrap.operator_parts import OperatorParts, SeatParts
from console.bootstrap.seat_calls import SeatCalls
from console.bootstrap.seat_duty import SeatDuty
from console.bootstrap.seat_knowledge import SeatKnowledge
from console.bootstrap.seat_line import SeatLine
from console.bootstrap.seat_models import build_models
from console.errors import NOT_TOLD, AnswerForged, LocalStoreBroken, PhoneRefused, PhoneUnavailable
from console.model.duty.own_settings import OwnSettings
from console.model.duty.signed_in import SignedIn
from console.runtime.change_feed import FeedBranch
from console.runtime.task_scope import TaskScope
from console.store.callbacks import callback_repository
from console.store.replica import outbox
from console.store.session.audio_settings import AudioSettings
from console.store.session.kept_choice import KeptChoice
from console.sync.change_stream import Event
from console.sync.links.unsent_link import UnsentLink
from console.sync.sync_engine import SyncEngine
from console.viewmodels.callbacks.voicemail import VoicemailViewModel
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.contact.contact_flow import ContactFlow
from console.viewmodels.duty.duty_flow import DutyFlow
from console.viewmodels.kit.ended_objects import end_objects, let_go, objects_of
from console.viewmodels.kit.notice_code import SeatNotice
from console.viewmodels.kit.notices import Level
from console.viewmodels.session.leaving import save_owed
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Account, Capability

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
        self._settings = KeptChoice(parts.data_dir, "settings", OwnSettings())
        self._unsent = UnsentLink(
            database=parts.database,
            link=parts.link,
            clock=parts.clock,
            folder=parts.data_dir,
            on_kept=self._tell_of_kept,
        )
        self._duty = SeatDuty(
            database=parts.database,
            link=parts.link,
            clock=parts.clock,
            monotonic_s=parts.monotonic_s,
            data_dir=parts.data_dir,
            unsent=self._unsent,
        )
        self._line = SeatLine(database=parts.database, phone=parts.phone, call=call)
        self._calls = SeatCalls(database=parts.database, link=parts.link, clock=parts.clock)
        self._knowledge = SeatKnowledge(parts, self._feed)
        self.seat = ""  # where the operator signed in
        self.models = build_models(
            OperatorParts(
                database=parts.database,
                vault=parts.vault,
                link=parts.link,
                connection=parts.connection,
                phone=parts.phone,
                search=parts.search,
                feed=self._feed,
                scope=self._scope,
                duty=self._duty,
                calls=self._calls,
                audio=self._audio,
                settings=self._settings,
                clock=parts.clock,
                monotonic_s=parts.monotonic_s,
                call=call,
                session=session,
                operator=SignedInOperator(),
            )
        )
        self._duty.join(self.models)
        self._knowledge.join(self.models)
        self.flow, self.duty_flow = ContactFlow(self.models), DutyFlow(self.models)

    @property
    def is_working(self) -> bool:
        return self._tasks is not None

    @property
    def account(self) -> Account | None:
        """Return whose session it is; None: it waits for the next sign-in."""
        return self.models.operator.account

    async def language_of(self, login: str) -> str:
        """Return the language she left here, "" for the seat's own."""
        self._settings.belong_to(login)
        return (await self._settings.load()).language

    async def begin(self, signed_in: SignedIn, seat: str) -> None:
        """Somebody signed in, or the same operator came back whose store had broken."""
        models = self.models
        models.operator.begin(signed_in.account)
        self.seat = seat
        self._audio.belong_to(signed_in.account.login)
        self._settings.belong_to(signed_in.account.login)
        await models.settings.begin()
        self._tasks = TaskScope(self._parts.on_crash)
        await self._knowledge.show_choices()
        await models.editor.restore()
        await models.words.restore()
        await self._restore_callback(signed_in.account)
        await self.save_all()  # what waited for a store that broke: its tries ended with that one
        self._tasks.start("sync.run", self._engine.run())
        self._tasks.start("sync.stream", self._engine.stream.run())
        self._tasks.start("unsent.hand-over", self._unsent.run())
        self._line.begin(self._tasks, self._followed, signed_in, seat)
        self._knowledge.begin(self._tasks, self._followed, signed_in.account)
        has_duty = bool(seat) and signed_in.account.may(Capability.PHONE_USE)
        self._duty.begin(self._tasks, seat, has_duty=has_duty)
        self._calls.begin(self._tasks, self._followed)
        self._tasks.start("status.tick", self._tick())
        for model in (models.queue, models.own_work, models.connection, models.notices):
            model.refresh()
        self._tell_of_opening(signed_in)

    def on_event(self, event: Event) -> None:
        """Take an event of the server's stream."""
        self._duty.on_event(event)

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
        """Save all that is typed and not on disk yet."""
        if (bug := await save_owed(self._scope)) is not None:
            raise bug

    async def send_rest(self) -> None:
        """A contact closed just now would lie here until she signs in at this seat again."""
        if not self._parts.connection.current.online:
            return
        try:
            async with asyncio.timeout(LAST_TRY_S):
                await self._knowledge.send_drafts()
                if await self._parts.database.read(outbox.has_waiting):
                    await self._engine.sync_once()
        except _NOT_SENT as error:
            log.warning("not all was sent at sign-out: %s", type(error).__name__)

    def mute(self) -> list[QObject]:
        """Return the models; what they say from here on reaches nobody: their pages are ended."""
        # A signal that calls a lambda keeps alive all it knows, and the collector cannot see it.
        let_go(self.models.call)
        own = self._own_models()
        for model in own:
            model.blockSignals(True)
        return own

    async def close(self) -> None:
        """End for good. Pages over the models are to be gone before."""
        await self.pause()
        await self._scope.close()  # first: a message still being fetched would begin to play
        await self._hush()
        self._feed.close()
        end_objects(self.mute())

    def _own_models(self) -> list[QObject]:
        of_the_seat = (self.models.call, self.models.session)
        made = (self.models, *self.models.of_features(), self.flow, self.duty_flow)
        return objects_of(*made, but=of_the_seat)

    async def _hush(self) -> None:
        """What the headset plays or measures for the operator ends with her session."""
        audio, phone = self.models.duty.audio, self._parts.phone
        with suppress(PhoneUnavailable, PhoneRefused, TimeoutError):
            async with asyncio.timeout(HUSH_S):
                # No page stands any more: a call would ring without a key to answer it.
                await phone.set_available(False)
                if audio.is_on:
                    await phone.audio.tell_levels(False)
                if audio.is_testing:
                    await phone.audio.echo_test(False)
                if self.models.of(VoicemailViewModel).is_on:
                    await phone.messages.stop_message()

    async def _restore_callback(self, account: Account) -> None:
        """A callback held before a restart is still held: go on with it."""
        if not account.may(Capability.CASE_WORK):
            return
        held = await self._parts.database.read(
            lambda c: callback_repository.callbacks_held_by(c, account.id)
        )
        if held:
            self.models.case_work.open(held[0])

    def _tell_of_opening(self, signed_in: SignedIn) -> None:
        notices = self.models.notices
        if signed_in.is_memory_only:
            notices.tell(SeatNotice.NO_KEYRING, Level.ACT_SOON)
        if signed_in.left_behind:
            contacts = str(signed_in.left_contacts)
            notices.tell(SeatNotice.LEFT_BEHIND, Level.ACT_SOON, contacts=contacts)
        if signed_in.is_copy_broken:
            notices.tell(SeatNotice.COPY_BROKEN, Level.ACT_SOON)
        if signed_in.broken:
            code = SeatNotice.PARTLY_RECOVERED if signed_in.is_partial else SeatNotice.RECOVERED
            count = str(signed_in.recovered)
            notices.tell(code, Level.ACT_SOON, recovered=count, total=count)

    def _tell_of_kept(self, contacts: int) -> None:
        self.models.notices.tell(SeatNotice.KEPT_HERE, Level.ACT_SOON, contacts=str(contacts))

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            self.models.status.tick()
            self.models.duty.tick()
