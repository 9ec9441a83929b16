"""Publishes what was approved for later, when its time has come."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

import msgspec

from contract.domain.ids import EDITING_SCOPE, AccountId
from contract.domain.knowledge_entries.revision import Revision, RevisionState
from server.store.engine.connection import Connection, millis
from server.store.engine.server_database import ServerDatabase
from server.store.knowledge.knowledge_versions import try_lock_knowledge
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import value_of
from server.usecases.knowledge.editing.approval import MustBeReadAgain, approved
from server.usecases.knowledge.editing.publication import Publishing, publish
from server.usecases.operations.refused import Refused
from server.usecases.operations.rows_aside import RowsAside

log = logging.getLogger(__name__)

_DUE = "state = 'scheduled' AND publish_at <= :now AND deleted = 0"


class PublishScheduled:
    """Call it again and again, in as many processes as there are: each batch is published once."""

    def __init__(self, *, database: ServerDatabase, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self.aside = RowsAside("scheduled", clock)

    async def __call__(self) -> None:
        """Publish batch by batch and alone what is in none, each in a transaction."""
        for batch in await self._database.read(lambda c: due_batches(c, self._clock())):
            await self.aside.alone("/".join(batch), partial(self._publish, batch))

    async def _publish(self, batch: tuple[str, str]) -> int:
        return await self._database.write(lambda c: publish_due(c, batch, self._clock()))


def due_batches(connection: Connection, now: datetime) -> list[tuple[str, str]]:
    """Return (batch, revision) of what is due, the earliest first; the revision of single ones."""
    rows = connection.execute(
        "SELECT batch_id, CASE WHEN batch_id = '' THEN id ELSE '' END AS single,"
        f" min(publish_at) AS publish_at FROM revision WHERE {_DUE}"
        " GROUP BY batch_id, CASE WHEN batch_id = '' THEN id ELSE '' END ORDER BY 3, 1, 2",
        {"now": millis(now)},
    )
    return [(row["batch_id"], row["single"]) for row in rows]


def publish_due(connection: Connection, batch: tuple[str, str], now: datetime) -> int:
    """Publish what is still due of a batch; return how many.

    What cannot be published as it was approved goes back to its authors. 0 too when another
    process is at it.
    """
    # Not waited for: the job comes again, and another process may be at this very batch.
    if not try_lock_knowledge(connection):
        return 0
    revisions = _due(connection, batch, now)
    # Published by another process, or written in and a draft again.
    if not revisions:
        return 0
    edit = FeedEdit(connection, now=now)
    try:
        # Looked at again in its hour: what it refers to may be gone by now.
        ready = approved(connection, revisions, now)
    except MustBeReadAgain as unread:
        edit.put_many(EDITING_SCOPE, _merged(revisions, unread))
        log.warning("scheduled publication not made: %s", unread.code)
    # Back to its authors: left scheduled it would fail each minute and be seen by nobody.
    except Refused as refused:
        edit.put_many(EDITING_SCOPE, [_as_draft(one) for one in revisions])
        log.warning("scheduled publication not made: %s", refused.code)
    else:
        reviewer_id = revisions[0].reviewer_id or AccountId("")
        publish(
            Publishing(connection=connection, edit=edit, reviewer_id=reviewer_id, now=now), ready
        )
        edit.finish()
        return len(ready)
    edit.finish()
    return 0


def _due(connection: Connection, batch: tuple[str, str], now: datetime) -> list[Revision]:
    batch_id, single = batch
    rows = connection.execute(
        f"SELECT * FROM revision WHERE {_DUE} AND batch_id = :batch_id"
        " AND (:single = '' OR id = :single) ORDER BY id",
        {"now": millis(now), "batch_id": batch_id, "single": single},
    )
    return [value_of(connection, Revision, row) for row in rows]


def _merged(revisions: list[Revision], unread: MustBeReadAgain) -> list[Revision]:
    """All of a batch go back: it was approved as one."""
    changed = {one.id: one for one in unread.revisions}
    return [_as_draft(changed.get(one.id, one)) for one in revisions]


def _as_draft(revision: Revision) -> Revision:
    return msgspec.structs.replace(revision, state=RevisionState.DRAFT, publish_at=None)
