"""Calls move an operator through reserved, on call and wrap-up, whoever tells of them first."""

import pytest

from contract.domain.agents.agent import WrapUpMode
from tests.support.duty.duty_floor import MORNING, Floor, Seat, a_call


def test_a_call_leads_through_all_states_and_back_to_ready(floor: Floor) -> None:
    anna = floor.seated().ready()
    assert anna.rung()
    assert (anna.state, anna.view.offer, anna.view.call_key) == ("reserved", "o1", "k1")
    anna.answers()
    assert (anna.state, anna.view.queue_id) == ("on_call", "tributi")
    anna.hangs_up()
    assert anna.state == "wrap_up"
    floor.wait(60)
    floor.tend(anna)
    assert anna.state == "ready"
    floor.check_log()


def test_nobody_is_reserved_twice(anna: Seat) -> None:
    assert anna.rung("k1", "o1")
    assert anna.rung("k1", "o1")  # asked again
    assert not anna.rung("k2", "o2")
    assert anna.view.call_key == "k1"


def test_who_is_not_ready_or_sits_elsewhere_is_not_reserved(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated()
    anna.report()
    assert not anna.rung()
    anna.ready()
    anna.seat = "1002"
    assert not anna.rung()


def test_everything_the_exchange_tells_may_be_told_twice(anna: Seat) -> None:
    anna.rung()
    anna.answers()
    anna.answers()
    anna.hangs_up()
    rev = anna.view.rev
    anna.hangs_up()
    anna.answers()  # overtaken by the end
    anna.offer_ends("rona")
    assert (anna.state, anna.view.rev) == ("wrap_up", rev)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("rona", "not_ready missed_call"),
        ("declined", "not_ready declined"),
        ("abandoned", "ready"),
        ("busy", "ready"),
        ("unavailable", "not_ready line_lost"),
        ("not_registered", "not_ready line_lost"),
        ("unreachable", "not_ready line_lost"),
    ],
)
def test_how_an_offer_ends_decides_what_follows(anna: Seat, outcome: str, expected: str) -> None:
    anna.rung()
    anna.offer_ends(outcome, offer="another")
    assert anna.state == "reserved"
    anna.offer_ends(outcome)
    assert anna.state == expected


def test_a_missed_call_needs_a_click_to_come_back(anna: Seat, sqlite_floor: Floor) -> None:
    anna.rung()
    anna.offer_ends("rona")
    sqlite_floor.wait(30)
    anna.report()
    assert anna.state == "not_ready missed_call"
    anna.ready()


def test_a_phone_that_did_not_ring_is_out_until_its_seat_reports(
    anna: Seat, sqlite_floor: Floor
) -> None:
    anna.rung()
    anna.offer_ends("unavailable")
    assert sqlite_floor.available() == ()
    anna.report()
    assert anna.state == "ready"


def test_an_abandoned_offer_costs_nobody_the_place(anna: Seat, sqlite_floor: Floor) -> None:
    sqlite_floor.wait(5)
    anna.rung()
    anna.offer_ends("abandoned")
    anna.report()
    assert sqlite_floor.available()[0].idle_since_at == MORNING


def test_a_declined_call_is_declined_when_the_operator_says_so(anna: Seat) -> None:
    anna.rung()
    anna.wish("declined", offer="o1")
    assert anna.state == "not_ready declined"
    anna.offer_ends("declined")
    assert anna.state == "not_ready declined"


def test_the_seat_ends_no_offer_before_the_exchange_says_why(anna: Seat) -> None:
    anna.rung()
    anna.wish("ended", call_key="k1")  # its phone stopped ringing
    assert anna.state == "reserved"
    anna.offer_ends("rona")
    assert anna.state == "not_ready missed_call"


def test_a_call_offered_again_is_answered_again(anna: Seat) -> None:
    anna.talks("k1")
    anna.hangs_up("k1")
    anna.wish("wrap_up_done")
    anna.talks("k1")  # came back through another queue
    assert anna.state == "on_call"


@pytest.mark.parametrize(
    ("mode", "is_timed", "may_extend"),
    [
        (WrapUpMode.OPTIONAL, False, False),
        (WrapUpMode.MANDATORY, False, False),
        (WrapUpMode.TIMEOUT, True, True),
        (WrapUpMode.FORCED_TIMEOUT, True, False),
    ],
)
def test_the_queue_says_how_long_the_wrap_up_lasts(
    sqlite_floor: Floor, mode: WrapUpMode, is_timed: bool, may_extend: bool
) -> None:
    sqlite_floor.wrap_up(mode, 40)
    anna = sqlite_floor.seated().ready()
    anna.talks()
    anna.hangs_up()
    view = anna.view
    assert (view.state, view.wrap_up_mode) == ("wrap_up", mode)
    assert (view.wrap_up_until_at is not None, view.may_extend) == (is_timed, may_extend)
    sqlite_floor.wait(40)
    sqlite_floor.tend(anna)
    assert anna.state == ("ready" if is_timed else "wrap_up")


@pytest.mark.parametrize(
    "mode", [WrapUpMode.OPTIONAL, WrapUpMode.MANDATORY, WrapUpMode.TIMEOUT, WrapUpMode.REQUESTED]
)
def test_a_closed_contact_needs_no_wrap_up(sqlite_floor: Floor, mode: WrapUpMode) -> None:
    sqlite_floor.wrap_up(mode)
    anna = sqlite_floor.seated().ready()
    anna.talks()
    anna.wish("want_wrap_up")
    anna.wish("wrap_up_done", call_key="k1")  # F9 before the citizen hangs up
    assert anna.state == "on_call"
    anna.hangs_up()
    assert anna.state == "ready"


def test_a_forced_wrap_up_lasts_its_time_whatever_is_closed(sqlite_floor: Floor) -> None:
    sqlite_floor.wrap_up(WrapUpMode.FORCED_TIMEOUT, 30)
    anna = sqlite_floor.seated().ready()
    anna.talks()
    anna.wish("wrap_up_done")
    anna.hangs_up()
    anna.wish("wrap_up_done")
    assert anna.wish("ready").refused == "wrap_up_forced"
    assert anna.wish("more_time").refused == "no_more_time"
    sqlite_floor.wait(29)
    sqlite_floor.tend(anna)
    assert anna.state == "wrap_up"
    sqlite_floor.wait(1)
    sqlite_floor.tend(anna)
    assert anna.state == "ready"


def test_a_wrap_up_on_request_is_there_only_when_asked_for(sqlite_floor: Floor) -> None:
    sqlite_floor.wrap_up(WrapUpMode.REQUESTED)
    anna = sqlite_floor.seated().ready()
    anna.talks()
    anna.hangs_up()
    assert anna.state == "ready"
    anna.talks("k2")
    anna.wish("want_wrap_up")
    anna.hangs_up("k2")
    assert anna.state == "wrap_up"
    anna.ready()


def test_time_asked_for_goes_on_after_a_call_she_makes_in_it(sqlite_floor: Floor) -> None:
    sqlite_floor.wrap_up(WrapUpMode.REQUESTED)
    anna = sqlite_floor.seated().ready()
    anna.talks()
    anna.wish("want_wrap_up")
    anna.hangs_up()
    anna.wish("answered", call_key="own")
    assert anna.state == "on_call"
    anna.wish("ended", call_key="own")
    assert anna.state == "wrap_up"
    sqlite_floor.check_log()


def test_a_closed_contact_of_another_call_ends_no_wrap_up(anna: Seat) -> None:
    anna.talks("k2")
    anna.hangs_up("k2")
    anna.wish("wrap_up_done", call_key="k1")
    assert anna.state == "wrap_up"
    anna.wish("wrap_up_done", call_key="k2")
    assert anna.state == "ready"


def test_more_time_is_given_once(anna: Seat, sqlite_floor: Floor) -> None:
    anna.talks()
    anna.hangs_up()
    assert anna.wish("more_time").refused == ""
    assert anna.wish("more_time").refused == "no_more_time"
    sqlite_floor.wait(119)
    sqlite_floor.tend(anna)
    assert anna.state == "wrap_up"
    sqlite_floor.wait(1)
    sqlite_floor.tend(anna)
    assert anna.state == "ready"


def test_a_consultation_keeps_her_on_the_call_until_both_have_ended(anna: Seat) -> None:
    anna.talks("citizen")
    anna.wish("answered", call_key="colleague")
    anna.wish("ended", call_key="citizen")
    assert (anna.state, anna.view.call_key) == ("on_call", "colleague")
    assert anna.view.queue_id == "tributi"  # whose contact is hers
    anna.wish("ended", call_key="colleague")
    assert anna.state == "wrap_up"


def test_a_contact_closed_is_that_of_the_talk_whichever_call_of_it_ended_last(anna: Seat) -> None:
    anna.talks("citizen")
    anna.wish("answered", call_key="colleague")
    anna.hangs_up("citizen")  # the exchange is faster than the seat
    anna.wish("ended", call_key="colleague")
    anna.wish("ended", call_key="citizen")
    assert anna.state == "wrap_up"
    anna.wish("wrap_up_done", call_key="citizen")
    assert anna.state == "ready"
    anna.talks("next")
    anna.hangs_up("next")
    anna.wish("wrap_up_done", call_key="citizen")
    assert anna.state == "wrap_up"


def test_an_own_call_from_a_pause_leads_back_to_it(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated()
    anna.wish("pause", reason="meeting")
    anna.wish("answered", call_key="out")
    assert anna.state == "on_call"
    anna.wish("ended", call_key="out")
    anna.wish("wrap_up_done")
    assert anna.state == "not_ready meeting"


def test_an_own_call_while_wrapping_up_is_wrapped_up_after_it(
    anna: Seat, sqlite_floor: Floor
) -> None:
    anna.talks()
    anna.hangs_up()
    anna.wish("answered", call_key="out")
    assert anna.state == "on_call"
    sqlite_floor.wait(300)
    sqlite_floor.tend(anna)
    anna.report()
    assert anna.state == "on_call"
    anna.wish("ended", call_key="out")
    assert anna.state == "wrap_up"


def test_a_call_the_seat_has_and_nobody_told_of_is_noticed(anna: Seat) -> None:
    anna.calls = (a_call("unknown"),)
    anna.report()
    assert (anna.state, anna.view.call_key) == ("on_call", "unknown")


def test_the_queue_is_learned_when_the_seat_was_heard_first(sqlite_floor: Floor) -> None:
    sqlite_floor.wrap_up(WrapUpMode.MANDATORY)
    anna = sqlite_floor.seated().ready()
    anna.wish("answered", call_key="k1")  # rung by the fallback group
    anna.answers("k1", offer="")
    anna.hangs_up("k1")
    assert (anna.view.queue_id, anna.view.wrap_up_mode) == ("tributi", WrapUpMode.MANDATORY)


@pytest.mark.parametrize("queue", ["", "unknown"])
def test_a_call_of_no_queue_has_the_usual_wrap_up(anna: Seat, queue: str) -> None:
    anna.rung(queue=queue)
    anna.answers(queue=queue)
    anna.hangs_up()
    view = anna.view
    assert (view.state, view.wrap_up_mode) == ("wrap_up", WrapUpMode.TIMEOUT)
    assert view.wrap_up_until_at is not None
    assert (view.wrap_up_until_at - MORNING).total_seconds() == 60
