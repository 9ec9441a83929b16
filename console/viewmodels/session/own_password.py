"""Another password of whoever works here: tried at the server, refused by a code."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from console.runtime.task_scope import TaskScope
from console.viewmodels.session.session import EXPECTED, code_of
from console.viewmodels.session.signed_in_operator import SignedInOperator


class OwnPasswordViewModel(QObject):
    """No password stays here: what was typed goes to the server and is dropped."""

    changed = Signal()  # whether an answer is awaited, what was refused

    def __init__(
        self,
        *,
        operator: SignedInOperator,
        change: Callable[[str, str, str], Awaitable[None]],
        scope: TaskScope,
    ) -> None:
        """change: takes login, password of now, new one."""
        super().__init__()
        self._operator = operator
        self._change = change
        self._scope = scope
        self.begin()

    def begin(self) -> None:
        """Ask anew: what was refused or done before is not of this time."""
        self.is_busy = self.is_done = False
        self.refusal = ""  # reason code

    def change(self, password: str, new_password: str) -> None:
        account = self._operator.account
        if account is None or self.is_busy:
            return
        self.begin()
        self.is_busy = True
        self.changed.emit()
        self._scope.start("password.change", self._tried(account.login, password, new_password))

    async def _tried(self, login: str, password: str, new_password: str) -> None:
        try:
            await self._change(login, password, new_password)
            self.is_done = True
        except EXPECTED as error:
            self.refusal = code_of(error)
        finally:
            self.is_busy = False
            self.changed.emit()
