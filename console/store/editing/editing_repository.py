"""Revisions and reports of the knowledge base, and what an editor typed on this seat."""

from functools import lru_cache
from typing import Any, cast

import msgspec

from console.model.editing.editing_work import EditingWork, EntryFile
from console.model.editing.listed_entry import EntryFacts, EntryKey, facts_of
from console.model.editing.revision_draft import RevisionDraft, draft_key
from console.store.knowledge.knowledge_repository import card as card_of
from console.store.knowledge.knowledge_repository import faqs_of
from console.store.knowledge.knowledge_repository import office as office_of
from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import readable, shown, shown_all
from contract.domain.ids import CardId, ReportId, RevisionId
from contract.domain.knowledge_entries.entry_checks import errors_of
from contract.domain.knowledge_entries.entry_fields import Entry, entry_of
from contract.domain.knowledge_entries.entry_findings import EntryFinding
from contract.domain.knowledge_entries.entry_report import OPEN_REPORTS, EntryReport
from contract.domain.knowledge_entries.learning import SynonymProposal
from contract.domain.knowledge_entries.revision import OPEN_STATES, EntryKind, Revision
from contract.wire.changes import Kind

Named = tuple[tuple[str, str], ...]


def revision(connection: Connection, revision_id: RevisionId) -> Revision | None:
    return cast(Revision | None, shown(connection, Kind.REVISION, revision_id))


def open_revision_of(connection: Connection, kind: EntryKind, entry_id: str) -> Revision | None:
    """Return the one open revision of an entry."""
    found = shown_all(connection, Kind.REVISION, "json_extract(body, '$.entry_id') = ?", entry_id)
    # Ids are unique within a kind only: each kind has a table of its own (docs/decisions/0002).
    return next((one for one in found if one.entry_kind is kind and one.state in OPEN_STATES), None)


def open_revisions(connection: Connection) -> tuple[Revision, ...]:
    """Return what is being worked on by anybody, the last edited first."""
    found: tuple[Revision, ...] = _in_states(connection, Kind.REVISION, OPEN_STATES)
    return tuple(sorted(found, key=_edited, reverse=True))


def open_reports(connection: Connection) -> tuple[EntryReport, ...]:
    """Return the faults nobody has mended yet, the most often reported first."""
    found: tuple[EntryReport, ...] = _in_states(connection, Kind.REPORT, OPEN_REPORTS)
    # What hurts most operators stands first; the id keeps equals in one order on every seat.
    return tuple(sorted(found, key=lambda one: (-one.times, one.reported_at, one.id)))


def _in_states(connection: Connection, kind: Kind, states: frozenset[Any]) -> Any:
    """Return the rows of a kind that are in one of the states."""
    # "": left out of the body as the state a row begins with. The index by name: with no statistics
    # SQLite would read the rows of all years.
    listed = ", ".join(f"'{state}'" for state in ("", *sorted(states)))
    where = f"""id IN (
        SELECT id FROM replica_row INDEXED BY replica_{kind.value}_by_state
        WHERE kind = '{kind.value}' AND coalesce(json_extract(body, '$.state'), '') IN ({listed})
        UNION ALL SELECT id FROM overlay_row WHERE kind = '{kind.value}'
    )"""
    return tuple(one for one in shown_all(connection, kind, where) if one.state in states)


def report(connection: Connection, report_id: ReportId) -> EntryReport | None:
    return cast(EntryReport | None, shown(connection, Kind.REPORT, report_id))


def proposal(connection: Connection, proposal_id: str) -> SynonymProposal | None:
    return cast(SynonymProposal | None, shown(connection, Kind.PROPOSAL, proposal_id))


def entry(connection: Connection, kind: EntryKind, entry_id: str) -> Entry | None:
    """Return a published entry as operators have it."""
    return cast(Entry | None, shown(connection, Kind(kind.value), entry_id))


def entry_facts(connection: Connection, keys: tuple[EntryKey, ...]) -> dict[EntryKey, EntryFacts]:
    """Return what the list says of published entries; of others nothing."""
    found = ((key, entry(connection, *key)) for key in keys)
    return {key: facts_of(one) for key, one in found if one is not None}


def translations_of(connection: Connection, kind: EntryKind, entry_id: str) -> tuple[Entry, ...]:
    """Return the cards or FAQs that are this one in other languages."""
    if kind not in (EntryKind.CARD, EntryKind.FAQ):
        return ()
    where = "json_extract(body, '$.original_id') = ?"
    return cast(tuple[Entry, ...], shown_all(connection, Kind(kind.value), where, entry_id))


def save_revision_draft(connection: Connection, draft: RevisionDraft) -> None:
    connection.execute(
        "INSERT INTO revision_draft VALUES (?, ?)"
        " ON CONFLICT (entry) DO UPDATE SET body = excluded.body",
        (draft.key, msgspec.json.encode(draft).decode()),
    )


def revision_draft(connection: Connection, key: str) -> RevisionDraft | None:
    row = connection.execute("SELECT body FROM revision_draft WHERE entry = ?", (key,)).fetchone()
    # In the step of a verdict: one that cannot be read would hold up all verdicts.
    return next(readable(row or (), RevisionDraft, "revision draft"), None)


def revision_drafts(connection: Connection) -> tuple[RevisionDraft, ...]:
    """Return what lies here and was not handed over, the last saved first."""
    rows = connection.execute("SELECT body FROM revision_draft").fetchall()
    drafts = readable((body for (body,) in rows), RevisionDraft, "revision draft")
    return tuple(sorted(drafts, key=lambda one: (str(one.saved_at), one.key), reverse=True))


def delete_revision_draft(connection: Connection, key: str) -> None:
    connection.execute("DELETE FROM revision_draft WHERE entry = ?", (key,))


def editing_work(connection: Connection) -> EditingWork:
    revisions = open_revisions(connection)
    return EditingWork(
        revisions=revisions,
        reports=open_reports(connection),
        drafts=revision_drafts(connection),
        # Of imports only: what somebody wrote was looked at while it was typed.
        findings={
            one.id: _errors_in(one.entry_kind, one.body) for one in revisions if not one.author_ids
        },
    )


# The list is made anew with every change of the feed, and an import may bring thousands.
@lru_cache(maxsize=4096)
def _errors_in(kind: EntryKind, body: str) -> tuple[EntryFinding, ...]:
    """Return what stands against publishing a body; each is looked at once, however often asked."""
    try:
        return errors_of(entry_of(kind, body))
    except msgspec.DecodeError:
        return ()  # of a newer version


def entry_file(connection: Connection, kind: EntryKind, entry_id: str) -> EntryFile:
    """Return all there is about an entry, with what its preview needs."""
    published = entry(connection, kind, entry_id)
    revision = open_revision_of(connection, kind, entry_id)
    draft = revision_draft(connection, draft_key(kind, entry_id))
    # Offices and lines of the thesaurus have neither translations nor a card.
    original_id = getattr(published, "original_id", None)
    card_id = getattr(published, "card_id", entry_id)
    card = card_of(connection, CardId(card_id)) if kind is not EntryKind.OFFICE else None
    return EntryFile(
        entry_kind=kind,
        entry_id=entry_id,
        published=published,
        revision=revision,
        draft=draft,
        original=entry(connection, kind, original_id) if original_id else None,
        translations=translations_of(connection, kind, original_id or entry_id),
        card=card,
        offices=tuple(
            found
            for office_id in (card.office_ids if card is not None else ())
            if (found := office_of(connection, office_id)) is not None
        ),
        faqs=faqs_of(connection, CardId(card_id)) if kind is EntryKind.CARD else (),
    )


def reference_names(connection: Connection) -> tuple[Named, Named]:
    """Return (id, name) of all offices and of the Italian cards, by name."""
    offices, cards = (
        connection.execute(
            f"SELECT id, json_extract(body, '$.{name}') AS word FROM shown_row"
            " WHERE kind = ? AND json_extract(body, '$.original_id') IS NULL"
            " ORDER BY word COLLATE NOCASE, id",
            (kind.value,),
        ).fetchall()
        for kind, name in ((Kind.OFFICE, "name"), (Kind.CARD, "title"))
    )
    return tuple(map(tuple, offices)), tuple(map(tuple, cards))


def _edited(one: Revision) -> tuple[str, str]:
    return (one.edited_at.isoformat() if one.edited_at is not None else "", one.id)
