"""Guessing over many accounts is slow; an office that begins to work in the morning is not."""

from datetime import UTC, datetime, timedelta

import pytest

from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.login_attempts import (
    ADDRESS_FREE,
    FORGIVE_EVERY_S,
    TooManyAttempts,
    clear_place,
    count_place,
    place_of,
)

EIGHT = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
OFFICE = "address:192.0.2.7"


def tries(database: ServerDatabase, now: datetime, *, right: bool, place: str = OFFICE) -> bool:
    """Return whether the try was let through."""

    def work(connection: Connection) -> None:
        count_place(connection, place, now)
        if right:
            clear_place(connection, place)

    try:
        database.write_now(work)
    except TooManyAttempts:
        return False
    return True


def test_a_hundred_new_seats_behind_one_address_begin_within_two_minutes(
    server_database: ServerDatabase,
) -> None:
    """Every second operator mistypes her password once; nobody waits."""
    for seat in range(100):
        now = EIGHT + timedelta(seconds=seat * 1.2)
        if seat % 2:
            assert tries(server_database, now, right=False)
        assert tries(server_database, now, right=True)


def test_guesses_over_all_accounts_come_to_one_in_half_a_minute(
    server_database: ServerDatabase,
) -> None:
    seconds = 3600
    passed = sum(
        tries(server_database, EIGHT + timedelta(seconds=second), right=False)
        for second in range(0, seconds + 1, 5)
    )
    assert passed == ADDRESS_FREE + seconds // FORGIVE_EVERY_S


def test_how_long_to_wait_is_told_and_enough(server_database: ServerDatabase) -> None:
    for _ in range(ADDRESS_FREE):
        assert tries(server_database, EIGHT, right=False)
    with pytest.raises(TooManyAttempts) as slowed:
        server_database.write_now(lambda c: count_place(c, OFFICE, EIGHT))
    wait = timedelta(seconds=slowed.value.retry_after_s)
    assert not tries(server_database, EIGHT + wait - timedelta(seconds=1), right=True)
    assert tries(server_database, EIGHT + wait, right=True)


def test_a_place_is_a_known_computer_or_else_its_address(server_database: ServerDatabase) -> None:
    def place(address: str, device: str = "new") -> str:
        return server_database.read_now(lambda c: place_of(c, device, address, EIGHT))

    assert place("192.0.2.7") == OFFICE
    assert place("::ffff:192.0.2.7") == OFFICE
    assert place("2001:db8:1:2:3::4") == place("2001:db8:1:2::9") == "address:2001:db8:1:2::/64"
    assert place("fe80::1%eth0") == "address:fe80::/64"
    assert place("") == "address:"
    session = (
        "INSERT INTO session (id, account_id, device_id, created_at) VALUES (:id, 'anna', :id, :at)"
    )

    def sign_in(connection: Connection) -> None:
        connection.execute(
            "INSERT INTO account (id, login) VALUES ('anna', 'anna') ON CONFLICT DO NOTHING"
        )
        for name, hours in (("yesterday", 20), ("just-now", 1)):
            at = round((EIGHT - timedelta(hours=hours)).timestamp() * 1000)
            connection.execute(session, {"id": name, "at": at})

    server_database.write_now(sign_in)
    assert place("192.0.2.7", "yesterday") == "device:yesterday"
    assert place("192.0.2.7", "just-now") == OFFICE
