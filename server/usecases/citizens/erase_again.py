"""Whoever was erased comes back neither from a backup nor out of an old seat."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import msgspec

from contract.domain.caller import CallerDetails, Citizen
from contract.domain.ids import CitizenId
from contract.wire.decoding import MalformedMessage, decode
from server.settings import ServerSettings
from server.store.contacts.citizen_words import has_other_contacts, told_in
from server.store.contacts.citizens import delete_citizen
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.citizens.citizen_records import CitizenRecords, pages, records, records_of
from server.usecases.citizens.erase_citizen import erase_records
from server.usecases.citizens.erased_marks import (
    ErasedMarks,
    marks_file,
    person_subjects,
    row_subject,
)
from server.usecases.operations.server_keys import keys_file, read_keys

VOICEMAIL_FOLDER = "voicemail"  # below data_dir
_NAMES = CallerDetails.__struct_fields__
_OF_CALLER = ", ".join(f"caller_{name}" for name in _NAMES)


class _Contact(msgspec.Struct, frozen=True):
    id: str


class _Work(msgspec.Struct, frozen=True):
    case_id: str = ""
    callback_id: str = ""


class _Data(msgspec.Struct, frozen=True):
    contact: _Contact | None = None
    activity: _Work | None = None
    attempt: _Work | None = None


class _Command(msgspec.Struct, frozen=True):
    data: _Data = _Data()


def erase_what_came(
    connection: Connection, raw: bytes | msgspec.Raw, marks: ErasedMarks, now: datetime
) -> None:
    """Empty again what a command has just written of somebody erased, in its transaction."""
    try:
        told = decode(raw, _Command).data
    except MalformedMessage:
        return
    if told.contact is not None:
        erase_contact(connection, told.contact.id, marks, now)
        return
    case_id = told.activity.case_id if told.activity else ""
    if told.attempt is not None:
        sql = "SELECT case_id FROM callback WHERE id = :id"
        row = connection.one(sql, {"id": told.attempt.callback_id})
        case_id = str(row["case_id"]) if row else ""
    if case_id and marks.erased_at([row_subject("case", case_id)]):
        erase_records(connection, records(connection, (), [case_id]), now)


def erase_contact(
    connection: Connection, contact_id: str, marks: ErasedMarks, now: datetime
) -> list[str]:
    """Empty the contact if it is of before the day its citizen was erased."""
    sql = f"SELECT id, closed_at, {_OF_CALLER} FROM contact WHERE id = :id"
    row = connection.one(sql, {"id": contact_id})
    if row is None or not _is_erased(row, marks):
        return []
    told = told_in(connection, row["id"])
    files = erase_records(connection, records(connection, [contact_id]), now)
    connection.execute("DELETE FROM citizen_told WHERE contact_id = :id", {"id": contact_id})
    # Made by this contact alone: it would be found by its number tomorrow.
    if told and told.is_new and not has_other_contacts(connection, told.citizen_id, contact_id):
        delete_citizen(connection, told.citizen_id)
    return files


def erase_restored(settings: ServerSettings, now: datetime) -> None:
    """Erase again whoever a restore has brought back. Raise StoreFault, OSError."""
    keys = read_keys(keys_file(settings.data_dir))
    marks = ErasedMarks(marks_file(settings.data_dir), keys.erased) if keys else None
    if not marks:
        return
    database = ServerDatabase.open(settings.database)
    try:
        files = database.write_now(lambda c: erase_marked(c, marks, now))
    finally:
        database.close()
    for name in files:
        (settings.data_dir / VOICEMAIL_FOLDER / name).unlink(missing_ok=True)


def erase_marked(connection: Connection, marks: ErasedMarks, now: datetime) -> list[str]:
    """Empty all that the marks know; return files of voicemail to delete."""
    files: list[str] = []
    for row in list(pages(connection, "citizen", "*")):
        details = CallerDetails(**{name: row[name] for name in _NAMES})
        subjects = [*person_subjects(details), row_subject("citizen", row["id"])]
        erased = marks.erased_at(subjects)
        if erased is None or row["changed_at"] > millis(erased):
            continue
        found = records_of(connection, Citizen(id=CitizenId(row["id"]), details=details))
        files += erase_records(connection, _until(found, millis(erased)), now)
        delete_citizen(connection, row["id"])
        told = {"id": row["id"]}
        connection.execute("DELETE FROM citizen_told WHERE citizen_id = :id", told)
    for row in list(pages(connection, "contact", f"id, closed_at, {_OF_CALLER}")):
        if _is_erased(row, marks):
            files += erase_contact(connection, row["id"], marks, now)
    for row in list(pages(connection, "case_", "id")):
        if marks.erased_at([row_subject("case", row["id"])]):
            files += erase_records(connection, records(connection, (), [row["id"]]), now)
    return files


def _is_erased(contact: Row, marks: ErasedMarks) -> bool:
    caller = CallerDetails(**{name: contact[f"caller_{name}"] for name in _NAMES})
    erased = marks.erased_at([*person_subjects(caller), row_subject("contact", contact["id"])])
    # Whoever calls again afterwards is somebody new.
    return erased is not None and contact["closed_at"] <= millis(erased)


def _until(found: CitizenRecords, at: int) -> CitizenRecords:
    contacts = tuple(row for row in found.contacts if row["closed_at"] <= at)
    cases = tuple(row for row in found.cases if row["opened_at"] <= at)
    return replace(
        found,
        contacts=contacts,
        cases=cases,
        activities=_of(found.activities, "case_id", cases),
        callbacks=_of(found.callbacks, "case_id", cases),
        earlier=_of(found.earlier, "contact_id", contacts),
        mails=_of(found.mails, "contact_id", contacts),
        texts=_of(found.texts, "contact_id", contacts),
    )


def _of(rows: Iterable[Row], key: str, kept: Iterable[Row]) -> tuple[Row, ...]:
    ids = {row["id"] for row in kept}
    return tuple(row for row in rows if row[key] in ids)
