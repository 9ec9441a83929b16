"""Owns background tasks: each has a name, a strong reference and one place where failure goes."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


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
        self._closed = False

    def start(self, name: str, work: Coroutine[Any, Any, None], *, replaces: bool = False) -> None:
        """Run work under name; with replaces, cancel the running task of that name first.

        After close() the work is dropped unrun: a late signal must not revive a session.
        """
        if self._closed:
            work.close()
            return
        if replaces:
            for task, other in self._tasks.items():
                if other == name:
                    task.cancel()
        task = self._loop.create_task(work, name=name)
        self._tasks[task] = name
        task.add_done_callback(self._finished)

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
