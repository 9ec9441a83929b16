"""Notes that the operator has read a notice."""

from console.runtime.change_feed import Topic
from console.store.replica.local_database import LocalDatabase
from console.store.session.notice_repository import mark_notice_seen
from contract.domain.ids import NoticeId


class MarkNoticeSeen:
    def __init__(self, *, database: LocalDatabase) -> None:
        self._database = database

    async def __call__(self, notice_id: NoticeId) -> None:
        await self._database.write(
            lambda connection: mark_notice_seen(connection, notice_id),
            changes=frozenset({Topic.NOTICES}),
        )
