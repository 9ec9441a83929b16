"""The times at which the service calls back: what may be promised from now on."""

from datetime import datetime
from itertools import islice

from console.model.contact.contact_draft import CallbackWish
from contract.domain.callback_hours import bands_from


def windows_from(now: datetime, count: int = 6) -> tuple[CallbackWish, ...]:
    """Return the next windows that may be promised, soonest first; instants are aware UTC."""
    return tuple(
        CallbackWish(window_start_at=start, window_end_at=end)
        for start, end in islice(bands_from(now), count)
    )
