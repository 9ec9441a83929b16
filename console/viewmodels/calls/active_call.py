"""The seat's calls, as the phone tells of them, and what the operator does with them."""

from collections.abc import Callable

from console.model.calls.live_call import PhoneAbility
from console.model.calls.phone_commands import CallCommands
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.call_controls import CallControls
from console.viewmodels.calls.phone_calls import PhoneCalls


class ActiveCallViewModel(PhoneCalls):
    def __init__(
        self, *, phone: CallCommands, scope: TaskScope, monotonic_s: Callable[[], float]
    ) -> None:
        super().__init__(monotonic_s=monotonic_s)
        self._phone = phone
        self.controls = CallControls(self, phone, scope)

    @property
    def can(self) -> frozenset[PhoneAbility]:
        return self._phone.can
