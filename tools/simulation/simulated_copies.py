"""Copies that simulated seats share: pages as of a moment ago, by the server's own rule."""

from collections.abc import Callable
from itertools import count

from msgspec.structs import replace

from contract.domain.account import Account
from contract.domain.ids import Scope
from contract.wire.changes import SnapshotPage
from server.store.engine.connection import Connection
from server.store.sync.change_log import scope_head
from server.usecases.operations.installation import current_epoch
from server.usecases.sync.read_changes import read_snapshot
from server.usecases.sync.shared_copies import BegunCopy, parted

SNAPSHOT_LIMIT = 3


class SimulatedCopies:
    """Does what SharedCopies does for seats that ask one after the other, and forgets nothing."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._begun: dict[str, BegunCopy] = {}
        self._pages: dict[tuple[str, str, str], SnapshotPage] = {}
        self._known: set[str] = set()
        self._numbers = count(1)

    def forget(self) -> None:
        """Begin anew, as a server's process does."""
        self._begun.clear()
        self._pages.clear()
        self._known.clear()

    def page(
        self, connection: Connection, account: Account, scope: Scope, after: str | None
    ) -> SnapshotPage:
        copy, position = parted(after)
        if not after and not (copy := self._joined(connection, scope)):
            copy = f"c{next(self._numbers)}"
        if after and copy not in self._known:
            return read_snapshot(connection, account, scope, position or None, SNAPSHOT_LIMIT)
        key = (scope, copy, position)
        if key not in self._pages:
            page = read_snapshot(connection, account, scope, position or None, SNAPSHOT_LIMIT)
            further = page.next_after and f"{copy}.{page.next_after}"
            self._pages[key] = replace(page, next_after=further)
            if not after:
                at = scope_head(connection, scope)
                self._begun[scope] = BegunCopy(copy, page.epoch, at, self._clock())
                self._known.add(copy)
        return self._pages[key]

    def _joined(self, connection: Connection, scope: str) -> str:
        begun, epoch = self._begun.get(scope), current_epoch(connection)
        at = scope_head(connection, scope)
        if begun is None or not begun.fits(epoch, at, self._clock() - begun.made_at):
            return ""
        return begun.copy
