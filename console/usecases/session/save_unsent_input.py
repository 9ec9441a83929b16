"""Puts on disk what is typed in panels; handed over, emptied or grown old, it goes from there."""

import logging
from collections.abc import Mapping

from console.errors import LocalStoreBroken
from console.model.contact.unsent_input import Typed
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.replica.local_database import LocalDatabase
from console.store.session.unsent_input_record import fresh_input, save_unsent_input, unsent_input

log = logging.getLogger(__name__)


class SaveUnsentInput:
    def __init__(self, *, database: LocalDatabase) -> None:
        self._database = database

    async def __call__(self, typed: Mapping[str, Typed]) -> Mapping[str, Typed]:
        """Return what lies on disk, by place. Raise LocalStoreBroken."""
        await self._database.write(
            lambda connection: save_unsent_input(connection, typed),
            changes=frozenset({Topic.DRAFTS}),
        )
        return typed


class FindUnsentInput:
    """What the operator typed at the last sign-in, without what is too old."""

    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._keep = SaveUnsentInput(database=database)
        self._clock = clock

    async def __call__(self) -> Mapping[str, Typed]:
        """Return it by place; the old goes from the disk. Raise LocalStoreBroken.

        A disk that takes nothing keeps the old for another day; it is not shown all the same.
        """
        kept = await self._database.read(unsent_input)
        fresh = fresh_input(kept, self._clock())
        changed = {
            place: fresh.get(place, Typed())
            for place, one in kept.items()
            if fresh.get(place) != one
        }
        if changed:
            try:
                await self._keep(changed)
            except LocalStoreBroken as error:
                log.warning("old words of panels stay on the disk: %s", error.kind)
        return fresh
