"""Accounts out of the store: rows become Account values here."""

from contract.domain.account import Account, Role
from contract.domain.ids import AccountId, DeskId
from server.store.engine.connection import Connection, Row

_COLUMNS = (
    "a.id, a.login, a.display_name, a.role, a.language, a.is_active, a.password_hash,"
    " a.password_is_temporary"
)


def account_row(connection: Connection, login: str, *, lock: bool = False) -> Row | None:
    """Return the row of the account with this login, in whatever case it was typed.

    lock keeps others from changing it, and what is written with its lock, before the commit.
    """
    locked = connection.for_update if lock else ""
    return connection.one(
        f"SELECT {_COLUMNS} FROM account a WHERE a.login = :login{locked}",
        {"login": normal_login(login)},
    )


def account_by_id(connection: Connection, account_id: str) -> Account | None:
    row = connection.one(f"SELECT {_COLUMNS} FROM account a WHERE a.id = :id", {"id": account_id})
    return None if row is None else account_from(connection, row)


def account_from(connection: Connection, row: Row) -> Account:
    desks = connection.execute(
        "SELECT desk_id FROM account_desk WHERE account_id = :id ORDER BY desk_id",
        {"id": row["id"]},
    )
    return Account(
        id=AccountId(row["id"]),
        login=row["login"],
        display_name=row["display_name"],
        role=Role(row["role"]),
        desk_ids=tuple(DeskId(desk["desk_id"]) for desk in desks),
        language=row["language"] or "it",
        is_active=bool(row["is_active"]),
    )


def session_row(connection: Connection, session_id: str, *, lock: bool = False) -> Row | None:
    """Return a session joined with its account, revoked and expired ones too."""
    locked = f"{connection.for_update} OF s" if lock and connection.for_update else ""
    return connection.one(
        f"SELECT {_COLUMNS}, s.id AS session_id, s.device_id, s.seat, s.generation, s.rotated_at,"
        " s.created_at, s.expires_at, s.revoked_at, s.ended_as, s.seat_key"
        " FROM session s JOIN account a ON a.id = s.account_id"
        f" WHERE s.id = :id{locked}",
        {"id": session_id},
    )


def normal_login(login: str) -> str:
    # As it is stored: a login typed with capitals or a blank must not be called unknown.
    return login.strip().casefold()
