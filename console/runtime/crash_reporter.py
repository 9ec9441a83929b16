"""Where bugs go: a log entry under a short reference, a word to the operator, and work goes on."""

import asyncio
import hashlib
import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any

log = logging.getLogger(__name__)
REFERENCE_DIGITS = 4
# The innermost say where it broke; the rest of a stack is the event loop's own.
DEPTH = 12  # innermost frames of each error


class CrashReporter:
    """on_report gets the reference, on whatever thread the bug happened."""

    def __init__(self, on_report: Callable[[str], None] = lambda _: None) -> None:
        self._listeners = [on_report]

    def also_tell(self, listener: Callable[[str], None]) -> None:
        """Call one more listener at each bug, in the same way."""
        # The window comes later than the first possible bug: both are told then.
        self._listeners.append(listener)

    def install(self) -> None:
        """Report what nobody caught: main thread, other threads, unraisable errors."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.set_exception_handler(self._on_loop)

    def report(self, where: str, error: BaseException) -> str:
        """Log the bug and call the listeners; return its reference, the same for the same bug.

        The log holds places and types only: the text of an error may quote what was typed.
        """
        # The reference is made of places, so that the same bug is the same number at every seat.
        lines = describe(error)
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        reference = digest[:REFERENCE_DIGITS].upper()
        log.error("bug %s in %s: %s", reference, where, " | ".join(lines))
        # A copy: a listener may add another one while it is told.
        for listener in tuple(self._listeners):
            listener(reference)
        return reference

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        # Ctrl+C in a terminal is a wish, not a bug.
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report("main", error.with_traceback(trace))

    def _on_thread(self, crash: threading.ExceptHookArgs) -> None:
        # Python tells of threads and clean-up also where there is no error to describe.
        if crash.exc_value is not None:
            self.report(f"thread {crash.thread.name if crash.thread else '?'}", crash.exc_value)

    def _on_unraisable(self, crash: Any) -> None:
        if crash.exc_value is not None:
            self.report("clean-up", crash.exc_value)

    def _on_loop(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if error is None:
            log.error("the loop complains: %s", context.get("message", ""))
            return
        task = context.get("task") or context.get("future")
        name = task.get_name() if isinstance(task, asyncio.Task) else "callback"
        self.report(f"loop, {name}", error)


def describe(error: BaseException) -> list[str]:
    """Return type and places of an error and of its causes, innermost frame last, no values."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    # Causes may form a ring (test_a_circle_of_causes_ends).
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(type(current).__qualname__)
        frames = list(walk_tb(current.__traceback__))[-DEPTH:]
        lines += [
            f"{Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_qualname}"
            for frame, line in frames
        ]
        current = current.__cause__ or current.__context__
    return lines
