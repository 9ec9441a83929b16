"""All view-models of one seat, as the window takes them."""

from dataclasses import dataclass

from console.viewmodels.active_call import ActiveCallViewModel
from console.viewmodels.callback_queue import CallbackQueueViewModel
from console.viewmodels.caller_card import CallerCardViewModel
from console.viewmodels.case_work import CaseWorkViewModel
from console.viewmodels.connection import ConnectionViewModel
from console.viewmodels.contact_editor import ContactEditorViewModel
from console.viewmodels.knowledge import KnowledgeViewModel
from console.viewmodels.notices import NoticesViewModel
from console.viewmodels.operator_status import OperatorStatusViewModel
from console.viewmodels.own_work import OwnWorkViewModel
from console.viewmodels.session import SessionViewModel


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatModels:
    call: ActiveCallViewModel
    status: OperatorStatusViewModel
    editor: ContactEditorViewModel
    knowledge: KnowledgeViewModel
    caller: CallerCardViewModel
    queue: CallbackQueueViewModel
    case_work: CaseWorkViewModel
    own_work: OwnWorkViewModel
    connection: ConnectionViewModel
    notices: NoticesViewModel
    session: SessionViewModel
