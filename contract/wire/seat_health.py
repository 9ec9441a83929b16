"""What a seat tells of its computer, for whoever keeps the seats running."""

from datetime import datetime

import msgspec

HEALTH_EVERY_S = 60.0  # a seat tells its health when it changes, and as often as this


class SeatHealth(msgspec.Struct, frozen=True, kw_only=True):
    """What a seat says of itself in a report of duty. 0 and "": it does not know."""

    version: str = ""
    system: str = ""  # "Debian GNU/Linux 13 (trixie)"
    headset: str = ""  # label of the microphone in use
    network_ms: int = 0  # that the last report took to be answered
    disk_free_mb: int = 0
    # Contacts that others left here and the server has not taken, at most; since the oldest of it.
    unsent: int = 0
    unsent_since: datetime | None = None
