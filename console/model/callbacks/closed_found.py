"""What looking for closed cases came to: a part of the years, or why nothing was looked for."""

from enum import StrEnum

import msgspec

from contract.wire.claims import ClosedCases


class NotSearched(StrEnum):
    """Why nothing was looked for."""

    OFFLINE = "offline"
    REFUSED = "refused"  # a desk, or a number, whose cases the account may not look for
    TOO_MANY = "too_many"  # look-ups in this hour
    NOT_ANSWERED = "not_answered"  # a server of before, a number that is none


class ClosedFound(msgspec.Struct, frozen=True, kw_only=True):
    """page None: nothing was looked for, and why."""

    page: ClosedCases | None = None
    why: NotSearched | None = None
