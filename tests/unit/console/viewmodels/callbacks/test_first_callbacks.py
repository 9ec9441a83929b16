"""The citizen of a lost call: told until he is called back, by one key, or handed to somebody."""

from datetime import timedelta

from console.runtime.task_scope import TaskScope
from console.viewmodels.callbacks.first_callbacks import FirstCallbacksViewModel
from console.viewmodels.kit.notices import Level
from contract.wire.duty import FirstCallback
from contract.wire.phone_socket import CallState
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import CITIZEN, NOW, CallSeat, a_call, notices_of

OTHER = "+390651239999"


def lost(call_key: str = "k-1", phone: str = CITIZEN, *, is_hers: bool = False) -> FirstCallback:
    until_at = NOW + timedelta(seconds=60)
    return FirstCallback(call_key=call_key, phone=phone, is_hers=is_hers, until_at=until_at)


class _Seat(CallSeat):
    def __init__(self, scope: TaskScope) -> None:
        super().__init__(scope)
        self.notices = notices_of(scope)
        self.first = FirstCallbacksViewModel(call=self.call, notices=self.notices)
        self.arrived: list[str] = []
        self.first.arrived.connect(lambda one: self.arrived.append(one.call_key))

    async def has_dialled(self, phone: str) -> None:
        await until(lambda: self.phone.asked[-1:] == [("dial", phone)])


seat = async_fixture(_Seat)


def waited(call_key: str = "k-1", *, is_taken: bool = False, waited_s: int = 90) -> FirstCallback:
    """Return a citizen who asked for it in the queue."""
    return FirstCallback(
        call_key=call_key,
        phone=CITIZEN,
        until_at=NOW + timedelta(seconds=15),
        keeps_place=True,
        is_taken=is_taken,
        queue_name="Tributi",
        waited_s=waited_s,
    )


async def test_whose_turn_it_is_in_the_queue_is_dialled_once_the_server_has_given_him(
    seat: _Seat,
) -> None:
    told: list[tuple[str, ...]] = []
    seat.first.took.connect(lambda: told.append(seat.first.taking))
    seat.first.show((waited(),))
    (notice,) = seat.notices.passing.values()
    assert (notice.code, notice.level) == ("callback_turn", Level.ACT_NOW)
    assert (notice.subject["queue"], notice.subject["waited"]) == ("Tributi", "90")
    for _ in range(2):
        seat.first.call_back()
    assert told == [("k-1",)]
    seat.first.show((waited(),))  # of a report before
    assert seat.phone.asked == []
    seat.first.show((waited(is_taken=True),))
    await seat.has_dialled(CITIZEN)
    assert seat.first.taking == ()


async def test_whom_a_colleague_has_by_now_is_not_dialled(seat: _Seat) -> None:
    seat.first.show((waited(),))
    seat.notices.act("callback_first:k-1")
    seat.first.show(())
    assert (seat.first.taking, seat.phone.asked) == ((), [])
    assert seat.notices.passing == {}


async def test_that_he_has_waited_longer_by_now_is_not_said_again(seat: _Seat) -> None:
    told: list[object] = []
    seat.notices.told.connect(told.append)
    for seconds in (90, 95, 100):
        seat.first.show((waited(waited_s=seconds),))
    assert len(told) == 1


async def test_how_long_he_is_hers_is_told_until_she_takes_him(seat: _Seat) -> None:
    seat.first.show((waited(),))
    (notice,) = seat.notices.passing.values()
    assert notice.subject["until"] == (NOW + timedelta(seconds=15)).isoformat()
    seat.first.show((waited(is_taken=True, waited_s=99),))
    (taken,) = seat.notices.passing.values()
    assert taken.subject == {**notice.subject, "until": ""}


async def test_the_notice_stays_while_the_server_says_so_and_goes_with_it(seat: _Seat) -> None:
    for _ in range(3):
        seat.first.show((lost(),))
    (notice,) = seat.notices.passing.values()
    assert (notice.code, notice.level) == ("callback_first", Level.ACT_NOW)
    assert notice.subject == {"phone": CITIZEN, "hers": ""}
    assert seat.arrived == ["k-1"]
    seat.first.show(())
    assert seat.notices.passing == {}


async def test_one_key_dials_whoever_waits_longest(seat: _Seat) -> None:
    seat.first.call_back()
    seat.first.show((lost(), lost("k-2", OTHER)))
    seat.first.call_back()
    await seat.has_dialled(CITIZEN)


async def test_the_button_of_a_notice_dials_the_one_it_names(seat: _Seat) -> None:
    seat.first.show((lost(), lost("k-2", OTHER)))
    seat.notices.act("callback_first:k-2")
    await seat.has_dialled(OTHER)


async def test_nobody_is_dialled_while_a_call_is_up(seat: _Seat) -> None:
    seat.first.show((lost(),))
    seat.call.on_call(a_call(call_key="k-9", state=CallState.ACTIVE))
    seat.first.call_back()
    assert seat.phone.asked == []


async def test_a_notice_put_away_refuses_and_does_not_come_back(seat: _Seat) -> None:
    told: list[tuple[str, ...]] = []
    seat.first.refused.connect(lambda: told.append(seat.first.not_calling))
    seat.first.show((lost(),))
    seat.notices.dismiss("callback_first:k-1")
    assert told == [("k-1",)]
    seat.first.show((lost(),))  # the server has not heard it yet
    assert seat.notices.passing == {}
    seat.first.show(())
    assert seat.first.not_calling == ()


async def test_the_same_key_calls_back_whom_this_seat_has_lost_itself(seat: _Seat) -> None:
    seat.notices.tell("call_dropped", Level.ACT_SOON, after="2:10", phone=CITIZEN)
    seat.first.call_back()
    await seat.has_dialled(CITIZEN)
    assert seat.notices.passing == {}


async def test_a_withheld_number_is_not_dialled(seat: _Seat) -> None:
    seat.notices.tell("call_dropped", Level.ACT_SOON, after="2:10", phone="")
    seat.first.call_back()
    seat.notices.act("call_dropped")
    assert seat.phone.asked == []


async def test_what_the_seat_and_the_server_say_of_one_citizen_is_said_once(seat: _Seat) -> None:
    seat.notices.tell("call_dropped", Level.ACT_SOON, after="2:10", phone=CITIZEN)
    seat.first.show((lost(is_hers=True),))
    (notice,) = seat.notices.passing.values()
    assert notice.subject == {"phone": CITIZEN, "hers": "hers"}


async def test_nobody_is_asked_to_dial_before_the_phone_is_back(seat: _Seat) -> None:
    seat.notices.tell("phone_gone_in_call", Level.ACT_NOW, after="2:10", phone=CITIZEN)
    seat.first.show((lost(is_hers=True),))
    assert seat.notices.passing.keys() == {"phone_gone_in_call"}
    seat.notices.take_back("phone_gone_in_call")
    seat.first.show((lost(is_hers=True),))
    assert seat.notices.passing.keys() == {"callback_first:k-1"}


def answered(seat: _Seat) -> None:
    seat.first.show((lost(),))
    seat.call.on_call(
        a_call(is_incoming=False, state=CallState.ACTIVE, peer=CITIZEN, answered_mono_s=1.0)
    )


async def test_while_the_citizen_is_on_the_line_no_key_offers_to_call(seat: _Seat) -> None:
    answered(seat)
    seat.first.show((lost(),))
    assert seat.notices.passing == {}
    assert seat.first.pending, "it may be a mailbox"


async def test_whoever_answered_is_called_back_once_the_contact_is_closed(seat: _Seat) -> None:
    told: list[tuple[str, ...]] = []
    seat.first.finished.connect(lambda: told.append(seat.first.called_back))
    seat.first.contact_closed()
    seat.first.show((lost(),))
    seat.first.contact_closed()
    assert told == [], "nobody has answered yet"
    answered(seat)
    seat.first.contact_closed()
    assert told == [("k-1",)]
    seat.first.show((lost(),))  # the server does not know yet
    assert (seat.first.pending, seat.notices.passing) == ((), {})
    seat.first.show(())
    assert seat.first.called_back == ()


async def test_a_notice_put_away_after_an_answer_gives_the_citizen_to_nobody_else(
    seat: _Seat,
) -> None:
    answered(seat)
    seat.call.on_call(
        a_call(is_incoming=False, state=CallState.ENDED, peer=CITIZEN, ended_mono_s=2.0)
    )
    seat.first.show((lost(),))
    (key,) = seat.notices.passing
    seat.notices.put_away.emit(key)
    assert (seat.first.called_back, seat.first.not_calling) == (("k-1",), ())
