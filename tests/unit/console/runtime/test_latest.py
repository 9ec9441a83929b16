"""Of questions asked one after the other, only the last one's answer is delivered."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from console.runtime.task_scope import Latest, TaskScope
from tests.support.waiting import until


class Desk:
    """Answers each question when it is let; some go on answering though they were cancelled."""

    def __init__(self) -> None:
        self.crashes: list[str] = []
        self.scope = TaskScope(on_crash=lambda name, error: self.crashes.append(name))
        self.latest = Latest("desk.question", self.scope)
        self.answers: dict[str, asyncio.Event] = {}
        self.heard: list[str] = []
        self.answered: list[str] = []

    def ask(self, question: str, *, is_stubborn: bool = False) -> None:
        self.answers[question] = asyncio.Event()
        self.latest.ask(self._answering(question, is_stubborn), self.heard.append)

    def let_answer(self, question: str) -> None:
        self.answers[question].set()

    def _answering(self, question: str, is_stubborn: bool) -> Callable[[], Awaitable[str]]:
        async def answer() -> str:
            try:
                await self.answers[question].wait()
            except asyncio.CancelledError:
                if not is_stubborn:
                    raise
            self.answered.append(question)
            return question

        return answer


async def test_the_answer_to_the_only_question_is_delivered() -> None:
    desk = Desk()
    desk.ask("one")
    desk.let_answer("one")
    await until(lambda: desk.heard == ["one"])
    await desk.scope.close()


async def test_an_older_question_is_not_answered_even_where_it_cannot_be_cancelled() -> None:
    desk = Desk()
    desk.ask("one", is_stubborn=True)
    await asyncio.sleep(0)
    desk.ask("two")
    await until(lambda: desk.answered == ["one"])
    desk.let_answer("two")
    await until(lambda: desk.heard)
    assert desk.heard == ["two"]
    await desk.scope.close()


async def test_a_question_taken_back_goes_on_but_its_answer_is_dropped() -> None:
    desk = Desk()
    desk.ask("one")
    desk.latest.drop()
    desk.let_answer("one")
    await until(lambda: desk.answered == ["one"])
    desk.ask("two")
    desk.let_answer("two")
    await until(lambda: desk.heard)
    assert desk.heard == ["two"]
    await desk.scope.close()


async def test_a_question_that_fails_is_a_failure_of_its_task() -> None:
    desk = Desk()

    async def fail() -> str:
        raise KeyError("as it happens")

    desk.latest.ask(fail, desk.heard.append)
    await until(lambda: desk.crashes == ["desk.question"])
    assert desk.heard == []
    await desk.scope.close()


async def test_nothing_is_asked_once_the_scope_is_closed() -> None:
    desk = Desk()
    desk.ask("one")
    await desk.scope.close()
    desk.ask("two")
    desk.let_answer("two")
    await asyncio.sleep(0)
    assert (desk.heard, desk.answered) == ([], [])


async def test_in_any_order_of_answers_none_comes_after_a_later_question_was_asked() -> None:
    for seed in range(50):
        luck, desk, last = random.Random(seed), Desk(), ""
        for number in range(20):
            step = luck.choice(["ask", "ask", "answer", "drop", "wait"])
            if step == "ask":
                last = f"{seed}.{number}"
                desk.ask(last, is_stubborn=luck.random() < 0.5)
            elif step == "answer" and desk.answers:
                desk.let_answer(luck.choice(list(desk.answers)))
            elif step == "drop":
                desk.latest.drop()
                last = ""
            else:
                await asyncio.sleep(0)
            before = len(desk.heard)
            await asyncio.sleep(0)
            assert set(desk.heard[before:]) <= {last}, seed
        await desk.scope.close()
