"""A row that this version cannot read takes no list off the screen, and stays where it is."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from console.store.calls.past_call_repository import past_calls, quality_due
from console.store.contact.draft_repository import drafts, open_draft
from console.store.duty.duty_journal import open_alarms
from console.store.editing.editing_repository import revision_drafts
from console.store.replica.cipher import Connection
from console.store.session.notice_repository import unseen_notices
from tests.support.seats.seat import open_replica

BAD = '{"of": "another version"}'
# What reads a list: the statement that adds a row to it, whose body is bad.
LISTS: dict[Callable[[Connection], Sequence[Any]], str] = {
    past_calls: "INSERT INTO past_call (id, began_at, body) VALUES ('x', '2026-12-01', ?)",
    quality_due: "INSERT INTO quality_due VALUES ('x', ?)",
    drafts: "INSERT INTO contact_draft (contact_id, call_key, is_open, body)"
    " VALUES ('x', '', 1, ?)",
    open_alarms: "INSERT INTO duty_alarm (body) VALUES (?)",
    revision_drafts: "INSERT INTO revision_draft VALUES ('x', ?)",
    unseen_notices: "INSERT INTO notice (id, at, body) VALUES ('x', '2026-12-01', ?)",
}


@pytest.mark.parametrize("read", LISTS, ids=lambda read: read.__name__)
async def test_a_list_shows_what_can_be_read(
    read: Callable[[Connection], Sequence[Any]], caplog: pytest.LogCaptureFixture
) -> None:
    async with open_replica() as database:
        await database.write(lambda c: c.execute(LISTS[read], (BAD,)), changes=frozenset())
        assert list(await database.read(read)) == []
        assert "cannot be read and is not shown" in caplog.text
        assert "another version" not in caplog.text


async def test_a_draft_that_cannot_be_read_keeps_nobody_from_signing_in() -> None:
    async with open_replica() as database:
        await database.write(lambda c: c.execute(LISTS[drafts], (BAD,)), changes=frozenset())
        assert await database.read(open_draft) is None
