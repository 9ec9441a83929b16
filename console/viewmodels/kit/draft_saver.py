"""Puts what is being typed on disk: soon after the last key, and never much after the first."""

import asyncio
from collections.abc import Awaitable, Callable

from console.errors import LocalStoreBroken
from console.runtime.task_scope import TaskScope

QUIET_S = 0.25
AT_MOST_S = 0.5
RETRY_S = 1.0


class DraftSaver[Draft]:
    """Saves the latest draft; the ones typed over in between are skipped.

    on_saved gets what save returned, after the commit. on_failed gets the kind of
    LocalStoreBroken; the draft stays due and is tried again every RETRY_S.
    """

    def __init__(
        self,
        *,
        name: str,
        save: Callable[[Draft], Awaitable[Draft]],
        on_saved: Callable[[Draft], None],
        on_failed: Callable[[str], None],
        scope: TaskScope,
        counts: Callable[[Draft], int] = lambda _: 1,
    ) -> None:
        """counts: how many things somebody wrote a draft holds; 0: only what is to be deleted."""
        self._name = name
        self._save = save
        self._on_saved = on_saved
        self._on_failed = on_failed
        self._scope = scope
        self._due: Draft | None = None
        self._on_its_way: Draft | None = None
        self._first_s = 0.0
        self._last_s = 0.0
        self._running = False
        self._drops = 0
        self._saving = asyncio.Lock()
        self._counts = counts
        scope.owe(self)

    @property
    def is_due(self) -> bool:
        """Return whether something typed is not yet on disk."""
        return self._due is not None or self._saving.locked()

    @property
    def unsaved(self) -> int:
        """Return how many things somebody wrote are not yet on disk."""
        # What the disk is just asked to take may be refused.
        newest = self._on_its_way if self._due is None else self._due
        return 0 if newest is None else self._counts(newest)

    def edited(self, draft: Draft) -> None:
        """Take the newest draft; it is on disk AT_MOST_S later at the latest."""
        now_s = asyncio.get_running_loop().time()
        if self._due is None:
            self._first_s = now_s
        self._due, self._last_s = draft, now_s
        if not self._running:
            self._running = True
            self._scope.start(self._name, self._run())

    async def flush(self) -> None:
        """Save now what is due. Raise LocalStoreBroken."""
        async with self._saving:
            if self._due is None:
                return
            draft = self._on_its_way = self._due
            self._due = None
            drops = self._drops
            try:
                saved = await self._save(draft)
            except BaseException:  # a save that was cut off is no save either
                if drops == self._drops:
                    self._due = self._due or draft
                raise
            finally:
                self._on_its_way = None
        self._on_saved(saved)

    def drop(self) -> None:
        """Forget what is due: its contact was closed or thrown away."""
        self._due = None
        self._drops += 1

    async def _run(self) -> None:
        try:
            while self._due is not None:
                await self._wait_for_quiet()
                await self._try()
        finally:
            self._running = False

    async def _wait_for_quiet(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            until_s = min(self._last_s + QUIET_S, self._first_s + AT_MOST_S)
            if until_s <= loop.time():
                return
            await asyncio.sleep(until_s - loop.time())

    async def _try(self) -> None:
        try:
            await self.flush()
        except LocalStoreBroken as error:
            self._on_failed(error.kind)
            await asyncio.sleep(RETRY_S)
