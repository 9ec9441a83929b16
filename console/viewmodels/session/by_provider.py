"""Signing in, and going on at a locked seat, by the city's identity provider in the browser."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.errors import NOT_TOLD
from console.runtime.task_scope import TaskScope
from contract.domain.account import Account


class ProviderDoor(Protocol):
    """words: of the page that the browser shows at the end. Each may raise as a sign-in does."""

    async def provider(self) -> str: ...
    async def sign_in_by_provider(self, seat: str, words: str) -> Account: ...
    async def unlock_by_provider(self, words: str) -> Account: ...
    def leave_browser(self) -> None: ...


class ByProvider(QObject):
    """name: what people call the provider, "" while none is known to be there."""

    changed = Signal()

    def __init__(
        self,
        door: ProviderDoor,
        scope: TaskScope,
        attempt: Callable[[str, Awaitable[Account]], None],
    ) -> None:
        """attempt: of the session, for one that nobody else makes at the moment."""
        super().__init__()
        self._door = door
        self._scope = scope
        self._attempt = attempt
        self.name = ""
        self.is_in_browser = False

    def ask(self) -> None:
        """Learn whether the server offers it: it may do so from today on."""
        self._scope.start("session.provider", self._asked(), replaces=True)

    def sign_in(self, seat: str, words: str) -> None:
        self._visit("session.sign-in", self._door.sign_in_by_provider(seat, words))

    def unlock(self, words: str) -> None:
        self._visit("session.unlock", self._door.unlock_by_provider(words))

    def leave(self) -> None:
        """The browser was closed, or the password is chosen after all."""
        self._door.leave_browser()

    def _visit(self, name: str, visit: Awaitable[Account]) -> None:
        self.is_in_browser = True
        self._attempt(name, self._visited(visit))

    async def _visited(self, visit: Awaitable[Account]) -> Account:
        try:
            return await visit
        finally:
            self.is_in_browser = False

    async def _asked(self) -> None:
        try:
            name = await self._door.provider()
        except NOT_TOLD:
            return  # what was offered before may be offered again
        if name != self.name:
            self.name = name
            self.changed.emit()
