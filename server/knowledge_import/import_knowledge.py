"""Taking a folder of knowledge files into the server: all or nothing, and nothing twice."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from contract.domain.ids import BASE_SCOPE, EDITING_SCOPE, KNOWLEDGE_SCOPE, Scope, new_id
from contract.domain.knowledge_entries.entry_checks import errors_of
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.knowledge import Desk, ThesaurusLine
from contract.domain.knowledge_entries.revision import Revision
from contract.domain.queue import Queue
from contract.wire.changes import BODY_TYPES, Kind
from server.knowledge_import.import_drafts import (
    NO_REASONS,
    entries_in_drafts,
    handed_over_as_one,
    imported_drafts,
)
from server.knowledge_import.import_summary import WHOLE, ImportSummary, ImportWay, KindSummary
from server.knowledge_import.knowledge_files import Knowledge, read_knowledge
from server.store.engine.connection import Connection
from server.store.knowledge.knowledge_versions import lock_knowledge
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import TABLES, values_in
from server.usecases.accounts.manage_accounts import UnknownLogin
from server.usecases.duty.keep_skills import set_skills
from server.usecases.knowledge.editing.kept_versions import keep_imported, keep_replaced

NAME_SHOWN = 60  # characters


class KnowledgeMoved(Exception):
    """An entry changed while the files were read against it: read them again."""


class KindPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be written of a kind. missing: what the knowledge lacks, and is there."""

    kind: Kind
    scope: Scope
    puts: tuple[msgspec.Struct, ...]
    drafts: tuple[msgspec.Struct, ...]
    missing: tuple[msgspec.Struct, ...]
    removes: tuple[str, ...]
    summary: KindSummary


def import_knowledge(connection: Connection, folder: Path, now: datetime) -> ImportSummary:
    """Read the folder and store it. Raise ImportRefused, having written nothing.

    Where the transaction should be short, call read_knowledge before it and store_knowledge in it.
    """
    return store_knowledge(connection, read_knowledge(folder), now)


def store_knowledge(
    connection: Connection,
    knowledge: Knowledge,
    now: datetime,
    way: ImportWay = WHOLE,
    reasons: Mapping[str, str] = NO_REASONS,
) -> ImportSummary:
    """Make the stored knowledge equal to this, writing only the rows that differ.

    reasons: by entry, what an editor should complete in a draft. Raise KnowledgeMoved when an
    entry that a part was read against is another one by now.
    """
    # Before anything is compared: an editor's publication of this moment would be written over.
    lock_knowledge(connection)
    if knowledge.queues is not None:  # a team lead may set an emergency text at this moment
        connection.execute(f"SELECT id FROM queue ORDER BY id{connection.for_update}")
    # All of it planned before the first row is written: all or nothing.
    plans = planned(connection, knowledge, way)
    edit = FeedEdit(connection, now=now)
    drafts: list[Revision] = []
    for plan in plans:
        # Only what differs: seats copy nothing of an import that changes nothing.
        ids = [*map(_id, plan.puts), *plan.removes]
        # Before the rows change: the version an editor may want back is the one before the import.
        keep_replaced(connection, plan.kind, ids, now)
        keep_imported(connection, plan.kind, edit.put_many(plan.scope, plan.puts), now)
        for entity_id in plan.removes:
            edit.remove(plan.kind, entity_id)
        drafts += imported_drafts(connection, plan.kind, plan.drafts, reasons, now)
    if way.reads_drafts:
        drafts = handed_over_as_one(connection, drafts, new_id())
    edit.put_many(EDITING_SCOPE, drafts)
    edit.finish()
    return summary_of(plans, way)


def summary_of(plans: Sequence[KindPlan], way: ImportWay) -> ImportSummary:
    missing = [
        f"{plan.kind} {_id(one)} «{_name(one)}»"
        for plan in plans
        for one in (() if way.keeps_others else plan.missing)
    ]
    return ImportSummary(
        kinds={plan.kind: plan.summary for plan in plans},
        missing=tuple(missing),
        is_removed=way.removes,
        unfit=tuple(
            (plan.kind, draft.id, found)
            for plan in plans
            for draft in plan.drafts
            if isinstance(draft, Entry)
            for found in errors_of(draft)
        ),
    )


def planned(
    connection: Connection, knowledge: Knowledge, way: ImportWay = WHOLE
) -> tuple[KindPlan, ...]:
    """Return what storing it would write, writing nothing. Raise KnowledgeMoved."""
    desks = knowledge.desks if way.removes else _desks_kept(connection, knowledge)
    values: list[tuple[Kind, Scope, Sequence[msgspec.Struct]]] = [
        (Kind.DESK, BASE_SCOPE, desks),
        (Kind.TOPIC, BASE_SCOPE, knowledge.topics),
        (Kind.OFFICE, KNOWLEDGE_SCOPE, knowledge.offices),
        (Kind.CARD, KNOWLEDGE_SCOPE, knowledge.cards),
        (Kind.FAQ, KNOWLEDGE_SCOPE, knowledge.faqs),
        (Kind.THESAURUS, KNOWLEDGE_SCOPE, _as_known(connection, knowledge.thesaurus)),
    ]
    if knowledge.queues is not None:
        values.append((Kind.QUEUE, BASE_SCOPE, _as_at_work(connection, knowledge.queues)))
    return tuple(_plan(connection, kind, scope, new, way) for kind, scope, new in values)


def store_skills(connection: Connection, knowledge: Knowledge, now: datetime) -> tuple[str, ...]:
    """Replace the skills of the accounts named; return logins no account has yet."""
    unknown = []
    for login, skills in knowledge.skills or ():
        try:
            set_skills(connection, login, skills, now)
        # An account that does not exist yet is named, and holds up nobody else's skills.
        except UnknownLogin:
            unknown.append(login)
    return tuple(unknown)


def _as_at_work(connection: Connection, queues: Sequence[Queue]) -> list[Queue]:
    """Return the queues with the emergency text a team lead has set meanwhile."""
    texts = {
        row["id"]: row["emergency_text"]
        for row in connection.execute("SELECT id, emergency_text FROM queue WHERE deleted = 0")
    }
    # A lead may set a text while the file is being written: no import takes it away.
    return [replace(queue, emergency_text=texts.get(queue.id, "")) for queue in queues]


def _as_known(connection: Connection, lines: Sequence[ThesaurusLine]) -> list[ThesaurusLine]:
    """Return the lines with id, who accepted them and when, which no file says."""
    rows = connection.execute("SELECT * FROM thesaurus_line ORDER BY deleted DESC, id DESC")
    stored = values_in(connection, ThesaurusLine, rows).values()
    # By its words: who accepted a line, and when, stands in no file.
    known = {(one.language, one.line): one for one in stored}  # what is there beats what was
    return [known.get((line.language, line.line), line) for line in lines]


def _desks_kept(connection: Connection, knowledge: Knowledge) -> tuple[Desk, ...]:
    """Return the desks that are new or get other topics, with those they have already."""
    desks = {str(key): value for key, value in _stored(connection, Kind.DESK).items()}
    desks |= {str(desk.id): desk for desk in knowledge.desks}
    told = {topic.id for topic in knowledge.topics}
    kept: list[Desk] = []
    for desk in desks.values():
        assert isinstance(desk, Desk)
        staying = [topic_id for topic_id in desk.topic_ids if topic_id not in told]
        mine = [topic.id for topic in knowledge.topics if topic.desk_id == desk.id]
        topic_ids = (*staying, *mine)
        as_before = set(topic_ids) == set(desk.topic_ids)
        kept.append(desk if as_before else replace(desk, topic_ids=topic_ids))
    return tuple(kept)


def _plan(
    connection: Connection,
    kind: Kind,
    scope: Scope,
    values: Sequence[msgspec.Struct],
    way: ImportWay,
) -> KindPlan:
    published = _stored(connection, kind)
    waiting = entries_in_drafts(connection, kind) if way.drafts is not None else {}
    stored = published | waiting if way.reads_drafts else dict(published)
    puts: list[msgspec.Struct] = []
    drafts: list[msgspec.Struct] = []
    added = left = 0
    for value in values:
        old, before = stored.pop(_id(value), None), published.get(_id(value))
        if _is_same(value, old):
            left += not _is_same(value, before)
            continue
        # Read against another version: what an editor wrote in between would be lost.
        if way.keeps_others and old is not None and _version(value) != _version(old):
            raise KnowledgeMoved(_id(value))
        if way.drafts is not None and way.drafts(kind, value, before):
            # An earlier import left just this with the editors: it makes no second draft.
            if _is_same(value, waiting.get(_id(value))):
                left += 1
            else:
                drafts.append(value)
            continue
        puts.append(value)
        added += old is None
    removes = tuple(stored) if way.removes else ()
    summary = KindSummary(
        added=added,
        changed=len(puts) - added,
        unchanged=len(values) - len(puts) - len(drafts),
        withdrawn=len(removes),
        drafts=len(drafts),
        waiting=left,
    )
    return KindPlan(
        kind=kind,
        scope=scope,
        puts=tuple(puts),
        drafts=tuple(drafts),
        missing=tuple(stored.values()),
        removes=removes,
        summary=summary,
    )


def _stored(connection: Connection, kind: Kind) -> dict[str, msgspec.Struct]:
    """Return the rows seats can see, by id."""
    rows = connection.execute(f"SELECT * FROM {TABLES[kind]} WHERE deleted = 0 ORDER BY id")
    return values_in(connection, BODY_TYPES[kind], rows)


def _is_same(value: msgspec.Struct, old: msgspec.Struct | None) -> bool:
    """Return whether a value says what is there already, whatever its version."""
    return old is not None and old == _with_version_of(value, old)


def _with_version_of(value: msgspec.Struct, old: msgspec.Struct) -> msgspec.Struct:
    return replace(value, version=_version(old))


def _version(value: msgspec.Struct) -> int:
    return int(getattr(value, "version"))  # noqa: B009 # all have one


def _name(value: msgspec.Struct) -> str:
    """Return what people call it, in one line of a terminal."""
    names = (
        str(getattr(value, name, "")) for name in ("title", "name", "question", "path", "line")
    )
    return " ".join(next(filter(None, names), "").split())[:NAME_SHOWN]


def _id(value: msgspec.Struct) -> str:
    return str(getattr(value, "id"))  # noqa: B009 # all have one
