"""A restore brings nobody back who was erased, and the commands tell what they did."""

import asyncio
import json
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from contract.domain.caller import CallerDetails
from contract.domain.ids import CommandId
from contract.wire.commands import Status, Verdict
from server.cli.command_line import run
from server.cli.opened_database import prepare
from server.settings import ServerSettings
from server.store.engine.server_database import ServerDatabase, sqlite_path
from server.store.engine.sqlite_files import remove_with_log
from server.store.sync.refused_work import all_refused
from server.usecases.citizens.erase_returned import EraseReturned
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from server.usecases.operations.age_keys import identities_in, new_identity
from server.usecases.operations.back_up import back_up
from server.usecases.operations.restore import restore
from server.usecases.operations.server_keys import keys_file, read_keys
from server.usecases.sync.kept_refusals import KeptRefusals
from server.usecases.sync.refill import begin_life
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import a_clerk, a_command, a_note, an_account, forwarded

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
CODE = "CNRZNB80A41H501X"
WHO = CallerDetails(name="Persona Cancellanda", fiscal_code=CODE, phone="+390612345678")


@dataclass(frozen=True)
class City:
    settings: ServerSettings
    said: Callable[..., tuple[int, str]]
    identities: list[bytes]

    def is_known(self) -> bool:
        """Return whether any row holds the fiscal code."""
        with closing(ServerDatabase.open(self.settings.database)) as database:
            sql = (
                "SELECT caller_fiscal_code AS code FROM contact UNION"
                " SELECT fiscal_code FROM citizen UNION SELECT caller_fiscal_code FROM case_"
            )
            return {"code": CODE} in database.read_now(lambda c: c.execute(sql))


@pytest.fixture
def city(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> City:
    """A city whose backup of yesterday holds somebody, who asks to be erased today."""
    settings = ServerSettings(
        data_dir=tmp_path / "data", database=f"sqlite:///{tmp_path / 'data' / 'chiamaroma.db'}"
    )
    place = ("--data-dir", str(settings.data_dir))

    def said(*words: str) -> tuple[int, str]:
        code = run([*words, *place])
        told = capsys.readouterr()
        return code, told.out + told.err

    prepare(settings.database)
    said("keys", "show")
    with closing(ServerDatabase.open(settings.database)) as database:
        service = RecordedService(database)
        service.send(an_account(), forwarded("c1", caller=WHO))
    recipient = new_identity(tmp_path / "identity")
    back_up(settings, tmp_path / "backups" / "yesterday.age", NOW, (recipient,))
    return City(settings, said, identities_in(tmp_path / "identity"))


def test_a_restore_of_yesterday_does_not_bring_back_who_was_erased_today(
    city: City, tmp_path: Path
) -> None:
    assert city.is_known()
    code, told = city.said("citizen", "erase", CODE)
    assert code == 0, told
    assert not city.is_known()
    backup = tmp_path / "backups" / "yesterday.age"
    restore(city.settings, backup, NOW, identities=city.identities)
    assert not city.is_known()


def test_a_file_put_back_without_a_word_does_not_bring_back_who_was_erased_since(
    city: City, tmp_path: Path
) -> None:
    async def found_returned(database: ServerDatabase) -> None:
        keys = read_keys(keys_file(city.settings.data_dir))
        assert keys is not None
        marks = ErasedMarks(marks_file(city.settings.data_dir), keys.erased)
        await EraseReturned(
            database=database, marks=marks, private=(), folder=tmp_path, clock=lambda: NOW
        ).when_due()

    path = sqlite_path(city.settings.database)
    with closing(ServerDatabase.open(city.settings.database)) as database:
        asyncio.run(found_returned(database))
        assert city.is_known()
    shutil.copyfile(path, tmp_path / "snapshot")
    city.said("citizen", "erase", CODE)
    remove_with_log(path)
    shutil.copyfile(tmp_path / "snapshot", path)
    with closing(ServerDatabase.open(city.settings.database)) as database:
        assert city.is_known()
        database.write_now(lambda c: begin_life(c, NOW))  # as soon as a seat misses something
        asyncio.run(found_returned(database))
    assert not city.is_known()


def test_a_new_computer_hears_of_it_from_the_file_beside_the_backups(
    city: City, tmp_path: Path
) -> None:
    city.said("citizen", "erase", CODE)
    kept = (city.settings.data_dir / "erased.jsonl").read_bytes()
    (tmp_path / "backups" / "erased.jsonl").write_bytes(kept)
    elsewhere = ServerSettings(
        data_dir=tmp_path / "new", database=f"sqlite:///{tmp_path / 'new' / 'chiamaroma.db'}"
    )
    backup = tmp_path / "backups" / "yesterday.age"
    restore(elsewhere, backup, NOW, identities=city.identities)
    assert not City(elsewhere, city.said, []).is_known()
    assert (elsewhere.data_dir / "erased.jsonl").read_bytes() == kept


def test_what_is_stored_is_shown_and_written_out_for_whoever_asks(
    city: City, tmp_path: Path
) -> None:
    code, told = city.said("citizen", "show", "+39 06 12345678")
    assert code == 0
    assert WHO.name in told
    assert "contacts 1, cases 1" in told
    answer = tmp_path / "answer.json"
    assert city.said("citizen", "export", CODE, str(answer))[0] == 0
    assert answer.stat().st_mode & 0o777 == 0o600
    content = json.loads(answer.read_text())
    assert content["citizen"]["details"]["name"] == WHO.name
    assert len(content["callbacks"]) == 1
    code, lines = city.said("audit", "show", "--subject", content["citizen"]["id"])
    assert code == 0
    assert "citizen.shown" in lines
    assert "citizen.exported" in lines
    assert city.said("citizen", "show", "nobody")[0] == 67


def test_work_that_was_refused_goes_into_the_export_and_with_the_citizen(
    city: City, tmp_path: Path
) -> None:
    """What a clerk had written of the case waits for them, sealed, when the citizen asks."""
    keys = read_keys(keys_file(city.settings.data_dir))
    assert keys is not None
    kept = {CommandId("note"): msgspec.Raw(a_command(a_note(text="Di Cancellanda"), "note"))}
    with closing(ServerDatabase.open(city.settings.database)) as database:
        marks = ErasedMarks(marks_file(city.settings.data_dir), keys.erased)
        refusals = KeptRefusals(
            private=keys.opening, database=database, clock=lambda: NOW, erased=marks
        )
        refused = dict.fromkeys(kept, Verdict(status=Status.REJECTED))
        asyncio.run(refusals.keep(a_clerk().id, kept, refused))
    answer = tmp_path / "answer.json"
    assert city.said("citizen", "export", CODE, str(answer))[0] == 0
    (found,) = json.loads(answer.read_text())["refused"]
    assert found["box"]["data"]["activity"]["text"] == "Di Cancellanda"
    assert city.said("citizen", "erase", CODE)[0] == 0
    with closing(ServerDatabase.open(city.settings.database)) as database:
        assert database.read_now(lambda c: list(all_refused(c))) == []
