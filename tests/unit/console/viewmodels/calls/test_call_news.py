"""What the server tells of calls reaches the call, or the operator as a notice."""

from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.call_news import CallNewsViewModel
from console.viewmodels.kit.notices import Level
from contract.domain.ids import AccountId
from contract.wire.duty import CallNews
from contract.wire.phone_socket import CallState
from tests.support.async_fixtures import async_fixture
from tests.unit.console.viewmodels.seat import CallSeat, a_call, notices_of


class _Seat(CallSeat):
    def __init__(self, scope: TaskScope) -> None:
        super().__init__(scope)
        self.notices = notices_of(scope)
        self.news = CallNewsViewModel(call=self.call, notices=self.notices)


seat = async_fixture(_Seat)


async def test_a_digit_is_noted_on_the_call_it_was_pressed_in(seat: _Seat) -> None:
    seat.call.on_call(a_call(call_key="k-1", state=CallState.ACTIVE))
    seat.news.on_news(CallNews(kind="digit", call_key="k-1", text="5"))
    seat.news.on_news(CallNews(kind="digit", call_key="k-2", text="6"))
    assert seat.call.main is not None
    assert seat.call.main.pressed == "5"


async def test_a_lost_call_a_pause_that_is_too_long_and_a_repair_are_notices(seat: _Seat) -> None:
    seat.news.on_news(CallNews(kind="call_lost", call_key="k-1"))
    seat.news.on_news(CallNews(kind="overrun", name="Bice", account_id=AccountId("b")))
    seat.news.on_news(CallNews(kind="repaired", text="ready"))
    told = [(one.code, one.level) for one in seat.notices.passing.values()]
    assert told == [
        ("news_call_lost", Level.ACT_SOON),
        ("news_overrun", Level.ACT_SOON),
        ("news_repaired", Level.INFORM),
    ]
    assert seat.notices.passing["news_overrun:b:"].subject["name"] == "Bice"


async def test_each_alarm_must_be_acknowledged_the_oldest_first(seat: _Seat) -> None:
    for number in (1, 2):
        seat.news.on_news(
            CallNews(
                kind="alarm",
                text="threat",
                seat=f"100{number}",
                account_id=AccountId(f"a-{number}"),
            )
        )
    assert seat.notices.alarm is not None
    assert seat.notices.alarm.level is Level.SAFETY
    assert seat.notices.alarm.subject["seat"] == "1001"
    assert seat.notices.acknowledge()
    assert seat.notices.acknowledge()
    assert not seat.notices.acknowledge()


async def test_each_kind_of_misuse_is_a_notice_of_its_own(seat: _Seat) -> None:
    anna = AccountId("a")
    seat.news.on_news(CallNews(kind="misuse", text="look_ups", name="Anna", account_id=anna))
    seat.news.on_news(CallNews(kind="misuse", text="sign_ins", name="Anna", account_id=anna))
    for number in ("1001", "1002", "1001"):
        seat.news.on_news(CallNews(kind="misuse", text="dials", seat=number))
    told = [(one.subject["text"], one.subject["seat"]) for one in seat.notices.passing.values()]
    assert told == [("look_ups", ""), ("sign_ins", ""), ("dials", "1001"), ("dials", "1002")]
    assert {one.level for one in seat.notices.passing.values()} == {Level.ACT_SOON}


async def test_news_of_a_newer_server_are_left_alone(seat: _Seat) -> None:
    seat.news.on_news(CallNews(kind="something_new"))
    assert seat.notices.passing == {}
