"""Whoever was erased does not come back from a backup."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from contract.domain.caller import CallerDetails, Citizen
from contract.domain.ids import CitizenId
from server.settings import ServerSettings
from server.store.contacts.citizen_words import has_other_contacts, told_in
from server.store.contacts.citizens import delete_citizen
from server.store.contacts.heard_otherwise import same_words
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.citizens.citizen_records import (
    CitizenRecords,
    pages,
    records,
    records_of,
    unnamed,
)
from server.usecases.citizens.citizen_traces import numbers_told
from server.usecases.citizens.erase_citizen import erase_records
from server.usecases.citizens.erased_marks import (
    ErasedMarks,
    marks_file,
    number_subject,
    person_subjects,
    row_subject,
)
from server.usecases.citizens.known_again import caller_of, is_of_another
from server.usecases.operations.server_keys import keys_file, read_keys

VOICEMAIL_FOLDER = "voicemail"  # below data_dir
_NAMES = CallerDetails.__struct_fields__
_OF_CALLER = ", ".join(f"caller_{name}" for name in _NAMES)
_AT = {  # the time of a row that may have nothing but a number
    "texts": "created_at",
    "calls": "arrived_at",
    "transfers": "at",
    "voicemails": "at",
    "blocks": "asked_at",
    "refused": "at",
}
_OF_CONTACT = f"id, citizen_id, closed_at, recorded_at, {_OF_CALLER}"


def erase_contact(
    connection: Connection, contact_id: str, marks: ErasedMarks, now: datetime
) -> list[str] | None:
    """Empty the contact if its citizen was erased since; return files of voicemail, None if not."""
    sql = f"SELECT {_OF_CONTACT} FROM contact WHERE id = :id"
    row = connection.one(sql, {"id": contact_id})
    if row is None or not _is_erased(connection, row, marks):
        return None
    told = told_in(connection, row["id"])
    found = without_promises_to_others(records(connection, [contact_id]))
    files = erase_and_mark(connection, found, marks, now)
    # Made by this contact alone: it would be found by its number tomorrow.
    if told and told.is_new and not has_other_contacts(connection, told.citizen_id, contact_id):
        delete_citizen(connection, told.citizen_id)
    return files


def erase_and_mark(
    connection: Connection, found: CitizenRecords, marks: ErasedMarks, now: datetime
) -> list[str]:
    """Empty rows and mark those that were here for the first time: more may come of them."""
    subjects = [
        *(row_subject("contact", row["id"]) for row in found.contacts),
        *(row_subject("case", row["id"]) for row in found.cases),
        *(row_subject("callback", row["id"]) for row in found.callbacks),
    ]
    if fresh := [subject for subject in subjects if not marks.erased_at([subject])]:
        marks.add(fresh, now)
    return erase_records(connection, found, now)


def without_promises_to_others(found: CitizenRecords, given: Container[str] = ()) -> CitizenRecords:
    """Leave out callbacks that somebody else was promised in these cases, by now or before.

    given: ids of those that are the citizen's, whatever name they have.
    """
    about = {row["id"]: caller_of(row) for row in found.cases}

    def is_theirs(row: Row) -> bool:
        known, told = about[row["case_id"]], caller_of(row)
        same = {known.phone, known.fiscal_code} & {told.phone, told.fiscal_code} - {""}
        return not told.name or same_words(told.name, known.name) or bool(same)

    kept = tuple(row for row in found.callbacks if row["id"] in given or is_theirs(row))
    return replace(found, callbacks=kept, attempts=_of(found.attempts, "callback_id", kept))


def erase_restored(settings: ServerSettings, now: datetime) -> None:
    """Erase again whoever a restore has brought back. Raise StoreFault, OSError."""
    keys = read_keys(keys_file(settings.data_dir))
    if keys is None or not (marks := ErasedMarks(marks_file(settings.data_dir), keys.erased)):
        return
    erase = partial(erase_marked, marks=marks, now=now, private=keys.opening)
    database = ServerDatabase.open(settings.database)
    try:
        files = database.write_now(erase)
    finally:
        database.close()
    for name in files:
        (settings.data_dir / VOICEMAIL_FOLDER / name).unlink(missing_ok=True)


def erase_marked(
    connection: Connection, marks: ErasedMarks, now: datetime, private: Sequence[bytes] = ()
) -> list[str]:
    """Empty all that the marks know; return files of voicemail to delete.

    private: what opens refused work.
    """
    files: list[str] = []
    for row in list(pages(connection, "citizen", "*")):
        details = CallerDetails(**{name: row[name] for name in _NAMES})
        is_marked = marks.erased_at([row_subject("citizen", row["id"])])
        erased = is_marked or marks.erased_at(person_subjects(details))
        # Whoever called again since is somebody new, under another id.
        if erased is None or (not is_marked and row["changed_at"] > millis(erased)):
            continue
        citizen = Citizen(id=CitizenId(row["id"]), details=details)
        found = records_of(connection, citizen, private)
        files += erase_and_mark(connection, _until(found, millis(erased)), marks, now)
        delete_citizen(connection, row["id"])
    for number in numbers_told(connection):
        # Of a backup of before anybody knew whose it is.
        if (erased := marks.erased_at([number_subject(number)])) is not None:
            found = records_of(connection, unnamed(CallerDetails(phone=number)), private)
            files += erase_and_mark(connection, _until(found, millis(erased)), marks, now)
    for row in list(pages(connection, "contact", _OF_CONTACT)):
        if _is_erased(connection, row, marks):
            files += erase_contact(connection, row["id"], marks, now) or []
    for row in list(pages(connection, "case_", "id")):
        if marks.erased_at([row_subject("case", row["id"])]):
            found = without_promises_to_others(records(connection, (), [row["id"]]))
            files += erase_records(connection, found, now)
    return files


def _is_erased(connection: Connection, contact: Row, marks: ErasedMarks) -> bool:
    # Whatever its clock said: this very contact was erased.
    if marks.erased_at([row_subject("contact", contact["id"])]):
        return True
    erased = marks.erased_at(person_subjects(caller_of(contact)))
    # Whoever calls again afterwards is somebody new.
    if erased is None or _said_at(contact) > millis(erased):
        return False
    return not is_of_another(connection, contact, marks)


def _said_at(contact: Row) -> int:
    """Return when a contact was had at the latest: it was here then, whatever its seat's clock."""
    said: int = contact["closed_at"]
    return said if contact["recorded_at"] is None else min(said, contact["recorded_at"])


def _until(found: CitizenRecords, at: int) -> CitizenRecords:
    contacts = tuple(row for row in found.contacts if _said_at(row) <= at)
    said = {row["id"]: _said_at(row) for row in found.contacts}
    cases = tuple(
        row for row in found.cases if (said.get(row["contact_id"]) or row["opened_at"]) <= at
    )
    callbacks = _of(found.callbacks, "case_id", cases)
    return replace(
        found,
        contacts=contacts,
        cases=cases,
        activities=_of(found.activities, "case_id", cases),
        callbacks=callbacks,
        attempts=_of(found.attempts, "callback_id", callbacks),
        earlier=_of(found.earlier, "contact_id", contacts),
        mails=_of(found.mails, "contact_id", contacts),
        **{
            name: tuple(row for row in getattr(found, name) if row[when] <= at)
            for name, when in _AT.items()
        },
    )


def _of(rows: Iterable[Row], key: str, kept: Iterable[Row]) -> tuple[Row, ...]:
    ids = {row["id"] for row in kept}
    return tuple(row for row in rows if row[key] in ids)
