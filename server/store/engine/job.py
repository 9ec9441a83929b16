"""A piece of work on its way to a database thread, and back."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, Protocol, runtime_checkable

from server.store.engine.connection import Connection
from server.store.engine.faults import StoreClosed

type Moved = Callable[[dict[str, int]], None]

BATCH_LIMIT = 256  # jobs in one transaction


class Job:
    """work runs on a database thread inside a transaction; outcome resolves after its commit."""

    def __init__(self, work: Callable[[Connection], Any]) -> None:
        self.work = work
        self.outcome: Future[Any] = Future()

    def starts(self) -> bool:
        """Return False when whoever asked has gone away meanwhile."""
        # Work of a caller who has gone is not begun: nobody would read its answer.
        return self.outcome.set_running_or_notify_cancel()


class JobQueue:
    """Jobs for one or several threads; closing lets the queued ones finish and refuses new ones."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._is_closed = False
        self._door = threading.Lock()  # nothing comes in behind the one who closes

    def put(self, job: Job) -> None:
        with self._door:
            # A job behind the closing one would wait for ever: it is refused instead.
            if not self._is_closed:
                self._jobs.put(job)
                return
        job.outcome.set_exception(StoreClosed())

    def take(self) -> Job | None:
        """Wait for a job; None: closed, the thread may end."""
        job = self._jobs.get()
        if job is None:
            self._jobs.put(None)  # for the other threads
        return job

    def take_waiting(self, limit: int = BATCH_LIMIT) -> list[Job]:
        """Wait for a job and return it with all others that wait already; []: closed."""
        first = self.take()
        if first is None:
            return []
        batch = [first]
        while len(batch) < limit:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            batch.append(job)
        return batch

    def close(self) -> None:
        with self._door:
            self._is_closed = True
        self._jobs.put(None)

    def drop_waiting(self) -> None:
        """Refuse what is still queued after the threads have ended."""
        while True:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return
            if job is not None and job.starts():
                job.outcome.set_exception(StoreClosed())


class Engine:
    """A database behind threads. moved is told the heads of each commit that moved some."""

    lineage = ""  # which one of several copies it is, where there are some

    def __init__(self, moved: Moved) -> None:
        self._moved = moved
        self._reads = JobQueue()
        self._writes = JobQueue()
        self._threads: list[threading.Thread] = []

    def submit_read(self, job: Job) -> None:
        self._reads.put(job)

    def submit_write(self, job: Job) -> None:
        self._writes.put(job)

    def close(self) -> None:
        for queue in (self._reads, self._writes):
            queue.close()
        for thread in self._threads:
            thread.join()
        for queue in (self._reads, self._writes):
            queue.drop_waiting()

    def _start(self, name: str, work: Callable[..., None], *given: Any) -> None:
        thread = threading.Thread(target=work, args=given, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()


@runtime_checkable
class SharedEngine(Protocol):
    """A database that other computers write to as well."""

    def current_heads(self) -> dict[str, int]: ...
