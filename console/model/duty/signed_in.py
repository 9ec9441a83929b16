"""What a sign-in gives the seat."""

import msgspec

from contract.domain.account import Account
from contract.wire.session import LineSettings


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """recovered: contacts carried over from a broken replica, whose kind of damage is broken.

    is_memory_only: no keyring, so nothing of this session outlives it. resumed_seat: where she took
    calls before a crash. left_behind: an earlier store of this login was set aside unread, with
    left_contacts that were not sent; 0: nobody knows. is_partial: not all of a broken replica
    could be read. is_copy_broken: the second file with unsent work is made anew.
    """

    account: Account
    line: LineSettings | None = None
    is_offline: bool = False
    is_memory_only: bool = False
    recovered: int = 0
    broken: str = ""
    resumed_seat: str = ""
    left_behind: bool = False
    left_contacts: int = 0
    is_partial: bool = False
    is_copy_broken: bool = False
