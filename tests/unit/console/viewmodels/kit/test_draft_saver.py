"""What is typed counts as saved only when a save has ended well."""

import asyncio
from contextlib import suppress

from console.runtime.task_scope import TaskScope
from console.viewmodels.kit.draft_saver import DraftSaver


async def test_a_save_that_is_cut_off_leaves_the_draft_due() -> None:
    begun, taken = asyncio.Event(), []

    async def save(draft: str) -> str:
        begun.set()
        await asyncio.Event().wait()
        return draft

    scope = TaskScope(lambda name, error: None)
    saver = DraftSaver[str](
        name="save", save=save, on_saved=taken.append, on_failed=taken.append, scope=scope
    )
    saver.edited("typed")
    flushing = asyncio.create_task(saver.flush())
    await begun.wait()
    flushing.cancel()
    with suppress(asyncio.CancelledError):
        await flushing
    assert saver.is_due
    assert taken == []
    await scope.close()
