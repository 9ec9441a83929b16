"""Background tasks of one owner, each with a name; runs put together, late answers dropped."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol


class Owed(Protocol):
    """What a scope's owner must not end without having tried."""

    @property
    def unsaved(self) -> int:
        """Return how many things somebody wrote that no disk has."""

    async def flush(self) -> None:
        """Save them now. Raise LocalStoreBroken."""


class TaskScope:
    """Start tasks, report their crashes, cancel the rest on close. Create it on the loop.

    asyncio holds tasks weakly, and a TaskGroup cancels the siblings of a failed task: a desktop
    application wants neither. qasync also runs slots after the loop stopped "running", where
    get_running_loop() fails; the scope therefore keeps the loop it was made on.
    """

    def __init__(self, on_crash: Callable[[str, BaseException], None]) -> None:
        self._on_crash = on_crash
        self._loop = asyncio.get_running_loop()
        self._tasks: dict[asyncio.Task[None], str] = {}
        self._owed: list[Owed] = []
        self._closed = False

    def start(
        self,
        name: str,
        work: Coroutine[Any, Any, None],
        *,
        replaces: bool = False,
        is_urgent: bool = False,
    ) -> None:
        """Run work under name; with replaces, cancel the running task of that name first.

        is_urgent: run its first step here, so that what it asks of a thread is under way meanwhile.
        After close() the work is dropped unrun: a late signal must not revive a session.
        """
        if self._closed:
            work.close()
            return
        if replaces:
            for task, other in self._tasks.items():
                if other == name:
                    task.cancel()
        task = asyncio.Task(work, loop=self._loop, name=name, eager_start=is_urgent)
        self._tasks[task] = name
        task.add_done_callback(self._finished)

    def owe(self, one: Owed) -> None:
        """Let it be saved, and asked about, before the owner of this scope ends."""
        self._owed.append(one)

    @property
    def owed(self) -> tuple[Owed, ...]:
        return tuple(self._owed)

    def has(self, prefix: str) -> bool:
        """Return whether a task whose name begins so has not ended."""
        return any(name.startswith(prefix) for name in self._tasks.values())

    async def cancel(self, *prefixes: str) -> None:
        """Cancel the tasks whose names begin so, or all, once each has run its first step; wait."""
        wanted = prefixes or ("",)
        tasks = [task for task, name in self._tasks.items() if name.startswith(wanted)]
        await asyncio.sleep(0)  # a task cancelled before it began runs no finally
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """Cancel everything still running and wait until it has ended."""
        self._closed = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _finished(self, task: asyncio.Task[None]) -> None:
        name = self._tasks.pop(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._on_crash(name, error)


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


class Latest:
    """Of one kind of question, only the answer to the one asked last is delivered.

    An older question is cancelled. Its number is compared as well: a question that had its answer
    in the very turn of the loop in which the next one was asked is beyond cancelling.
    """

    def __init__(self, name: str, scope: TaskScope) -> None:
        """name: of the task, as any other of the scope."""
        self._name = name
        self._scope = scope
        self._number = 0

    def ask[T](self, question: Callable[[], Awaitable[T]], on_answer: Callable[[T], None]) -> None:
        """Ask; on_answer gets the answer unless ask() or drop() came first."""
        self._number += 1
        work = self._asked(question, on_answer, self._number)
        self._scope.start(self._name, work, replaces=True)

    def drop(self) -> None:
        """Deliver no answer to what was asked until now.

        The question itself goes on: at the server it may be half done.
        """
        self._number += 1

    async def _asked[T](
        self, question: Callable[[], Awaitable[T]], on_answer: Callable[[T], None], number: int
    ) -> None:
        answer = await question()
        if number == self._number:
            on_answer(answer)
