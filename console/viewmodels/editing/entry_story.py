"""Who else is at the entry in hand, and the versions operators had: only with the server."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.errors import NOT_TOLD, LocalStoreBroken
from console.model.editing.editing_work import EntryFile, UseOfEntry
from console.runtime.task_scope import TaskScope
from console.viewmodels.editing.entry_editor import EntryEditorViewModel
from contract.domain.ids import RevisionId, new_id
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.commands import RestoreVersion
from contract.wire.editing import PRESENCE_S, EditingPresence, EntryVersion, PresentEditor

TELL_EVERY_S = PRESENCE_S / 6
type Use = Callable[[EntryKind, str], Awaitable[UseOfEntry | None]]


class EntryServer(Protocol):
    """versions: the newest first. body: of a version, as JSON. Each may raise one of NOT_TOLD."""

    async def versions(self, kind: EntryKind, entry_id: str) -> tuple[EntryVersion, ...]: ...
    async def body(self, kind: EntryKind, entry_id: str, version: int) -> str: ...
    async def tell(self, presence: EditingPresence) -> tuple[PresentEditor, ...]: ...


class EntryStoryViewModel(QObject):
    """versions None: not asked for yet. is_offline: they were asked for in vain."""

    changed = Signal()
    restored = Signal(int)

    def __init__(
        self,
        *,
        editor: EntryEditorViewModel,
        server: EntryServer,
        use: Use,
        order: Callable[[RestoreVersion], Awaitable[None]],
        scope: TaskScope,
        tell_every_s: float = TELL_EVERY_S,
    ) -> None:
        super().__init__()
        self._editor = editor
        self._server = server
        self._use = use
        self._order = order
        self._scope = scope
        self._tell_every_s = tell_every_s
        self._told: EntryFile | None = None  # where the server believes her to be
        self.versions: tuple[EntryVersion, ...] | None = None
        self.bodies: dict[int, str] = {}  # JSON of the versions looked at
        self.others: tuple[PresentEditor, ...] = ()
        self.use: UseOfEntry | None = None  # unknown, or not asked for yet
        self.is_offline = False
        editor.opened.connect(self._on_opened)

    def ask_versions(self) -> None:
        if self._editor.file is not None:
            self._scope.start("entry-story.versions", self._ask_versions(), replaces=True)

    def look_at(self, version: int) -> None:
        """Fetch a version to compare with."""
        if self._editor.file is not None and version not in self.bodies:
            self._scope.start("entry-story.body", self._look_at(version), replaces=True)

    def restore(self, version: int, why: str = "") -> None:
        """Begin a revision with the entry as it was; it still needs a review."""
        if self._editor.file is not None:
            self._scope.start("entry-story.restore", self._restored(version, why))

    def _on_opened(self) -> None:
        self.versions, self.bodies, self.others, self.is_offline = None, {}, (), False
        self.use = None
        self.changed.emit()
        self._scope.start("entry-story.use", self._ask_use(), replaces=True)
        self._scope.start("entry-story.presence", self._follow(), replaces=True)

    async def _follow(self) -> None:
        await self._leave()
        while (file := self._editor.file) is not None:
            self._told = file
            others = await self._said(file, is_writing=self._editor.is_dirty)
            if others != self.others:
                self.others = others
                self.changed.emit()
            await asyncio.sleep(self._tell_every_s)

    async def _leave(self) -> None:
        """Tell that she is gone from the entry she had in hand before."""
        before, self._told = self._told, None
        now = self._editor.file
        if before is not None and (now is None or now.entry_id != before.entry_id):
            await self._said(before, is_leaving=True)

    async def _said(
        self, file: EntryFile, *, is_writing: bool = False, is_leaving: bool = False
    ) -> tuple[PresentEditor, ...]:
        presence = EditingPresence(
            entry_kind=file.entry_kind,
            entry_id=file.entry_id,
            is_writing=is_writing,
            is_leaving=is_leaving,
        )
        try:
            return await self._server.tell(presence)
        except NOT_TOLD:
            return ()

    async def _ask_use(self) -> None:
        """A figure by the way: without the server there is none, and nothing is said of it."""
        file = self._editor.file
        if file is None or file.published is None:
            return
        try:
            self.use = await self._use(file.entry_kind, file.entry_id)
        except NOT_TOLD:
            return
        self.changed.emit()

    async def _ask_versions(self) -> None:
        file = self._editor.file
        assert file is not None
        found: tuple[EntryVersion, ...] | None = None
        with contextlib.suppress(*NOT_TOLD):
            found = await self._server.versions(file.entry_kind, file.entry_id)
        if self._is_in_hand(file):
            self.is_offline = found is None
            self.versions = self.versions if found is None else found
            self.changed.emit()

    async def _look_at(self, version: int) -> None:
        file = self._editor.file
        assert file is not None
        body: str | None = None
        with contextlib.suppress(*NOT_TOLD):
            body = await self._server.body(file.entry_kind, file.entry_id, version)
        if not self._is_in_hand(file):
            return
        if body is None:
            self.is_offline = True
        else:
            self.bodies[version] = body
        self.changed.emit()

    def _is_in_hand(self, file: EntryFile) -> bool:
        """An answer may come when another entry was opened: it says nothing of that one."""
        now = self._editor.file
        return now is not None and (now.entry_kind, now.entry_id) == (
            file.entry_kind,
            file.entry_id,
        )

    async def _restored(self, version: int, why: str) -> None:
        file = self._editor.file
        assert file is not None
        revision = file.revision
        order = RestoreVersion(
            revision_id=revision.id if revision is not None else RevisionId(new_id()),
            entry_kind=file.entry_kind,
            entry_id=file.entry_id,
            entry_version=version,
            why=why.strip(),
        )
        try:
            await self._order(order)
        except LocalStoreBroken as error:
            self._editor.store_failed.emit(error.kind)
            return
        self.restored.emit(version)
