"""Queues and skills come in with the rest of the knowledge, all or nothing."""

from pathlib import Path

import msgspec
import pytest

from contract.domain.account import Role
from contract.domain.agents.agent import Skill, SkillKind, WrapUpMode
from contract.domain.ids import BASE_SCOPE, QueueId
from contract.domain.queue import Entry, LanguageHours, MenuKey, Queue, RecordingMode, RingStep
from contract.wire.queues import EmergencyText
from server.knowledge_import.export_knowledge import csv_texts, stored_tables
from server.knowledge_import.import_knowledge import import_knowledge, store_skills
from server.knowledge_import.import_problems import ImportRefused
from server.knowledge_import.knowledge_files import read_knowledge
from server.knowledge_import.queue_sheet import COLUMNS
from server.knowledge_import.written_files import write_texts
from server.store.engine.server_database import ServerDatabase
from server.store.sync.replicated_rows import find
from server.usecases.accounts.manage_accounts import add_account
from server.usecases.duty.available import all_skills
from server.usecases.operations.refused import Refused
from server.usecases.routing.known_queues import set_emergency
from tests.support.knowledge.knowledge_folder import DEMO_CITY, KnowledgeFolder
from tests.support.known import known
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, an_account

ROW = {
    "id": "generale",
    "name": "Informazioni",
    "entries": "060606;06 5555 0100=ar",
    "callback_desk_id": "tributi",
    "priority": "4",
    "hours": "Mo-Fr 08:00-18:30; PH off",
    "language_hours": "ar: Mo-Sa 16:00-19:00; PH off | ro: Mo 10:00-12:00",
    "rings": "20=1;0=3",
    "menu": "1=callback;2=queue:tributi;3=language:en;4=voicemail",
    "wrap_up": "optional",
    "tells_position": "sì",
    "offers_callback_s": "60",
    "overflow_to": "tributi",
    "overflow_after_s": "45",
    "abandoned_callback_s": "0",
}
TAXES = {"id": "tributi", "name": "Tributi", "desk_id": "tributi", "topic": "tributi"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    KnowledgeFolder(tmp_path)
    return tmp_path


def write_queues(folder: Path, *rows: dict[str, str]) -> None:
    lines = [",".join(COLUMNS)]
    lines += [",".join(f'"{row.get(column, "")}"' for column in COLUMNS) for row in rows]
    (folder / "queues.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def codes(folder: Path) -> set[tuple[str, str]]:
    with pytest.raises(ImportRefused) as refused:
        read_knowledge(folder)
    return {(problem.column, problem.code) for problem in refused.value.problems}


def test_a_row_becomes_a_queue_with_all_its_rules(folder: Path) -> None:
    write_queues(folder, ROW, TAXES)
    queues = known(read_knowledge(folder).queues)
    assert queues[0] == Queue(
        id=QueueId("generale"),
        name="Informazioni",
        entries=(Entry(number="060606"), Entry(number="0655550100", language="ar")),
        callback_desk_id="tributi",
        priority=4,
        hours="Mo-Fr 08:00-18:30; PH off",
        language_hours=(
            LanguageHours(language="ar", hours="Mo-Sa 16:00-19:00; PH off"),
            LanguageHours(language="ro", hours="Mo 10:00-12:00"),
        ),
        rings=(RingStep(after_s=0, min_level=3), RingStep(after_s=20, min_level=1)),
        overflow_to=QueueId("tributi"),
        overflow_after_s=45,
        menu=(
            MenuKey(key="1", callback=True),
            MenuKey(key="2", queue_id=QueueId("tributi")),
            MenuKey(key="3", language="en"),
            MenuKey(key="4", voicemail=True),
        ),
        wrap_up=WrapUpMode.OPTIONAL,
        tells_position=True,
        offers_callback_s=60,
        abandoned_callback_s=0,
    )
    assert queues[1].abandoned_callback_s == 20  # nobody said otherwise


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("id", "Générale", "bad_id"),
        ("id", "x" * 25, "bad_queue_id"),
        ("name", "", "required"),
        ("entries", "chiamami", "bad_entry"),
        ("entries", "060606=arabo!", "bad_entry"),
        ("desk_id", "nessuno", "unknown_desk"),
        ("callback_desk_id", "nessuno", "unknown_desk"),
        ("priority", "10", "bad_whole"),
        ("priority", "-1", "bad_whole"),
        ("ring_s", "4", "bad_whole"),
        ("max_wait_s", "due minuti", "bad_whole"),
        ("hours", "quando capita", "bad_hours"),
        ("language_hours", "ar: quando capita", "bad_hours"),
        ("language_hours", "Mo-Fr 08:00-10:00", "bad_language_hours"),
        ("rings", "20=6", "bad_ring"),
        ("rings", "presto=1", "bad_ring"),
        ("menu", "x=callback", "bad_menu"),
        ("menu", "1=balla", "bad_menu"),
        ("menu", "1=callback;1=voicemail", "bad_menu"),
        ("menu", "2=queue:nessuna", "unknown_queue"),
        ("overflow_to", "nessuna", "unknown_queue"),
        ("wrap_up", "sempre", "bad_choice"),
        ("tells_wait", "forse", "bad_flag"),
        ("recording", "on", "recording_unlawful"),
    ],
)
def test_a_faulty_cell_is_named_and_nothing_is_taken(
    folder: Path, column: str, cell: str, code: str
) -> None:
    write_queues(folder, ROW | {column: cell}, TAXES)
    assert (column, code) in codes(folder)


def test_recording_with_its_notice_and_assessment_is_taken(folder: Path) -> None:
    lawful = {"recording": "on", "recording_notice": "registrata", "dpia_note": "prot. 1/2026"}
    write_queues(folder, ROW | lawful, TAXES)
    queues = known(read_knowledge(folder).queues)
    assert queues[0].recording is RecordingMode.ON


def test_a_folder_without_queues_leaves_those_of_the_server_alone(
    folder: Path, sqlite_service: RecordedService
) -> None:
    database = sqlite_service.database
    write_queues(folder, ROW, TAXES)
    database.write_now(lambda c: import_knowledge(c, folder, NOW))
    (folder / "queues.csv").unlink()
    database.write_now(lambda c: import_knowledge(c, folder, NOW))
    assert database.read_now(lambda c: find(c, Queue, "generale")) is not None


def test_an_import_keeps_the_emergency_text_a_lead_has_set(
    folder: Path, service: RecordedService
) -> None:
    database, lead = service.database, an_account("lead", role=Role.TEAM_LEAD)
    write_queues(folder, ROW, TAXES)
    database.write_now(lambda c: import_knowledge(c, folder, NOW))
    snow = EmergencyText(name="neve")
    database.write_now(lambda c: set_emergency(c, lead, "generale", snow, NOW))
    write_queues(folder, ROW | {"ring_s": "20"}, TAXES)
    database.write_now(lambda c: import_knowledge(c, folder, NOW))
    queue = known(database.read_now(lambda c: find(c, Queue, "generale")))
    assert (queue.emergency_text, queue.ring_s) == ("neve", 20)
    with pytest.raises(Refused):
        database.write_now(lambda c: set_emergency(c, an_account(), "generale", snow, NOW))


def test_skills_are_given_to_the_accounts_there_are(folder: Path, service: RecordedService) -> None:
    (folder / "skills.csv").write_text(
        "login,skills\nanna,it:5;ar:4;topic:tributi:2\nnessuno,it:3\n", encoding="utf-8"
    )
    knowledge = read_knowledge(folder)
    account = service.database.write_now(
        lambda c: add_account(
            c, login="anna", display_name="Anna", role=Role.OPERATOR, password_hash="", now=NOW
        )
    )
    unknown = service.database.write_now(lambda c: store_skills(c, knowledge, NOW))
    assert unknown == ("nessuno",)
    skills = service.database.read_now(all_skills)[account.id]
    assert Skill(kind=SkillKind.LANGUAGE, code="ar", level=4) in skills
    assert Skill(kind=SkillKind.TOPIC, code="tributi", level=2) in skills


def test_a_skill_nobody_can_read_is_named(folder: Path) -> None:
    (folder / "skills.csv").write_text("login,skills\nanna,it:9\n", encoding="utf-8")
    assert codes(folder) == {("skills", "bad_skill")}


def test_what_is_exported_comes_in_again_unchanged(
    tmp_path: Path, service: RecordedService
) -> None:
    database: ServerDatabase = service.database
    database.write_now(lambda c: import_knowledge(c, DEMO_CITY, NOW))
    write_texts(tmp_path, csv_texts(database.read_now(stored_tables)))
    summary = database.write_now(lambda c: import_knowledge(c, tmp_path, NOW))
    assert summary.changes == 0


def test_every_seat_copies_the_queues(service: RecordedService) -> None:
    service.database.write_now(lambda c: import_knowledge(c, DEMO_CITY, NOW))
    page = service.snapshot(an_account(), BASE_SCOPE)
    kinds = [row.kind for row in page.rows]
    assert kinds.count("queue") == 14
    body = next(row.body for row in page.rows if row.id == "generale")
    assert msgspec.json.decode(body, type=Queue).callback_desk_id == "anagrafe"
