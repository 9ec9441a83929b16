"""Stores at the server what an editor types, and finds there what was typed at another seat.

A seat may burn: only the last seconds are lost. Nobody else sees what is stored like this.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

import msgspec
from msgspec.structs import replace

from console.errors import NOT_TOLD, DraftsFull, LocalStoreBroken
from console.model.editing.revision_draft import RevisionDraft, body_of_draft, draft_key, draft_of
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import Clock
from console.store.editing.editing_repository import (
    delete_revision_draft,
    revision_draft,
    revision_drafts,
    save_revision_draft,
)
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import was_dropped
from console.usecases.editing.hand_over_draft import lay_together
from console.usecases.editing.revision_drafts import enqueue_drop
from contract.wire.editing import KeepDraft, KeepDraftReply, KeptDraft

log = logging.getLogger(__name__)
QUIET_S = 2.0  # keys of two seconds go together
LOOK_EVERY_S = 30.0  # for what was typed at another seat
_CHANGES = frozenset({Topic.DRAFTS, Topic.EDITING})
_KEPT = frozenset({Topic.EDITING, Topic.OUTBOX})
_HANDED = _CHANGES | {Topic.OUTBOX, Topic.NOTICES}  # texts may lie beside from now on


class DraftServer(Protocol):
    """keep: None where it cannot store that; raises DraftsFull. Each may raise one of NOT_TOLD."""

    async def keep(self, draft: KeepDraft) -> KeepDraftReply | None: ...
    async def kept(self) -> tuple[KeptDraft, ...]: ...


class KeepRevisionDrafts:
    """follow() goes on while somebody is signed in; send() and look() do it once."""

    def __init__(
        self,
        *,
        database: LocalDatabase,
        server: DraftServer,
        is_online: Callable[[], bool],
        feed: ChangeFeed,
        clock: Clock,
    ) -> None:
        self._database = database
        self._server = server
        self._is_online = is_online
        self._feed = feed
        self._clock = clock
        self.quiet_s = QUIET_S
        self.look_every_s = LOOK_EVERY_S

    async def follow(self) -> None:
        """Look at once, then send what is typed soon after the keys, and look now and then."""
        wake = asyncio.Event()
        # The connection too: what was typed on a train goes out when the network is back.
        topics = frozenset({Topic.DRAFTS, Topic.CONNECTION})
        stop = self._feed.subscribe(topics, wake.set)
        looked_s: float | None = None
        try:
            while True:
                wake.clear()
                if self._is_online():
                    now_s = asyncio.get_running_loop().time()
                    # Send before look: what comes from the other seat must meet what was typed
                    # here.
                    await self.send()
                    if looked_s is None or now_s - looked_s >= self.look_every_s:
                        looked_s = now_s if await self.look() else None
                else:
                    # The first look after an outage must not wait for its turn.
                    looked_s = None
                await asyncio.sleep(self.quiet_s)
                await _woken(wake, self.look_every_s)
        finally:
            stop()

    async def send(self) -> bool:
        """Send the server the drafts it has not yet; False when it does not take them."""
        try:
            for draft in await self._database.read(_unkept):
                try:
                    reply = await self._server.keep(_told(draft))
                # The others may be kept already: one too many must not stop them.
                except DraftsFull:
                    await self._note_full(draft)
                    continue
                if reply is not None:
                    await self._settle(draft, reply)
        except NOT_TOLD:
            return False
        except LocalStoreBroken as error:
            log.warning("the drafts here cannot be read: %s", error.kind)
            return False
        return True

    async def look(self) -> bool:
        """Fetch what the editor typed at other seats; False when the server does not say."""
        try:
            found = await self._server.kept()
            await self._database.write(
                lambda c: _taken_in(c, found),
                changes=lambda has_changed: _CHANGES if has_changed else frozenset(),
            )
        except NOT_TOLD:
            return False
        except LocalStoreBroken as error:
            log.warning("drafts of another seat could not be taken in: %s", error.kind)
            return False
        return True

    async def _note_full(self, sent: RevisionDraft) -> None:
        """Mark a draft as one that the server does not store, until it does."""

        def note(connection: Connection) -> bool:
            here = revision_draft(connection, sent.key)
            # Said once: each key would tell the screen of it again.
            if here is None or here.is_one_too_many:
                return False
            save_revision_draft(connection, replace(here, is_one_too_many=True))
            return True

        await self._database.write(note, changes=lambda is_new: _KEPT if is_new else frozenset())

    async def _settle(self, sent: RevisionDraft, reply: KeepDraftReply) -> None:
        def settle(connection: Connection) -> None:
            if reply.other is None:
                self._note_kept(connection, sent, reply.number)
            else:
                self._join(connection, sent, reply.other)

        await self._database.write(settle, changes=_HANDED if reply.other else _KEPT)

    def _note_kept(self, connection: Connection, sent: RevisionDraft, number: int) -> None:
        here = revision_draft(connection, sent.key)
        # The server has just kept it: without a drop the next seat would show it once more
        # (test_letters_handed_over_while_they_were_on_their_way_do_not_come_back).
        if here is None:  # handed over or thrown away meanwhile
            enqueue_drop(connection, sent, number, self._clock())
        else:
            # Typed further while it was on its way: the rest is still to be sent.
            is_kept = here.saved_at == sent.saved_at
            noted = replace(here, number=number, is_kept=is_kept, kept_at=sent.saved_at)
            save_revision_draft(connection, replace(noted, is_one_too_many=False))

    def _join(self, connection: Connection, sent: RevisionDraft, kept: KeptDraft) -> None:
        """Both seats wrote: fields of one go into the other; unlike ones are handed over."""
        here, other = revision_draft(connection, sent.key), _readable(kept)
        if here is None or other is None:
            return
        save_revision_draft(connection, lay_together(connection, here, other, self._clock()))


async def _woken(wake: asyncio.Event, at_most_s: float) -> None:
    try:
        async with asyncio.timeout(at_most_s):
            await wake.wait()
    except TimeoutError:
        return


def _unkept(connection: Connection) -> tuple[RevisionDraft, ...]:
    return tuple(one for one in revision_drafts(connection) if not (one.is_kept or one.is_blank))


def _told(draft: RevisionDraft) -> KeepDraft:
    return KeepDraft(
        entry_kind=draft.entry_kind,
        entry_id=draft.entry_id,
        body=body_of_draft(draft),
        seen_number=draft.number,
    )


def _taken_in(connection: Connection, found: tuple[KeptDraft, ...]) -> bool:
    """Store what is newer there; return whether anything is different here now."""
    there = {draft_key(one.entry_kind, one.entry_id): one for one in found}
    here = {one.key: one for one in revision_drafts(connection)}
    changed = [_take_in(connection, here.get(key), one) for key, one in there.items()]
    for key, draft in here.items():
        if draft.is_kept and key not in there:  # the server is one restored from a backup
            save_revision_draft(connection, replace(draft, number=0, is_kept=False))
            changed.append(True)
    return any(changed)


def _take_in(connection: Connection, here: RevisionDraft | None, kept: KeptDraft) -> bool:
    # Unsent letters of this seat come first: send() has the server lay both together.
    if here is not None and not (here.is_kept and kept.number > here.number):
        return False  # older, or what is typed here is sent first
    # Handed over or thrown away at the other seat: so it is here.
    if not kept.body:
        if here is not None:
            delete_revision_draft(connection, here.key)
        return here is not None
    draft = _readable(kept)
    # The drop may still wait in the outbox: the server's list is older than that.
    was_here = was_dropped(connection, kept.entry_kind, kept.entry_id, kept.number)
    if draft is None or was_here:
        return False
    save_revision_draft(connection, draft)
    return True


def _readable(kept: KeptDraft) -> RevisionDraft | None:
    try:
        return draft_of(kept.body, kept.number)
    except msgspec.DecodeError:
        log.warning("a draft of a newer console is left where it is")
        return None
