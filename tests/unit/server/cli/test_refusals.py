"""What the administrator is told of a database and of a file that cannot be used."""

from pathlib import Path

import pytest

from server.cli import exit_codes
from server.cli.advice import access_advice
from server.cli.refusals import store_sentence
from server.store.engine.faults import (
    NewerSchema,
    StoreBusy,
    StoreFault,
    StoreFull,
    StoreUnavailable,
    UnstorableValue,
)

POSTGRESQL = "postgresql://user:canarino@db.example/contact"


@pytest.mark.parametrize(
    ("fault", "said", "code"),
    [
        (NewerSchema("9999"), "newer ChiamaRoma (schema 9999)", exit_codes.WRONG_DATA),
        (StoreFull(), "is full: free some space", exit_codes.CANNOT_WRITE),
        (StoreBusy(), "try again", exit_codes.UNAVAILABLE),
        (StoreUnavailable("refused"), "Does PostgreSQL run there", exit_codes.UNAVAILABLE),
        (UnstorableValue("x"), "a value", exit_codes.UNAVAILABLE),
    ],
)
def test_each_fault_of_a_database_has_its_sentence_without_the_password(
    fault: StoreFault, said: str, code: int
) -> None:
    sentence, status = store_sentence(fault, POSTGRESQL)
    assert said in sentence
    assert status == code
    assert "db.example/contact" in sentence
    assert "canarino" not in sentence
    assert type(fault).__name__ not in sentence


def test_what_is_ones_own_is_opened_up(tmp_path: Path) -> None:
    assert access_advice(tmp_path / "chiamaroma.db") == f"chmod u+rwX {tmp_path}"


def test_of_anothers_folder_its_owner_is_named_and_how_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 54321)
    advice = access_advice(tmp_path / "chiamaroma.db")
    assert advice.startswith(f"{tmp_path} belongs to ")
    assert advice.endswith(f" and this runs as 54321: as root, chown 54321 {tmp_path}")


def test_a_folder_that_is_not_there_is_made_by_root_for_this_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 54321)
    folder = tmp_path / "var" / "chiamaroma"
    advice = access_advice(folder / "chiamaroma.db")
    assert advice == f"there is no {folder}: as root, install -d -o 54321 -m 700 {folder}"
