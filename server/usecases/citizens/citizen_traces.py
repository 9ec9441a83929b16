"""What of a citizen no link leads to: rows that have a number or the fiscal code alone."""

from collections.abc import Container, Iterable, Iterator

import msgspec

from contract.domain.caller import CallerDetails, Citizen
from contract.wire.decoding import MalformedMessage, decode
from server.store.calls.queue_calls import LIVE
from server.store.contacts.citizen_words import Standing
from server.store.contacts.citizens import citizens_by_phone, citizens_who_called_from
from server.store.contacts.heard_otherwise import same_words
from server.store.engine.connection import Connection, Row


class _WithCaller(msgspec.Struct, frozen=True):
    caller: CallerDetails = CallerDetails()


_UNNAMED_CASES = (
    "SELECT case_.id, case_.caller_name, case_.caller_fiscal_code FROM callback"
    " JOIN case_ ON case_.id = callback.case_id"
    # Who asks for news of another's case may be promised a call in it.
    " WHERE callback.caller_phone = :phone AND case_.caller_phone = :phone"
    " AND case_.citizen_id IS NULL"
)
_OF_NUMBERS = {
    # Of a call that goes on nobody was asked to erase anything: it came afterwards.
    "calls": "SELECT * FROM queue_call WHERE caller = :phone AND from_seat = 0"
    f" AND state NOT IN ({', '.join(f"'{state}'" for state in LIVE)})",
    "transfers": "SELECT * FROM call_transfer WHERE caller_phone = :phone",
    "voicemails": "SELECT * FROM voicemail WHERE caller = :phone",
    "blocks": "SELECT * FROM blocked_number WHERE phone = :phone",
    # The second condition is that of the index: nearly all have lost their number.
    "texts": "SELECT * FROM text_message WHERE recipient = :phone AND recipient <> ''",
}


def numbers_of(connection: Connection, citizen: Citizen) -> frozenset[str]:
    """Return the number that this citizen has, and those that somebody confirmed."""
    rows = connection.execute(
        "SELECT contact.caller_phone AS phone FROM citizen_told told"
        " JOIN contact ON contact.id = told.contact_id WHERE told.citizen_id = :id"
        " AND told.standing = :confirmed AND contact.deleted = 0",
        {"id": citizen.id, "confirmed": str(Standing.CONFIRMED)},
    )
    return frozenset({citizen.details.phone, *(row["phone"] for row in rows)} - {""})


def only_of(connection: Connection, citizen: Citizen, numbers: Iterable[str]) -> frozenset[str]:
    """Return those numbers that no other citizen has, nor had confirmed."""
    return frozenset(one for one in numbers if not _others(connection, citizen, one))


def unlinked(
    connection: Connection, citizen: Citizen, numbers: Iterable[str]
) -> tuple[set[str], set[str]]:
    """Return ids of contacts and cases that are nobody's, and have such a number or the code."""
    contacts: list[Row] = []
    cases: list[Row] = []
    named = "SELECT id, caller_name, caller_fiscal_code FROM contact WHERE citizen_id IS NULL"
    for phone in numbers:
        contacts += connection.execute(f"{named} AND caller_phone = :phone", {"phone": phone})
        cases += connection.execute(_UNNAMED_CASES, {"phone": phone})
    found = {row["id"] for row in contacts if _may_be(citizen, row)}
    if code := citizen.details.fiscal_code:
        by_code = f"{named} AND caller_fiscal_code = :code AND caller_fiscal_code <> ''"
        found |= {row["id"] for row in connection.execute(by_code, {"code": code})}
    return found, {row["id"] for row in cases if _may_be(citizen, row)}


def rows_of_numbers(connection: Connection, numbers: Iterable[str]) -> dict[str, list[Row]]:
    """Return rows that have such a number, by their name in CitizenRecords."""
    asked = [{"phone": phone} for phone in numbers]
    return {
        name: [row for one in asked for row in connection.execute(sql, one)]
        for name, sql in _OF_NUMBERS.items()
    }


def transfers_naming(connection: Connection, citizen: Citizen, numbers: Iterable[str]) -> list[Row]:
    """Return transfers from such a number whose contact names the citizen.

    Of a contact that was never closed nothing else tells, and others may have the number.
    """
    sql = _OF_NUMBERS["transfers"] + " AND contact <> ''"
    rows = [row for phone in numbers for row in connection.execute(sql, {"phone": phone})]
    return [row for row in rows if _is_named(citizen.details, row["contact"])]


def _is_named(known: CallerDetails, contact: str) -> bool:
    try:
        told = decode(contact.encode(), _WithCaller).caller
    except MalformedMessage:
        return False
    is_code = bool(known.fiscal_code) and told.fiscal_code == known.fiscal_code
    return is_code or (bool(told.name) and same_words(told.name, known.name))


def names_another(citizen: Citizen, numbers: Container[str], row: Row) -> bool:
    """Return whether the caller of a row is somebody else, by name and by all that is known."""
    known = citizen.details
    is_known = row["caller_phone"] in numbers or (
        known.fiscal_code != "" and row["caller_fiscal_code"] == known.fiscal_code
    )
    name = row["caller_name"]
    return bool(name) and not is_known and not same_words(name, known.name)


def numbers_told(connection: Connection) -> Iterator[str]:
    """Yield each number that a row without a name may have."""
    some = " UNION ".join(
        f"SELECT {column} AS phone FROM {table}"
        for table, column in (
            ("queue_call", "caller"),
            ("call_transfer", "caller_phone"),
            ("voicemail", "caller"),
            ("blocked_number", "phone"),
            ("text_message", "recipient"),
            ("callback", "caller_phone"),
        )
    )
    yield from (str(row["phone"]) for row in connection.execute(some) if row["phone"])


def _others(connection: Connection, citizen: Citizen, phone: str) -> bool:
    # A family's telephone: whose call it was nobody knows.
    have = (
        *citizens_by_phone(connection, phone),
        *citizens_who_called_from(connection, phone),
    )
    return any(one.id != citizen.id for one in have)


def _may_be(citizen: Citizen, row: Row) -> bool:
    """Return whether the row names nobody else: a lost call, or what came before two were told."""
    known = citizen.details
    is_name = not row["caller_name"] or same_words(row["caller_name"], known.name)
    return is_name and row["caller_fiscal_code"] in ("", known.fiscal_code)
