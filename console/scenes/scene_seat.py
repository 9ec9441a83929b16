"""A whole seat without server, store or phone: real view-models over the invented office."""

import time
from datetime import datetime

from msgspec.structs import replace

from console.errors import LocalStoreBroken, ServerUnreachable, SignInRefused
from console.model.callbacks.case_file import AttemptResult, CaseFile
from console.model.calls.live_call import Call, CallState, EndCause, PhoneAbility
from console.model.contact.card_to_send import CardFate, CardToSend
from console.model.contact.contact_draft import AttemptDraft, ContactDraft
from console.model.contact.own_work import OwnWork
from console.model.duty.seat_state import ServerConnection
from console.model.knowledge.entry_fault import EntryFault
from console.model.knowledge.search_facets import FacetValue
from console.model.knowledge.search_hit import SearchAnswer
from console.model.knowledge.search_wish import wish_of
from console.model.knowledge.today import NO_NEWS, Today
from console.runtime.change_feed import ChangeFeed
from console.runtime.task_scope import TaskScope
from console.scenes import scene_city as city
from console.scenes.scene_calls import SceneLines, call_models
from console.scenes.scene_duty import SceneDuty, duty_models
from console.scenes.scene_editing import SceneEditing, editing_models
from console.scenes.scene_figures import SceneFigures
from console.scenes.scene_filters import FACETS
from console.scenes.scene_reports import SceneReports
from console.scenes.scene_team import SceneTeam, team_model
from console.viewmodels.callbacks.callback_queue import CallbackQueueViewModel
from console.viewmodels.callbacks.case_work import CaseWorkViewModel
from console.viewmodels.callbacks.voicemail import VoicemailViewModel
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.contact.caller_card import CallerCardViewModel
from console.viewmodels.contact.card_sending import CardSendingViewModel
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.contact_flow import ContactFlow
from console.viewmodels.contact.own_work import OwnWorkViewModel
from console.viewmodels.contact.sending_keeper import TypedSending
from console.viewmodels.duty.block_wish import BlockWishViewModel
from console.viewmodels.duty.duty_flow import DutyFlow
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from console.viewmodels.duty.wrap_up_time import SeatClock
from console.viewmodels.editing.entry_figures import EntryFiguresViewModel
from console.viewmodels.kit.notices import NoticesViewModel
from console.viewmodels.kit.unsent_input import InputByPlace, UnsentInputViewModel
from console.viewmodels.knowledge.entry_fault import EntryFaultViewModel
from console.viewmodels.knowledge.knowledge import KnowledgeViewModel
from console.viewmodels.knowledge.knowledge_use import KnowledgeUseViewModel
from console.viewmodels.knowledge.own_reports import OwnReportsViewModel
from console.viewmodels.knowledge.search_filters import SearchFiltersViewModel
from console.viewmodels.knowledge.search_log import SearchLogViewModel
from console.viewmodels.session.connection import ConnectionViewModel
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Account, Role
from contract.domain.callback import Callback
from contract.domain.contact import Contact
from contract.domain.ids import CallbackId, CardId, CommandId, ContactId, NoticeId, OfficeId
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.domain.notice import Notice
from contract.domain.sending import Sending
from contract.knowledge.search_hit import SearchHit
from contract.wire.claims import CallerMatch, CallerMatches
from contract.wire.commands import CountUse, TellSearches


class ScenePhone:
    """Reports every command as done."""

    def __init__(self) -> None:
        self.hears: ActiveCallViewModel | None = None
        self.can: frozenset[PhoneAbility] = frozenset(PhoneAbility)

    def report(self, call: int = 1, **changes: object) -> None:
        assert self.hears is not None
        known = self.hears.by_number(call)
        before = known.call if known is not None else Call(call=call, state=CallState.INCOMING)
        self.hears.on_call(replace(before, **changes))

    async def set_available(self, available: bool) -> None:
        """Nobody calls in a scene."""

    async def dial(self, to: str) -> int:
        assert self.hears is not None
        number = len(self.hears.calls) + 1
        if number == 2:
            self.report(state=CallState.HELD)
        self.report(
            number,
            state=CallState.CALLING,
            is_incoming=False,
            peer=to,
            started_mono_s=time.monotonic(),
        )
        return number

    async def answer(self, call: int) -> None:
        self.report(call, state=CallState.ACTIVE, answered_mono_s=time.monotonic())

    async def reject(self, call: int) -> None:
        self.report(call, state=CallState.ENDED, cause=EndCause.REJECTED)

    async def hang_up(self, call: int) -> None:
        ended_s = time.monotonic()
        self.report(call, state=CallState.ENDED, cause=EndCause.HUNG_UP_HERE, ended_mono_s=ended_s)

    async def hold(self, call: int) -> None:
        self.report(call, state=CallState.HELD)

    async def resume(self, call: int) -> None:
        assert self.hears is not None
        for other in self.hears.calls:
            if other.number != call:
                self.report(other.number, state=CallState.HELD)
        self.report(call, state=CallState.ACTIVE)

    async def mute(self, call: int, on: bool) -> None:
        self.report(call, is_muted=on)

    async def use_devices(
        self, *, headset_in: str, headset_out: str, ring: str, **labels: str
    ) -> None:
        """Nothing sounds in a scene."""

    async def echo_test(self, on: bool) -> None:
        """Nothing sounds in a scene."""

    async def tell_levels(self, on: bool) -> None:
        """Nothing sounds in a scene."""

    async def play_message(self, law: str, samples: bytes) -> None:
        assert self.hears is not None
        self.hears.on_message(True)

    async def stop_message(self) -> None:
        assert self.hears is not None
        self.hears.on_message(False)

    async def play_tone(self, tone: str) -> None:
        """Nothing sounds in a scene."""

    async def dtmf(self, call: int, digits: str) -> None:
        """Nobody listens in a scene."""

    async def transfer(self, call: int, to: str) -> None:
        """Nobody follows in a scene."""

    async def transfer_to(self, call: int, other: int) -> None:
        """Nobody follows in a scene."""

    async def join(self, call: int, other: int) -> None:
        for one in (call, other):
            self.report(one, state=CallState.ACTIVE, is_joined=True)

    async def split(self, call: int, other: int) -> None:
        self.report(call, state=CallState.ACTIVE, is_joined=False)
        self.report(other, state=CallState.HELD, is_joined=False)


class SceneStore:
    """What the store, the server and the search would answer. Change the fields, then refresh."""

    def __init__(self) -> None:
        self.reported: list[EntryFault] = []
        self.sent_cards: list[CardToSend] = []
        self.sends_sms = True
        self.words: InputByPlace = {}
        self.texts_left: int | None = None
        self.sendings: dict[ContactId, tuple[Sending, ...]] = {}
        self.duty = SceneDuty()
        self.team = SceneTeam()
        self.editing = SceneEditing()
        self.figures = SceneFigures()
        self.reports = SceneReports()
        self.role = Role.OPERATOR
        self.lines = SceneLines()
        self.connection = ServerConnection(online=True, since_at=city.NOW, synced_at=city.NOW)
        self.is_kept = True
        self.waiting = 0
        self.matches: tuple[CallerMatch, ...] = city.MATCHES[:1]
        self.is_unreachable = False
        self.callbacks: tuple[Callback, ...] = city.CALLBACKS
        self.contacts: tuple[Contact, ...] = city.CONTACTS
        self.drafts: tuple[ContactDraft, ...] = city.DRAFTS
        self.notices: tuple[Notice, ...] = ()
        self.hits: tuple[SearchHit, ...] = city.hits()
        self.told_today = NO_NEWS
        self.suggestion = ""
        self.refusal = ""
        self.broken = ""
        self.voicemail_fault: Exception | None = None
        self.closed: list[ContactDraft] = []
        self.recorded: list[AttemptResult] = []

    async def sign_in(self, login: str, password: str, seat: str) -> Account:
        return await self.unlock(password)

    async def unlock(self, password: str) -> Account:
        if self.refusal:
            raise SignInRefused(self.refusal)
        return city.account(self.role)

    async def resume(self) -> Account | None:
        if self.broken:
            raise LocalStoreBroken(self.broken)
        return None

    async def nothing(self, *_: object) -> None:
        return None

    async def count_waiting(self) -> int:
        return self.waiting

    async def unseen(self) -> tuple[Notice, ...]:
        return self.notices

    async def mark_seen(self, notice_id: NoticeId) -> None:
        self.notices = tuple(notice for notice in self.notices if notice.id != notice_id)

    async def search(self, text: str) -> SearchAnswer:
        wish = wish_of(text)[1]
        return SearchAnswer(
            query=text,
            hits=self.hits,
            suggestion=self.suggestion,
            wish=wish,
            hindrance=() if self.hits else wish.facets,
        )

    async def facets(self) -> tuple[FacetValue, ...]:
        return FACETS

    async def most_asked(self) -> tuple[SearchHit, ...]:
        return city.hits()[:4]

    async def today(self) -> Today:
        return self.told_today

    async def card(self, card_id: CardId) -> ServiceCard | None:
        return next((one for one in (*city.CARDS, city.WITHDRAWN) if one.id == card_id), None)

    async def office(self, office_id: OfficeId) -> Office | None:
        return next((office for office in city.OFFICES if office.id == office_id), None)

    async def card_at(self, office_id: OfficeId) -> ServiceCard | None:
        return next((card for card in city.CARDS if office_id in card.office_ids), None)

    async def faqs_of(self, card_id: CardId) -> tuple[Faq, ...]:
        return tuple(faq for faq in city.FAQS if faq.card_id == card_id)

    async def look_up(self, phone: str) -> CallerMatches:
        if self.is_unreachable:
            raise ServerUnreachable
        return CallerMatches(matches=self.matches)

    async def own_contacts_of(self, phone: str) -> tuple[Contact, ...]:
        return self.contacts

    async def own_work(self) -> OwnWork:
        return OwnWork(
            contacts=self.contacts,
            drafts=self.drafts,
            unsent=frozenset(contact.id for contact in self.contacts[: self.waiting]),
            sendings=self.sendings,
        )

    async def to_do(self) -> tuple[Callback, ...]:
        return self.callbacks

    async def take(self, callback_id: CallbackId | None) -> Callback | None:
        if self.is_unreachable:
            raise ServerUnreachable
        found = [one for one in self.callbacks if callback_id in (None, one.id)]
        return found[0] if found else None

    async def file(self, callback: Callback) -> CaseFile:
        return city.case_file(callback)

    async def attempt_draft(self, callback: Callback) -> AttemptDraft:
        return AttemptDraft(callback_id=callback.id)

    async def save_draft(self, draft: AttemptDraft) -> AttemptDraft:
        return replace(draft, saved_at=city.NOW)

    async def record(self, result: AttemptResult) -> None:
        self.recorded.append(result)
        self.callbacks = tuple(one for one in self.callbacks if one.id != result.callback.id)

    async def voicemail(self, voicemail_id: str) -> None:
        if self.voicemail_fault is not None:
            raise self.voicemail_fault

    async def keep(self, callback_id: CallbackId) -> bool:
        return True

    async def release(self, callback_id: CallbackId) -> None:
        """Nobody else waits for it in a scene."""

    async def report(self, fault: EntryFault) -> None:
        self.reported.append(fault)

    async def keep_words(self, typed: InputByPlace) -> InputByPlace:
        return typed

    async def left_words(self) -> InputByPlace:
        return self.words

    async def tell_searches(self, told: TellSearches) -> None:
        """Nothing is learned in a scene."""

    async def count_use(self, use: CountUse) -> None:
        """Nobody counts in a scene."""


class SceneDrafts:
    def __init__(self, store: SceneStore) -> None:
        self._store = store
        self.put_aside = self.discard = store.nothing
        self.open = self.save

    async def save(self, typed: ContactDraft) -> ContactDraft:
        return replace(typed, saved_at=city.NOW)

    async def open_one(self) -> ContactDraft | None:
        return None

    async def take_up(self, contact_id: ContactId) -> ContactDraft | None:
        found = (draft for draft in self._store.drafts if draft.contact_id == contact_id)
        return next(found, None)

    async def close(self, typed: ContactDraft) -> None:
        self._store.closed.append(typed)


class SceneSender:
    def __init__(self, store: SceneStore) -> None:
        self._store = store
        self.office = store.office

    async def family(self, card_id: CardId) -> tuple[ServiceCard, ...]:
        cards = (*city.CARDS, *city.TRANSLATIONS)
        return tuple(card for card in cards if card_id in (card.id, card.original_id))

    async def save_aside(self, typed: TypedSending) -> TypedSending:
        return typed

    async def typed_aside(self) -> TypedSending | None:
        return None

    async def texts_left(self) -> int | None:
        return self._store.texts_left

    async def sends_sms(self) -> bool:
        return self._store.sends_sms

    async def send(self, wanted: CardToSend) -> CommandId:
        self._store.sent_cards.append(wanted)
        return CommandId("")

    async def follow(self, command_id: CommandId) -> CardFate:
        return CardFate.AT_SERVER if self._store.connection.online else CardFate.WAITS


class SceneSeat:
    """The view-models of one seat, joined as in the product, over a SceneStore."""

    def __init__(self, scope: TaskScope) -> None:
        self.store = SceneStore()
        self.phone = ScenePhone()
        self.models = _models(self.store, self.phone, scope)
        self.phone.hears = self.models.call
        self._flow = ContactFlow(self.models)
        self._duty_flow = DutyFlow(self.models)

    def now(self) -> datetime:
        return city.NOW

    def refresh(self) -> None:
        models = self.models
        models.editor.show_choices(city.TOPICS, city.DESKS)
        for model in (models.queue, models.own_work, models.connection, models.notices):
            model.refresh()
        models.calls.log.refresh()
        models.knowledge.refresh()


def _models(store: SceneStore, phone: ScenePhone, scope: TaskScope) -> SeatModels:
    feed = ChangeFeed()
    call = ActiveCallViewModel(phone=phone, scope=scope, monotonic_s=time.monotonic)
    knowledge = KnowledgeViewModel(reader=store, scope=scope)
    editor = _editor(store, knowledge, scope)
    status = OperatorStatusViewModel(
        call=call,
        set_available=phone.set_available,
        is_contact_complete=editor.is_complete,
        request_state=store.duty.request_state,
        scope=scope,
        clock=SeatClock(time.monotonic, lambda: city.NOW),
    )
    notices = NoticesViewModel(
        unseen=store.unseen, mark_seen=store.mark_seen, feed=feed, scope=scope
    )
    words = UnsentInputViewModel(
        load=store.left_words, save=store.keep_words, scope=scope, now=lambda: city.NOW
    )
    session = SessionViewModel(
        sign_in=store.sign_in,
        unlock=store.unlock,
        sign_out=store.nothing,
        resume=store.resume,
        scope=scope,
    )
    operator = SignedInOperator()
    session.signed_in.connect(operator.begin)
    for there, here in (
        (session.signed_in, operator.signed_in),
        (session.locked, operator.locked),
        (session.unlocked, operator.unlocked),
    ):
        there.connect(here)
    return SeatModels(
        call=call,
        status=status,
        calls=call_models(store.lines, call, editor, feed, scope),
        duty=duty_models(store.duty, operator, call, status, notices, phone, scope),
        editor=editor,
        knowledge=knowledge,
        filters=SearchFiltersViewModel(
            facets=store.facets, scope=scope, monotonic_s=time.monotonic
        ),
        caller=CallerCardViewModel(
            look_up=store.look_up, own_contacts=store.own_contacts_of, scope=scope
        ),
        queue=_queue(store, feed, scope),
        case_work=_case_work(store, feed, scope),
        own_reports=OwnReportsViewModel(
            load=store.reports.load,
            load_seen=store.reports.load_seen,
            save_seen=store.reports.save_seen,
            scope=scope,
        ),
        own_work=OwnWorkViewModel(
            load=store.own_work,
            feed=feed,
            scope=scope,
        ),
        connection=ConnectionViewModel(
            state=lambda: store.connection,
            waiting=store.count_waiting,
            is_kept=lambda: store.is_kept,
            feed=feed,
            scope=scope,
        ),
        notices=notices,
        session=session,
        operator=operator,
        editing=editing_models(store.editing, operator, store.search, words, feed, scope),
        entry_figures=EntryFiguresViewModel(
            operator=operator,
            load=store.figures.load,
            sheet=store.figures.sheet,
            save=store.figures.save,
            scope=scope,
            now=lambda: city.NOW,
        ),
        voicemail=_voicemail(store, phone, call, scope),
        team=team_model(store.team, operator, status, notices, scope),
        fault=EntryFaultViewModel(
            knowledge=knowledge,
            editor=editor,
            notices=notices,
            words=words,
            report=store.report,
            scope=scope,
        ),
        words=words,
        sending=CardSendingViewModel(
            knowledge=knowledge,
            editor=editor,
            notices=notices,
            sender=SceneSender(store),
            scope=scope,
            now=lambda: city.NOW,
        ),
        use=KnowledgeUseViewModel(knowledge=knowledge, tell=store.count_use, scope=scope),
        search_log=SearchLogViewModel(
            knowledge=knowledge, editor=editor, tell=store.tell_searches, scope=scope
        ),
        block=BlockWishViewModel(
            call=call, ask=store.team.ask_block, scope=scope, now=lambda: city.NOW
        ),
    )


def _editor(
    store: SceneStore, knowledge: KnowledgeViewModel, scope: TaskScope
) -> ContactEditorViewModel:
    return ContactEditorViewModel(
        drafts=SceneDrafts(store),
        card_in_view=knowledge.card_in_use,
        scope=scope,
        now=lambda: city.NOW,
        monotonic_s=time.monotonic,
        quiet_s=0.0,
    )


def _voicemail(
    store: SceneStore, phone: ScenePhone, call: ActiveCallViewModel, scope: TaskScope
) -> VoicemailViewModel:
    async def hear(voicemail_id: str) -> None:
        await store.voicemail(voicemail_id)
        await phone.play_message("pcma", b"")

    return VoicemailViewModel(call=call, hear=hear, phone=phone, scope=scope)


def _queue(store: SceneStore, feed: ChangeFeed, scope: TaskScope) -> CallbackQueueViewModel:
    return CallbackQueueViewModel(
        records=store,
        claim=store.take,
        feed=feed,
        scope=scope,
        now=lambda: city.NOW,
    )


def _case_work(store: SceneStore, feed: ChangeFeed, scope: TaskScope) -> CaseWorkViewModel:
    return CaseWorkViewModel(
        records=store,
        leases=store,
        feed=feed,
        scope=scope,
        now=lambda: city.NOW,
    )
