"""A mark of time that lies ahead was written by a wrong clock: nobody waits until then."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import server
from server.store.engine.connection import millis
from server.store.engine.server_database import ServerDatabase
from server.store.operations.old_rows import past_mark, set_mark
from server.usecases.operations.nightly import is_night, is_of_today

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
# All that keep a time in meta, by how they read it.
UNTIL = {  # rows until then were read: by past_mark
    "store/operations/old_rows.py",
    "usecases/citizens/forget_old_citizens.py",
    "usecases/messages/delivery_status.py",
}
DONE = {  # when it was done last: by is_night or is_of_today
    "usecases/citizens/forget_old_citizens.py",
    "usecases/knowledge/learning/learn_each_night.py",
    "usecases/knowledge/maintenance/verification_campaign.py",
    "usecases/operations/forget_old_rows.py",
    "usecases/sync/recount_scopes.py",
    "usecases/sync/withdraw_old_rows.py",
}
# The latest that was believed: it is compared with the clock, and only goes forward.
BELIEVED = {"usecases/operations/trusted_clock.py"}
NO_TIME = {"store/sync/change_log.py", "usecases/messages/available_ways.py"}


def test_each_module_that_keeps_a_time_reads_it_as_one_that_may_lie_ahead() -> None:
    root = Path(server.__path__[0])
    texts = {
        path.relative_to(root).as_posix(): path.read_text() for path in sorted(root.rglob("*.py"))
    }
    keeping = {name for name, text in texts.items() if "set_mark(" in text}
    assert keeping == UNTIL | DONE | BELIEVED | NO_TIME, "say how it reads a time that lies ahead"
    assert all("past_mark(" in texts[name] for name in UNTIL)
    assert all("is_night(" in texts[name] or "is_of_today(" in texts[name] for name in DONE)


def test_rows_are_read_from_the_beginning_after_a_mark_that_lay_ahead(
    server_database: ServerDatabase,
) -> None:
    for days, read in ((-1, millis(NOW - timedelta(days=1))), (400, 0)):
        at = millis(NOW + timedelta(days=days))
        server_database.write_now(lambda c, at=at: set_mark(c, "until", at))
        assert server_database.read_now(lambda c: past_mark(c, "until", millis(NOW))) == read


@pytest.mark.parametrize("days", [1, 400])
def test_a_night_noted_ahead_was_not_done(days: int) -> None:
    assert is_night(NOW, NOW + timedelta(days=days))
    assert not is_of_today(NOW + timedelta(days=days), NOW)
    assert not is_night(NOW, NOW - timedelta(hours=1))
