"""What is asked about queues beside calls: blocked numbers, the emergency text, figures."""

from datetime import datetime

import msgspec

from contract.wire.duty import QueueFigures

REASON_LIMIT = 200  # characters


class BlockRequest(msgspec.Struct, frozen=True, kw_only=True):
    """POST /blocked-numbers: ask that calls from a number are turned away. Counts once approved."""

    phone: str
    reason: str
    until_at: datetime | None = None  # None: for good


class BlockDecision(msgspec.Struct, frozen=True, kw_only=True):
    """POST /blocked-numbers/decide by a team lead other than the one who asked."""

    phone: str
    approved: bool  # False: not blocked, or no longer


class BlockedNumber(msgspec.Struct, frozen=True, kw_only=True):
    phone: str
    reason: str
    asked_by: str = ""  # a name
    asked_at: datetime
    approved_by: str = ""  # a name, "" while nobody has agreed
    approved_at: datetime | None = None
    until_at: datetime | None = None
    is_own: bool = False  # whoever reads the list asked for it: somebody else decides


class BlockedNumbers(msgspec.Struct, frozen=True, kw_only=True):
    """GET /blocked-numbers, for team leads."""

    numbers: tuple[BlockedNumber, ...] = ()


class EmergencyText(msgspec.Struct, frozen=True, kw_only=True):
    """POST /queues/{id}/emergency by a team lead: announcement played first, "" for none."""

    name: str


class AllFigures(msgspec.Struct, frozen=True, kw_only=True):
    """GET /queues/figures."""

    figures: tuple[QueueFigures, ...] = ()
