"""Whatever happens between seat and server, and in whatever order, duty keeps its promises."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.viewmodels.duty.wrap_up_tracking import WrapUpTracking
from contract.domain.account import Role
from server.store.engine.server_database import ServerDatabase
from tests.support.duty.driven_duty import Replica
from tests.support.duty.duty_floor import Floor
from tests.support.duty.duty_story import Broken, Story
from tests.support.servers.server_databases import sqlite_template

SEEDS, AT_ONCE = 80, 20


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[Floor]:
    database = ServerDatabase.open(f"sqlite:///{sqlite_template(tmp_path)}")
    yield Floor(database)
    database.close()


def _play(floor: Floor, seeds: range) -> None:
    lead, replicas = floor.account("lea", Role.TEAM_LEAD), (Replica(), Replica())
    for seed in seeds:
        Story(floor, replicas, lead, seed).play()
    for replica in replicas:
        replica.connection.close()
    floor.check_log()


@pytest.mark.parametrize("first", range(0, SEEDS, AT_ONCE))
def test_contacts_stay_open_both_sides_agree_and_nobody_is_trapped(
    floor: Floor, first: int
) -> None:
    _play(floor, range(first, first + AT_ONCE))


def test_a_seat_that_believes_the_server_at_once_does_not_go_unseen(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WrapUpTracking, "stays_open", lambda *_, **__: False)
    with pytest.raises(Broken, match="put aside"):
        _play(floor, range(SEEDS))
