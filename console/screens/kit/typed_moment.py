"""A day and an hour as somebody types them."""

import re
from datetime import datetime

from contract.domain.opening_times.opening_state import ROME

_WHEN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s+(\d{1,2})[:.](\d{2}))?")


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
