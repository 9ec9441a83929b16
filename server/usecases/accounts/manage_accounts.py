"""Accounts as the administrator keeps them: add, list, disable, new password, desks."""

from collections.abc import Sequence
from datetime import datetime

from contract.domain.account import Account, Role
from contract.domain.ids import AccountId, DeskId, new_id
from contract.wire import reason_codes
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.readable_rows import readable
from server.usecases.accounts.account_rows import account_from, account_row, normal_login
from server.usecases.accounts.second_factor import drop_factor
from server.usecases.accounts.sign_out import end_sessions, live_sessions, revoke_sessions_of
from server.usecases.operations.write_audit import write_audit


class LoginTaken(Exception):
    """Another account has this login."""


class UnknownLogin(Exception):
    """No account has this login."""


class UnusableLogin(Exception):
    """A login is 1 to 100 characters without spaces."""


def add_account(
    connection: Connection,
    *,
    login: str,
    display_name: str,
    role: Role,
    password_hash: str,
    desk_ids: Sequence[DeskId] = (),
    now: datetime,
    by: str = "",
    is_temporary: bool = False,
) -> Account:
    """Raise LoginTaken or UnusableLogin.

    password_hash: of hash_password; by: who asks for it; is_temporary: a console that can asks for
    another password at the first sign-in.
    """
    normal = normal_login(login)
    # What looks like another login, or is none, could never be typed at a seat.
    if not 1 <= len(normal) <= 100 or any(c.isspace() or not c.isprintable() for c in normal):
        raise UnusableLogin
    if account_row(connection, normal) is not None:
        raise LoginTaken
    account_id = AccountId(new_id())
    row = {
        "id": account_id,
        "login": normal,
        "display_name": display_name,
        "role": role.value,
        "language": "it",
        "password_hash": password_hash,
        "is_active": 1,
        "password_is_temporary": int(is_temporary),
        "created_at": millis(now),
        "changed_at": millis(now),
    }
    connection.insert("account", row)
    _write_desks(connection, account_id, desk_ids)
    _audit(connection, "account_add", account_id, by, now)
    return account_from(connection, _row(connection, normal))


def list_accounts(connection: Connection) -> tuple[Account, ...]:
    """Return all accounts by login, the disabled ones too."""
    rows = connection.execute("SELECT * FROM account ORDER BY login")
    return tuple(readable("account", "id", rows, lambda row: account_from(connection, row)))


def set_active(
    connection: Connection, login: str, active: bool, now: datetime, by: str = ""
) -> None:
    """Let an account in or keep it out; keeping it out ends its sessions. Raise UnknownLogin."""
    row = _row(connection, login)
    _change(connection, row, "is_active", int(active), now)
    if not active:
        # In the same transaction: a disabled account must not work on with an old session.
        revoke_sessions_of(connection, row["id"], now)
    _audit(connection, "account_enable" if active else "account_disable", row["id"], by, now)


def set_password(
    connection: Connection,
    login: str,
    password_hash: str,
    now: datetime,
    by: str = "",
    *,
    is_temporary: bool = False,
) -> None:
    """Give a new password; sessions opened with the old one end. Raise UnknownLogin."""
    row = _row(connection, login)
    _change(connection, row, "password_hash", password_hash, now)
    _change(connection, row, "password_is_temporary", int(is_temporary), now)
    # Who knew the old password may have a session open with it.
    revoke_sessions_of(connection, row["id"], now)
    _audit(connection, "account_password", row["id"], by, now)


def reset_factor(connection: Connection, login: str, now: datetime, by: str = "") -> bool:
    """Ask for no digits of before any more; return whether there were any. Raise UnknownLogin."""
    row = _row(connection, login)
    had = drop_factor(connection, row["id"])
    _audit(connection, "account_reset_factor", row["id"], by, now)
    return had


def sign_out_everywhere(connection: Connection, login: str, now: datetime, by: str = "") -> int:
    """End the account's sessions in order; return how many there were. Raise UnknownLogin."""
    row = _row(connection, login)
    ended = len(live_sessions(connection, row["id"], now))
    end_sessions(connection, row["id"], reason_codes.SIGNED_OUT_BY_OTHERS, now)
    _audit(connection, "account_sign_out", row["id"], by, now)
    return ended


def set_desks(
    connection: Connection,
    login: str,
    desk_ids: Sequence[DeskId],
    now: datetime,
    by: str = "",
) -> tuple[DeskId, ...]:
    """Replace the desks; seats follow at their next beat. Return those no desk has (yet).

    Raise UnknownLogin.
    """
    row = _row(connection, login)
    connection.execute("DELETE FROM account_desk WHERE account_id = :id", {"id": row["id"]})
    _write_desks(connection, row["id"], desk_ids)
    _audit(connection, "account_desks", row["id"], by, now)
    return unknown_desks(connection, desk_ids)


def unknown_desks(connection: Connection, desk_ids: Sequence[DeskId]) -> tuple[DeskId, ...]:
    known = {row["id"] for row in connection.execute("SELECT id FROM desk WHERE deleted = 0")}
    return tuple(desk_id for desk_id in desk_ids if desk_id not in known)


def account_of(connection: Connection, login: str) -> Account:
    """Raise UnknownLogin."""
    return account_from(connection, _row(connection, login))


def _audit(connection: Connection, action: str, account_id: str, by: str, now: datetime) -> None:
    # By id: the audit names nobody who works here, but the administrator who did it.
    write_audit(connection, None, action, f"{account_id} {by}".rstrip(), now)


def _row(connection: Connection, login: str) -> Row:
    # Locked: of two orders for one account the last one counts whole.
    row = account_row(connection, login, lock=True)
    if row is None:
        raise UnknownLogin
    return row


def _change(connection: Connection, row: Row, column: str, value: int | str, now: datetime) -> None:
    connection.change("account", {"id": row["id"], column: value, "changed_at": millis(now)})


def _write_desks(connection: Connection, account_id: str, desk_ids: Sequence[DeskId]) -> None:
    for desk_id in sorted(set(desk_ids)):
        connection.insert("account_desk", {"account_id": account_id, "desk_id": desk_id})
