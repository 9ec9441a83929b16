"""The one door of every command: key, menu, palette, strip, link, and the window's own cross."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from console.shell.keyboard import ALWAYS, Command
from console.viewmodels.session.session import SessionState

# A seat somebody locked and left can be given to the next operator.
WHILE_LOCKED = ALWAYS | {"session.sign_out"}
_ELSEWHERE = {
    SessionState.LOCKED: "locked",
    SessionState.STORE_BROKEN: "store_broken",
}


class CommandGate(QObject):
    """A command that is not offered now does nothing, whoever asked for it, but say why."""

    ran = Signal(str)  # name
    refused = Signal(str, str)  # name, and the code of why not

    def __init__(
        self, commands: Sequence[Command], state: Callable[[], SessionState], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._by_name = {command.name: command for command in commands}
        self._state = state

    def run(self, name: str) -> None:
        command = self._by_name[name]
        if reason := self._reason_against(command):
            self.refused.emit(name, reason)
        else:
            self.ran.emit(name)
            command.run()

    def _reason_against(self, command: Command) -> str:
        state = self._state()
        allowed = WHILE_LOCKED if state is SessionState.LOCKED else ALWAYS
        if state is not SessionState.SIGNED_IN and command.name not in allowed:
            return _ELSEWHERE.get(state, "signed_out")
        return "" if command.is_offered() else command.why()
