"""A number that is said to the server, in a file or in a request, is taken or refused in words."""

import csv
import io
from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from server.api.event_hub import EventHub
from server.cli.accounts.staff_commands import _minutes
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.knowledge_cells import Cells
from server.knowledge_import.queue_sheet import _rings
from server.knowledge_import.sheet_rows import SheetRow
from server.usecases.duty.keep_skills import UnusableSkill, _skill
from tests.support.knowledge.knowledge_folder import KnowledgeFolder, places_of
from tests.support.servers.real_server import RealServer

MANY = "9" * 5000
OUT_OF_BOUNDS = [MANY, "1" + "0" * 25, "0" * 9 + "9" * 25]
out_of_bounds = pytest.mark.parametrize("digits", OUT_OF_BOUNDS, ids=("many", "large", "zeros"))


@out_of_bounds
def test_a_number_in_a_file_is_refused_at_its_place(tmp_path: Path, digits: str) -> None:
    city = KnowledgeFolder(tmp_path / "city")
    rows = list(csv.DictReader(io.StringIO(city.text("cards.csv"))))
    rows[0]["original_version"] = digits
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    city.write("cards.csv", out.getvalue())
    assert places_of(city.path) == [("cards.csv", 2, "original_version", "bad_whole")]


@out_of_bounds
def test_a_step_of_ringing_is_refused_at_its_place(digits: str) -> None:
    findings = Findings()
    assert _rings(Cells("queues.csv", SheetRow(2, {"rings": f"{digits}=1"}), findings)) == ()
    assert [one.code for one in findings.problems] == ["bad_ring"]


@out_of_bounds
def test_a_level_and_a_limit_of_the_command_line_are_refused_in_words(digits: str) -> None:
    with pytest.raises(UnusableSkill):
        _skill(f"it:{digits}", set())
    with pytest.raises(ArgumentTypeError):
        _minutes(digits)


@out_of_bounds
def test_a_made_up_last_event_is_one_that_nobody_knows(digits: str) -> None:
    hub = EventHub()
    assert hub.missed(f"{hub._boot}-{digits}") in (None, {})


async def test_a_made_up_key_of_a_copy_is_refused() -> None:
    async with await RealServer.start() as server:
        await server.add_account("anna")
        async with server.client(await server.sign_in("anna")) as client:
            for number in (f"000{MANY}", "000999", "999"):
                answer = await client.get("/snapshot/base", params={"after": f"{number}:x"})
                assert answer.status_code == 400
