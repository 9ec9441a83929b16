"""Lines, microphones and phones come and go; the state tells the truth and comes back with them."""

import pytest

from contract.domain.agents.agent import FLAP_CHANGES
from server.usecases.duty.reconcile import reconcile
from tests.support.duty.duty_floor import MORNING, Floor, Seat, a_call

LOST = 11  # seconds of silence


def test_signing_in_is_not_being_ready(floor: Floor) -> None:
    anna = floor.seated()
    assert (anna.state, anna.view.seat) == ("not_ready signed_in", "1001")
    anna.report()
    assert anna.state == "not_ready signed_in"
    anna.ready()
    assert [agent.seat for agent in floor.available()] == ["1001"]
    anna.sign_out()
    assert (anna.state, anna.view.seat) == ("off", "")
    floor.check_log()


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ({"registered": False}, "line_lost"),
        ({"has_phone": False}, "line_lost"),
        ({"has_microphone": False}, "no_microphone"),
    ],
)
def test_a_seat_that_can_take_no_call_is_not_ready_and_comes_back(
    anna: Seat, sqlite_floor: Floor, fact: dict[str, bool], reason: str
) -> None:
    anna.report(**fact)
    assert anna.state == f"not_ready {reason}"
    assert sqlite_floor.available() == ()
    anna.report(**dict.fromkeys(fact, True))
    assert anna.state == "ready"


def test_a_ready_without_a_line_becomes_true_with_it(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated()
    anna.report(anna.step("ready"), registered=False)
    assert anna.state == "not_ready line_lost"
    anna.report(registered=True)
    assert anna.state == "ready"


def test_the_reason_told_is_the_one_that_holds_now(anna: Seat) -> None:
    anna.report(registered=False, has_microphone=False)
    assert anna.state == "not_ready line_lost"
    anna.report(registered=True)
    assert anna.state == "not_ready no_microphone"


def test_a_pause_is_nothing_the_line_could_change(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated()
    anna.wish("pause", reason="break")
    anna.report(registered=False)
    anna.report(registered=True)
    assert anna.state == "not_ready break"


def test_a_pause_begun_without_a_line_does_not_end_with_it(anna: Seat) -> None:
    anna.report(registered=False)
    anna.wish("pause", reason="break")
    anna.report(registered=True)
    assert anna.state == "not_ready break"


def test_a_line_that_comes_and_goes_rests_until_she_says_ready(floor: Floor, anna: Seat) -> None:
    floor.wait(120)
    for number in range(FLAP_CHANGES + 1):
        floor.wait(3)
        anna.report(registered=bool(number % 2))
    assert anna.state == "not_ready flapping"
    floor.wait(3)
    anna.report(registered=True)
    assert anna.state == "not_ready flapping"
    anna.ready()
    floor.check_log()


def test_a_line_that_flaps_between_reports_is_counted_by_its_steps(
    anna: Seat, sqlite_floor: Floor
) -> None:
    sqlite_floor.wait(120)
    steps = [anna.step("line", reason=("" if n % 2 else "timeout")) for n in range(8)]
    anna.report(*steps)
    assert anna.state == "not_ready flapping"


def test_a_phone_started_again_came_and_went_once(floor: Floor, anna: Seat) -> None:
    floor.wait(120)
    for _ in range(FLAP_CHANGES // 2):
        anna.report(registered=False)
        anna.report(registered=False, has_phone=False)
        anna.report(registered=False, has_phone=False, has_microphone=False)
        assert anna.state.startswith("not_ready")
        floor.wait(3)
        anna.report(registered=False, has_phone=True, has_microphone=False)
        anna.report(registered=True, has_phone=True, has_microphone=False)
        anna.report(registered=True, has_phone=True, has_microphone=True)
        assert anna.state == "ready"
    floor.check_log()


def test_changes_long_apart_are_no_flapping(anna: Seat, sqlite_floor: Floor) -> None:
    for number in range(20):
        sqlite_floor.wait(30)
        anna.report(registered=bool(number % 2))
    assert anna.state == "ready"


def test_a_silent_seat_is_not_ready_and_back_when_it_is_heard(floor: Floor, anna: Seat) -> None:
    floor.wait(9)
    floor.miss(anna)
    assert anna.state == "ready"
    floor.wait(2)
    assert floor.available() == ()
    floor.miss(anna)
    assert anna.state == "not_ready seat_lost"
    anna.report()
    assert anna.state == "ready"
    floor.check_log()


def test_a_silent_seat_that_rang_gives_its_offer_back(anna: Seat, sqlite_floor: Floor) -> None:
    anna.rung()
    sqlite_floor.wait(LOST)
    (lost,) = sqlite_floor.miss(anna)
    assert (lost.seat, lost.same_operator) == ("1001", False)
    assert (anna.state, anna.view.offer) == ("not_ready seat_lost", "")
    anna.offer_ends("unavailable")
    assert anna.state == "not_ready seat_lost"


def test_a_silent_seat_on_a_call_may_still_have_it(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    sqlite_floor.wait(LOST)
    assert len(sqlite_floor.miss(anna)) == 1
    assert anna.state == "line_lost"
    assert sqlite_floor.miss(anna) == ()  # told once
    anna.report()
    assert (anna.state, anna.view.call_key) == ("on_call", "k1")


def test_a_seat_back_without_its_call_wraps_up(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    sqlite_floor.wait(LOST)
    sqlite_floor.miss(anna)
    anna.calls = ()
    anna.report()
    assert anna.state == "wrap_up"


def test_the_exchange_may_end_the_call_of_a_lost_seat(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    sqlite_floor.wait(LOST)
    sqlite_floor.miss(anna)
    anna.hangs_up()
    assert anna.state == "wrap_up"
    sqlite_floor.wait(60)
    sqlite_floor.miss(anna)
    assert anna.state == "not_ready seat_lost"
    anna.report()
    assert anna.state == "ready"


def test_a_lost_line_in_a_call_changes_nothing_while_the_seat_has_it(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    anna.report(registered=False)
    assert anna.state == "on_call"
    anna.hangs_up()
    anna.wish("wrap_up_done")
    assert anna.state == "not_ready line_lost"
    anna.report(registered=True)
    assert anna.state == "ready"


def test_a_window_that_restarts_costs_no_call(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    anna.calls = ()
    assert anna.reported(has_phone=False).lost == ()  # it has not found the phone yet
    sqlite_floor.wait(3)
    sqlite_floor.tend(anna)
    anna.calls = (a_call(),)
    assert anna.reported(has_phone=True).lost == ()
    assert anna.state == "on_call"


def test_a_phone_back_without_its_call_has_lost_it(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    anna.calls = ()
    anna.report(has_phone=False)
    (lost,) = anna.reported(has_phone=True).lost
    assert (lost.seat, lost.same_operator) == ("1001", True)
    assert anna.state == "wrap_up"


def test_a_phone_that_stays_away_has_lost_its_call(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    anna.calls = ()
    anna.report(has_phone=False)
    sqlite_floor.wait(5)
    anna.report()
    (lost,) = sqlite_floor.miss(anna)
    assert lost.same_operator
    assert anna.state == "line_lost"
    anna.report(has_phone=True)
    assert anna.state == "wrap_up"


def test_a_seat_says_itself_that_its_phone_died(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready().talks()
    anna.calls = ()
    taken = anna.reported(anna.step("ended", call_key="k1", reason="phone_lost"))
    assert [lost.same_operator for lost in taken.lost] == [True]
    assert anna.state == "wrap_up"


def test_the_seat_of_the_newest_sign_in_is_where_calls_ring(floor: Floor) -> None:
    first = floor.seated()
    first.ready()
    second = floor.sign_in(first.account, "1002")
    assert second.state == "not_ready signed_in"
    second.ready()
    first.report()
    assert [agent.seat for agent in floor.available()] == ["1002"]
    assert first.report().view == second.report().view
    assert first.view.seat == "1002"
    floor.check_log()


def test_another_window_says_nothing_of_the_line_of_the_newest(sqlite_floor: Floor) -> None:
    first = sqlite_floor.seated()
    second = sqlite_floor.sign_in(first.account, "1002").ready()
    first.report(first.step("line", reason="timeout"), registered=False, has_microphone=False)
    assert second.state == "ready"
    sqlite_floor.wait(LOST)
    first.report()  # nor that the newest is there
    sqlite_floor.miss(second)
    assert second.state == "not_ready seat_lost"


def test_either_window_may_ask(sqlite_floor: Floor) -> None:
    first = sqlite_floor.seated()
    second = sqlite_floor.sign_in(first.account, "1002").ready()
    first.wish("pause", reason="break")
    assert second.state == "not_ready break"
    second.ready()


@pytest.mark.parametrize("state", ["not_ready break", "wrap_up", "on_call", "not_ready training"])
def test_what_she_is_in_holds_when_she_signs_in_again(
    anna: Seat, sqlite_floor: Floor, state: str
) -> None:
    if state == "not_ready break":
        anna.wish("pause", reason="break")
    elif state == "not_ready training":
        anna.wish("pause", reason="training")
    else:
        anna.talks()
        if state == "wrap_up":
            anna.hangs_up()
    again = sqlite_floor.sign_in(anna.account, "1002")
    again.calls = ()
    again.report()
    assert again.state == state
    assert again.view.seat == "1002"


def test_a_call_at_the_former_seat_ends_there(sqlite_floor: Floor) -> None:
    first = sqlite_floor.seated().ready().talks()
    second = sqlite_floor.sign_in(first.account, "1002")
    second.report()
    first.report()
    first.hangs_up()
    assert second.state == "wrap_up"


def test_a_call_at_the_former_seat_outlives_the_silence_of_the_newest(sqlite_floor: Floor) -> None:
    first = sqlite_floor.seated().ready().talks()
    second = sqlite_floor.sign_in(first.account, "1002")
    sqlite_floor.wait(LOST)
    assert sqlite_floor.miss(second) == ()
    first.report()
    assert first.state == "on_call"


def test_a_window_that_is_left_goes_on_after_the_other_signed_out(sqlite_floor: Floor) -> None:
    first = sqlite_floor.seated().ready()
    second = sqlite_floor.sign_in(first.account, "1002").ready()
    first.sign_out()  # not where calls ring: nothing happens
    assert second.state == "ready"
    second.sign_out()
    assert second.state == "off"
    first.report()
    assert (first.state, first.view.seat) == ("not_ready seat_lost", "1001")


def test_after_a_long_silence_she_is_where_she_was_whichever_window_is_heard_first(
    floor: Floor,
) -> None:
    left_open = floor.seated().ready()
    hers = floor.sign_in(left_open.account, "1002").ready()
    floor.wait(100)
    floor.miss(hers)
    since = floor.started_at
    floor.database.write_now(lambda c: reconcile(c, None, None, floor.now, started_at=since))
    assert hers.state == "off"
    left_open.report()
    assert (hers.state, hers.view.seat) == ("not_ready seat_lost", "1001")
    hers.report()
    left_open.report()
    assert (hers.state, hers.view.seat) == ("not_ready seat_lost", "1002")
    hers.ready()
    floor.check_log()


def test_who_goes_on_at_the_window_she_left_open_stays_there(sqlite_floor: Floor) -> None:
    first = sqlite_floor.seated().ready()
    second = sqlite_floor.sign_in(first.account, "1002").ready()
    sqlite_floor.wait(100)
    sqlite_floor.miss(second)
    since, now = sqlite_floor.started_at, sqlite_floor.now
    sqlite_floor.database.write_now(lambda c: reconcile(c, None, None, now, started_at=since))
    first.ready()
    second.report()
    assert (first.state, first.view.seat) == ("ready", "1001")


def test_who_must_say_ready_first_still_must_after_a_call(floor: Floor) -> None:
    """A window that is left rang nobody; a colleague called it all the same."""
    first = floor.seated().ready()
    second = floor.sign_in(first.account, "1002")
    second.sign_out()
    first.report()
    assert first.state == "not_ready seat_lost"
    first.answers("k1", offer="", queue="")
    assert first.state == "on_call"
    first.wish("wrap_up_done")
    first.hangs_up()
    assert first.state == "not_ready seat_lost"
    first.ready()
    floor.check_log()


def test_a_seat_taken_by_somebody_else_is_nobodys_before(floor: Floor) -> None:
    anna = floor.seated("anna", "1001").ready()
    bruno = floor.seated("bruno", "1001").ready()
    assert (anna.state, anna.view.seat) == ("not_ready seat_lost", "")
    anna.report()
    assert [agent.account_id for agent in floor.available()] == [bruno.account.id]
    bruno.talks()
    assert anna.state == "not_ready seat_lost"
    floor.check_log()


def test_a_console_that_crashed_comes_back_to_the_same_state(floor: Floor, anna: Seat) -> None:
    anna.wish("pause", reason="back_office")
    anna.boot, anna.number = "another-journal", 0
    floor.wait(4)
    anna.report()
    assert anna.state == "not_ready back_office"
    anna.ready()


def test_the_screen_break_is_due_after_two_hours_and_told_only(
    anna: Seat, sqlite_floor: Floor
) -> None:
    due_at = anna.view.screen_break_due_at
    assert due_at is not None
    assert (due_at - MORNING).total_seconds() == 7200
    sqlite_floor.wait(8000)
    anna.report()
    assert (anna.state, anna.view.screen_break_due_at) == ("ready", due_at)


@pytest.mark.parametrize(
    ("reason", "seconds", "is_reset"),
    [
        ("screen_break", 900, True),
        ("screen_break", 890, False),
        ("break", 1200, True),
        ("back_office", 3000, False),  # at the screen all the same
    ],
)
def test_a_long_break_away_from_the_screen_begins_the_two_hours_anew(
    anna: Seat, sqlite_floor: Floor, reason: str, seconds: int, is_reset: bool
) -> None:
    due_at = anna.view.screen_break_due_at
    anna.wish("pause", reason=reason)
    sqlite_floor.wait(seconds)
    anna.wish("ready")
    assert (anna.view.screen_break_due_at != due_at) == is_reset
    if is_reset:
        new_due_at = anna.view.screen_break_due_at
        assert new_due_at is not None
        assert (new_due_at - sqlite_floor.now).total_seconds() == 7200


@pytest.mark.parametrize(("seconds", "is_reset"), [(60, False), (890, False), (900, True)])
def test_signing_out_for_a_moment_is_no_break_from_the_screen(
    sqlite_floor: Floor, seconds: int, is_reset: bool
) -> None:
    anna = sqlite_floor.seated().ready()
    due_at = anna.view.screen_break_due_at
    sqlite_floor.wait(3600)
    anna.sign_out()
    sqlite_floor.wait(seconds)
    anna = sqlite_floor.sign_in(anna.account, "1001")
    assert (anna.view.screen_break_due_at != due_at) == is_reset
