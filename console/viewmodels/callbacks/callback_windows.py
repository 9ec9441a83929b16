"""The times at which the service calls back: what may be promised from now on."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from console.model.contact.contact_draft import CallbackWish
from contract.domain.opening_times.opening_holidays import holiday_of

ROME = ZoneInfo("Europe/Rome")
BANDS = ((9, 11), (11, 13), (13, 15), (15, 17), (17, 19))  # local hours, Monday to Friday
NOTICE = timedelta(minutes=30)  # a band that begins sooner cannot be promised


def windows_from(now: datetime, count: int = 6) -> tuple[CallbackWish, ...]:
    """Return the next windows that may be promised, soonest first; instants are aware UTC."""
    windows: list[CallbackWish] = []
    day = now.astimezone(ROME).date()
    while len(windows) < count:
        if day.weekday() < 5 and holiday_of(day) is None:  # nobody is at the desk on a holiday
            for first, last in BANDS:
                start = datetime.combine(day, time(first), tzinfo=ROME)
                if start >= now + NOTICE:
                    end = datetime.combine(day, time(last), tzinfo=ROME)
                    windows.append(
                        CallbackWish(
                            window_start_at=start.astimezone(now.tzinfo),
                            window_end_at=end.astimezone(now.tzinfo),
                        )
                    )
        day += timedelta(days=1)
    return tuple(windows[:count])
