"""Settings of the section accounts: what a password may not be, who needs more than one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from contract.domain.account import Role
from server.setting_parsers import MaybeFile, words


def roles(value: str) -> tuple[Role, ...]:
    known = [role.value for role in Role if role is not Role.EXCHANGE]
    if wrong := [one for one in words(value) if one not in known]:
        raise ValueError(f"{wrong[0]} is none of {', '.join(known)}")
    return tuple(map(Role, words(value)))


class Seats(StrEnum):
    """From which computers people sign in: from any, or from those that are enrolled."""

    OPEN = "open"
    ENROLLED = "enrolled"


def seats(value: str) -> Seats:
    if value not in tuple(Seats):
        raise ValueError(f"{value} is none of {', '.join(Seats)}")
    return Seats(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSettings:
    """How whoever signs in is known."""

    # SHA-1 sums in hexadecimal, sorted, one a line, as the public list of leaked ones has them
    leaked_passwords: MaybeFile = None
    # roles that sign in with digits of an authenticator beside the password
    second_factor: Annotated[tuple[Role, ...], roles] = ()
    # from which computers people sign in: "open" for any, "enrolled" for those with a key here
    seats: Annotated[Seats, seats] = Seats.OPEN
