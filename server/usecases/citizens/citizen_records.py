"""Everything that the server stores of one citizen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contract.domain.caller import Citizen
from contract.domain.phone_number import UnusableNumber, to_e164
from server.store.contacts.citizens import (
    citizen_by_fiscal_code,
    citizen_by_id,
    citizens_by_phone,
    citizens_who_called_from,
)
from server.store.engine.connection import Connection, Row
from server.store.sync.replicated_rows import rows_by_ids


class NobodyFound(Exception):
    """No citizen has this id, fiscal code or number, or several do. The text is the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenRecords:
    """Rows by their tables, deleted ones too."""

    contacts: tuple[Row, ...] = ()
    cases: tuple[Row, ...] = ()
    activities: tuple[Row, ...] = ()
    callbacks: tuple[Row, ...] = ()
    attempts: tuple[Row, ...] = ()
    earlier: tuple[Row, ...] = ()  # what contacts said before they were corrected
    mails: tuple[Row, ...] = ()
    texts: tuple[Row, ...] = ()


def find_citizens(connection: Connection, asked: str) -> tuple[Citizen, ...]:
    """Return who has this id, fiscal code or number, now or in a contact."""
    if (known := citizen_by_id(connection, asked)) is not None:
        return (known,)
    if (known := citizen_by_fiscal_code(connection, asked.upper())) is not None:
        return (known,)
    try:
        number = to_e164(asked)
    except UnusableNumber:
        return ()
    found = [
        *citizens_by_phone(connection, number),
        *citizens_who_called_from(connection, number),
    ]
    return tuple({one.id: one for one in found}.values())


def records_of(connection: Connection, citizen: Citizen) -> CitizenRecords:
    """Return what belongs to the citizen, contacts that only said so, and what names the number."""
    citizen_id = citizen.id
    told = connection.execute(
        "SELECT contact_id FROM citizen_told WHERE citizen_id = :id", {"id": citizen_id}
    )
    contacts = connection.execute(
        "SELECT id FROM contact WHERE citizen_id = :id", {"id": citizen_id}
    )
    ids = {row["contact_id"] for row in told} | {row["id"] for row in contacts}
    cases = connection.execute("SELECT id FROM case_ WHERE citizen_id = :id", {"id": citizen_id})
    nameless, unnamed_cases = _of_number(connection, citizen.details.phone)
    return records(connection, ids | nameless, {row["id"] for row in cases} | unnamed_cases)


def _of_number(connection: Connection, phone: str) -> tuple[set[str], set[str]]:
    """Return contacts and cases that name nobody and this number: a lost call, a voicemail."""
    if not phone:
        return set(), set()
    contacts = connection.execute(
        "SELECT id FROM contact WHERE caller_phone = :phone AND citizen_id IS NULL"
        " AND caller_name = '' AND caller_fiscal_code = ''",
        {"phone": phone},
    )
    cases = connection.execute(
        "SELECT case_.id FROM callback JOIN case_ ON case_.id = callback.case_id"
        " WHERE callback.caller_phone = :phone AND case_.citizen_id IS NULL"
        " AND case_.caller_name = '' AND case_.caller_fiscal_code = ''",
        {"phone": phone},
    )
    return {row["id"] for row in contacts}, {row["id"] for row in cases}


def records(
    connection: Connection, contact_ids: Iterable[str], case_ids: Iterable[str] = ()
) -> CitizenRecords:
    """Return these contacts and cases, cases that the contacts opened, and what hangs on them."""
    contacts = _rows(connection, "contact", "id", contact_ids)
    ids = [row["id"] for row in contacts]
    named = _rows(connection, "case_", "id", [r["case_id"] for r in contacts if r["case_id"]])
    # A contact may ask for news of a case that is another citizen's.
    opened = {row["id"] for row in named if row["contact_id"] in ids}
    cases = _rows(connection, "case_", "id", {*case_ids, *opened})
    case_ids = [row["id"] for row in cases]
    callbacks = _rows(connection, "callback", "case_id", case_ids)
    return CitizenRecords(
        contacts=contacts,
        cases=cases,
        activities=_rows(connection, "case_activity", "case_id", case_ids),
        callbacks=callbacks,
        attempts=_rows(
            connection, "callback_attempt", "callback_id", [row["id"] for row in callbacks]
        ),
        earlier=_rows(connection, "contact_history", "contact_id", ids),
        mails=_rows(connection, "mail", "contact_id", ids),
        texts=_rows(connection, "text_message", "contact_id", ids),
    )


def pages(connection: Connection, table: str, columns: str, size: int = 500) -> Iterator[Row]:
    """Yield columns of all rows of a table, a page at a time."""
    after = ""
    while page := connection.execute(
        f"SELECT {columns} FROM {table} WHERE id > :after ORDER BY id LIMIT :size",
        {"after": after, "size": size},
    ):
        yield from page
        after = page[-1]["id"]


def _rows(connection: Connection, table: str, key: str, ids: Iterable[str]) -> tuple[Row, ...]:
    sql = f"SELECT * FROM {table} WHERE {key} IN"
    return tuple(rows_by_ids(connection, sql, sorted(set(ids))))
