"""When it is time for what is done once a night."""

from datetime import datetime

from contract.domain.opening_times.opening_hours import ROME

NIGHT_HOUR = 3  # in Rome


def is_night(now: datetime, done: datetime | None, hour: int = NIGHT_HOUR) -> bool:
    """Return whether the run of this night is still to be made; done: when the last one ended.

    By the day, not by the hour: a server that was off at night makes up for it when it starts.
    """
    today = now.astimezone(ROME)
    return today.hour >= hour and not is_of_today(done, now)


def is_of_today(done: datetime | None, now: datetime) -> bool:
    """Return whether it was done today, as Rome counts days."""
    # One that lies ahead was noted by a wrong clock: believed, nothing would be done until then.
    if done is None or done > now:
        return False
    return done.astimezone(ROME).date() == now.astimezone(ROME).date()
