"""One dated exception for many offices, as one batch in review."""

from collections.abc import Iterator
from typing import Any

import msgspec

from contract.domain.ids import EDITING_SCOPE, RevisionId
from contract.domain.knowledge_entries.entry_fields import values_of
from contract.domain.knowledge_entries.entry_findings import CheckCode, EntryFinding
from contract.domain.knowledge_entries.entry_hours import hours_faults
from contract.domain.knowledge_entries.entry_merge import FieldEdit
from contract.domain.knowledge_entries.knowledge import Office
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from contract.domain.opening_times.opening_checks import UnusableTimes, require_usable
from contract.domain.opening_times.opening_times import DayException, OpeningTimes
from contract.wire import reason_codes
from contract.wire.commands import ChangeManyHours
from contract.wire.decoding import MalformedMessage, decode
from server.store.sync.replicated_rows import values_in
from server.usecases.knowledge.editing.approval import MOST_NAMED
from server.usecases.knowledge.editing.kept_versions import keep_replaced
from server.usecases.knowledge.editing.lay_edits import begun, laid, signed, told_why
from server.usecases.knowledge.editing.open_revisions import begin, entry_in, open_revisions
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome

NAME_SHOWN = 60  # characters


DESK_FIELD = "desk_times"
PHONE_FIELD = "phone_times"


# A dated exception in the hours of an office: the one place here that knows how they are held.
def read_exception(raw: msgspec.Raw) -> DayException:
    """Return the exception. Raise Refused."""
    try:
        exception = decode(raw, DayException)
        require_usable(OpeningTimes(exceptions=(exception,)))
    except (MalformedMessage, UnusableTimes) as error:
        raise Refused(reason_codes.INVALID, field="exception") from error
    return exception


def edits_with(
    values: dict[str, Any], exception: DayException, *, for_desk: bool, for_phone: bool
) -> dict[str, FieldEdit]:
    """Return how the hours in these values change; none where they say it already."""
    fields = [DESK_FIELD] * for_desk + [PHONE_FIELD] * for_phone
    added = msgspec.json.decode(msgspec.json.encode(exception))
    edits = {}
    for field in fields:
        times: dict[str, Any] = values[field] or {}
        exceptions = times.get("exceptions", [])
        if added not in exceptions:
            after = {**times, "exceptions": [*exceptions, added]}
            edits[field] = FieldEdit(values[field], after)
    return edits


def may_be_asked(office: Office) -> bool:
    """Return whether a change of all hours means this office too."""
    return not office.withdrawn


def change_many_hours(work: CommandWork, data: ChangeManyHours) -> Outcome:
    """Begin a revision of each office. Raise Refused.

    An office with an open revision gets the change in it, and keeps that revision's own review:
    nobody's half-done work is published with a strike.
    """
    # First: the lock is held before anything is read (decision 0025).
    begin(work)
    exception = read_exception(data.exception)
    being_written = open_revisions(work.connection, EntryKind.OFFICE)
    new: list[Revision] = []
    joined: list[Revision] = []
    refused: list[tuple[Office, EntryFinding]] = []
    for office in _offices(work, data):
        open_one = being_written.get(office.id)
        # What somebody is writing is what the strike must fit into.
        entry = office if open_one is None else entry_in(open_one)
        edits = edits_with(
            values_of(entry), exception, for_desk=data.for_desk, for_phone=data.for_phone
        )
        # An office that already has this exception gets no revision.
        if not edits:
            continue
        changed = _changed(work, data, office, open_one, edits)
        # Left out, not refused whole: one office with odd hours must not hold up a strike.
        fault = _fault_of_hours(changed)
        if fault is not None:
            refused.append((office, fault))
        elif open_one is None:
            new.append(changed)
        else:
            joined.append(changed)
    if refused and not (new or joined):
        raise Refused(reason_codes.ENTRY_FAULT, **_told(refused))
    # What an import wrote has no version yet: it must be there to come back to.
    keep_replaced(work.connection, EntryKind.OFFICE, [one.entry_id for one in new], work.now)
    work.edit.put_many(EDITING_SCOPE, [*new, *joined])
    names = ",".join(one.entry_id for one in joined[:20])
    return Outcome(detail={"begun": str(len(new)), "joined": names} | _told(refused))


def _offices(work: CommandWork, data: ChangeManyHours) -> Iterator[Office]:
    if not (data.for_desk or data.for_phone):
        raise Refused(reason_codes.MISSING_FIELD, field="for_desk")
    rows = work.connection.execute("SELECT * FROM office WHERE deleted = 0 ORDER BY id")
    offices = values_in(work.connection, Office, rows)
    unknown = [one for one in data.office_ids if one not in offices]
    if unknown:
        raise Refused(reason_codes.UNKNOWN_ENTRY, field="office_ids", id=unknown[0])
    wanted = set(data.office_ids)
    for office in offices.values():
        # None named means all that may be asked: withdrawn ones stay as they are.
        if office.id in wanted or (not wanted and may_be_asked(office)):
            yield office


def _fault_of_hours(revision: Revision) -> EntryFinding | None:
    """Return what is wrong with the hours as a whole: the exception alone may be well."""
    entry = entry_in(revision)
    assert isinstance(entry, Office)
    for field, code in hours_faults(entry):
        return EntryFinding(code=CheckCode.HOURS_UNUSABLE, field=field, excerpt=code)
    return None


def _told(refused: list[tuple[Office, EntryFinding]]) -> dict[str, str]:
    """Return which offices were left out, by name, and why each."""
    if not refused:
        return {}
    named = refused[:MOST_NAMED]
    return {
        "refused": str(len(refused)),
        "names": "; ".join(office.name[:NAME_SHOWN] for office, _ in named),
        "faults": ",".join(f"{office.id}/{one.field}/{one.excerpt}" for office, one in named),
        "field": refused[0][1].field,
        "check": str(refused[0][1].code),
    }


def _changed(
    work: CommandWork,
    data: ChangeManyHours,
    office: Office,
    open_one: Revision | None,
    edits: dict[str, FieldEdit],
) -> Revision:
    if open_one is None:
        return _begun(work, data, office, edits)
    return told_why(laid(work, open_one, edits, office), data.why)


def _begun(
    work: CommandWork, data: ChangeManyHours, office: Office, edits: dict[str, FieldEdit]
) -> Revision:
    wanted = RevisionId(work.id_for(f"hours/{office.id}"))
    revision = begun(work, wanted, EntryKind.OFFICE, office.id, office)
    changed = signed(work, laid(work, revision, edits, office))
    return msgspec.structs.replace(
        told_why(changed, data.why), state=RevisionState.IN_REVIEW, batch_id=data.batch_id
    )
