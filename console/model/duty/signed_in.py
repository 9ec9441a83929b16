"""What a sign-in gives the seat."""

import msgspec

from contract.domain.account import Account
from contract.wire.session import LineSettings


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """recovered: contacts carried over from a broken replica, whose kind of damage is broken.

    is_memory_only: no keyring, so nothing of this session outlives it. resumed_seat: where she took
    calls before a crash.
    """

    account: Account
    line: LineSettings | None = None
    is_offline: bool = False
    is_memory_only: bool = False
    recovered: int = 0
    broken: str = ""
    resumed_seat: str = ""
