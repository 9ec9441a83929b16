"""The lines to the outside, as the exchanges find them."""

from datetime import datetime

import msgspec

EVENT_TRUNKS = "trunks"  # event of the stream: tuple[TrunkState, ...], at each change


class TrunkState(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the trunk of an exchange answers it; one that does not carries no call."""

    exchange: str
    is_up: bool
    since_at: datetime  # when the server found it so
