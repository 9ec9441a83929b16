"""What a seat sends of somebody erased is emptied again, in the transaction that wrote it."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

import msgspec

from contract.citizen_rows import NamedRows, named_rows
from contract.domain.caller import CallerDetails
from contract.wire.decoding import MalformedMessage, decode
from server.store.engine.connection import Connection, Row
from server.store.sync.replicated_rows import rows_by_ids
from server.usecases.citizens.citizen_records import CitizenRecords, records
from server.usecases.citizens.erase_again import (
    erase_and_mark,
    erase_contact,
    without_promises_to_others,
)
from server.usecases.citizens.erase_citizen import erase_records
from server.usecases.citizens.erased_marks import ErasedMarks, person_subjects, row_subject


class _Contact(msgspec.Struct, frozen=True):
    caller: CallerDetails = CallerDetails()
    closed_at: datetime | None = None


class _Data(msgspec.Struct, frozen=True):
    contact: _Contact = _Contact()


class _Command(msgspec.Struct, frozen=True):
    data: _Data = _Data()


def erase_what_came(
    connection: Connection, raw: bytes | msgspec.Raw, marks: ErasedMarks, now: datetime
) -> None:
    """Empty what a command has written, applied or refused, into rows of somebody erased.

    An old seat gives again what a restore has lost, and works on with what it still has. Raise
    OSError.
    """
    try:
        named = named_rows(raw)
    except MalformedMessage:
        return  # nothing was written
    for contact_id in sorted(named.contact):
        is_erased = erase_contact(connection, contact_id, marks, now) is not None
        if is_erased and contact_id in named.recorded:
            # It may be promised in a case of somebody else.
            callbacks = _rows(connection, "callback", named.callback)
            erase_records(connection, CitizenRecords(callbacks=callbacks), now)
    cases = [
        one for one in _cases(connection, named) if marks.erased_at([row_subject("case", one)])
    ]
    if cases:
        found = without_promises_to_others(records(connection, (), cases), named.given)
        erase_and_mark(connection, found, marks, now)


def is_of_erased(connection: Connection, raw: msgspec.Raw, marks: ErasedMarks) -> bool:
    """Return whether a command, which wrote nothing, is about somebody erased."""
    with suppress(MalformedMessage):
        named = named_rows(raw)
        rows = [row_subject("contact", one) for one in named.contact]
        rows += [row_subject("case", one) for one in _cases(connection, named)]
        if marks.erased_at(rows):
            return True
        contact = decode(raw, _Command).data.contact
        erased = marks.erased_at(person_subjects(contact.caller))
        # Whoever calls again afterwards is somebody new.
        is_new = contact.closed_at is not None and erased is not None and contact.closed_at > erased
        return erased is not None and not is_new
    return False


def _cases(connection: Connection, named: NamedRows) -> set[str]:
    """Return the cases that a command can write into; a contact writes into its own alone."""
    called = _rows(connection, "callback", named.callback)
    cases = named.case | {row["case_id"] for row in called}
    if not named.recorded:
        return cases
    # It may ask for news of a case that is another citizen's.
    found = _rows(connection, "case_", cases)
    return {row["id"] for row in found if row["contact_id"] in named.recorded}


def _rows(connection: Connection, table: str, ids: Iterable[str]) -> tuple[Row, ...]:
    return tuple(rows_by_ids(connection, f"SELECT * FROM {table} WHERE id IN", sorted(ids)))
