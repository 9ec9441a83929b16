"""Work in a box proves no author from the moment on in which its author was shut out there."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from contract.domain.account import Role
from contract.domain.ids import AccountId
from server.store.engine.connection import Connection, millis
from server.usecases.accounts.enrolled_seats import remove_seat
from server.usecases.accounts.manage_accounts import (
    add_account,
    set_active,
    set_desks,
    set_password,
    sign_out_everywhere,
)
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.written_after import written_after
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW

AT = {
    "before": NOW - timedelta(hours=1),
    "after": NOW + timedelta(hours=1),
    "again": NOW + timedelta(hours=3),
}


def _forced(connection: Connection, how: str) -> None:
    anna = connection.one("SELECT id FROM account WHERE login = 'anna'")
    assert anna is not None
    write_audit(connection, "lead1", "duty_force", f"{anna['id']} {how}", NOW)


ORDERS: dict[str, Callable[[Connection], object]] = {
    "dismissed": lambda c: set_active(c, "anna", False, NOW, "os:it"),
    "a password of IT": lambda c: set_password(c, "anna", "y", NOW, "os:it"),
    "signed out by IT": lambda c: sign_out_everywhere(c, "anna", NOW, "os:it"),
    "signed out by a lead": lambda c: _forced(c, "sign_out"),
    "the seat withdrawn": lambda c: remove_seat(c, "1001", NOW, "os:it"),
}
OTHERS: dict[str, Callable[[Connection], object]] = {
    "another account": lambda c: set_active(c, "bruno", False, NOW, "os:it"),
    "another seat": lambda c: remove_seat(c, "1002", NOW, "os:it"),
    "a line that names nobody": lambda c: write_audit(c, None, "account_disable", "", NOW),
    "sent on a pause by a lead": lambda c: _forced(c, "pause lunch"),
    "other desks, judged by the rights of today": lambda c: set_desks(c, "anna", (), NOW),
}


def _signed_in(connection: Connection, account_id: AccountId, at: datetime, device: str) -> None:
    times = dict.fromkeys(
        ("generation", "created_at", "rotated_at", "last_used_at", "expires_at"), millis(at)
    )
    whose = {"account_id": account_id, "device_id": device, "seat": "1001"}
    connection.insert("session", {"id": f"{device} {at}", **whose, **times})


def _refused(
    service: RecordedService, order: Callable[[Connection], object], device: str = "elsewhere"
) -> set[str]:
    """Anna signs in, is shut out, and signs in again two hours later at a device."""

    def done(connection: Connection) -> set[str]:
        anna, _ = (
            add_account(
                connection,
                login=login,
                display_name=login,
                role=Role.OPERATOR,
                password_hash="x",
                now=NOW - timedelta(days=9),
            )
            for login in ("anna", "bruno")
        )
        _signed_in(connection, anna.id, NOW - timedelta(hours=2), "d1")
        order(connection)
        _signed_in(connection, anna.id, NOW + timedelta(hours=2), device)
        return set(written_after(connection, anna.id, "d1", AT))

    return service.database.write_now(done)


@pytest.mark.parametrize("order", ORDERS)
def test_whoever_shuts_somebody_out_ends_what_is_written_in_their_name(
    service: RecordedService, order: str
) -> None:
    assert _refused(service, ORDERS[order]) == {"after", "again"}


@pytest.mark.parametrize("order", ORDERS)
def test_a_sign_in_there_begins_anew(service: RecordedService, order: str) -> None:
    assert _refused(service, ORDERS[order], "d1") == {"after"}


@pytest.mark.parametrize("order", OTHERS)
def test_what_concerns_others_ends_nothing(service: RecordedService, order: str) -> None:
    assert _refused(service, OTHERS[order]) == set()
