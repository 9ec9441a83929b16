"""All view-models of one seat, as the window takes them: shared by features, or of one alone."""

from dataclasses import dataclass, field

from console.viewmodels.callbacks.callback_queue import CallbackQueueViewModel
from console.viewmodels.callbacks.case_work import CaseWorkViewModel
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.call_models import CallModels
from console.viewmodels.contact.caller_card import CallerCardViewModel
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.own_work import OwnWorkViewModel
from console.viewmodels.duty.duty_models import DutyModels
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from console.viewmodels.editing.editing_models import EditingModels
from console.viewmodels.kit.notices import NoticesViewModel
from console.viewmodels.kit.unsent_input import UnsentInputViewModel
from console.viewmodels.knowledge.knowledge import KnowledgeViewModel
from console.viewmodels.session.connection import ConnectionViewModel
from console.viewmodels.session.own_settings import OwnSettingsViewModel
from console.viewmodels.session.session import SessionViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatModels:
    call: ActiveCallViewModel
    status: OperatorStatusViewModel
    calls: CallModels
    duty: DutyModels
    editor: ContactEditorViewModel
    knowledge: KnowledgeViewModel
    caller: CallerCardViewModel
    queue: CallbackQueueViewModel
    case_work: CaseWorkViewModel
    own_work: OwnWorkViewModel
    connection: ConnectionViewModel
    notices: NoticesViewModel
    session: SessionViewModel
    operator: SignedInOperator
    settings: OwnSettingsViewModel
    words: UnsentInputViewModel
    editing: EditingModels
    _of_features: dict[type, object] = field(default_factory=dict)

    def add(self, *models: object) -> None:
        """Let a feature's own models be found by their class."""
        self._of_features.update((type(one), one) for one in models)

    def of[T](self, kind: type[T]) -> T:
        """Return a model that a feature made for itself."""
        found = self._of_features[kind]
        assert isinstance(found, kind)
        return found

    def of_features(self) -> tuple[object, ...]:
        return tuple(self._of_features.values())
