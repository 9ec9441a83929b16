"""The lead's team as the server told it last."""

import msgspec

from contract.wire.queues import BlockedNumber
from contract.wire.team import OpenAlarm, TeamMember
from contract.wire.trunks import TrunkState


class TeamNow(msgspec.Struct, frozen=True, kw_only=True):
    """alarms: nobody has seen them, oldest first. blocked: wishes and blocked numbers.

    members None: nobody asked who is on duty.
    """

    members: tuple[TeamMember, ...] | None = None
    alarms: tuple[OpenAlarm, ...] = ()
    blocked: tuple[BlockedNumber, ...] = ()
    trunks: tuple[TrunkState, ...] = ()  # those that are down
