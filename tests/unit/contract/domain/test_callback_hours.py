"""Nobody is promised a call at an hour when the desk is empty."""

from datetime import UTC, datetime, timedelta

from contract.domain.callback import AttemptOutcome, retried
from contract.domain.callback_hours import NOTICE, ROME, window_from
from contract.domain.opening_times.opening_holidays import holiday_of
from tests.unit.contract.domain.test_callback import NOW, a_callback, an_attempt

FOUR = timedelta(hours=4)


def test_whenever_a_window_is_asked_for_it_lies_in_one_day_of_the_desk() -> None:
    at = datetime(2026, 12, 4, 0, 7, tzinfo=UTC)  # a Friday; Tuesday is a holiday
    for quarter in range(8 * 24 * 4):
        asked = at + quarter * timedelta(minutes=15)
        start, end = window_from(asked, FOUR)
        first, last = start.astimezone(ROME), end.astimezone(ROME)
        assert asked <= start <= end - NOTICE
        assert end - start <= FOUR
        assert (first.date(), holiday_of(first.date())) == (last.date(), None)
        assert first.weekday() < 5
        assert first.hour >= 9
        assert (last.hour, last.minute) <= (19, 0)


def test_while_the_desk_is_there_it_begins_at_once() -> None:
    assert window_from(NOW, FOUR) == (NOW, NOW + FOUR)


def test_who_did_not_answer_in_the_evening_is_tried_in_the_morning() -> None:
    evening = NOW.replace(hour=16)  # 17:00 in Rome: two hours later the desk goes
    attempt = an_attempt(AttemptOutcome.NO_ANSWER, at=evening)
    after = a_callback().after(attempt)
    assert (after.window_start_at, after.window_end_at) == retried(evening)
    assert f"{after.window_start_at.astimezone(ROME):%a %H:%M}" == "Thu 09:00"
