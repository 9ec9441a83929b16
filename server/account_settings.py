"""Settings of the section accounts: what a password may not be, who needs more than one."""

from dataclasses import dataclass
from typing import Annotated

from contract.domain.account import Role
from server.setting_parsers import MaybeFile, words


def roles(value: str) -> tuple[Role, ...]:
    known = [role.value for role in Role if role is not Role.EXCHANGE]
    if wrong := [one for one in words(value) if one not in known]:
        raise ValueError(f"{wrong[0]} is none of {', '.join(known)}")
    return tuple(map(Role, words(value)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSettings:
    """How whoever signs in is known."""

    # SHA-1 sums in hexadecimal, sorted, one a line, as the public list of leaked ones has them
    leaked_passwords: MaybeFile = None
    # roles that sign in with digits of an authenticator beside the password
    second_factor: Annotated[tuple[Role, ...], roles] = ()
