"""Builds the view-models of a seat over its store, server, phone and search."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QStandardPaths

from console.bootstrap.duty_models import build_duty_models
from console.bootstrap.editing_models import build_editing_models
from console.bootstrap.seat_calls import SeatCalls
from console.bootstrap.seat_duty import SeatDuty
from console.knowledge.knowledge_search import KnowledgeSearch
from console.model.duty.seat_state import ServerConnection
from console.runtime.change_feed import ChangeFeed
from console.runtime.clock import ServerClock
from console.runtime.task_scope import TaskScope
from console.store.contact.contact_repository import own_contacts_of_phone
from console.store.contact.own_work import own_work
from console.store.knowledge.own_reports_record import save_seen_reports, seen_reports
from console.store.replica import outbox
from console.store.replica.cipher import Connection as Store
from console.store.replica.local_database import LocalDatabase
from console.store.session import notice_repository
from console.store.session.audio_settings import AudioSettings
from console.sync.call_link import CallLink
from console.sync.connection_state import ConnectionState
from console.sync.knowledge_link import KnowledgeLink
from console.sync.server_link import ServerLink
from console.sync.team_link import TeamLink
from console.telephony.softphone import Softphone
from console.usecases.callbacks.callback_leases import CallbackLeases
from console.usecases.callbacks.case_records import CaseRecords
from console.usecases.callbacks.hear_voicemail import HearVoicemail
from console.usecases.contact.send_card import CardSender
from console.usecases.contact.stored_drafts import StoredDrafts
from console.usecases.editing.save_sheet import SaveSheet
from console.usecases.knowledge.count_use import CountUse
from console.usecases.knowledge.list_facets import ListFacets
from console.usecases.knowledge.report_entry import ReportEntry
from console.usecases.knowledge.search_knowledge import LocalKnowledge
from console.usecases.knowledge.tell_searches import TellSearches
from console.usecases.session.mark_notice_seen import MarkNoticeSeen
from console.usecases.session.save_unsent_input import FindUnsentInput, SaveUnsentInput
from console.viewmodels.callbacks.callback_queue import CallbackQueueViewModel
from console.viewmodels.callbacks.case_work import CaseWorkViewModel
from console.viewmodels.callbacks.voicemail import VoicemailViewModel
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.contact.caller_card import CallerCardViewModel
from console.viewmodels.contact.card_sending import CardSendingViewModel
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.own_work import OwnWorkViewModel
from console.viewmodels.duty.block_wish import BlockWishViewModel
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from console.viewmodels.duty.wrap_up_time import SeatClock
from console.viewmodels.editing.entry_figures import EntryFiguresViewModel
from console.viewmodels.kit.notices import NoticesViewModel
from console.viewmodels.kit.unsent_input import UnsentInputViewModel
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
from console.viewmodels.team.team import TeamViewModel, leads
from contract.domain.contact import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorParts:
    """What the view-models of one operator stand on; feed and scope end with her."""

    database: LocalDatabase
    link: ServerLink
    connection: ConnectionState
    phone: Softphone
    search: KnowledgeSearch
    feed: ChangeFeed
    scope: TaskScope
    duty: SeatDuty
    calls: SeatCalls
    audio: AudioSettings
    clock: ServerClock
    monotonic_s: Callable[[], float]
    call: ActiveCallViewModel
    session: SessionViewModel
    operator: SignedInOperator


def reading[**P, T](
    database: LocalDatabase, query: Callable[[Store], T]
) -> Callable[[], Awaitable[T]]:
    """Return a callable that runs a query of no arguments on the replica."""
    return lambda: database.read(query)


def build_models(parts: OperatorParts) -> SeatModels:
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
        scope=parts.scope,
        now=parts.clock,
    )
    return SeatModels(
        call=call,
        status=status,
        calls=calls,
        duty=build_duty_models(
            call=call,
            status=status,
            notices=notices,
            duty=parts.duty,
            phone=parts.phone,
            audio=parts.audio,
            scope=parts.scope,
            clock=parts.clock,
            monotonic_s=parts.monotonic_s,
            may_lead=lambda: leads(operator.account),
        ),
        editor=editor,
        knowledge=knowledge,
        filters=_filters(parts),
        caller=_caller(parts),
        queue=_queue(parts),
        case_work=case_work,
        own_work=_own_work(parts),
        own_reports=_own_reports(parts),
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
        editing=build_editing_models(
            operator=operator,
            database=parts.database,
            link=parts.link,
            search=parts.search,
            words=words,
            feed=parts.feed,
            scope=parts.scope,
            clock=parts.clock,
        ),
        entry_figures=_figures(parts),
        voicemail=VoicemailViewModel(
            call=call,
            hear=HearVoicemail(fetch=CallLink(parts.link).voicemail, play=parts.phone.play_message),
            phone=parts.phone,
            scope=parts.scope,
        ),
        team=_team(parts, status, notices),
        fault=_fault(parts, knowledge, editor, notices, words),
        words=words,
        sending=_sending(parts, knowledge, editor, notices),
        use=_use(parts, knowledge),
        search_log=_search_log(parts, knowledge, editor),
        block=BlockWishViewModel(
            call=call, ask=TeamLink(parts.link).ask_block, scope=parts.scope, now=parts.clock
        ),
    )


def _team(
    parts: OperatorParts, status: OperatorStatusViewModel, notices: NoticesViewModel
) -> TeamViewModel:
    return TeamViewModel(
        operator=parts.operator,
        server=TeamLink(parts.link),
        queues=lambda: status.queues,
        notices=notices,
        scope=parts.scope,
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


def _filters(parts: OperatorParts) -> SearchFiltersViewModel:
    facets = ListFacets(database=parts.database, search=parts.search, clock=parts.clock)
    return SearchFiltersViewModel(facets=facets, scope=parts.scope, monotonic_s=parts.monotonic_s)


def _figures(parts: OperatorParts) -> EntryFiguresViewModel:
    link = KnowledgeLink(parts.link)
    folder = QStandardPaths.StandardLocation.DownloadLocation
    return EntryFiguresViewModel(
        operator=parts.operator,
        load=link.figures,
        sheet=link.figures_sheet,
        save=SaveSheet(Path(QStandardPaths.writableLocation(folder))),
        scope=parts.scope,
        now=parts.clock,
    )


def _own_reports(parts: OperatorParts) -> OwnReportsViewModel:
    async def save_seen(ids: frozenset[str]) -> None:
        await parts.database.write(lambda c: save_seen_reports(c, ids), changes=frozenset())

    reports = OwnReportsViewModel(
        load=KnowledgeLink(parts.link).own_reports,
        load_seen=reading(parts.database, seen_reports),
        save_seen=save_seen,
        scope=parts.scope,
    )
    parts.operator.signed_in.connect(lambda _: reports.follow())
    return reports


def _fault(
    parts: OperatorParts,
    knowledge: KnowledgeViewModel,
    editor: ContactEditorViewModel,
    notices: NoticesViewModel,
    words: UnsentInputViewModel,
) -> EntryFaultViewModel:
    return EntryFaultViewModel(
        knowledge=knowledge,
        editor=editor,
        notices=notices,
        words=words,
        report=ReportEntry(database=parts.database, clock=parts.clock),
        scope=parts.scope,
    )


def _sending(
    parts: OperatorParts,
    knowledge: KnowledgeViewModel,
    editor: ContactEditorViewModel,
    notices: NoticesViewModel,
) -> CardSendingViewModel:
    return CardSendingViewModel(
        knowledge=knowledge,
        editor=editor,
        notices=notices,
        sender=CardSender(
            database=parts.database,
            feed=parts.feed,
            clock=parts.clock,
            is_online=lambda: parts.connection.current.online,
        ),
        scope=parts.scope,
        now=parts.clock,
    )


def _use(parts: OperatorParts, knowledge: KnowledgeViewModel) -> KnowledgeUseViewModel:
    tell = CountUse(database=parts.database, clock=parts.clock)
    return KnowledgeUseViewModel(knowledge=knowledge, tell=tell, scope=parts.scope)


def _search_log(
    parts: OperatorParts,
    knowledge: KnowledgeViewModel,
    editor: ContactEditorViewModel,
) -> SearchLogViewModel:
    return SearchLogViewModel(
        knowledge=knowledge,
        editor=editor,
        tell=TellSearches(database=parts.database, clock=parts.clock),
        scope=parts.scope,
        monotonic_s=parts.monotonic_s,
    )


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
        look_up=parts.link.callers, own_contacts=own_contacts, scope=parts.scope
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
