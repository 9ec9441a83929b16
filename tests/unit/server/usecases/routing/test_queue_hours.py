"""When queues are open: Rome's time, holidays, and hours of one language."""

from datetime import UTC, datetime

import pytest

from contract.domain.ids import QueueId
from contract.domain.queue import LanguageHours, Queue
from server.usecases.routing.routing_work import is_open, opens_at

ALWAYS = Queue(
    id=QueueId("generale"),
    name="Informazioni",
    language_hours=(LanguageHours(language="ar", hours="Mo-Sa 16:00-19:00"),),
)
DESK = Queue(id=QueueId("tributi"), name="Tributi", hours="Mo-Fr 08:00-18:30")


def rome_winter(day: int, hour: int, minute: int = 0) -> datetime:
    """A day of November 2026; the 25th is a Wednesday. Rome is an hour ahead."""
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


def test_arabic_is_spoken_at_five_and_not_at_eight_while_italian_always_is() -> None:
    assert is_open(ALWAYS, "ar", rome_winter(25, 17))
    assert not is_open(ALWAYS, "ar", rome_winter(25, 20))
    assert is_open(ALWAYS, "it", rome_winter(25, 20))


def test_arabic_rests_on_sunday_and_opens_on_monday_at_four() -> None:
    assert not is_open(ALWAYS, "ar", rome_winter(29, 17))
    assert opens_at(ALWAYS, "ar", rome_winter(29, 17)) == rome_winter(30, 16)


@pytest.mark.parametrize(
    "holiday",
    [
        datetime(2026, 12, 8, 10, 0, tzinfo=UTC),  # a Tuesday, national
        datetime(2026, 6, 29, 10, 0, tzinfo=UTC),  # a Monday, Rome's own
    ],
)
def test_a_queue_with_hours_is_closed_on_holidays_and_on_the_patrons_day(
    holiday: datetime,
) -> None:
    assert not is_open(DESK, "it", holiday)


def test_summer_and_winter_keep_the_same_clock_on_the_wall() -> None:
    assert is_open(DESK, "it", datetime(2026, 7, 1, 6, 30, tzinfo=UTC))  # 8:30 in Rome
    assert not is_open(DESK, "it", datetime(2026, 11, 25, 6, 30, tzinfo=UTC))  # 7:30 in Rome


def test_a_queue_that_is_open_opens_now() -> None:
    now = rome_winter(25, 17)
    assert opens_at(DESK, "it", now) == now


def test_hours_of_queue_and_language_must_both_be_open() -> None:
    both = Queue(
        id=QueueId("q"),
        name="Q",
        hours="Mo-Fr 08:00-17:00",
        language_hours=(LanguageHours(language="ar", hours="Mo-Sa 16:00-19:00"),),
    )
    assert is_open(both, "ar", rome_winter(25, 16, 30))
    assert not is_open(both, "ar", rome_winter(25, 18))
    assert opens_at(both, "ar", rome_winter(25, 18)) == rome_winter(26, 16)


def test_a_queue_that_never_opens_says_so() -> None:
    never = Queue(id=QueueId("q"), name="Q", hours="off")
    assert not is_open(never, "it", rome_winter(25, 10))
    assert opens_at(never, "it", rome_winter(25, 10)) is None


def test_hours_nobody_can_read_close_nothing() -> None:
    assert is_open(
        Queue(id=QueueId("q"), name="Q", hours="quando capita"), "it", rome_winter(25, 3)
    )
