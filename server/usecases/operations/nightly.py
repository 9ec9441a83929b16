"""When it is time for what is done once a night."""

from datetime import datetime

from contract.domain.opening_times.opening_hours import ROME

NIGHT_HOUR = 3  # in Rome


def is_night(now: datetime, done: datetime | None, hour: int = NIGHT_HOUR) -> bool:
    """Return whether the run of this night is still to be made; done: when the last one ended.

    By the day, not by the hour: a server that was off at night makes up for it when it starts.
    """
    today = now.astimezone(ROME)
    is_done = done is not None and done.astimezone(ROME).date() >= today.date()
    return today.hour >= hour and not is_done
