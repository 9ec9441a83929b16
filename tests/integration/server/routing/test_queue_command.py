"""chiamaroma-server queue: what the administrator sees of queues, and the account of a day."""

import json
from pathlib import Path

import pytest

from server.cli import exit_codes
from server.cli.command_line import run
from server.store.calls.queue_calls import QueueCall, insert_call
from server.store.engine.server_database import ServerDatabase
from tests.support.knowledge.knowledge_folder import DEMO_CITY


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> list[str]:
    return ["--database", database_url, "--data-dir", str(tmp_path)]


def test_queues_are_listed_and_shown(
    settings: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", *settings, str(DEMO_CITY)]) == exit_codes.DONE
    capsys.readouterr()
    assert run(["queue", "list", *settings]) == exit_codes.DONE
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 14
    assert any(line.startswith("generale ") and "060606" in line for line in lines)
    assert run(["queue", "show", *settings, "generale"]) == exit_codes.DONE
    shown = capsys.readouterr().out
    assert "ar: Mo-Sa 16:00-19:00" in shown
    assert "1=callback;2=language:en" in shown
    assert run(["queue", "list", *settings, "--json"]) == exit_codes.DONE
    assert len(json.loads(capsys.readouterr().out)) == 14


def test_a_queue_that_is_not_there_is_said(
    settings: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["queue", "show", *settings, "nessuna"]) == exit_codes.UNKNOWN_SUBJECT
    assert "There is no queue nessuna." in capsys.readouterr().err


def test_the_account_of_a_day_tells_when_it_does_not_balance(
    settings: list[str], database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    day = ["queue", "account", *settings, "--day", "1970-01-01", "--json"]
    assert run(day) == exit_codes.DONE
    assert json.loads(capsys.readouterr().out)["offered"] == 0
    database = ServerDatabase.open(database_url)
    call = QueueCall(id="c1", arrived_at=1000, queued_at=1000, state="abandoned")
    database.write_now(lambda c: insert_call(c, call))
    database.close()
    assert run(day) == exit_codes.DONE
    account = json.loads(capsys.readouterr().out)
    assert (account["offered"], account["abandoned"]) == (1, 1)
    assert run(["queue", "account", *settings, "--day", "ieri"]) == exit_codes.WRONG_DATA


def test_what_is_forgotten_is_shown_first_and_then_done(
    settings: list[str], database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    database = ServerDatabase.open(database_url)
    call = QueueCall(id="c1", caller="+3906", arrived_at=1000, queued_at=1000, state="abandoned")
    database.write_now(lambda c: insert_call(c, call))
    capsys.readouterr()
    for _ in range(2):  # to look changes nothing
        assert run(["retention", "show", *settings, "--json"]) == exit_codes.DONE
        due = {one["what"]: one for one in json.loads(capsys.readouterr().out)}
        assert (due["numbers of calls"]["rows"], due["calls"]["rows"]) == (1, 1)
    assert run(["retention", "show", *settings]) == exit_codes.DONE
    assert "to be deleted" in capsys.readouterr().out
    assert run(["retention", "run", *settings]) == exit_codes.DONE
    assert "2 rows emptied or deleted." in capsys.readouterr().out
    (line,) = database.read_now(
        lambda c: c.execute("SELECT subject FROM audit WHERE action = 'retention'")
    )
    assert line["subject"] == "2 rows"
    database.close()
    assert run(["retention", "run", *settings]) == exit_codes.DONE
    assert "0 rows emptied or deleted." in capsys.readouterr().out
    gone = ["queue", "account", *settings, "--day", "1970-01-01"]
    assert run(gone) == exit_codes.WRONG_DATA
    assert "are deleted" in capsys.readouterr().err
    assert run(["queue", "account", *settings]) == exit_codes.DONE
    capsys.readouterr()
    assert run(["doctor", *settings, "--json"]) == exit_codes.DONE
    checks = {one["check"]: one for one in json.loads(capsys.readouterr().out)}
    assert checks["retention"]["text"] == "Old rows were looked for 0 days ago."
