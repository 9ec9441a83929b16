"""Citizens known to the server. They are replicated to no seat."""

from datetime import datetime

from contract.domain.caller import CallerDetails, Citizen
from contract.domain.case import Case, CaseState
from contract.domain.contact import Contact
from contract.domain.ids import CitizenId
from server.store.engine.connection import Connection, Params, Row, millis
from server.store.engine.row_codec import CALLER_FIELDS
from server.store.sync.replicated_rows import values_in

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
        # The second condition is that of the index: without it all citizens would be read.
        "SELECT * FROM citizen WHERE fiscal_code = :code AND fiscal_code <> ''"
        f"{connection.for_update}",
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
    """Return who was confirmed in a contact from this number before and has another one."""
    rows = connection.execute(
        # What a caller says of a number makes nobody its owner: somebody must have confirmed it.
        "SELECT * FROM citizen WHERE phone <> :phone AND id IN"
        " (SELECT told.citizen_id FROM contact"
        " JOIN citizen_told told ON told.contact_id = contact.id"
        " WHERE contact.caller_phone = :phone AND contact.deleted = 0"
        " AND told.standing = 'confirmed')"
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


def has_twin(connection: Connection, citizen: Citizen) -> bool:
    """Return whether another citizen cannot be told from this one."""
    details = citizen.details
    if details.fiscal_code:
        twin = citizen_by_fiscal_code(connection, details.fiscal_code)
        return twin is not None and twin.id != citizen.id
    namesakes = citizens_by_phone_and_name(connection, details.phone, details.name)
    others = [one for one in namesakes if one.id != citizen.id and not one.details.fiscal_code]
    return bool(details.phone and others)


def delete_citizen(connection: Connection, citizen_id: str) -> None:
    """Delete the citizen, and what contacts said of who that was."""
    connection.execute("DELETE FROM citizen_told WHERE citizen_id = :id", {"id": citizen_id})
    connection.execute("DELETE FROM citizen WHERE id = :id", {"id": citizen_id})


# A number brings up what was said from it, and what somebody confirmed: whoever can spell a name
# and a code must not be shown what its owner said elsewhere.
_OF_NUMBER = (
    "(SELECT id FROM contact WHERE citizen_id = :id AND deleted = 0 AND"
    " (caller_phone IN (:asked, :known) OR id IN (SELECT contact_id FROM citizen_told"
    " WHERE citizen_id = :id AND standing = 'confirmed')))"
)


def recent_contacts(connection: Connection, citizen: Citizen, phone: str) -> tuple[Contact, ...]:
    """Return a citizen's last contacts that belong to a call from this number, newest first."""
    rows = connection.execute(
        f"SELECT * FROM contact WHERE id IN {_OF_NUMBER}"
        " ORDER BY closed_at DESC, id DESC LIMIT :limit",
        {**_of(citizen, phone), "limit": RECENT_CONTACTS},
    )
    return tuple(values_in(connection, Contact, rows).values())


def open_cases(connection: Connection, citizen: Citizen, phone: str) -> tuple[Case, ...]:
    """Return a citizen's cases out of such contacts that are not closed, newest first."""
    rows = connection.execute(
        "SELECT * FROM case_ WHERE citizen_id = :id AND deleted = 0 AND state <> :closed"
        f" AND contact_id IN {_OF_NUMBER} ORDER BY opened_at DESC, id DESC LIMIT :limit",
        {**_of(citizen, phone), "closed": str(CaseState.CLOSED), "limit": OPEN_CASES},
    )
    return tuple(values_in(connection, Case, rows).values())


def _of(citizen: Citizen, phone: str) -> Params:
    return {"id": citizen.id, "asked": phone, "known": citizen.details.phone}


def _citizen(row: Row) -> Citizen:
    return Citizen(
        id=CitizenId(row["id"]),
        details=CallerDetails(**{name: row[name] for name in CALLER_FIELDS}),
        version=row["version"],
    )
