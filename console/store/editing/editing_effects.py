"""What an editor's command changes on the editor's seat before the server has it."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from console.store.editing.editing_repository import (
    entry,
    open_revision_of,
    open_revisions,
    revision,
)
from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import shown
from contract.domain.account import Account
from contract.domain.knowledge_entries.entry_fields import (
    BadField,
    blank_entry,
    body_of,
    entry_of,
    title_of,
    values_of,
    with_values,
)
from contract.domain.knowledge_entries.entry_merge import FieldEdit, MergedFields, merge_fields
from contract.domain.knowledge_entries.learning import ProposalState, TrialQuestion
from contract.domain.knowledge_entries.revision import FieldClash, Revision, RevisionState
from contract.wire.changes import Kind
from contract.wire.commands import (
    AnswerReport,
    Command,
    DecideProposal,
    DiscardRevision,
    EditRevision,
    KeepQuestion,
    RequestReview,
    ReviewBatch,
    ReviewRevision,
    SettleClash,
    WithdrawEntry,
)

Effect = tuple[Kind, str, msgspec.Struct]


# What an editor decides about citizens' words, here before the server has it.
def learning_effects(connection: Connection, command: Command, who: Account) -> list[Effect]:
    """Return the rows as they are once the command is applied; of other commands none."""
    match command.data:
        case DecideProposal() as data:
            proposal = shown(connection, Kind.PROPOSAL, data.proposal_id)
            if proposal is None:
                return []
            decided = replace(
                proposal,
                state=ProposalState.ACCEPTED if data.is_accepted else ProposalState.REFUSED,
                line=data.line or proposal.line,
                lost=(),
                decided_name=who.display_name,
                decided_at=command.at,
            )
            return [(Kind.PROPOSAL, proposal.id, decided)]
        case KeepQuestion() as data:
            question = TrialQuestion(
                id=data.question_id,
                text=data.text,
                card_ids=data.card_ids,
                language=data.language,
                added_name=who.display_name,
            )
            return [(Kind.QUESTION, question.id, question)]
    return []


def editing_effects(connection: Connection, command: Command, who: Account) -> list[Effect]:
    """Return the rows as they are once the command is applied; of other commands none.

    Restoring a version and changing many hours are worked out by the server.
    """
    match command.data:
        case EditRevision() as data:
            return [*_edited(connection, command, data, who)]
        case SettleClash() as data:
            return [*_settled(connection, data)]
        case RequestReview() as data:
            return [*_handed_over(connection, data)]
        case ReviewRevision() as data:
            return [*_changed(connection, data, **_reviewed(data))]
        case ReviewBatch() as data:
            batch = [one for one in open_revisions(connection) if one.batch_id == data.batch_id]
            return [_row(replace(one, **_reviewed(data))) for one in batch]
        case DiscardRevision() as data:
            return [*_changed(connection, data, state=RevisionState.DISCARDED)]
        case WithdrawEntry() as data:
            found = entry(connection, data.entry_kind, data.entry_id)
            # Lines of the thesaurus cannot be withdrawn, only changed or removed.
            if found is None or not hasattr(found, "withdrawn"):
                return []
            withdrawn = replace(found, withdrawn=data.why)
            return [(Kind(data.entry_kind.value), data.entry_id, withdrawn)]
        case AnswerReport() as data:
            report = shown(connection, Kind.REPORT, data.report_id)
            return [] if report is None else [_report_row(report, data)]
    return []


def _edited(
    connection: Connection, command: Command, data: EditRevision, who: Account
) -> Iterator[Effect]:
    present = open_revision_of(connection, data.entry_kind, data.entry_id)
    published = entry(connection, data.entry_kind, data.entry_id)
    blank = blank_entry(data.entry_kind, data.entry_id)
    before = entry_of(data.entry_kind, present.body) if present else published or blank
    edits = {
        name: FieldEdit(json.loads(bytes(one.before)), json.loads(bytes(one.after)))
        for name, one in data.changes.items()
    }
    # The rule of the server itself: anything else would show texts that the next pull takes back.
    merged = merge_fields(values_of(before), edits)
    mine = _new_clashes(merged, present, command, who)
    if (
        present is not None
        and merged.values == values_of(before)
        and not mine
        and data.why in present.why
        and set(data.report_ids) <= set(present.report_ids)
    ):
        # Replayed, the edit would make a draft again of what was handed over for review since then.
        return  # it came back already, and what was done with it since holds
    try:
        after = with_values(before, merged.values)
    # A replay must go on with the commands behind this one: the server refuses it in words.
    except BadField:
        return  # the server will say so
    known = present or Revision(
        id=data.revision_id,
        entry_kind=data.entry_kind,
        entry_id=data.entry_id,
        body="",
        base_version=data.base_version,
        begun_at=command.at,
        version=0,
    )
    yield _row(
        replace(
            known.written_by(who.id, who.display_name),
            body=body_of(after),
            title=title_of(after),
            # What is written in again is a draft again: no review of the state before counts.
            state=RevisionState.DRAFT,
            edited_at=command.at,
            why=_reasons(known.why, data.why),
            report_ids=tuple(dict.fromkeys((*known.report_ids, *data.report_ids))),
            # Both texts stay until somebody chooses between them (docs/decisions/0019).
            clashes=known.clashes + mine,
            version=known.version + 1,
        )
    )


def _reasons(known: str, why: str) -> str:
    # Replayed after each pull: without the test a reason would be there once for each pull.
    return known if why in known else f"{known}\n{why}".strip()


def _new_clashes(
    merged: MergedFields, present: Revision | None, command: Command, who: Account
) -> tuple[FieldClash, ...]:
    """Return the texts that do not fit and do not stand beside their field yet."""
    known = {(one.field, one.other) for one in present.clashes} if present is not None else set()
    clashes = (
        FieldClash(
            field=name,
            other=msgspec.json.encode(other).decode(),
            author_id=who.id,
            author_name=who.display_name,
            at=command.at,
        )
        for name, other in merged.clashes.items()
    )
    # Likewise: a text that stands beside its field already is not put there again.
    return tuple(one for one in clashes if (one.field, one.other) not in known)


def _settled(connection: Connection, data: SettleClash) -> Iterator[Effect]:
    known = revision(connection, data.revision_id)
    if known is None:
        return
    body = entry_of(known.entry_kind, known.body)
    try:
        settled = with_values(body, {data.field: json.loads(bytes(data.value))})
    except BadField:
        return
    clashes = tuple(one for one in known.clashes if one.field != data.field)
    version = known.version + 1
    yield _row(replace(known, body=body_of(settled), clashes=clashes, version=version))


def _changed(connection: Connection, data: Any, **changes: Any) -> Iterator[Effect]:
    known = revision(connection, data.revision_id)
    if known is not None:
        yield _row(replace(known, **changes))


def _handed_over(connection: Connection, data: RequestReview) -> Iterator[Effect]:
    known = revision(connection, data.revision_id)
    if known is None:
        return
    yield _row(
        replace(
            known,
            state=RevisionState.IN_REVIEW,
            reviewer_id=data.reviewer_id,
            # The note of the review before would read as one about the texts handed over now.
            review_note="",
            why=data.why or known.why,
            # Reckoned as the server does: what is handed over next is named by its version.
            version=known.version + 1,
        )
    )


def _reviewed(data: ReviewRevision | ReviewBatch) -> dict[str, Any]:
    if not data.is_approved:
        return {"state": RevisionState.DRAFT, "review_note": data.note}
    state = RevisionState.PUBLISHED if data.publish_at is None else RevisionState.SCHEDULED
    return {"state": state, "review_note": data.note, "publish_at": data.publish_at}


def _report_row(report: Any, data: AnswerReport) -> Effect:
    return Kind.REPORT, report.id, replace(report, state=data.state)


def _row(one: Revision) -> Effect:
    return Kind.REVISION, one.id, one
