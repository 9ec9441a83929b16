"""Tasks by name: those of one operator end with her, the others go on."""

import asyncio

from console.runtime.coalesced import Coalesced
from console.runtime.task_scope import TaskScope
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
