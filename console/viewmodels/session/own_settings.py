"""The operator's own settings: they act at once, and are there at her next sign-in."""

from collections.abc import Awaitable, Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.model.duty.own_settings import OwnSettings
from console.runtime.task_scope import TaskScope
from console.viewmodels.session.signed_in_operator import SignedInOperator


class OwnSettingsViewModel(QObject):
    changed = Signal()

    def __init__(
        self,
        *,
        operator: SignedInOperator,
        load: Callable[[], Awaitable[OwnSettings]],
        remember: Callable[[OwnSettings], Awaitable[None]],
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._operator = operator
        self._load = load
        self._remember = remember
        self._scope = scope
        self.choice = self._kept = OwnSettings()
        self.fixed: frozenset[str] = frozenset()  # fields of Settings that IT's policy gave
        self.worn = OwnSettings()  # language and looks as the window has them now
        scope.owe(self)

    async def begin(self) -> None:
        """Take up what she left; before her work is shown, so that it is shown as she wants it."""
        self.choice = self._kept = await self._load()
        self.changed.emit()

    @property
    def is_somebodys(self) -> bool:
        return self._operator.account is not None

    @property
    def waits_for_sign_in(self) -> bool:
        """Return whether another language was chosen than the one on the screen."""
        return bool(self.choice.language) and self.choice.language != self.worn.language

    def note_worn(self, worn: OwnSettings) -> None:
        """The window looks so now, whoever had it changed."""
        if worn != self.worn:
            self.worn = worn
            self.changed.emit()

    def choose(self, **values: Any) -> None:
        """Change fields of OwnSettings and keep them; of nobody nothing is kept."""
        choice = replace(self.choice, **values)
        if choice == self.choice or not self.is_somebodys:
            return
        self.choice = choice
        self._scope.start("settings.keep", self.flush())
        self.changed.emit()

    @property
    def unsaved(self) -> int:
        return 0  # it is no work

    async def flush(self) -> None:
        """Keep what was chosen and is not kept yet: at sign-out no task is waited for."""
        choice = self.choice
        if choice != self._kept:
            await self._remember(choice)
            self._kept = choice
