"""Instants, durations and time windows as the operator reads them, in Rome's civil time."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

ROME = ZoneInfo("Europe/Rome")


_WHEN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s+(\d{1,2})[:.](\d{2}))?")


# A day and an hour as somebody types them.
def moment_from(text: str) -> datetime | None:
    """Return "31/12/2026 08:00" as an instant of Rome; midnight without an hour."""
    found = _WHEN.fullmatch(text.strip())
    if found is None:
        return None
    day, month, year, hour, minute = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute, tzinfo=ROME)
    except ValueError:
        return None


def clock_time(moment: datetime | None) -> str:
    """Return "14:06", or "" for none."""
    return QLocale().toString(time_of_day(moment), "HH:mm") if moment is not None else ""


def day_and_time(moment: datetime | None, now: datetime) -> str:
    """Return "14:06" for today, "1/12 14:06" for another day."""
    if moment is None:
        return ""
    # Days are of Rome, whatever the computer's own zone.
    if moment.astimezone(ROME).date() == now.astimezone(ROME).date():
        return clock_time(moment)
    return f"{short_day(moment.astimezone(ROME).date())} {clock_time(moment)}"


def half_hour(number: int) -> str:
    """Return when a half hour of the day begins: "07:30" for 15."""
    return f"{number // 2:02}:{number % 2 * 30:02}"


def short_day(day: date | None) -> str:
    """Return "1/12"."""
    return QLocale().toString(_qdate(day), "d/M") if day is not None else ""


def full_day(day: date | None) -> str:
    """Return "1/12/2026"."""
    return QLocale().toString(_qdate(day), "d/M/yyyy") if day is not None else ""


def named_day(day: date) -> str:
    """Return "mar 1/12"."""
    return QLocale().toString(_qdate(day), "ddd d/M")


def band(start: datetime, end: datetime) -> str:
    """Return "15-17", or "15:30-17" when an end is not on the hour."""
    return f"{_hour(start)}-{_hour(end)}"


def is_tomorrow(moment: datetime, now: datetime) -> bool:
    today = now.astimezone(ROME).date()
    return moment.astimezone(ROME).date() == today + timedelta(days=1)


def is_today(moment: datetime, now: datetime) -> bool:
    return moment.astimezone(ROME).date() == now.astimezone(ROME).date()


def time_of_day(moment: datetime) -> QTime:
    """Return the time of day in Rome."""
    local = moment.astimezone(ROME)
    return QTime(local.hour, local.minute, local.second, local.microsecond // 1000)


def rome_day(moment: datetime) -> date:
    return moment.astimezone(ROME).date()


def hours_and_minutes(seconds: float) -> str:
    """Return "43 min" or "1 h 43 min": of what lasts that long, seconds would only run."""
    # With its units: "1:43" is a minute and 43 seconds everywhere else.
    hours, minutes = divmod(int(max(0.0, seconds)) // 60, 60)
    if not hours:
        return QCoreApplication.translate("Moments", "{0} min").format(minutes)
    return QCoreApplication.translate("Moments", "{0} h {1} min").format(hours, minutes)


def _hour(moment: datetime) -> str:
    local = moment.astimezone(ROME)
    return f"{local.hour}:{local.minute:02}" if local.minute else str(local.hour)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
