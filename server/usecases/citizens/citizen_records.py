"""Everything that the server stores of one citizen."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from contract.domain.caller import CallerDetails, Citizen
from contract.domain.ids import CitizenId
from contract.domain.phone_number import UnusableNumber, to_e164
from server.store.contacts.citizens import (
    citizen_by_fiscal_code,
    citizen_by_id,
    citizens_by_phone,
    citizens_who_called_from,
)
from server.store.engine.connection import Connection, Row
from server.store.sync.replicated_rows import rows_by_ids
from server.usecases.citizens.citizen_traces import (
    names_another,
    numbers_of,
    only_of,
    rows_of_numbers,
    transfers_naming,
    unlinked,
)
from server.usecases.citizens.refused_of_citizen import Traces, refused_of

UNNAMED = CitizenId("unnamed")  # no record has this id


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
    calls: tuple[Row, ...] = ()
    transfers: tuple[Row, ...] = ()
    voicemails: tuple[Row, ...] = ()
    blocks: tuple[Row, ...] = ()
    refused: tuple[Row, ...] = ()  # in the place of the box the command


def find_citizens(connection: Connection, asked: str) -> tuple[Citizen, ...]:
    """Return who has this id, fiscal code or number, now or in a contact.

    UNNAMED: somebody who left rows with that number or code, and never a name with it.
    """
    if (known := citizen_by_id(connection, asked)) is not None:
        return (known,)
    if (known := citizen_by_fiscal_code(connection, asked.upper())) is not None:
        return (known,)
    try:
        number = to_e164(asked)
    except UnusableNumber:
        return _unnamed(connection, CallerDetails(fiscal_code=asked.upper()))
    found = [
        *citizens_by_phone(connection, number),
        *citizens_who_called_from(connection, number),
    ]
    known_ones = tuple({one.id: one for one in found}.values())
    return known_ones or _unnamed(connection, CallerDetails(phone=number))


def unnamed(details: CallerDetails) -> Citizen:
    """Return a citizen who has these details and no record."""
    return Citizen(id=UNNAMED, details=details)


def _unnamed(connection: Connection, details: CallerDetails) -> tuple[Citizen, ...]:
    one = unnamed(details)
    return (one,) if records_of(connection, one) != CitizenRecords() else ()


def records_of(
    connection: Connection, citizen: Citizen, private: Sequence[bytes] = ()
) -> CitizenRecords:
    """Return what belongs to the citizen, what only said so, and what has the number or code.

    What nothing but a number tells of is the citizen's where no other citizen has that number.
    private: keys of the installation, which open what was refused.
    """
    numbers = numbers_of(connection, citizen)
    own = only_of(connection, citizen, numbers)
    found = _with_own_promises(connection, citizen, numbers, _linked(connection, citizen, own))
    more = rows_of_numbers(connection, own)
    more["transfers"] += transfers_naming(connection, citizen, numbers - own)
    found = replace(found, **{name: _each(getattr(found, name), more[name]) for name in more})
    traces = Traces(
        rows=frozenset(r["id"] for r in (*found.contacts, *found.cases, *found.callbacks)),
        own=own | ({citizen.details.fiscal_code} - {""}),
        numbers=numbers,
        name=citizen.details.name,
    )
    return replace(found, refused=tuple(refused_of(connection, private, traces)))


def _linked(connection: Connection, citizen: Citizen, own: Iterable[str]) -> CitizenRecords:
    about = {"id": citizen.id}
    told = connection.execute("SELECT contact_id FROM citizen_told WHERE citizen_id = :id", about)
    contacts = connection.execute("SELECT id FROM contact WHERE citizen_id = :id", about)
    cases = connection.execute("SELECT id FROM case_ WHERE citizen_id = :id", about)
    nameless, unnamed_cases = unlinked(connection, citizen, own)
    ids = {row["contact_id"] for row in told} | {row["id"] for row in contacts}
    found = records(connection, ids | nameless, {row["id"] for row in cases} | unnamed_cases)
    # A contact noted for somebody else first has the citizen's link now, and said another's words.
    own_words = [one for one in found.earlier if one["citizen_id"] in (None, citizen.id)]
    before = _rows(connection, "contact_history", "citizen_id", [citizen.id])
    return replace(found, earlier=_each(own_words, before))


def _with_own_promises(
    connection: Connection, citizen: Citizen, numbers: Container[str], found: CitizenRecords
) -> CitizenRecords:
    """Leave out what another was promised in the citizen's case; add what is the other way round.

    Whoever asks for news of a case, by its number, is promised a call in it.
    """
    said = {_said(row) for row in (*found.contacts, *found.cases)} - {("", "", "")}
    asked = {row["case_id"] for row in found.contacts if row["case_id"]}
    elsewhere = asked - {row["id"] for row in found.cases}
    callbacks = _each(
        (
            row
            for row in found.callbacks
            if _said(row) in said or not names_another(citizen, numbers, row)
        ),
        (row for row in _rows(connection, "callback", "case_id", elsewhere) if _said(row) in said),
    )
    return replace(found, callbacks=callbacks, attempts=_of_callbacks(connection, callbacks))


def records(
    connection: Connection, contact_ids: Iterable[str], case_ids: Iterable[str] = ()
) -> CitizenRecords:
    """Return these contacts and cases, cases that the contacts opened, and what hangs on them."""
    contacts = _rows(connection, "contact", "id", contact_ids)
    ids = [row["id"] for row in contacts]
    # Not by the contact: a correction may have taken the case back from it, and it may ask for news
    # of a case that is another citizen's.
    opened = {row["id"] for row in _rows(connection, "case_", "contact_id", ids)}
    cases = _rows(connection, "case_", "id", {*case_ids, *opened})
    case_ids = [row["id"] for row in cases]
    callbacks = _rows(connection, "callback", "case_id", case_ids)
    attempts = _of_callbacks(connection, callbacks)
    calls = {row["call_key"] for row in (*contacts, *attempts)} - {""}
    return CitizenRecords(
        contacts=contacts,
        cases=cases,
        activities=_rows(connection, "case_activity", "case_id", case_ids),
        callbacks=callbacks,
        attempts=attempts,
        earlier=_rows(connection, "contact_history", "contact_id", ids),
        mails=_rows(connection, "mail", "contact_id", ids),
        texts=_rows(connection, "text_message", "contact_id", ids),
        calls=_each(
            _rows(connection, "queue_call", "id", calls),
            _rows(connection, "queue_call", "callback_id", [row["id"] for row in callbacks]),
        ),
        transfers=_rows(connection, "call_transfer", "contact_id", ids),
        voicemails=_each(
            _rows(connection, "voicemail", "case_id", case_ids),
            _rows(
                connection,
                "voicemail",
                "id",
                [r["voicemail_id"] for r in cases if r["voicemail_id"]],
            ),
        ),
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


def _said(row: Row) -> tuple[str, str, str]:
    return row["caller_name"], row["caller_phone"], row["caller_fiscal_code"]


def _of_callbacks(connection: Connection, callbacks: Iterable[Row]) -> tuple[Row, ...]:
    ids = [row["id"] for row in callbacks]
    return _rows(connection, "callback_attempt", "callback_id", ids)


def _each(*some: Iterable[Row]) -> tuple[Row, ...]:
    """Return these rows, each once; a block has no id but its number."""
    return tuple({row.get("id", row.get("phone")): row for rows in some for row in rows}.values())


def _rows(connection: Connection, table: str, key: str, ids: Iterable[str]) -> tuple[Row, ...]:
    sql = f"SELECT * FROM {table} WHERE {key} IN"
    return tuple(rows_by_ids(connection, sql, sorted(set(ids))))
