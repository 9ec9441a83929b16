"""An entry with what an editor typed into it: what it began from, what it would be, its faults."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from console.model.editing.editing_work import EntryFile
from console.model.editing.entry_form import FIELDS, form_of
from console.model.editing.entry_texts import UnreadableField, json_from, json_of, text_of
from console.model.editing.revision_draft import RevisionDraft
from contract.domain.ids import ReportId, RevisionId, new_id
from contract.domain.knowledge_entries.entry_checks import check_entry, readability
from contract.domain.knowledge_entries.entry_fields import (
    BadField,
    Entry,
    blank_entry,
    entry_of,
    field_of,
    title_of,
)
from contract.domain.knowledge_entries.entry_findings import EntryFinding, Severity
from contract.domain.knowledge_entries.entry_hours import hidden_exceptions
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause
from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard


class EntryLook(msgspec.Struct, frozen=True, kw_only=True):
    """entry: as far as what is typed can be read; faults: of fields that hold no value."""

    entry: Entry | None = None
    faults: dict[str, str] = {}
    findings: tuple[EntryFinding, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()  # field and days of exceptions without force
    readability: int | None = None

    @property
    def errors(self) -> tuple[EntryFinding, ...]:
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)


def base_of(file: EntryFile) -> Entry:
    """Return what the texts of a form are made of: the open revision, else what is published."""
    if file.revision is not None:
        try:
            return entry_of(file.entry_kind, file.revision.body)
        except msgspec.DecodeError:
            pass  # of a newer version: what is published is shown
    return file.published or blank_entry(file.entry_kind, file.entry_id)


def new_draft(file: EntryFile) -> RevisionDraft:
    """Return a draft in which nothing was typed yet."""
    return RevisionDraft(
        entry_kind=file.entry_kind,
        entry_id=file.entry_id,
        revision_id=file.revision.id if file.revision is not None else RevisionId(new_id()),
        base_version=file.published.version if file.published is not None else 0,
        title=title_of(base_of(file)),
    )


def led_by(
    draft: RevisionDraft, report_ids: tuple[ReportId, ...], field: str = ""
) -> RevisionDraft:
    """Return the draft as what mends these reports; field: where the fault is, the cursor goes."""
    draft = replace(draft, report_ids=tuple(dict.fromkeys((*draft.report_ids, *report_ids))))
    if not field or field == draft.focus_field:
        return draft
    return replace(draft, focus_field=field, cursor=0)


def with_mended(draft: RevisionDraft, reports: Iterable[EntryReport]) -> RevisionDraft:
    """Return the draft as what mends operators' reports on the fields that change in it.

    A report that names no field stays open until somebody opens or answers it: nobody can tell
    here whether what it means is among the changes.
    """
    told = (one for one in reports if one.cause is ReportCause.OPERATOR)
    return led_by(draft, tuple(one.id for one in told if one.field and one.field in draft.texts))


def typed_into(
    draft: RevisionDraft, base: Entry, field: str, text: str, cursor: int
) -> RevisionDraft:
    """Return the draft with a text in a field, beside what was seen there before."""
    # What was seen when the field was first touched: later the base may be a colleague's.
    before = draft.before.get(field) or json_of(base, field)
    return replace(
        draft,
        texts=draft.texts | {field: text},
        before=draft.before | {field: before},
        # A crash must bring the cursor back too.
        focus_field=field,
        cursor=cursor,
        # The server has an older text until it is sent again.
        is_kept=False,
    )


def changed_fields(before: Entry | None, now: Entry, draft: RevisionDraft) -> tuple[str, ...]:
    """Return the fields whose texts are others now."""
    changed = []
    for field in FIELDS[draft.entry_kind]:
        text = text_of(field, getattr(now, field.name))
        old = text_of(field, getattr(before, field.name)) if before is not None else ""
        if text != old:
            changed.append(field.name)
    return tuple(changed)


def look_at(file: EntryFile, base: Entry, draft: RevisionDraft, today: date) -> EntryLook:
    """Check what is typed now."""
    entry, faults = _typed(base, draft)
    original = file.original if isinstance(file.original, ServiceCard | Faq) else None
    return EntryLook(
        entry=entry,
        faults=faults,
        findings=check_entry(entry, today, original, file.published),
        hidden=tuple(hidden_exceptions(entry)),
        readability=readability(entry),
    )


def _typed(base: Entry, draft: RevisionDraft) -> tuple[Entry, dict[str, str]]:
    """Return the entry with the texts in it; fields that cannot be read keep their value."""
    kind = draft.entry_kind
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, text in draft.texts.items():
        try:
            value = msgspec.json.decode(json_from(form_of(kind, name), text))
            values[name] = field_of(kind, name, value)
        except UnreadableField as fault:
            faults[name] = fault.code
        # A field half typed keeps its last value: the preview must not vanish at each key.
        except (BadField, ValueError):
            faults[name] = "value"
    return replace(base, **values), faults
