"""Reports: steps are taken once and in order, also those of hours ago; heartbeats are cheap."""

from datetime import timedelta

import pytest

from contract.domain.account import Role
from contract.domain.agents.agent import DutyState
from contract.wire.decoding import MalformedMessage
from contract.wire.duty import DutyReport, DutyStep, SeatCall
from phone.clean_text import clean_text
from server.store.engine.connection import Connection
from server.usecases.duty.take_reports import check_report
from tests.support.duty.duty_floor import MORNING, Floor, Seat, a_call


def rows(floor: Floor, table: str) -> int:
    def count(connection: Connection) -> int:
        row = connection.one(f"SELECT count(*) AS n FROM {table}")
        return int(row["n"]) if row else 0

    return floor.database.read_now(count)


def test_steps_are_taken_once_however_often_they_are_sent(floor: Floor) -> None:
    anna = floor.seated()
    steps = [anna.step("ready"), anna.step("pause", reason="break"), anna.step("ready")]
    assert anna.report(*steps).taken == 3
    events = rows(floor, "duty_event")
    assert anna.report(*steps).taken == 3
    assert anna.report(*steps[:2]).taken == 3
    assert (anna.state, rows(floor, "duty_event")) == ("ready", events)


def test_steps_are_taken_in_their_order(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated()
    ready, pause = anna.step("ready"), anna.step("pause", reason="break")
    anna.report(pause, ready)
    assert anna.state == "not_ready break"


def test_a_journal_restored_from_a_copy_hears_how_far_the_server_is(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated()
    for wish in ("ready", "case_work", "case_done"):
        anna.wish(wish)
    anna.number = 1
    assert anna.report(anna.step("case_work")).taken == 3
    assert anna.state == "ready"


def test_each_window_hears_of_its_own_journal(sqlite_floor: Floor) -> None:
    first = sqlite_floor.seated()
    for wish in ("ready", "case_work", "case_done"):
        first.wish(wish)
    second = sqlite_floor.sign_in(first.account, "1002")
    assert second.wish("ready").taken == 1
    assert first.report().taken == 3
    assert second.report().taken == 1


def test_what_the_seat_states_of_its_number_is_not_believed(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready()
    bruno = sqlite_floor.seated("bruno", "1002")
    bruno.report()
    assert [agent.seat for agent in sqlite_floor.available()] == [anna.seat]


def test_a_call_that_began_and_ended_during_an_outage_still_exists(floor: Floor) -> None:
    anna = floor.seated().ready()
    floor.wait(3600)
    floor.miss(anna)
    assert anna.state == "not_ready seat_lost"
    began, ended = MORNING + timedelta(minutes=5), MORNING + timedelta(minutes=9)
    anna.report(
        anna.step("answered", call_key="fallback", at=began),
        anna.step("ended", call_key="fallback", at=ended),
        anna.step("wrap_up_done", call_key="fallback", at=ended + timedelta(seconds=8)),
    )
    assert anna.state == "ready"
    kept = [(e.event.kind, e.event.at) for e in anna.log if e.event.call_key == "fallback"]
    assert kept[:2] == [("answered", began), ("ended", ended)]
    floor.check_log()


def test_a_call_older_than_the_news_of_its_line_is_written_up_all_the_same(floor: Floor) -> None:
    """The report that the line is there was read when the call had come and its phone had died."""
    anna = floor.seated()
    anna.report(anna.step("ready"), registered=False)
    assert anna.state == "not_ready line_lost"
    floor.wait(2)
    anna.report(registered=True)
    assert anna.state == "ready"
    began, ended = floor.now - timedelta(seconds=1), floor.now - timedelta(seconds=0.5)
    floor.wait(0.1)
    anna.report(
        anna.step("answered", call_key="k1", at=began),
        anna.step("ended", call_key="k1", reason="phone_lost", at=ended),
    )
    assert (anna.state, anna.view.wrap_up_until_at) == ("wrap_up", ended + timedelta(seconds=60))
    floor.wait(60)
    floor.tend(anna)
    assert anna.state == "ready"
    floor.check_log()


def test_a_call_ended_while_the_server_took_the_seat_for_lost_is_written_up(floor: Floor) -> None:
    anna = floor.seated().ready()
    floor.wait(30)
    floor.miss(anna)
    assert anna.state == "not_ready seat_lost"
    ended = floor.now - timedelta(seconds=8)
    anna.report(
        anna.step("answered", call_key="k1", at=floor.now - timedelta(seconds=20)),
        anna.step("ended", call_key="k1", at=ended),
    )
    assert (anna.state, anna.view.since_at) == ("wrap_up", ended)
    anna.wish("wrap_up_done", call_key="k1")
    assert anna.state == "ready"
    floor.check_log()


def test_a_call_is_written_up_though_the_seat_s_clock_was_set_back_since_f5(floor: Floor) -> None:
    anna = floor.seated()
    anna.report(anna.step("ready", at=floor.now), registered=True)
    floor.wait(3)
    anna.report(
        anna.step("answered", call_key="k1", at=floor.now - timedelta(seconds=5)),
        anna.step("ended", call_key="k1", at=floor.now - timedelta(seconds=4)),
    )
    assert anna.state == "wrap_up"
    floor.check_log()


def test_a_call_older_than_a_lead_s_word_changes_nothing(floor: Floor) -> None:
    lead = floor.account("lea", Role.TEAM_LEAD)
    anna = floor.seated().ready()
    floor.wait(60)
    anna.forced(lead, "pause", reason="meeting")
    early = floor.now - timedelta(seconds=30)
    anna.report(
        anna.step("answered", call_key="k1", at=early),
        anna.step("ended", call_key="k1", at=early + timedelta(seconds=9)),
    )
    assert anna.state == "not_ready meeting"
    floor.check_log()


def test_an_old_call_does_not_take_the_place_of_the_one_that_rings(floor: Floor) -> None:
    anna = floor.seated().ready()
    floor.wait(60)
    assert anna.rung("k2", "o2")
    early = floor.now - timedelta(seconds=30)
    anna.report(
        anna.step("answered", call_key="k1", at=early),
        anna.step("ended", call_key="k1", at=early + timedelta(seconds=9)),
    )
    assert (anna.state, anna.view.call_key) == ("reserved", "k2")


def test_a_call_that_is_over_does_not_replace_an_offer_however_its_clock_goes(floor: Floor) -> None:
    anna = floor.seated().ready()
    floor.wait(60)
    assert anna.rung("k2", "o2")
    floor.wait(0.8)
    late = floor.now - timedelta(seconds=0.4)  # it was before the offer, by the server's clock
    anna.report(
        anna.step("answered", call_key="own", at=late),
        anna.step("ended", call_key="own", at=late),
        anna.step("wrap_up_done", call_key="own", at=late),
    )
    assert (anna.state, anna.view.call_key) == ("reserved", "k2")
    anna.offer_ends("rona", "o2")
    assert anna.state == "not_ready missed_call"
    floor.check_log()


def test_what_happened_offline_is_merged_at_its_own_time(floor: Floor) -> None:
    """The server was away for hours and missed nothing of it: no other decision came between."""
    anna = floor.seated().ready().talks("k1")
    minute = timedelta(minutes=1)
    floor.wait(2 * 3600)
    anna.calls = (a_call("k3"),)
    anna.report(
        anna.step("ended", call_key="k1", at=MORNING + minute),
        anna.step("answered", call_key="k2", at=MORNING + 3 * minute),
        anna.step("ended", call_key="k2", at=MORNING + 5 * minute),
        anna.step("wrap_up_done", call_key="k2", at=MORNING + 5.5 * minute),
        anna.step("pause", reason="break", at=MORNING + 6 * minute),
        anna.step("ready", at=MORNING + 20 * minute),
        anna.step("answered", call_key="k3", at=MORNING + 119 * minute),
    )
    assert (anna.state, anna.view.call_key) == ("on_call", "k3")
    assert anna.view.since_at == MORNING + 119 * minute
    told = [(logged.event.kind, logged.event.at, logged.state) for logged in anna.log[-8:]]
    assert told[0] == ("ended", MORNING + minute, DutyState.WRAP_UP)
    assert told[1] == ("wrap_up_over", MORNING + 2 * minute, DutyState.READY)
    assert told[2] == ("answered", MORNING + 3 * minute, DutyState.ON_CALL)
    floor.check_log()


def test_a_pause_taken_offline_goes_on(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready()
    sqlite_floor.wait(3600)
    sqlite_floor.miss(anna)
    anna.report(anna.step("pause", reason="training", at=MORNING + timedelta(minutes=30)))
    assert (anna.state, anna.view.since_at) == (
        "not_ready training",
        MORNING + timedelta(minutes=30),
    )


def test_an_offline_ready_does_not_undo_a_pause_forced_later(floor: Floor) -> None:
    lead = floor.account("lea", Role.TEAM_LEAD)
    anna = floor.seated()
    anna.wish("pause", reason="break")
    floor.wait(600)
    early = anna.step("ready")
    floor.wait(600)
    anna.forced(lead, "pause", reason="meeting")
    assert anna.report(early).refused == "stale_wish"
    assert anna.state == "not_ready meeting"


def test_a_wish_of_the_future_is_of_now(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated()
    anna.wish("ready", at=MORNING + timedelta(hours=3))
    assert anna.view.since_at == MORNING


def test_ready_said_after_signing_in_counts_though_the_server_s_clock_was_set_back(
    floor: Floor,
) -> None:
    anna = floor.seated()
    anna.report()
    ready = anna.step("ready")
    floor.wait(-1)
    assert (anna.report(ready).refused, anna.state) == ("", "ready")
    assert anna.view.since_at == MORNING
    floor.check_log()


def test_ready_said_before_signing_in_anew_stays_stale_by_whatever_clock(floor: Floor) -> None:
    anna = floor.seated()
    early = anna.step("ready", at=MORNING - timedelta(seconds=0.5))
    floor.wait(-1)
    assert anna.report(early).refused == "stale_wish"
    assert anna.state == "not_ready signed_in"
    floor.check_log()


def test_a_heartbeat_that_says_the_same_changes_and_logs_nothing(floor: Floor) -> None:
    anna = floor.seated().ready()
    anna.report()
    before = (anna.view, rows(floor, "duty_event"))
    for _ in range(20):
        floor.wait(5)
        anna.report()
    assert (anna.view, rows(floor, "duty_event")) == before
    assert len(floor.available()) == 1


def test_heartbeats_seconds_apart_are_not_even_written(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready()
    anna.report()
    heard_at = _reported_at(sqlite_floor, anna)
    sqlite_floor.wait(3)
    anna.report()
    assert _reported_at(sqlite_floor, anna) == heard_at
    sqlite_floor.wait(1)
    anna.report()
    assert _reported_at(sqlite_floor, anna) != heard_at


def _reported_at(floor: Floor, seat: Seat) -> int:
    row = floor.database.read_now(
        lambda c: c.one(
            "SELECT reported_at FROM duty WHERE account_id = :id", {"id": seat.account.id}
        )
    )
    assert row is not None
    return int(row["reported_at"])


def test_a_session_without_a_seat_is_never_on_duty(sqlite_floor: Floor) -> None:
    account = sqlite_floor.account("edda")
    window = Seat(sqlite_floor, account, "", "boot")
    reply = window.wish("ready")
    assert (reply.view.state, reply.view.rev, reply.taken) == ("off", 0, 1)
    assert window.log == []


def test_facts_of_an_operator_who_is_off_are_kept_as_history(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready()
    anna.sign_out()
    sqlite_floor.seated("bruno", "1001")  # the seat is his now
    anna.report(anna.step("answered", call_key="k7"), anna.step("ended", call_key="k7"))
    assert anna.state == "off"
    assert [e.event.call_key for e in anna.log[-2:]] == ["k7", "k7"]
    sqlite_floor.check_log()


STEP = DutyStep(number=1, wish="ready", at=MORNING)


@pytest.mark.parametrize(
    "report",
    [
        DutyReport(seat="1001", boot="", steps=(STEP,)),
        DutyReport(seat="1001", boot="a%b"),
        DutyReport(seat="1001", boot="x" * 65),
        DutyReport(seat="1" * 257, boot="b"),
        DutyReport(seat="1001", boot="b", steps=(STEP,) * 201),
        DutyReport(seat="1001", boot="b", calls=(a_call(),) * 21),
        DutyReport(seat="1001", boot="b", calls=(a_call("k" * 257),)),
        DutyReport(seat="1001", boot="b", steps=(DutyStep(number=0, wish="ready", at=MORNING),)),
        DutyReport(seat="1001", boot="b", steps=(DutyStep(number=2**60, wish="x", at=MORNING),)),
        DutyReport(seat="1001", boot="b", steps=(DutyStep(number=1, wish="a\0", at=MORNING),)),
        DutyReport(
            seat="1001",
            boot="b",
            steps=(DutyStep(number=1, wish="ready", at=MORNING.replace(tzinfo=None)),),
        ),
        DutyReport(
            seat="1001",
            boot="b",
            steps=(DutyStep(number=1, wish="ready", at=MORNING.replace(year=1)),),
        ),
    ],
)
def test_a_report_that_no_console_makes_is_malformed(report: DutyReport) -> None:
    with pytest.raises(MalformedMessage):
        check_report(report)


def test_a_caller_with_a_long_call_name_does_not_silence_the_seat() -> None:
    check_report(
        DutyReport(
            seat="1001",
            boot="b",
            calls=(SeatCall(call_key="c-1", sip_id=clean_text("x" * 500), state="ringing"),),
        )
    )
