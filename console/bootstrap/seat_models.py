"""Builds the view-models of one operator: those all features share, then each feature's own."""

from msgspec.structs import replace

from console.bootstrap.editing_models import build_editing_models
from console.bootstrap.operator_parts import OperatorParts, reading
from console.model.calls.live_call import PhoneAbility
from console.model.duty.seat_state import ServerConnection
from console.store.contact.contact_repository import own_contacts_of_phone
from console.store.contact.own_work import own_work
from console.store.replica import outbox
from console.store.session import notice_repository
from console.store.session.unsent_work import unsent_work
from console.sync.links.call_link import CallLink
from console.usecases.callbacks.callback_leases import CallbackLeases
from console.usecases.callbacks.case_records import CaseRecords
from console.usecases.contact.stored_drafts import StoredDrafts
from console.usecases.knowledge.local_knowledge import LocalKnowledge
from console.usecases.session.mark_notice_seen import MarkNoticeSeen
from console.usecases.session.save_unsent_input import FindUnsentInput, SaveUnsentInput
from console.usecases.session.tell_opened import TellOpenedRecords
from console.viewmodels.callbacks.callback_queue import CallbackQueueViewModel
from console.viewmodels.callbacks.case_work import CaseWorkViewModel
from console.viewmodels.callbacks.first_callbacks import FirstCallbacksViewModel
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.audio_check import AudioCheckViewModel
from console.viewmodels.calls.call_news import CallNewsViewModel
from console.viewmodels.calls.headset_tones import HeadsetTones
from console.viewmodels.calls.queue_figures import QueueFiguresViewModel
from console.viewmodels.calls.text_conversation import TextConversationViewModel
from console.viewmodels.calls.trunks import TrunksViewModel
from console.viewmodels.contact.caller_card import CallerCardViewModel
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.own_work import OwnWorkViewModel
from console.viewmodels.duty.duty_models import DutyModels
from console.viewmodels.duty.duty_reminders import DutyReminders
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from console.viewmodels.duty.pause_limits import PauseLimitsViewModel
from console.viewmodels.duty.recording import RecordingViewModel, is_recorded
from console.viewmodels.duty.safety import SafetyViewModel
from console.viewmodels.duty.wrap_up_time import SeatClock
from console.viewmodels.kit.notices import NoticesViewModel
from console.viewmodels.kit.opened_records import OpenedRecordsViewModel
from console.viewmodels.kit.unsent_input import UnsentInputViewModel
from console.viewmodels.knowledge.knowledge import KnowledgeViewModel
from console.viewmodels.session.connection import ConnectionViewModel
from console.viewmodels.session.leaving import LeavingViewModel
from console.viewmodels.session.own_settings import OwnSettingsViewModel
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.team.team import leads
from contract.domain.contact import Contact


def build_models(parts: OperatorParts) -> SeatModels:
    # Here, not above: it loads the screens, which a seat without a window has no use for.
    from console.bootstrap.features import MODELS

    models = _shared_models(parts)
    models.add(_opened(parts, models), _leaving(parts, models))
    for make in MODELS:
        models.add(*make(parts, models))
    return models


def _shared_models(parts: OperatorParts) -> SeatModels:
    call, operator = parts.call, parts.operator
    knowledge = _knowledge(parts)
    editor = _editor(parts, knowledge)
    status, notices, case_work = _status(parts, call, editor), _notices(parts), _case_work(parts)
    calls = parts.calls.build(
        calls=call,
        editor=editor,
        case_work=case_work,
        feed=parts.feed,
        scope=parts.scope,
    )
    calls.directory.offer_first(knowledge.lines)
    words = UnsentInputViewModel(
        load=FindUnsentInput(database=parts.database, clock=parts.clock),
        save=SaveUnsentInput(database=parts.database),
        feed=parts.feed,
        scope=parts.scope,
        now=parts.clock,
    )
    return SeatModels(
        call=call,
        status=status,
        calls=calls,
        duty=build_duty_models(parts, status, notices),
        editor=editor,
        knowledge=knowledge,
        caller=_caller(parts),
        queue=_queue(parts),
        case_work=case_work,
        own_work=_own_work(parts),
        connection=ConnectionViewModel(
            state=lambda: _connection(parts),
            waiting=reading(parts.database, outbox.waiting_count),
            is_kept=lambda: parts.database.is_on_disk,
            feed=parts.feed,
            scope=parts.scope,
        ),
        notices=notices,
        session=parts.session,
        operator=operator,
        settings=OwnSettingsViewModel(
            operator=operator,
            load=parts.settings.load,
            remember=parts.settings.remember,
            scope=parts.scope,
        ),
        editing=build_editing_models(parts, words),
        words=words,
    )


def _opened(parts: OperatorParts, models: SeatModels) -> OpenedRecordsViewModel:
    tell = TellOpenedRecords(
        database=parts.database, clock=parts.clock, seat=lambda: models.status.seat
    )
    return OpenedRecordsViewModel(tell=tell, scope=parts.scope, now=parts.clock)


def _leaving(parts: OperatorParts, models: SeatModels) -> LeavingViewModel:
    return LeavingViewModel(
        operator=parts.operator,
        connection=models.connection,
        unsent=reading(parts.database, unsent_work),
        scope=parts.scope,
        now=parts.clock,
    )


def _status(
    parts: OperatorParts, call: ActiveCallViewModel, editor: ContactEditorViewModel
) -> OperatorStatusViewModel:
    return OperatorStatusViewModel(
        call=call,
        set_available=parts.phone.set_available,
        is_contact_complete=editor.is_complete,
        request_state=parts.duty.request_state,
        scope=parts.scope,
        clock=SeatClock(parts.monotonic_s, parts.clock),
    )


def _notices(parts: OperatorParts) -> NoticesViewModel:
    return NoticesViewModel(
        unseen=reading(parts.database, notice_repository.unseen_notices),
        mark_seen=MarkNoticeSeen(database=parts.database),
        feed=parts.feed,
        scope=parts.scope,
    )


def _connection(parts: OperatorParts) -> ServerConnection:
    """Return the state of the connection; a disk without room is the graver trouble."""
    current = parts.connection.current
    if not parts.database.trouble or current.trouble in ("certificate", "session_expired"):
        return current
    return replace(current, trouble="disk_full")


def _knowledge(parts: OperatorParts) -> KnowledgeViewModel:
    reader = LocalKnowledge(database=parts.database, search=parts.search, clock=parts.clock)
    return KnowledgeViewModel(reader=reader, scope=parts.scope)


def _editor(parts: OperatorParts, knowledge: KnowledgeViewModel) -> ContactEditorViewModel:
    return ContactEditorViewModel(
        drafts=StoredDrafts(database=parts.database, clock=parts.clock),
        card_in_view=knowledge.card_in_use,
        scope=parts.scope,
        now=parts.clock,
        monotonic_s=parts.monotonic_s,
    )


def _caller(parts: OperatorParts) -> CallerCardViewModel:
    async def own_contacts(phone: str) -> tuple[Contact, ...]:
        return await parts.database.read(lambda c: own_contacts_of_phone(c, phone))

    return CallerCardViewModel(
        look_up=parts.link.callers,
        confirm_heard=CallLink(parts.link).confirm_heard,
        own_contacts=own_contacts,
        scope=parts.scope,
    )


def _queue(parts: OperatorParts) -> CallbackQueueViewModel:
    return CallbackQueueViewModel(
        records=CaseRecords(database=parts.database, clock=parts.clock),
        claim=_leases(parts).claim,
        feed=parts.feed,
        scope=parts.scope,
        now=parts.clock,
    )


def _case_work(parts: OperatorParts) -> CaseWorkViewModel:
    return CaseWorkViewModel(
        records=CaseRecords(database=parts.database, clock=parts.clock),
        leases=_leases(parts),
        feed=parts.feed,
        scope=parts.scope,
        now=parts.clock,
    )


def _leases(parts: OperatorParts) -> CallbackLeases:
    return CallbackLeases(database=parts.database, server=parts.link, clock=parts.clock)


def _own_work(parts: OperatorParts) -> OwnWorkViewModel:
    return OwnWorkViewModel(
        load=reading(parts.database, own_work), feed=parts.feed, scope=parts.scope
    )


def build_duty_models(
    parts: OperatorParts, status: OperatorStatusViewModel, notices: NoticesViewModel
) -> DutyModels:
    call, duty, phone, scope = parts.call, parts.duty, parts.phone, parts.scope
    clock, monotonic_s = parts.clock, parts.monotonic_s
    recording = RecordingViewModel(
        call=call,
        records=lambda queue: is_recorded(status.queue_of(queue)),
        mask=duty.mask_recording,
        notices=notices,
        scope=scope,
    )
    return DutyModels(
        reminders=DutyReminders(status=status, monotonic_s=monotonic_s, now=clock),
        figures=QueueFiguresViewModel(monotonic_s=monotonic_s, now=clock),
        safety=SafetyViewModel(call=call, status=status, alarm=duty.alarm, scope=scope),
        text=TextConversationViewModel(send=duty.send_text, scope=scope, monotonic_s=monotonic_s),
        audio=AudioCheckViewModel(
            call=call,
            phone=phone.audio,
            load=parts.audio.load,
            remember=parts.audio.remember,
            scope=scope,
        ),
        news=CallNewsViewModel(call=call, notices=notices, recording=recording),
        pauses=PauseLimitsViewModel(ask=duty.pause_rules, scope=scope),
        recording=recording,
        first=FirstCallbacksViewModel(call=call, notices=notices),
        trunks=TrunksViewModel(notices=notices, may_lead=lambda: leads(parts.operator.account)),
        tones=HeadsetTones(
            play=phone.play_tone,
            may_play=lambda: PhoneAbility.TONES in phone.can,
            scope=scope,
            monotonic_s=monotonic_s,
        ),
    )
