"""By what an erased citizen would be known again, and whether somebody else is known by it."""

from collections.abc import Iterable

from msgspec.structs import replace

from contract.domain.caller import CallerDetails, Citizen
from server.store.contacts.citizen_words import told_in
from server.store.contacts.citizens import (
    citizen_by_fiscal_code,
    citizen_by_id,
    citizens_by_phone_and_name,
)
from server.store.contacts.heard_otherwise import same_words
from server.store.engine.connection import Connection, Row
from server.usecases.citizens.citizen_records import CitizenRecords
from server.usecases.citizens.erased_marks import (
    ErasedMarks,
    person_subjects,
    row_subject,
    subjects_without_code,
)

_NAMES = CallerDetails.__struct_fields__


def caller_of(row: Row) -> CallerDetails:
    """Return who called, as a contact or a case has it."""
    return CallerDetails(**{name: row[f"caller_{name}"] for name in _NAMES})


def subjects_of(connection: Connection, citizen: Citizen, found: CitizenRecords) -> set[str]:
    """Return what is marked of a citizen and their rows: nothing by which another is known."""
    rows = (*found.contacts, *found.cases)
    told = [citizen.details, *(caller_of(row) for row in rows if _is_theirs(citizen, row))]
    subjects = {row_subject("citizen", citizen.id)}
    subjects |= {row_subject("contact", row["id"]) for row in found.contacts}
    subjects |= {row_subject("case", row["id"]) for row in found.cases}
    subjects |= {row_subject("callback", row["id"]) for row in found.callbacks}
    own = [one for one in told if not _is_code_of_another(connection, citizen, one)]
    has_code = any(one.fiscal_code for one in own)
    for details in own:
        subjects |= set(_subjects(connection, citizen, details, has_code=has_code))
    return subjects


def is_of_another(connection: Connection, contact: Row, marks: ErasedMarks) -> bool:
    """Return whether a contact is linked with a citizen whose code says: it is somebody else."""
    citizen = citizen_by_id(connection, contact["citizen_id"] or "")
    if citizen is None or not citizen.details.fiscal_code:
        return False
    codes = {contact["caller_fiscal_code"], citizen.details.fiscal_code} - {""}
    if any(marks.erased_at(person_subjects(CallerDetails(fiscal_code=one))) for one in codes):
        return False
    told = told_in(connection, contact["id"])
    # Made by this very contact it says no more than the contact does.
    return told is None or not told.is_new


def _is_theirs(citizen: Citizen, row: Row) -> bool:
    """Return whether the citizen called: a wife may call for her husband, and spell his code."""
    is_linked = row["citizen_id"] in (None, citizen.id)
    return is_linked and same_words(row["caller_name"], citizen.details.name)


def _is_code_of_another(connection: Connection, citizen: Citizen, told: CallerDetails) -> bool:
    known = citizen_by_fiscal_code(connection, told.fiscal_code)
    return known is not None and known.id != citizen.id


def _subjects(
    connection: Connection, citizen: Citizen, told: CallerDetails, *, has_code: bool
) -> Iterable[str]:
    if told.fiscal_code:
        yield from person_subjects(CallerDetails(fiscal_code=told.fiscal_code))
    namesakes = citizens_by_phone_and_name(connection, told.phone, told.name)
    if any(one.id != citizen.id for one in namesakes):
        return  # father and son: neither is known by it
    yield from person_subjects(replace(told, fiscal_code=""))
    if not has_code:
        yield from subjects_without_code(told)
