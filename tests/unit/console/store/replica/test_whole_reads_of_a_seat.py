"""A statement of the console that reads all of a desk's years is found where it is first run."""

import pytest

from console.store.callbacks.callback_repository import attempts, callbacks_to_do
from console.store.contact.contact_repository import own_contacts
from console.store.replica.cipher import Connection, connect
from console.store.replica.replica_schema import migrate
from contract.domain.ids import CallbackId
from tests.support.seats.whole_reads_of_a_seat import SeatReadsWhole, is_wide, watch_replicas


@pytest.fixture
def replica(monkeypatch: pytest.MonkeyPatch) -> Connection:
    """A copy at which no statement was looked at yet."""
    watch_replicas(monkeypatch, set())
    replica = connect(None, "")
    migrate(replica)
    return replica


def test_what_a_desk_did_for_years_is_not_read_for_one_callback(replica: Connection) -> None:
    assert attempts(replica, CallbackId("callback-1")) == ()
    assert callbacks_to_do(replica) == ()
    assert own_contacts(replica, 20) == ()


def test_an_index_that_somebody_forgot_is_missed(replica: Connection) -> None:
    replica.execute("DROP INDEX replica_attempt_by_callback")
    with pytest.raises(SeatReadsWhole, match="attempt"):
        attempts(replica, CallbackId("callback-1"))


@pytest.mark.parametrize(
    ("step", "sql", "expected"),
    [
        ("SCAN replica_row", "SELECT body FROM replica_row LIMIT 9", True),
        ("SCAN replica_row USING INDEX by_closing", "SELECT body FROM replica_row LIMIT 9", False),
        ("SEARCH replica_row USING INDEX by_id (kind=?)", "SELECT body FROM replica_row", True),
        ("SEARCH replica_row USING INDEX all (scope=? AND copy=?)", "SELECT 1", True),
        ("SEARCH replica_row USING INDEX by_id (kind=? AND id=?)", "SELECT 1", False),
        ("SCAN own", "SELECT 1", False),
    ],
)
def test_all_of_a_kind_or_scope_is_as_much_as_all(step: str, sql: str, *, expected: bool) -> None:
    assert is_wide(step, sql) == expected
