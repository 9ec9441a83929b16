"""What an operator asks for is followed, or refused with a code; never silently."""

from datetime import timedelta

import pytest

from contract.domain.account import Role
from contract.domain.agents.agent import WrapUpMode
from tests.support.duty.duty_floor import MORNING, Floor, Seat


def test_a_pause_has_its_reason_and_ends_with_ready(floor: Floor, anna: Seat) -> None:
    anna.wish("pause", reason="break")
    assert anna.state == "not_ready break"
    assert floor.available() == ()
    anna.ready()
    floor.check_log()


def test_a_pause_during_a_call_comes_after_its_wrap_up(anna: Seat) -> None:
    anna.talks()
    anna.wish("pause", reason="training")
    assert (anna.state, anna.view.pending) == ("on_call", "training")
    anna.hangs_up()
    assert (anna.state, anna.view.pending) == ("wrap_up", "training")
    anna.wish("wrap_up_done")
    assert (anna.state, anna.view.pending) == ("not_ready training", "")


def test_a_pending_pause_is_taken_back_by_ready(anna: Seat) -> None:
    anna.talks()
    anna.wish("pause", reason="training")
    anna.hangs_up()
    assert anna.wish("ready").refused == ""
    assert (anna.state, anna.view.pending) == ("wrap_up", "")
    anna.wish("wrap_up_done")
    assert anna.state == "ready"


def test_a_pause_chosen_while_it_rings_waits_for_the_offer(anna: Seat) -> None:
    anna.rung()
    anna.wish("pause", reason="break")
    assert anna.state == "reserved"
    anna.offer_ends("abandoned")
    assert anna.state == "not_ready break"


@pytest.mark.parametrize("mode", [WrapUpMode.OPTIONAL, WrapUpMode.REQUESTED])
@pytest.mark.parametrize("wish", [("ready", ""), ("pause", "break")])
def test_a_wrap_up_that_is_hers_ends_when_she_says_so(
    sqlite_floor: Floor, mode: WrapUpMode, wish: tuple[str, str]
) -> None:
    sqlite_floor.wrap_up(mode)
    anna = sqlite_floor.seated().ready()
    anna.talks()
    anna.wish("want_wrap_up")
    anna.hangs_up()
    assert anna.state == "wrap_up"
    anna.wish(wish[0], reason=wish[1])
    assert anna.state in ("ready", "not_ready break")


@pytest.mark.parametrize("mode", [WrapUpMode.MANDATORY, WrapUpMode.TIMEOUT])
def test_a_mandatory_wrap_up_wants_its_contact_closed(
    sqlite_floor: Floor, mode: WrapUpMode
) -> None:
    sqlite_floor.wrap_up(mode)
    anna = sqlite_floor.seated().ready()
    anna.talks()
    anna.hangs_up()
    assert anna.wish("ready").refused == "contact_open"
    assert anna.state == "wrap_up"


def test_case_work_leads_back_to_where_she_was(anna: Seat) -> None:
    anna.wish("case_work")
    assert anna.state == "not_ready case_work"
    anna.wish("case_done")
    assert anna.state == "ready"
    anna.wish("pause", reason="back_office")
    anna.wish("case_work")
    anna.wish("case_done")
    assert anna.state == "not_ready back_office"


def test_a_case_closed_in_a_call_leads_back_to_where_she_was_after_it(
    floor: Floor, anna: Seat
) -> None:
    anna.wish("case_work")
    anna.answers("out")
    anna.wish("case_done")
    assert anna.state == "on_call"
    anna.hangs_up("out")
    anna.wish("wrap_up_done")
    assert anna.state == "ready"
    floor.check_log()


def test_a_pause_waiting_for_the_end_of_the_call_comes_before_the_case(anna: Seat) -> None:
    anna.wish("case_work")
    anna.answers("out")
    anna.wish("pause", reason="training")
    anna.wish("case_done")
    anna.hangs_up("out")
    anna.wish("wrap_up_done")
    assert anna.state == "not_ready training"


def test_what_makes_no_sense_now_is_refused(anna: Seat) -> None:
    assert anna.wish("pause", reason="holiday").refused == "invalid"
    assert anna.wish("dance").refused == "invalid"
    assert anna.wish("more_time").refused == "no_more_time"
    assert anna.wish("want_wrap_up").refused == "invalid"
    anna.talks()
    assert anna.wish("case_work").refused == "invalid"
    assert anna.state == "on_call"
    anna.sign_out()
    assert anna.log[-1].state == "off"


def test_an_operator_forced_off_is_told_and_stays_off(floor: Floor) -> None:
    lead = floor.account("lea", Role.TEAM_LEAD)
    anna = floor.seated().ready()
    view = anna.forced(lead, "off", message="Turno finito")
    assert (view.state, view.forced_by, view.message) == ("off", "Lea", "Turno finito")
    assert anna.wish("ready").refused == "not_signed_in"
    anna.report()
    assert anna.state == "off"
    anna.wish("acknowledged")
    assert (anna.view.message, anna.view.forced_by) == ("", "Lea")
    floor.check_log()


def test_what_a_lead_forces_comes_after_the_call(sqlite_floor: Floor) -> None:
    lead = sqlite_floor.account("lea", Role.TEAM_LEAD)
    anna = sqlite_floor.seated().ready()
    anna.talks()
    view = anna.forced(lead, "pause", reason="meeting", message="Riunione alle 12")
    assert (view.state, view.pending, view.message) == ("on_call", "meeting", "Riunione alle 12")
    anna.wish("acknowledged")
    assert (anna.view.message, anna.view.forced_by) == ("", "Lea")
    anna.hangs_up()
    anna.wish("wrap_up_done")
    assert (anna.state, anna.view.forced_by) == ("not_ready meeting", "Lea")
    anna.ready()
    assert anna.view.forced_by == ""


def test_off_during_a_call_comes_after_it_too(sqlite_floor: Floor) -> None:
    lead = sqlite_floor.account("lea", Role.TEAM_LEAD)
    anna = sqlite_floor.seated().ready()
    anna.talks()
    assert anna.forced(lead, "off").state == "on_call"
    anna.wish("wrap_up_done")
    anna.hangs_up()
    assert (anna.state, anna.view.forced_by) == ("off", "Lea")


def test_a_lead_ends_wrap_up_and_pause(sqlite_floor: Floor) -> None:
    lead = sqlite_floor.account("lea", Role.TEAM_LEAD)
    anna = sqlite_floor.seated().ready()
    anna.wish("pause", reason="break")
    assert anna.forced(lead, "ready").state == "ready"
    anna.talks()
    assert anna.forced(lead, "ready").state == "on_call"
    anna.hangs_up()
    assert anna.forced(lead, "ready").state == "ready"


def test_a_pause_forced_without_a_reason_says_that_it_was_forced(sqlite_floor: Floor) -> None:
    lead = sqlite_floor.account("lea", Role.TEAM_LEAD)
    anna = sqlite_floor.seated().ready()
    anna.forced(lead, "pause")
    assert anna.state == "not_ready forced"


def test_a_call_given_back_is_declined_whoever_says_so_first(floor: Floor, anna: Seat) -> None:
    """The exchange is heard before the seat's own report: nothing was decided against her."""
    anna.rung()
    pressed = anna.step("declined", offer="o1", call_key="k1")
    floor.wait(0.2)
    anna.offer_ends("declined")
    assert anna.report(pressed).refused == ""
    assert anna.state == "not_ready declined"
    assert anna.wish("pause", reason="training").refused == ""
    assert anna.state == "not_ready training"
    floor.check_log()


def test_a_stale_wish_undoes_nothing_that_was_decided_later(floor: Floor) -> None:
    lead = floor.account("lea", Role.TEAM_LEAD)
    anna = floor.seated()
    anna.wish("pause", reason="break")
    floor.wait(60)
    offline_ready = anna.step("ready")
    floor.wait(60)
    anna.forced(lead, "pause", reason="training")
    floor.wait(60)
    assert anna.report(offline_ready).refused == "stale_wish"
    assert anna.state == "not_ready training"
    anna.ready()  # a newer one
    floor.check_log()


def test_wishes_of_one_journal_follow_each_other_whatever_its_clock_says(anna: Seat) -> None:
    anna.wish("pause", reason="break", at=MORNING - timedelta(seconds=3))
    assert anna.state == "not_ready break"


def test_an_earlier_wish_that_makes_a_missed_call_look_answered_is_stale(
    anna: Seat, sqlite_floor: Floor
) -> None:
    anna.rung()
    before = anna.step("ready")
    sqlite_floor.wait(15)
    anna.offer_ends("rona")
    anna.report(before)
    assert anna.state == "not_ready missed_call"
