"""Turns any number of "it changed" calls into as few runs as possible, never zero."""

from collections.abc import Awaitable, Callable

from console.runtime.task_scope import TaskScope


class Coalesced:
    """Run work at once when idle; asked meanwhile, run it once more after.

    Cancelling and restarting instead would starve the work while changes keep coming.
    """

    def __init__(self, name: str, work: Callable[[], Awaitable[None]], scope: TaskScope) -> None:
        self._name = name
        self._work = work
        self._scope = scope
        self._wanted = False
        self._running = False

    def __call__(self) -> None:
        self._wanted = True
        if not self._running:
            self._running = True
            self._scope.start(self._name, self._run())

    async def _run(self) -> None:
        try:
            while self._wanted:
                self._wanted = False
                await self._work()
        except BaseException as error:
            self._running = False
            if self._wanted and isinstance(error, Exception):
                self()  # what changed meanwhile may be what made it fail
            raise
        self._running = False
