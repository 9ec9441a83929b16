"""What is known of the call at hand beyond its number: who passes it on, contact and case."""

from collections.abc import Awaitable, Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.errors import NOT_TOLD
from console.runtime.task_scope import Latest, TaskScope
from contract.wire.duty import CallContext


class PassedCallViewModel(QObject):
    """context None: nothing is known, or nobody answered in time. The call never waits for it."""

    changed = Signal()

    def __init__(
        self, *, ask: Callable[[str], Awaitable[CallContext | None]], scope: TaskScope
    ) -> None:
        """ask must give up by itself: the call rings meanwhile."""
        super().__init__()
        self._ask = ask
        self._question = Latest("caller.context", scope)
        self._is_citizen_here = False  # who was asked about by a colleague before
        self.context: CallContext | None = None

    @property
    def is_passed_on(self) -> bool:
        """Return whether a colleague brings this call, with words of hers."""
        context = self.context
        return context is not None and bool(
            context.from_name or context.note or context.contact or context.case
        )

    def look_up(self, call_key: str) -> None:
        """Ask what is known of a call that rings, or that took the place of another."""
        self._is_citizen_here = False
        self._question.ask(lambda: self._known(call_key), self._on_context)

    def follow(self, call_key: str) -> None:
        """Go on with the citizen a colleague was asking about: it is no consultation any more."""
        self.look_up(call_key)
        self._is_citizen_here = True
        if self.context is not None:
            self._show(self.context)

    def clear(self) -> None:
        self._question.drop()
        if self.context is not None:
            self.context = None
            self.changed.emit()

    async def _known(self, call_key: str) -> CallContext | None:
        """Return None for nothing, and for a server that does not tell in time."""
        try:
            return await self._ask(call_key) if call_key else None
        except NOT_TOLD:
            return None

    def _on_context(self, found: CallContext | None) -> None:
        """What is known stays until there is more: it may be of the consultation before."""
        if found is not None:
            self._show(found)

    def _show(self, context: CallContext) -> None:
        self.context = replace(context, citizen_call_key="") if self._is_citizen_here else context
        self.changed.emit()
