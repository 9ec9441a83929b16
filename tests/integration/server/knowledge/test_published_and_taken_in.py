"""What editors published on one server leaves it in a file, and a second one takes all of it."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from contract.domain.account import Role
from contract.domain.ids import RevisionId, new_command_id, new_id
from contract.domain.knowledge_entries.entry_fields import blank_entry, values_of
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.opening_times.opening_times import DayException, OpeningTimes, week
from contract.wire import reason_codes
from contract.wire.commands import (
    Command,
    CommandData,
    EditRevision,
    FieldChange,
    RequestReview,
    ReviewRevision,
    Status,
    Verdict,
)
from contract.wire.session import SessionReply
from server.cli.command_line import run
from server.cli.opened_database import prepare
from server.knowledge_import.export_knowledge import stored_tables
from server.knowledge_import.knowledge_tables import Tables
from server.store.engine.server_database import ServerDatabase
from tests.support.knowledge.knowledge_folder import KnowledgeFolder
from tests.support.servers.real_server import RealServer, push, utc_now

SUFFIXES = {"csv": "", "xlsx": ".xlsx", "hsds": ".json", "hsds-csv": "", "cpsv": ".jsonld"}
NIGHT = OpeningTimes(
    weekly=week((0, 4), (720, 1920)),  # 12:00 to 08:00
    exceptions=(DayException(date(2026, 12, 4), date(2026, 12, 4), (), '=sciopero; "«s»"\n||'),),
)
OFFICE = {
    "name": "=Sportello « N°1 »",
    "desk_times": msgspec.to_builtins(NIGHT),
    "note": "#REF!",
    "latitude": 1e-7,
    "website": "https://comune.example/?a=b&c=%27",
    "staff": [{"role": "=Capo", "note": "'=2º piano"}],
}
CARD = {
    "title": f"{'Certificato ' * 16}{'x' * 8}",  # 200 characters
    "topic_id": "tari",
    "say": "=Si chiede qui. " + "s" * 284,
    "how_to": '=1+1\r\n- Citta\N{COMBINING GRAVE ACCENT};\t«a», "b"\n',
    "costs": "_x0041_ x005F_ \N{LINE SEPARATOR}\N{ZERO WIDTH SPACE}",
    "conditions": '"' * 20_000,
    "what_is_needed": "\\" * 20_000,
    "access": "\n'" * 9_999,
    "keywords": "#N/D",
    "office_ids": ["strano", "sud", "strano"],
    "places": [{"office_id": "strano", "note": "=solo qui", "phones": ["+390655550100"]}],
    "language": "pt-BR",
    "verified_on": "2027-02-01",
    "valid_until": "2027-01-01",
}
FAQ = {"card_id": "strana", "question": "'=Quando?", "answer": "a\n" * 9_999 + "b"}
LINE = {"line": "ca = lis = carta  d'identità"}
UNUSABLE = {
    "title": ("t" * 201, "value_too_long"),
    "costs": ("16\x07 euro", "text_unusable"),
    "owner_email": ("tari(at)comune.example", "value_malformed"),
}


class Editors:
    """Two editors of a server: what one writes the other one publishes."""

    def __init__(self, server: RealServer, anna: SessionReply, bea: SessionReply) -> None:
        self._server = server
        self._anna, self._bea = anna, bea

    async def written(self, kind: EntryKind, entry_id: str, **after: Any) -> Verdict:
        """Write into a new entry and ask for its review; return the answer to that."""
        before = values_of(blank_entry(kind, entry_id))
        changes = {
            name: FieldChange(before=_raw(before[name]), after=_raw(value))
            for name, value in after.items()
        }
        self.revision_id = RevisionId(new_id())
        edit = EditRevision(
            revision_id=self.revision_id,
            entry_kind=kind,
            entry_id=entry_id,
            base_version=0,
            changes=changes,
        )
        async with self._server.client(self._anna) as client:
            edited = await _sent(client, edit)
            assert edited.status is Status.APPLIED, edited
            self.revision_id = RevisionId(edited.detail["revision_id"])
            return await _sent(client, RequestReview(revision_id=self.revision_id, seen_version=1))

    async def publish(self, kind: EntryKind, entry_id: str, **after: Any) -> None:
        asked = await self.written(kind, entry_id, **after)
        assert asked.status is Status.APPLIED, asked
        approval = ReviewRevision(revision_id=self.revision_id, seen_version=2, is_approved=True)
        async with self._server.client(self._bea) as client:
            verdict = await _sent(client, approval)
        assert (verdict.status, verdict.detail["published"]) == (Status.APPLIED, "1"), verdict


async def _sent(client: httpx.AsyncClient, data: CommandData) -> Verdict:
    command = Command(id=new_command_id(), at=utc_now(), data=data)
    return (await push(client, command)).results[command.id]


def _raw(value: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))


async def two_editors(server: RealServer) -> Editors:
    sessions = []
    for name in ("anna", "bea"):
        await server.add_account(name, Role.EDITOR)
        sessions.append(await server.sign_in(name))
    return Editors(server, *sessions)


def a_database(folder: Path) -> str:
    return f"sqlite:///{folder / 'chiamaroma.db'}"


def tables_in(folder: Path) -> Tables:
    """Return all there is, in an order that says nothing."""
    database = ServerDatabase.open(a_database(folder))
    try:
        tables = database.read_now(stored_tables)
    finally:
        database.close()
    return {name: sorted(rows, key=lambda row: [*row.values()]) for name, rows in tables.items()}


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """Return the data folder of a server with a small city."""
    folder = tmp_path / "first"
    city = KnowledgeFolder(tmp_path / "city")
    assert run(["import", "--data-dir", str(folder), str(city.path)]) == 0
    return folder


async def published_on(folder: Path) -> None:
    """Have editors publish the oddest values they may, over HTTP."""
    async with await RealServer.start(a_database(folder)) as server:
        editors = await two_editors(server)
        await editors.publish(EntryKind.OFFICE, "strano", **OFFICE)
        await editors.publish(EntryKind.CARD, "strana", **CARD)
        await editors.publish(EntryKind.FAQ, "strana", **FAQ)
        await editors.publish(EntryKind.THESAURUS, "riga", **LINE)


async def test_the_oddest_entries_go_to_a_second_server_in_every_format(
    first: Path, tmp_path: Path
) -> None:
    await published_on(first)
    whole = tables_in(first)
    (card,) = (row for row in whole["cards.csv"] if row["id"] == "strana")
    assert card["how_to"] == '=1+1\n- Città;\t«a», "b"'
    for name, suffix in SUFFIXES.items():
        file, second = tmp_path / f"out-{name}{suffix}", tmp_path / f"second-{name}"
        await asyncio.to_thread(_moved, first, file, second, name)
        back = tables_in(second)
        of_work = {"queues.csv", "skills.csv"}  # which only our own tables hold
        assert {n: rows for n, rows in back.items() if n not in of_work} == {
            n: rows for n, rows in whole.items() if n not in of_work
        }, name


def _moved(first: Path, file: Path, second: Path, name: str) -> None:
    ours = name in ("csv", "xlsx")
    of = [] if ours else ["--format", name]
    assert run(["export", "--data-dir", str(first), str(file), *of]) == 0
    how = [] if ours else ["--format", name.removesuffix("-csv"), "--remove-missing"]
    how += [] if ours else ["--no-as-drafts"]
    assert run(["import", "--data-dir", str(second), str(file), *how]) == 0


async def test_a_base_without_questions_and_desks_goes_to_a_second_server_too(
    tmp_path: Path,
) -> None:
    first = tmp_path / "first"
    await asyncio.to_thread(prepare, a_database(first))
    async with await RealServer.start(a_database(first)) as server:
        await server.add_topic("tari")
        editors = await two_editors(server)
        await editors.publish(EntryKind.CARD, "k1", title="TARI", topic_id="tari", say="Si paga.")
    for name in ("csv", "xlsx"):
        file, second = tmp_path / f"out{SUFFIXES[name]}", tmp_path / f"second-{name}"
        await asyncio.to_thread(_moved, first, file, second, name)
        assert tables_in(second) == tables_in(first)


async def test_what_no_file_could_carry_is_not_even_handed_over(first: Path) -> None:
    async with await RealServer.start(a_database(first)) as server:
        editors = await two_editors(server)
        right = {"title": "Certificato", "topic_id": "tari", "say": "Si chiede."}
        for field, (value, check) in UNUSABLE.items():
            verdict = await editors.written(EntryKind.CARD, f"k-{field}", **{**right, field: value})
            assert (verdict.reason, verdict.detail["field"], verdict.detail["check"]) == (
                reason_codes.ENTRY_FAULT,
                field,
                check,
            )
