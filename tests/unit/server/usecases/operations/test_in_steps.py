"""What has grown old goes some rows at a time, whatever it is: nobody waits behind years of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.store.contacts.citizen_words import delete_old_shown
from server.store.engine.connection import Connection, millis
from server.store.knowledge.entry_use import forget_use
from server.store.knowledge.kept_drafts import forget_gone_drafts
from server.store.knowledge.searches import forget_searches
from server.store.messages.outgoing import delete_old
from server.store.operations.in_steps import AT_ONCE, in_steps
from server.usecases.accounts.login_attempts import forget_old_attempts
from server.usecases.accounts.sign_out import forget_old_sessions
from server.usecases.messages.delivery_status import give_up_sendings
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.whole_reads import grows_without_end

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
LONG_AGO = millis(NOW - timedelta(days=800))
DAY = NOW.date() - timedelta(days=800)
OLD = 2 * AT_ONCE + 1
Some = Callable[[Connection], int]


def left(service: RecordedService, table: str) -> int:
    return service.database.read_now(lambda c: c.number(f"SELECT count(*) FROM {table}"))


@pytest.mark.parametrize(
    ("some", "table", "row"),
    [
        (
            lambda c: forget_old_sessions(c, NOW),
            "session",
            {"id": "{}", "account_id": "op1", "expires_at": LONG_AGO},
        ),
        (
            lambda c: forget_old_attempts(c, NOW),
            "login_attempt",
            {"subject": "{}", "last_at": LONG_AGO},
        ),
        (
            lambda c: delete_old_shown(c, NOW),
            "citizen_shown",
            {"account_id": "op1", "citizen_id": "{}", "at": LONG_AGO},
        ),
        (
            lambda c: forget_use(c, NOW.date()),
            "entry_use",
            {"entry_kind": "card", "entry_id": "{}", "day": DAY.isoformat()},
        ),
        (
            lambda c: forget_gone_drafts(c, NOW),
            "kept_draft",
            {"account_id": "op1", "entry_kind": "card", "entry_id": "{}", "kept_at": LONG_AGO},
        ),
        (
            lambda c: forget_searches(c, NOW.date()),
            "search",
            {"id": "{}", "day": DAY.isoformat()},
        ),
        (lambda c: delete_old(c, NOW), "mail", {"id": "{}", "created_at": LONG_AGO}),
        (lambda c: delete_old(c, NOW), "text_message", {"id": "{}", "created_at": LONG_AGO}),
        (lambda c: delete_old(c, NOW), "text_part", {"id": "{}", "at": LONG_AGO}),
    ],
)
async def test_each_step_takes_some_and_the_last_leaves_nothing(
    service: RecordedService, some: Some, table: str, row: dict[str, Any]
) -> None:
    key = next(name for name, value in row.items() if value == "{}")
    rows = [row | {key: f"old-{number}"} for number in range(OLD)]
    await service.database.write(lambda c: c.insert("account", {"id": "op1", "login": "op1"}))
    await service.database.write(lambda c: c.insert(table, *rows))
    assert await service.database.write(some) == AT_ONCE
    assert left(service, table) == OLD - AT_ONCE
    assert await in_steps(service.database, some) == OLD - AT_ONCE
    assert left(service, table) == 0


async def test_messages_that_never_left_are_given_up_in_steps(service: RecordedService) -> None:
    rows = [
        {"id": f"m{number}", "recipient": "+39", "contact_id": "c", "created_at": LONG_AGO}
        | {"state": "waiting"}
        for number in range(OLD)
    ]
    await service.database.write(lambda c: c.insert("text_message", *rows))
    assert await service.database.write(lambda c: give_up_sendings(c, NOW)) == AT_ONCE
    assert await in_steps(service.database, lambda c: give_up_sendings(c, NOW)) == OLD - AT_ONCE


@pytest.mark.parametrize(
    ("sql", "is_found"),
    [
        ("DELETE FROM session WHERE expires_at < :before", True),
        ("UPDATE mail SET state = 'dropped' WHERE created_at < :before RETURNING id", True),
        ("DELETE FROM search_word WHERE search_id IN (SELECT id FROM search WHERE day < :b)", True),
        ("DELETE FROM command WHERE id IN (SELECT id FROM command LIMIT :limit)", False),
        ("DELETE FROM citizen WHERE id = :id", False),
        (
            "UPDATE session SET expires_at = CASE WHEN expires_at < :until THEN 1 ELSE 2 END"
            " WHERE account_id = :id",
            False,
        ),
        ("DELETE FROM editing_presence WHERE expires_at <= :now", False),
    ],
)
def test_a_statement_that_changes_all_that_is_old_at_once_is_found(
    sql: str, *, is_found: bool
) -> None:
    assert grows_without_end(sql) == is_found
