"""What contacts said of citizens, and which citizens the server has shown to whom."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from contract.domain.ids import AccountId, CitizenId, ContactId
from server.store.engine.connection import Connection, millis
from server.store.operations.old_rows import delete_some, older

# A contact may come out of a seat's outbox days later, and is judged by what was seen then.
SHOWN_KEPT_FOR = timedelta(days=8)
_OLD_SHOWN = older("looks at citizens", "citizen_shown", "at", "account_id", "citizen_id", "at")


class Standing(StrEnum):
    """How sure it is that a contact was with the citizen."""

    CONFIRMED = "confirmed"  # the operator had the citizen on the screen and said so
    AGREED = "agreed"  # two things that were said agree with what is known
    PROPOSED = "proposed"  # one does, another does not: the contact is nobody's


class CitizenTold(msgspec.Struct, frozen=True, kw_only=True):
    """filled: the fields of the citizen that were empty before; is_new: the citizen was."""

    contact_id: ContactId
    citizen_id: CitizenId
    standing: Standing
    filled: tuple[str, ...] = ()
    is_new: bool = False


def save_told(connection: Connection, told: CitizenTold) -> None:
    row = {
        "contact_id": told.contact_id,
        "citizen_id": told.citizen_id,
        "standing": str(told.standing),
        "filled": " ".join(told.filled),
        "is_new": int(told.is_new),
    }
    connection.put("citizen_told", row, "contact_id")


def told_in(connection: Connection, contact_id: str) -> CitizenTold | None:
    row = connection.one("SELECT * FROM citizen_told WHERE contact_id = :id", {"id": contact_id})
    if row is None:
        return None
    return CitizenTold(
        contact_id=ContactId(row["contact_id"]),
        citizen_id=CitizenId(row["citizen_id"]),
        standing=Standing(row["standing"]),
        filled=tuple(row["filled"].split()),
        is_new=bool(row["is_new"]),
    )


def drop_told(connection: Connection, contact_id: str) -> None:
    connection.execute("DELETE FROM citizen_told WHERE contact_id = :id", {"id": contact_id})


def hand_on(connection: Connection, citizen_id: str, field: str, value: str) -> bool:
    """Let the field be filled by another contact that confirmed it; return False without one."""
    row = connection.one(
        "SELECT citizen_told.contact_id FROM citizen_told JOIN contact"
        " ON contact.id = citizen_told.contact_id WHERE citizen_told.citizen_id = :citizen"
        f" AND citizen_told.standing = :confirmed AND contact.caller_{field} = :value"
        " AND contact.deleted = 0 ORDER BY contact.closed_at LIMIT 1",
        {"citizen": citizen_id, "confirmed": str(Standing.CONFIRMED), "value": value},
    )
    told = told_in(connection, row["contact_id"]) if row else None
    if told is not None:
        save_told(connection, msgspec.structs.replace(told, filled=(*told.filled, field)))
    return told is not None


def hand_on_new(connection: Connection, citizen_id: str) -> None:
    """Let the citizen be of the oldest contact that is left: it goes with the last of them."""
    row = connection.one(
        "SELECT citizen_told.contact_id FROM citizen_told JOIN contact"
        " ON contact.id = citizen_told.contact_id WHERE citizen_told.citizen_id = :citizen"
        " AND contact.citizen_id = :citizen AND contact.deleted = 0"
        " ORDER BY contact.closed_at LIMIT 1",
        {"citizen": citizen_id},
    )
    if (told := told_in(connection, row["contact_id"]) if row else None) is not None:
        save_told(connection, msgspec.structs.replace(told, is_new=True))


def has_other_contacts(connection: Connection, citizen_id: str, contact_id: str) -> bool:
    """Return whether any other contact was with the citizen."""
    sql = (
        "SELECT id FROM contact WHERE citizen_id = :citizen AND id <> :contact AND deleted = 0"
        " LIMIT 1"
    )
    return connection.one(sql, {"citizen": citizen_id, "contact": contact_id}) is not None


def note_shown(
    connection: Connection, account_id: AccountId, citizen_ids: Iterable[str], now: datetime
) -> None:
    rows = [{"account_id": account_id, "citizen_id": c, "at": millis(now)} for c in citizen_ids]
    connection.insert("citizen_shown", *rows, keeps_old=True)


# Counted beside what was shown, as a look at nobody: no citizen has this id.
_NOBODY = ""
_AHEAD_MS = 1000  # look-ups of one millisecond take those that follow


def hold_looks(connection: Connection, account_id: AccountId) -> None:
    """Let nobody else count a look of the account before the commit."""
    # Else those asked side by side each find that the limit is not reached yet.
    sql = f"SELECT id FROM account WHERE id = :id{connection.for_update}"
    connection.execute(sql, {"id": account_id})


def note_without_call(connection: Connection, account_id: AccountId, now: datetime) -> None:
    """Count a look-up that belongs to no call known here; two within a millisecond are two."""
    at = millis(now)
    taken = connection.number(
        "SELECT coalesce(max(at), 0) AS n FROM citizen_shown WHERE account_id = :account"
        " AND citizen_id = :nobody AND at >= :at AND at <= :ahead",
        {"account": account_id, "nobody": _NOBODY, "at": at, "ahead": at + _AHEAD_MS},
    )
    row = {"account_id": account_id, "citizen_id": _NOBODY, "at": max(at, taken + 1)}
    connection.insert("citizen_shown", row, keeps_old=True)


def count_without_call(
    connection: Connection, account_id: AccountId, since: datetime, until: datetime
) -> int:
    # Not those of a clock that was ahead: they would count until then.
    return connection.number(
        "SELECT count(*) AS n FROM citizen_shown WHERE account_id = :account"
        " AND citizen_id = :nobody AND at >= :since AND at <= :until",
        {
            "account": account_id,
            "nobody": _NOBODY,
            "since": millis(since),
            "until": millis(until) + _AHEAD_MS,
        },
    )


def was_shown(
    connection: Connection, account_id: str, citizen_id: str, since: datetime, until: datetime
) -> bool:
    """Return whether the account had the citizen on the screen then."""
    shown = connection.one(
        "SELECT 1 AS one FROM citizen_shown WHERE account_id = :account AND citizen_id = :citizen"
        " AND at >= :since AND at <= :until LIMIT 1",
        {
            "account": account_id,
            "citizen": citizen_id,
            "since": millis(since),
            "until": millis(until),
        },
    )
    return shown is not None


def has_confirmed(connection: Connection, account_id: str, citizen_id: str) -> bool:
    """Return whether the account has confirmed the citizen in a contact before."""
    row = connection.one(
        "SELECT 1 AS one FROM citizen_told JOIN contact ON contact.id = citizen_told.contact_id"
        " WHERE citizen_told.citizen_id = :citizen AND citizen_told.standing = :confirmed"
        " AND contact.operator_id = :account LIMIT 1",
        {"account": account_id, "citizen": citizen_id, "confirmed": str(Standing.CONFIRMED)},
    )
    return row is not None


def delete_old_shown(connection: Connection, now: datetime) -> int:
    """Delete some of what was shown too long ago to count; return how many."""
    return delete_some(connection, _OLD_SHOWN, millis(now - SHOWN_KEPT_FOR))
