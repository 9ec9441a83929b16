"""A state that neither exchange nor seat support is repaired, kept in the log, and told."""

from collections.abc import Collection, Sequence

from contract.wire.exchange import ExchangeCall
from server.usecases.duty.reconcile import Repair, reconcile
from tests.support.duty.duty_floor import Floor, Seat

NONE: tuple[ExchangeCall, ...] = ()


def compared(
    floor: Floor,
    calls: Sequence[ExchangeCall] | None = NONE,
    registered: Collection[str] | None = None,
) -> tuple[Repair, ...]:
    return floor.database.write_now(
        lambda c: reconcile(c, calls, registered, floor.now, started_at=floor.started_at)
    )


def carried(seat: str = "1001", offer: str = "") -> ExchangeCall:
    return ExchangeCall(sip="sip-1", seat=seat, offer=offer)


def quiet(floor: Floor, seat: Seat, seconds: float = 15) -> None:
    """Let time pass while the seat goes on reporting what it has."""
    floor.wait(seconds)
    seat.report()


def test_who_is_stuck_on_a_call_nobody_has_wraps_up(floor: Floor) -> None:
    anna = floor.seated().ready().talks()
    anna.calls = ()
    quiet(floor, anna)
    (repair,) = compared(floor)
    assert (repair.why, repair.state, repair.call_key) == ("no_call", "on_call", "k1")
    assert anna.state == "wrap_up"
    kept = anna.log[-1].event
    assert (kept.kind, kept.origin, kept.reason) == ("reconciled", "server", "no_call")
    assert compared(floor) == ()
    floor.check_log()


def test_who_is_stuck_reserved_is_ready_again(floor: Floor, anna: Seat) -> None:
    anna.rung()
    quiet(floor, anna, 31)
    assert len(compared(floor)) == 1
    assert anna.state == "ready"
    floor.check_log()


def test_a_call_the_exchange_carries_is_no_repair(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    anna.calls = ()
    quiet(sqlite_floor, anna)
    assert compared(sqlite_floor, [carried()]) == ()
    assert anna.state == "on_call"


def test_a_call_the_seat_has_outlives_the_memory_of_the_exchange(sqlite_floor: Floor) -> None:
    """The exchange was restarted: its list of calls is empty, the talk goes on."""
    anna = sqlite_floor.seated().ready().talks()
    quiet(sqlite_floor, anna)
    assert compared(sqlite_floor) == ()
    assert anna.state == "on_call"


def test_after_a_restart_no_call_is_over_before_its_seat_could_report(floor: Floor) -> None:
    anna = floor.seated().ready().talks()
    bruno = floor.seated("bruno", "1002").ready().talks("k2")
    anna.report()
    bruno.report()
    floor.wait(300)  # the server is away
    floor.started_at = floor.now
    for calls in (None, NONE):
        assert compared(floor, calls) == ()
    floor.wait(5)
    anna.report()
    floor.wait(6)
    (repair,) = compared(floor, None)
    assert (repair.account_id, repair.why) == (bruno.account.id, "no_call")
    assert (anna.state, bruno.state) == ("on_call", "wrap_up")
    floor.check_log()


def test_an_offer_the_exchange_carries_rings_on(anna: Seat, sqlite_floor: Floor) -> None:
    anna.rung()
    quiet(sqlite_floor, anna, 31)
    assert compared(sqlite_floor, [carried(seat="", offer="o1")]) == ()


def test_what_has_just_begun_is_left_alone(anna: Seat, sqlite_floor: Floor) -> None:
    anna.rung()
    sqlite_floor.wait(5)
    assert compared(sqlite_floor) == ()
    anna.answers()
    anna.calls = ()
    sqlite_floor.wait(5)
    anna.report()
    assert compared(sqlite_floor) == ()


def test_a_seat_the_exchange_does_not_know_is_not_available(floor: Floor, anna: Seat) -> None:
    bruno = floor.seated("bruno", "1002").ready()
    quiet(floor, anna)
    bruno.report()
    (repair,) = compared(floor, registered=["1002"])
    assert (repair.account_id, repair.why) == (anna.account.id, "not_registered")
    assert anna.state == "not_ready line_lost"
    anna.report()  # it says so itself: not enough
    assert [agent.seat for agent in floor.available()] == ["1002"]
    assert [repair.why for repair in compared(floor, registered=["1001", "1002"])] == ["registered"]
    assert anna.state == "ready"
    floor.check_log()


def test_a_seat_that_has_registered_anew_is_known_at_once(anna: Seat, sqlite_floor: Floor) -> None:
    quiet(sqlite_floor, anna)
    compared(sqlite_floor, registered=[])
    anna.report(anna.step("line", reason="timeout"), anna.step("line"))
    assert anna.state == "ready"


def test_a_lost_seat_whose_call_is_over_wraps_up(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    sqlite_floor.wait(11)
    sqlite_floor.miss(anna)
    assert compared(sqlite_floor, [carried()]) == ()
    sqlite_floor.wait(11)
    assert compared(sqlite_floor, [carried()]) == ()
    assert len(compared(sqlite_floor)) == 1
    assert anna.state == "wrap_up"


def test_a_minute_of_silence_without_a_call_is_off(floor: Floor, anna: Seat) -> None:
    floor.wait(30)
    floor.miss(anna)
    compared(floor)
    assert anna.state == "not_ready seat_lost"
    floor.wait(30)
    compared(floor)
    assert anna.state == "off"
    anna.report()  # and she is asked before calls ring again
    assert anna.state == "not_ready seat_lost"
    anna.ready()
    floor.check_log()


def test_nobody_is_off_while_the_exchange_carries_her_call(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    for _ in range(10):
        sqlite_floor.wait(30)
        sqlite_floor.miss(anna)
        compared(sqlite_floor, [carried()])
    assert anna.state == "line_lost"


def test_without_an_exchange_a_silent_call_is_over_after_a_minute(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    sqlite_floor.wait(30)
    sqlite_floor.miss(anna)
    assert compared(sqlite_floor, None) == ()
    sqlite_floor.wait(31)
    compared(sqlite_floor, None)
    compared(sqlite_floor, None)
    assert anna.state == "off"


def test_the_call_at_another_window_of_hers_is_hers(sqlite_floor: Floor) -> None:
    first = sqlite_floor.seated().ready().talks()
    second = sqlite_floor.sign_in(first.account, "1002")
    for _ in range(4):
        quiet(sqlite_floor, first)
        second.report()
        assert compared(sqlite_floor, [carried("1001")]) == ()
        assert compared(sqlite_floor, None) == ()
    assert second.state == "on_call"
