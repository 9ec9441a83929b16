"""Tasks by name: those of one operator end with her, the others go on."""

import asyncio

from console.runtime.task_scope import Coalesced, TaskScope
from tests.support.waiting import until


async def test_only_the_tasks_whose_names_begin_so_are_cancelled() -> None:
    scope = TaskScope(on_crash=lambda name, error: None)
    ended: list[str] = []

    async def wait(name: str) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(name)

    for name in ("contact.save", "caller.look-up", "status.tick"):
        scope.start(name, wait(name))
    await scope.cancel("contact.", "caller.")
    assert ended == ["contact.save", "caller.look-up"]
    await scope.close()
    assert ended[-1] == "status.tick"


async def test_urgent_work_has_asked_its_first_question_by_the_time_it_is_started() -> None:
    scope = TaskScope(on_crash=lambda name, error: None)
    done: list[str] = []
    answer = asyncio.Event()

    async def work(name: str) -> None:
        done.append(f"{name} asks")
        await answer.wait()
        done.append(f"{name} ends")

    scope.start("refresh", work("refresh"))
    scope.start("contact.begin", work("contact"), is_urgent=True)
    assert done == ["contact asks"], "the disk writes while the window is painted"
    answer.set()
    await until(lambda: len(done) == 4)
    await scope.close()


async def test_work_cancelled_before_it_began_can_be_wanted_again() -> None:
    scope = TaskScope(on_crash=lambda name, error: None)
    runs: list[bool] = []

    async def work() -> None:
        await asyncio.sleep(0)
        runs.append(True)

    refresh = Coalesced("queue.refresh", work, scope)
    refresh()
    await scope.cancel("queue.")
    refresh()
    await until(lambda: runs)
    await scope.close()


async def test_what_is_wanted_while_the_work_fails_is_done_all_the_same() -> None:
    failed: list[str] = []
    scope = TaskScope(on_crash=lambda name, error: failed.append(name))
    runs: list[bool] = []
    go_on = asyncio.Event()

    async def work() -> None:
        runs.append(True)
        if len(runs) == 1:
            await go_on.wait()
            raise KeyError("as it happens")

    refresh = Coalesced("queue.refresh", work, scope)
    refresh()
    await until(lambda: runs)
    refresh()
    go_on.set()
    await until(lambda: len(runs) == 2, what="the second time")
    assert failed == ["queue.refresh"]
    refresh()
    await until(lambda: len(runs) == 3, what="it goes on as before")
    await scope.close()
