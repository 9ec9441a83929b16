"""The disk under a console is played: it is full, or slow."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from console.errors import LocalStoreBroken
from console.runtime.change_feed import Topic
from console.store.replica.local_database import LocalDatabase


@contextmanager
def full_disk(database: LocalDatabase) -> Iterator[None]:
    """It takes nothing until the block ends."""
    write = database.write

    async def refuse(*_: object, **__: object) -> None:
        raise LocalStoreBroken("full")

    database.write = refuse  # type: ignore[method-assign]
    yield
    database.write = write  # type: ignore[method-assign]


def slow_to_order(database: LocalDatabase) -> asyncio.Event:
    """Let the disk take an order only once the event is set."""
    write, gate = database.write, asyncio.Event()

    async def slow(apply: Any, *, changes: Any, **how: Any) -> Any:
        if not callable(changes) and {Topic.EDITING, Topic.OUTBOX} <= changes:
            await gate.wait()
        return await write(apply, changes=changes, **how)

    database.write = slow  # type: ignore[method-assign]
    return gate
