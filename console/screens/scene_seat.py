"""A whole seat without server, store or phone: real view-models over the invented office."""

import time
from datetime import datetime

from msgspec.structs import replace

from console.errors import LocalStoreBroken, ServerUnreachable, SignInRefused
from console.runtime.change_feed import ChangeFeed
from console.runtime.task_scope import TaskScope
from console.screens import scene_city as city
from console.viewmodels.active_call import ActiveCallViewModel
from console.viewmodels.callback_queue import CallbackQueueViewModel
from console.viewmodels.caller_card import CallerCardViewModel
from console.viewmodels.case_work import AttemptResult, CaseFile, CaseWorkViewModel
from console.viewmodels.connection import ConnectionViewModel
from console.viewmodels.contact_editor import ContactEditorViewModel
from console.viewmodels.contact_flow import ContactFlow
from console.viewmodels.knowledge import KnowledgeViewModel
from console.viewmodels.notices import NoticesViewModel
from console.viewmodels.operator_status import OperatorStatusViewModel
from console.viewmodels.own_work import OwnWorkViewModel
from console.viewmodels.seat_models import SeatModels
from console.viewmodels.session import SessionViewModel
from console.work.contact_draft import AttemptDraft, ContactDraft
from console.work.live_call import Call, CallState, EndCause
from console.work.search_hit import SearchAnswer, SearchHit
from console.work.seat_state import Connection
from contract.domain.account import Account, Role
from contract.domain.callback import Callback
from contract.domain.contact import Contact
from contract.domain.ids import CallbackId, CardId, ContactId, NoticeId, OfficeId
from contract.domain.knowledge import Faq, Office, ServiceCard
from contract.domain.notice import Notice
from contract.wire.claims import CallerMatch


class ScenePhone:
    """Reports every command as done."""

    def __init__(self) -> None:
        self.hears: ActiveCallViewModel | None = None

    def report(self, **changes: object) -> None:
        assert self.hears is not None
        call = self.hears.call or Call(call=1, state=CallState.INCOMING)
        self.hears.on_call(replace(call, **changes))

    async def set_available(self, available: bool) -> None:
        """Nobody calls in a scene."""

    async def dial(self, to: str) -> int:
        self.report(
            state=CallState.CALLING, is_incoming=False, peer=to, started_mono_s=time.monotonic()
        )
        return 1

    async def answer(self, call: int) -> None:
        self.report(state=CallState.ACTIVE, answered_mono_s=time.monotonic())

    async def reject(self, call: int) -> None:
        self.report(state=CallState.ENDED, cause=EndCause.REJECTED)

    async def hang_up(self, call: int) -> None:
        self.report(
            state=CallState.ENDED, cause=EndCause.HUNG_UP_HERE, ended_mono_s=time.monotonic()
        )

    async def hold(self, call: int) -> None:
        self.report(state=CallState.HELD)

    async def resume(self, call: int) -> None:
        self.report(state=CallState.ACTIVE)

    async def mute(self, call: int, on: bool) -> None:
        self.report(is_muted=on)

    async def dtmf(self, call: int, digits: str) -> None:
        """Nobody listens in a scene."""


class SceneStore:
    """What the store, the server and the search would answer. Change the fields, then refresh."""

    def __init__(self) -> None:
        self.role = Role.OPERATOR
        self.connection = Connection(online=True, since_at=city.NOW, synced_at=city.NOW)
        self.waiting = 0
        self.matches: tuple[CallerMatch, ...] = city.MATCHES[:1]
        self.is_unreachable = False
        self.callbacks: tuple[Callback, ...] = city.CALLBACKS
        self.contacts: tuple[Contact, ...] = city.CONTACTS
        self.drafts: tuple[ContactDraft, ...] = city.DRAFTS
        self.notices: tuple[Notice, ...] = ()
        self.hits: tuple[SearchHit, ...] = city.hits()
        self.suggestion = ""
        self.refusal = ""
        self.broken = ""
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
        return SearchAnswer(query=text, hits=self.hits, suggestion=self.suggestion)

    async def most_asked(self) -> tuple[SearchHit, ...]:
        return city.hits()[:4]

    async def card(self, card_id: CardId) -> ServiceCard | None:
        return next((card for card in city.CARDS if card.id == card_id), None)

    async def office(self, office_id: OfficeId) -> Office | None:
        return next((office for office in city.OFFICES if office.id == office_id), None)

    async def card_at(self, office_id: OfficeId) -> ServiceCard | None:
        return next((card for card in city.CARDS if office_id in card.office_ids), None)

    async def faqs_of(self, card_id: CardId) -> tuple[Faq, ...]:
        return tuple(faq for faq in city.FAQS if faq.card_id == card_id)

    async def look_up(self, phone: str) -> tuple[CallerMatch, ...]:
        if self.is_unreachable:
            raise ServerUnreachable
        return self.matches

    async def own_contacts_of(self, phone: str) -> tuple[Contact, ...]:
        return self.contacts

    async def own_contacts(self) -> tuple[Contact, ...]:
        return self.contacts

    async def own_drafts(self) -> tuple[ContactDraft, ...]:
        return self.drafts

    async def unsent(self) -> frozenset[ContactId]:
        return frozenset(contact.id for contact in self.contacts[: self.waiting])

    async def save_draft(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, saved_at=city.NOW)

    async def open_one(self) -> ContactDraft | None:
        return None

    async def take_up(self, contact_id: ContactId) -> ContactDraft | None:
        return next((draft for draft in self.drafts if draft.contact_id == contact_id), None)

    async def close_contact(self, draft: ContactDraft) -> None:
        self.closed.append(draft)

    async def queue(self) -> tuple[Callback, ...]:
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

    async def save_attempt(self, draft: AttemptDraft) -> AttemptDraft:
        return replace(draft, saved_at=city.NOW)

    async def record(self, result: AttemptResult) -> None:
        self.recorded.append(result)
        self.callbacks = tuple(one for one in self.callbacks if one.id != result.callback.id)

    async def keep_lease(self, callback: Callback) -> bool:
        return True


class SceneSeat:
    """The view-models of one seat, joined as in the product, over a SceneStore."""

    def __init__(self, scope: TaskScope) -> None:
        self.store = SceneStore()
        self.phone = ScenePhone()
        self.models = _models(self.store, self.phone, scope)
        self.phone.hears = self.models.call
        self._flow = ContactFlow(self.models)

    def now(self) -> datetime:
        return city.NOW

    def refresh(self) -> None:
        models = self.models
        models.editor.show_choices(city.TOPICS, city.DESKS)
        for model in (models.queue, models.own_work, models.connection, models.notices):
            model.refresh()
        models.knowledge.refresh()


def _models(store: SceneStore, phone: ScenePhone, scope: TaskScope) -> SeatModels:
    feed = ChangeFeed()
    call = ActiveCallViewModel(phone=phone, scope=scope, monotonic_s=time.monotonic)
    knowledge = KnowledgeViewModel(
        search=store.search,
        most_asked=store.most_asked,
        card=store.card,
        office=store.office,
        card_at=store.card_at,
        faqs_of=store.faqs_of,
        scope=scope,
    )
    editor = _editor(store, knowledge, scope)
    return SeatModels(
        call=call,
        status=OperatorStatusViewModel(
            call=call,
            set_available=phone.set_available,
            is_contact_complete=editor.is_complete,
            scope=scope,
            monotonic_s=time.monotonic,
        ),
        editor=editor,
        knowledge=knowledge,
        caller=CallerCardViewModel(
            look_up=store.look_up, own_contacts=store.own_contacts_of, scope=scope
        ),
        queue=_queue(store, feed, scope),
        case_work=_case_work(store, feed, scope),
        own_work=OwnWorkViewModel(
            contacts=store.own_contacts,
            drafts=store.own_drafts,
            unsent=store.unsent,
            feed=feed,
            scope=scope,
        ),
        connection=ConnectionViewModel(
            state=lambda: store.connection, waiting=store.count_waiting, feed=feed, scope=scope
        ),
        notices=NoticesViewModel(
            unseen=store.unseen, mark_seen=store.mark_seen, feed=feed, scope=scope
        ),
        session=SessionViewModel(
            sign_in=store.sign_in,
            unlock=store.unlock,
            sign_out=store.nothing,
            resume=store.resume,
            scope=scope,
        ),
    )


def _editor(
    store: SceneStore, knowledge: KnowledgeViewModel, scope: TaskScope
) -> ContactEditorViewModel:
    return ContactEditorViewModel(
        open_draft=store.save_draft,
        save_draft=store.save_draft,
        load_open=store.open_one,
        put_aside=store.nothing,
        take_up=store.take_up,
        discard=store.nothing,
        close_contact=store.close_contact,
        card_in_view=knowledge.card_in_use,
        scope=scope,
        now=lambda: city.NOW,
        monotonic_s=time.monotonic,
    )


def _queue(store: SceneStore, feed: ChangeFeed, scope: TaskScope) -> CallbackQueueViewModel:
    return CallbackQueueViewModel(
        load=store.queue,
        take=store.take,
        load_file=store.file,
        feed=feed,
        scope=scope,
        now=lambda: city.NOW,
    )


def _case_work(store: SceneStore, feed: ChangeFeed, scope: TaskScope) -> CaseWorkViewModel:
    return CaseWorkViewModel(
        load=store.file,
        load_draft=store.attempt_draft,
        save_draft=store.save_attempt,
        record=store.record,
        release=store.nothing,
        keep_lease=store.keep_lease,
        feed=feed,
        scope=scope,
        now=lambda: city.NOW,
    )
