"""Who gets a callback: the one rule for claims made online and for those filed offline."""

from datetime import datetime, timedelta

import msgspec

from contract.domain.account import Account
from contract.domain.callback import LEASE_S, Callback, CallbackAlreadyClaimed, CallbackState

LEASE = timedelta(seconds=LEASE_S)


def granted(callback: Callback, account: Account, now: datetime) -> Callback | None:
    """Return the callback held by the account; None: somebody else has it, or it is done.

    Who holds it already keeps the fence and gets a new lease, so a lost answer costs nothing.
    """
    if callback.state is CallbackState.CLAIMED and callback.holder_id == account.id:
        return renewed(callback, now)
    try:
        return callback.claimed_by(account.id, account.display_name, now)
    except CallbackAlreadyClaimed:
        return None


def renewed(callback: Callback, now: datetime) -> Callback:
    return msgspec.structs.replace(callback, lease_until_at=now + LEASE)


def opened(callback: Callback) -> Callback:
    """Return the copy that anyone may claim again."""
    return msgspec.structs.replace(
        callback, state=CallbackState.OPEN, holder_id=None, holder_name="", lease_until_at=None
    )
