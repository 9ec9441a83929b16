"""Citizens known to the server. They are replicated to no seat."""

from datetime import datetime

from contract.domain.caller import CallerDetails, Citizen
from contract.domain.case import Case, CaseState
from contract.domain.contact import Contact
from contract.domain.ids import CitizenId
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.row_codec import CALLER_FIELDS, codec_of

MATCH_LIMIT = 10  # citizens shown for one number
RECENT_CONTACTS = 5
OPEN_CASES = 20


def name_key(name: str) -> str:
    """Return the name as it is compared: lower case, single spaces."""
    return " ".join(name.split()).casefold()


def citizen_by_id(connection: Connection, citizen_id: str) -> Citizen | None:
    # Read to be written back whole: unlocked, the other writer's word would be lost (0025).
    row = connection.one(
        f"SELECT * FROM citizen WHERE id = :id{connection.for_update}", {"id": citizen_id}
    )
    return None if row is None else _citizen(row)


def citizen_by_fiscal_code(connection: Connection, fiscal_code: str) -> Citizen | None:
    row = connection.one(
        f"SELECT * FROM citizen WHERE fiscal_code = :code{connection.for_update}",
        {"code": fiscal_code},
    )
    return None if row is None else _citizen(row)


def citizens_by_phone_and_name(
    connection: Connection, phone: str, name: str
) -> tuple[Citizen, ...]:
    """Return everybody of that name at that number: father and son may share both."""
    rows = connection.execute(
        "SELECT * FROM citizen WHERE phone = :phone AND name_key = :name ORDER BY id"
        f"{connection.for_update}",
        {"phone": phone, "name": name_key(name)},
    )
    return tuple(_citizen(row) for row in rows)


def citizens_by_phone(connection: Connection, phone: str) -> tuple[Citizen, ...]:
    """Return who has this number now, the latest seen first."""
    rows = connection.execute(
        "SELECT * FROM citizen WHERE phone = :phone ORDER BY changed_at DESC, id LIMIT :limit",
        {"phone": phone, "limit": MATCH_LIMIT},
    )
    return tuple(_citizen(row) for row in rows)


def citizens_who_called_from(connection: Connection, phone: str) -> tuple[Citizen, ...]:
    """Return who has called from this number before but gives another one now."""
    rows = connection.execute(
        "SELECT * FROM citizen WHERE phone <> :phone AND id IN"
        " (SELECT citizen_id FROM contact WHERE caller_phone = :phone AND deleted = 0)"
        " ORDER BY changed_at DESC, id LIMIT :limit",
        {"phone": phone, "limit": MATCH_LIMIT},
    )
    return tuple(_citizen(row) for row in rows)


def save_citizen(connection: Connection, citizen: Citizen, now: datetime) -> None:
    """Write a citizen as it is. A twin's fiscal code makes this fail and the work try again."""
    row = {
        "id": citizen.id,
        **{name: getattr(citizen.details, name) for name in CALLER_FIELDS},
        "name_key": name_key(citizen.details.name),
        "version": citizen.version,
        "changed_at": millis(now),
    }
    connection.put("citizen", row)


def recent_contacts(connection: Connection, citizen_id: str) -> tuple[Contact, ...]:
    """Return a citizen's last contacts, newest first."""
    rows = connection.execute(
        "SELECT * FROM contact WHERE citizen_id = :id AND deleted = 0"
        " ORDER BY closed_at DESC, id DESC LIMIT :limit",
        {"id": citizen_id, "limit": RECENT_CONTACTS},
    )
    return tuple(codec_of(Contact).value(row) for row in rows)


def open_cases(connection: Connection, citizen_id: str) -> tuple[Case, ...]:
    """Return a citizen's cases that are not closed, newest first."""
    rows = connection.execute(
        "SELECT * FROM case_ WHERE citizen_id = :id AND deleted = 0 AND state <> :closed"
        " ORDER BY opened_at DESC, id DESC LIMIT :limit",
        {"id": citizen_id, "closed": str(CaseState.CLOSED), "limit": OPEN_CASES},
    )
    return tuple(codec_of(Case).value(row) for row in rows)


def _citizen(row: Row) -> Citizen:
    return Citizen(
        id=CitizenId(row["id"]),
        details=CallerDetails(**{name: row[name] for name in CALLER_FIELDS}),
        version=row["version"],
    )
