"""All view-models of one seat, as the window takes them."""

from dataclasses import dataclass

from console.viewmodels.active_call import ActiveCallViewModel
from console.viewmodels.block_wish import BlockWishViewModel
from console.viewmodels.call_models import CallModels
from console.viewmodels.callback_queue import CallbackQueueViewModel
from console.viewmodels.caller_card import CallerCardViewModel
from console.viewmodels.card_sending import CardSendingViewModel
from console.viewmodels.case_work import CaseWorkViewModel
from console.viewmodels.connection import ConnectionViewModel
from console.viewmodels.contact_editor import ContactEditorViewModel
from console.viewmodels.duty_models import DutyModels
from console.viewmodels.editing_models import EditingModels
from console.viewmodels.entry_fault import EntryFaultViewModel
from console.viewmodels.entry_figures import EntryFiguresViewModel
from console.viewmodels.knowledge import KnowledgeViewModel
from console.viewmodels.knowledge_use import KnowledgeUseViewModel
from console.viewmodels.notices import NoticesViewModel
from console.viewmodels.operator_status import OperatorStatusViewModel
from console.viewmodels.own_reports import OwnReportsViewModel
from console.viewmodels.own_work import OwnWorkViewModel
from console.viewmodels.panel_words import PanelWordsViewModel
from console.viewmodels.search_filters import SearchFiltersViewModel
from console.viewmodels.search_log import SearchLogViewModel
from console.viewmodels.session import SessionViewModel
from console.viewmodels.team import TeamViewModel
from console.viewmodels.voicemail import VoicemailViewModel


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
    voicemail: VoicemailViewModel
    team: TeamViewModel
    block: BlockWishViewModel
    fault: EntryFaultViewModel
    words: PanelWordsViewModel
    sending: CardSendingViewModel
    use: KnowledgeUseViewModel
    search_log: SearchLogViewModel
    editing: EditingModels
    entry_figures: EntryFiguresViewModel
