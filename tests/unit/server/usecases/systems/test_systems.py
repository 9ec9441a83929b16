"""What IT is told on both engines: one word of health for each seat, accounts, queues, nobody."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.json import encode
from msgspec.structs import replace

from contract.domain.account import Role
from contract.domain.ids import DeskId
from contract.version import VERSION
from contract.wire.decoding import MalformedMessage
from contract.wire.duty import DutyReport
from contract.wire.seat_health import SeatHealth
from contract.wire.systems import FAULTS, SeatState
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.manage_accounts import set_active, set_password
from server.usecases.duty.take_report import take_report
from server.usecases.duty.take_reports import check_report
from server.usecases.operations.trusted_clock import MOST_AHEAD, accept_clock
from server.usecases.systems.seats_now import systems_now
from server.usecases.systems.systems_setup import systems_setup
from tests.support.duty.duty_floor import Floor, Seat

WELL = SeatHealth(
    version=VERSION, system="Debian 13", headset="Cuffia USB", network_ms=3, disk_free_mb=41_000
)


@pytest.fixture
def floor(server_database: ServerDatabase) -> Floor:
    return Floor(server_database)


def tells(seat: Seat, health: SeatHealth | None, **facts: Any) -> None:
    seat.facts |= facts
    report = DutyReport(seat=seat.seat, boot=seat.boot, health=health, **seat.facts)
    now = seat.floor.now
    seat.floor.database.write_now(lambda c: take_report(c, seat.account.id, seat.seat, report, now))


def seats(floor: Floor) -> dict[str, SeatState]:
    found = floor.database.read_now(lambda c: systems_now(c, floor.now, {}))
    return {one.seat: one for one in found.seats}


def test_a_seat_is_shown_as_it_told_itself_last(floor: Floor) -> None:
    anna = floor.seated("anna", "1001")
    tells(anna, WELL)
    floor.wait(5)
    tells(anna, None)
    seat = seats(floor)["1001"]
    assert (seat.health, seat.told, seat.seen_at) == ("ok", WELL, floor.now)
    tells(anna, replace(WELL, headset="Altoparlanti"))
    assert seats(floor)["1001"].told.headset == "Altoparlanti"


def test_a_clock_that_is_not_believed_is_told(floor: Floor) -> None:
    def is_told_at(now: datetime) -> bool:
        return floor.database.read_now(lambda c: systems_now(c, now, {})).clock_ahead

    floor.database.write_now(lambda c: accept_clock(c, floor.now, "os:admin"))
    assert not is_told_at(floor.now + MOST_AHEAD)
    assert is_told_at(floor.now + MOST_AHEAD + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("health", "facts", "word"),
    [
        (WELL, {}, "ok"),
        (replace(WELL, version="0.0.1"), {}, "old_version"),
        (replace(WELL, version="0.0.1", network_ms=84), {}, "slow_network"),
        (replace(WELL, network_ms=84, disk_free_mb=900), {}, "little_disk"),
        (replace(WELL, disk_free_mb=900, unsent=3), {}, "unsent"),
        (replace(WELL, disk_free_mb=900), {"has_microphone": False}, "no_microphone"),
        (WELL, {"has_microphone": False, "registered": False}, "no_line"),
        (WELL, {"registered": False, "has_phone": False}, "no_phone"),
        (SeatHealth(), {}, "ok"),
    ],
)
def test_whether_calls_ring_comes_before_what_the_computer_is_short_of(
    floor: Floor, health: SeatHealth, facts: dict[str, bool], word: str
) -> None:
    anna = floor.seated("anna", "1001")
    tells(anna, health, **facts)
    assert seats(floor)["1001"].health == word
    rings = not {"registered", "has_microphone", "has_phone"} & facts.keys()
    assert (word not in FAULTS) is rings


def test_work_that_others_left_unsent_at_a_seat_is_told_since_when(floor: Floor) -> None:
    anna = floor.seated("anna", "1001")
    left = replace(WELL, unsent=3, unsent_since=floor.now - timedelta(days=2))
    tells(anna, left)
    assert seats(floor)["1001"].told == left
    floor.wait(60)
    tells(anna, WELL)
    assert seats(floor)["1001"].told == WELL


def test_a_seat_that_nobody_hears_is_silent_and_one_nobody_works_at_is_off(floor: Floor) -> None:
    anna, bea = floor.seated("anna", "1001"), floor.seated("bea", "1002")
    tells(anna, WELL)
    tells(bea, WELL)
    bea.sign_out()
    floor.wait(60)
    floor.miss(anna)
    found = seats(floor)
    assert (found["1001"].health, found["1002"].health) == ("silent", "off")
    assert found["1002"].told == WELL, "what it told last is still known"
    assert found["1001"].seen_at == floor.now - timedelta(seconds=60)


def test_another_window_says_nothing_of_the_seat_she_works_at(floor: Floor) -> None:
    account = floor.account("anna")
    old = floor.sign_in(account, "1001")
    new = floor.sign_in(account, "1002")
    tells(new, WELL)
    tells(old, replace(WELL, system="di un'altra"))
    assert seats(floor)["1001"].told == SeatHealth()


def test_a_health_nobody_can_store_is_malformed() -> None:
    for health in (
        replace(WELL, headset="x" * 300),
        replace(WELL, network_ms=-1),
        replace(WELL, unsent=-1),
        replace(WELL, unsent_since=datetime(1, 1, 1, tzinfo=UTC)),
    ):
        with pytest.raises(MalformedMessage):
            check_report(DutyReport(seat="1001", boot="b", health=health))


def test_accounts_are_told_without_the_names_of_people(floor: Floor) -> None:
    floor.account("zoe", Role.IT)
    floor.account("anna", desks=["tributi"])
    floor.account("gone")
    floor.database.write_now(lambda c: set_password(c, "anna", "hash", floor.now))
    floor.database.write_now(lambda c: set_active(c, "gone", False, floor.now))
    setup = floor.database.read_now(systems_setup)
    assert [(one.login, one.role, one.state) for one in setup.accounts] == [
        ("anna", Role.OPERATOR, "active"),
        ("gone", Role.OPERATOR, "blocked"),
        ("zoe", Role.IT, "no_password"),
    ]
    assert setup.accounts[0].desk_ids == (DeskId("tributi"),)
    assert b"Anna" not in encode(setup)


def test_queues_say_who_may_take_their_calls_and_who_helps(floor: Floor) -> None:
    floor.queue("anagrafe", desk_id="demografici", overflow_to="tributi")
    floor.account("anna", desks=["demografici"])
    floor.account("bea")
    floor.account("edda", Role.EDITOR)
    setup = floor.database.read_now(systems_setup)
    assert [(one.name, one.people, one.overflow) for one in setup.queues] == [
        ("anagrafe", 1, "tributi"),
        ("tributi", 1, ""),
    ]
