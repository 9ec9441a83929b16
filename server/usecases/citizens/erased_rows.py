"""Which rows that a seat has sent something of are of somebody erased."""

from collections.abc import Iterable

from contract.citizen_rows import CitizenRows, rows_of
from contract.wire.decoding import MalformedMessage
from server.store.engine.connection import Connection
from server.store.sync.replicated_rows import rows_by_ids
from server.usecases.citizens.erased_marks import ErasedMarks, row_subject


def erased_of(connection: Connection, asked: CitizenRows, marks: ErasedMarks) -> CitizenRows:
    """Return those of these rows that are of somebody erased. Raise MarksUnreadable."""
    callbacks = (
        *_marked("callback", asked.callbacks, marks),
        *_of_erased_cases(connection, asked.callbacks, marks),
    )
    return CitizenRows(
        contacts=_marked("contact", asked.contacts, marks),
        cases=_marked("case", asked.cases, marks),
        callbacks=tuple(sorted(set(callbacks))),
    )


def is_about_erased(connection: Connection, command: bytes, marks: ErasedMarks) -> bool:
    """Return whether a command is about a row of somebody erased. Raise MarksUnreadable."""
    try:
        about = rows_of(command)
    except MalformedMessage:
        return False
    return bool(erased_of(connection, about, marks).ids)


def _marked(kind: str, ids: Iterable[str], marks: ErasedMarks) -> tuple[str, ...]:
    return tuple(one for one in ids if marks.erased_at([row_subject(kind, one)]))


def _of_erased_cases(
    connection: Connection, callback_ids: Iterable[str], marks: ErasedMarks
) -> tuple[str, ...]:
    """Return callbacks that were emptied with their case before callbacks had marks themselves."""
    sql = "SELECT id, case_id, caller_name, caller_phone FROM callback WHERE id IN"
    rows = rows_by_ids(connection, sql, sorted(callback_ids))
    # Who has a name in it was promised a call in the case of another.
    nameless = [row for row in rows if not row["caller_name"] and not row["caller_phone"]]
    return tuple(
        row["id"] for row in nameless if marks.erased_at([row_subject("case", row["case_id"])])
    )
