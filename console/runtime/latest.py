"""Drops an answer when its question is not asked any more."""

from collections.abc import Awaitable, Callable

from console.runtime.task_scope import TaskScope


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
