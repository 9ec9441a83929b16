"""The state of a call after what the page told of it."""

import pytest

from contract.wire.phone_socket import Call, CallState, EndCause
from phone.browser.page_messages import CallHeard
from phone.call_table import CallTable, end_cause
from tests.support.known import known


class Clock:
    mono_s = 100.0

    def __call__(self) -> tuple[float, float]:
        return 1_700_000_000 + self.mono_s, self.mono_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def table(clock: Clock) -> CallTable:
    return CallTable(clock)


def heard(table: CallTable, *whats: str, call: int = 1) -> Call | None:
    last = None
    for what in whats:
        last = table.hear(CallHeard(call=call, what=what, sip_id="abc", peer="0612345678"))
    return last


def test_incoming_call_is_answered_held_resumed_and_ended(table: CallTable, clock: Clock) -> None:
    ringing = known(heard(table, "incoming"))
    assert (ringing.state, ringing.is_incoming) == (CallState.INCOMING, True)
    assert (ringing.started_utc_s, ringing.started_mono_s) == (1_700_000_100, 100)
    clock.mono_s = 105
    active = known(heard(table, "active"))
    assert (active.state, active.answered_mono_s) == (CallState.ACTIVE, 105)
    clock.mono_s = 110
    assert heard(table, "held") is not None
    clock.mono_s = 112
    resumed = known(heard(table, "resumed"))
    assert (resumed.state, resumed.hold_s) == (CallState.ACTIVE, 2)
    clock.mono_s = 120
    heard(table, "held")
    clock.mono_s = 123
    ended = known(heard(table, "ended"))
    assert (ended.state, ended.ended_mono_s, ended.hold_s) == (CallState.ENDED, 123, 5)
    assert ended.answered_mono_s == 105
    assert table.calls == ()


def test_outgoing_call_rings_at_the_other_end(table: CallTable) -> None:
    calling = known(heard(table, "calling"))
    assert (calling.state, calling.is_incoming) == (CallState.CALLING, False)
    ringing = known(heard(table, "ringing"))
    assert ringing.state is CallState.RINGING


def test_muting_and_the_others_hold_are_told_beside_the_state(table: CallTable) -> None:
    call = known(heard(table, "incoming", "active", "muted", "peer_held"))
    assert (call.state, call.is_muted, call.is_peer_held) == (CallState.ACTIVE, True, True)
    call = known(heard(table, "unmuted", "peer_resumed"))
    assert (call.is_muted, call.is_peer_held) == (False, False)


def test_events_of_a_call_that_is_not_up_are_ignored(table: CallTable) -> None:
    assert heard(table, "active", call=7) is None
    heard(table, "incoming")
    heard(table, "ended")
    assert heard(table, "ended") is None
    assert heard(table, "unheard of") is None


def test_second_active_does_not_move_the_time_of_the_answer(table: CallTable, clock: Clock) -> None:
    heard(table, "incoming", "active")
    clock.mono_s = 200
    call = known(heard(table, "active"))
    assert call.answered_mono_s == 100


def test_call_without_the_exchanges_key_is_known_by_its_sip_id(table: CallTable) -> None:
    one = table.hear(CallHeard(call=1, what="incoming", sip_id="abc", call_key="k-1"))
    two = table.hear(CallHeard(call=2, what="incoming", sip_id="def"))
    assert one is not None
    assert (one.call_key, known(two).call_key) == ("k-1", "def")


def test_offer_tells_what_the_exchange_says_of_it(table: CallTable) -> None:
    call = known(
        table.hear(
            CallHeard(
                call=1,
                what="incoming",
                sip_id="abc",
                queue="tributi",
                offer="o-7",
                language="ar",
                waited_s=61,
                auto_answer_ms=500,
                replaces=9,
            )
        )
    )
    assert (call.queue, call.offer, call.language) == ("tributi", "o-7", "ar")
    assert (call.waited_s, call.auto_answer_ms, call.replaces) == (61, 500, 9)


def test_outgoing_call_takes_the_name_the_exchange_answers_with(table: CallTable) -> None:
    table.hear(CallHeard(call=1, what="calling", sip_id="abc"))
    call = known(table.hear(CallHeard(call=1, what="ringing", call_key="k-7")))
    assert (call.call_key, call.sip_id) == ("k-7", "abc")


def test_two_calls_are_joined_and_parted_each_by_itself(table: CallTable) -> None:
    heard(table, "incoming", "active", call=1)
    heard(table, "calling", "active", call=2)
    for number in (1, 2):
        joined = known(heard(table, "joined", call=number))
        assert (joined.is_joined, joined.state) == (True, CallState.ACTIVE)
    ended = known(heard(table, "ended", call=1))
    assert not ended.is_joined
    parted = known(heard(table, "parted", call=2))
    assert not parted.is_joined


def test_lost_page_ends_every_call_and_numbers_go_on(table: CallTable) -> None:
    heard(table, "incoming", "active", call=4)
    (lost,) = table.lose_all()
    assert (lost.state, lost.cause) == (CallState.ENDED, EndCause.PHONE_LOST)
    assert table.calls == ()
    assert table.next_call == 5


@pytest.mark.parametrize(
    ("cause", "is_local", "code", "reason", "expected"),
    [
        ("Terminated", False, 0, 0, EndCause.HUNG_UP_THERE),
        ("Terminated", True, 0, 0, EndCause.HUNG_UP_HERE),
        ("Canceled", True, 0, 0, EndCause.HUNG_UP_HERE),
        ("Canceled", False, 0, 0, EndCause.HUNG_UP_THERE),
        ("Canceled", False, 0, 200, EndCause.ANSWERED_ELSEWHERE),
        ("Canceled", False, 0, 408, EndCause.NO_ANSWER),
        ("Rejected", True, 0, 0, EndCause.REJECTED),
        ("Rejected", False, 403, 0, EndCause.NOT_ALLOWED),
        ("Rejected", False, 603, 0, EndCause.REJECTED),
        ("Busy", False, 486, 0, EndCause.BUSY),
        ("Busy", False, 600, 0, EndCause.BUSY),
        ("Unavailable", False, 480, 0, EndCause.UNREACHABLE),
        ("Unavailable", False, 408, 0, EndCause.NO_ANSWER),
        ("Not Found", False, 404, 0, EndCause.UNREACHABLE),
        ("SIP Failure Code", False, 503, 0, EndCause.UNREACHABLE),
        ("No Answer", True, 0, 0, EndCause.NO_ANSWER),
        ("Connection Error", True, 0, 0, EndCause.NETWORK),
        ("Request Timeout", True, 0, 0, EndCause.NETWORK),
        ("RTP Timeout", True, 0, 0, EndCause.MEDIA_TIMEOUT),
    ],
)
def test_cause_of_the_end_is_one_word(
    cause: str, is_local: bool, code: int, reason: int, expected: EndCause
) -> None:
    ended = CallHeard(
        call=1, what="ended", cause=cause, is_local=is_local, code=code, reason=reason
    )
    assert end_cause(ended) is expected
