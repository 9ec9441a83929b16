"""All view-models of one seat, as the window takes them."""

from dataclasses import dataclass

from console.viewmodels.callbacks.callback_queue import CallbackQueueViewModel
from console.viewmodels.callbacks.case_work import CaseWorkViewModel
from console.viewmodels.callbacks.voicemail import VoicemailViewModel
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.call_models import CallModels
from console.viewmodels.contact.caller_card import CallerCardViewModel
from console.viewmodels.contact.card_sending import CardSendingViewModel
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.own_work import OwnWorkViewModel
from console.viewmodels.duty.block_wish import BlockWishViewModel
from console.viewmodels.duty.duty_models import DutyModels
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from console.viewmodels.editing.editing_models import EditingModels
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
from console.viewmodels.session.session import SessionViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator
from console.viewmodels.team.team import TeamViewModel


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatModels:
    call: ActiveCallViewModel
    status: OperatorStatusViewModel
    calls: CallModels
    duty: DutyModels
    editor: ContactEditorViewModel
    knowledge: KnowledgeViewModel
    filters: SearchFiltersViewModel
    caller: CallerCardViewModel
    queue: CallbackQueueViewModel
    case_work: CaseWorkViewModel
    own_work: OwnWorkViewModel
    own_reports: OwnReportsViewModel
    connection: ConnectionViewModel
    notices: NoticesViewModel
    session: SessionViewModel
    operator: SignedInOperator
    voicemail: VoicemailViewModel
    team: TeamViewModel
    block: BlockWishViewModel
    fault: EntryFaultViewModel
    words: UnsentInputViewModel
    sending: CardSendingViewModel
    use: KnowledgeUseViewModel
    search_log: SearchLogViewModel
    editing: EditingModels
    entry_figures: EntryFiguresViewModel
