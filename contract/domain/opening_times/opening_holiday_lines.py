"""What an editor types about holidays: a word for all, one for 29 June, an hour for their eves."""

import re

from contract.domain.opening_times.opening_times import (
    CLOSED_ON_HOLIDAYS,
    DAY_MINUTES,
    HolidayKind,
    HolidayPolicy,
    HolidayRule,
    minutes,
)

OWN = "own"  # a rule that only bands say: it is kept, not typed
RULES = {"closed": HolidayRule(), "as_usual": HolidayRule(HolidayKind.AS_USUAL)}
_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


class UnreadableLine(ValueError):
    """A line that says no time. part: of HoursLines; line: as typed."""

    def __init__(self, part: str, line: str) -> None:
        super().__init__(f"{part}: {line}")
        self.part = part
        self.line = line


def rule_key(rule: HolidayRule) -> str:
    """Return a key of RULES, or OWN."""
    return next((key for key, known in RULES.items() if known == rule), OWN)


def policy_of(
    holidays: str, patron_day: str, eve: str, own: HolidayPolicy | None
) -> HolidayPolicy | None:
    """Return None for as the times beneath say, which leaves nothing to say of single days.

    Raise UnreadableLine.
    """
    if not holidays:
        # They differ from a rule for holidays: without one there is nothing to differ from.
        if patron_day or eve.strip():
            raise UnreadableLine("holidays", eve.strip() or patron_day)
        return None
    # Rules that only bands say have no line: they are kept as they were imported.
    kept = own or CLOSED_ON_HOLIDAYS
    national = RULES.get(holidays, kept.national)
    return HolidayPolicy(
        national=national,
        patron_day=RULES.get(patron_day, kept.patron_day) if patron_day else national,
        pre_holiday_closes=hour_of(eve),
    )


def hour_of(text: str) -> int | None:
    """Return the minutes of "12" or "12:30"; None of nothing. Raise UnreadableLine."""
    plain = text.strip()
    if not plain:
        return None
    found = _HOUR.fullmatch(plain)
    try:
        hour = minutes(f"{found[1]}:{found[2] or '00'}") if found else 0
    except ValueError:
        hour = 0
    # Midnight at the beginning of the day would close the whole eve: nobody means that.
    if not 0 < hour <= DAY_MINUTES:
        raise UnreadableLine("eve", plain)
    return hour
