"""Queues what an editor typed for the server: fields with their values before, no text lost."""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from console.model.editing.entry_form import form_of
from console.model.editing.entry_texts import UnreadableField, json_from
from console.model.editing.revision_draft import RevisionDraft, joined
from console.store.editing.editing_repository import open_revision_of, revision_draft
from console.store.editing.texts_beside import keep_beside
from console.store.replica.cipher import Connection
from console.store.replica.outbox import enqueue
from contract.domain.ids import new_command_id
from contract.wire.commands import Command, EditRevision, FieldChange


def hand_over(
    connection: Connection, draft: RevisionDraft, changes: dict[str, FieldChange], at: datetime
) -> None:
    """Queue the changes of a draft; of one without any what is new to an open revision.

    That is a reason, and the reports it mends as well.
    """
    present = open_revision_of(connection, draft.entry_kind, draft.entry_id)
    is_news = present is not None and (
        draft.why.strip() or not set(draft.report_ids) <= set(present.report_ids)
    )
    # A revision without a change would put an entry before a reviewer for nothing
    # (test_nothing_changed_makes_no_revision).
    if not changes and not is_news:
        return
    data = EditRevision(
        revision_id=draft.revision_id,
        entry_kind=draft.entry_kind,
        entry_id=draft.entry_id,
        base_version=draft.base_version,
        changes=changes,
        why=draft.why.strip(),
        report_ids=draft.report_ids,
    )
    enqueue(connection, Command(id=new_command_id(), at=at, data=data))


def lay_together(
    connection: Connection, mine: RevisionDraft, other: RevisionDraft, at: datetime
) -> RevisionDraft:
    """Return my draft with the other seat's fields beside it; unlike texts are submitted.

    The server merges them as texts of two editors: no word of either is lost. What it cannot
    merge, half typed at the other seat, stays here beside.
    """
    together, apart = joined(mine, other)
    # Handed over, not kept: laid together by the server, as two editors' texts are.
    if apart is not None:
        # A change without what was seen before cannot be laid together by the server.
        known = {name: text for name, text in apart.texts.items() if name in apart.before}
        changes, faults = changes_in(replace(apart, texts=known))
        left = (apart.texts.keys() - known.keys()) | {name for name, _ in faults}
        keep_beside(connection, apart, {name: apart.texts[name] for name in sorted(left)}, at)
        hand_over(connection, apart, changes, at)
    return together


def with_what_came(connection: Connection, draft: RevisionDraft, at: datetime) -> RevisionDraft:
    """Return the draft with what came from the editor's other seat and no screen has shown."""
    here = revision_draft(connection, draft.key)
    # The same number or a lower one: this draft has seen it, or went on from it.
    if here is None or here.number <= draft.number:
        return draft
    return lay_together(connection, draft, here, at)


def changes_in(
    draft: RevisionDraft,
) -> tuple[dict[str, FieldChange], tuple[tuple[str, str], ...]]:
    """Return the changes of a draft, and the fields that hold no value, each with why."""
    changes: dict[str, FieldChange] = {}
    faults: list[tuple[str, str]] = []
    for name, text in draft.texts.items():
        before = draft.before[name]
        try:
            after = json_from(form_of(draft.entry_kind, name), text)
        except UnreadableField as fault:
            faults.append((name, fault.code))
            continue
        # Values, not texts: a space or another order of keys is no change.
        if msgspec.json.decode(after) != msgspec.json.decode(before):
            changes[name] = FieldChange(
                before=msgspec.Raw(before.encode()), after=msgspec.Raw(after.encode())
            )
    return changes, tuple(faults)
