"""How a call sounded, as the seat of whoever had it measured."""

from contract.domain.ids import AccountId
from contract.wire.duty import CallQuality
from server.store.calls.call_qualities import save_quality
from server.store.engine.connection import Connection
from server.usecases.calls.call_ownership import may_measure
from server.usecases.sync.value_checks import check_values


def keep_quality(
    connection: Connection,
    account_id: AccountId,
    seat: str,
    call_key: str,
    quality: CallQuality,
    now: int,
) -> bool:
    """Write the measurement, a later one over an earlier; False: the call is somebody else's.

    Raise Refused for values nobody can measure.
    """
    check_values(quality)
    if not may_measure(connection, account_id, call_key):
        return False
    save_quality(connection, call_key, quality, account_id=account_id, seat=seat, now=now)
    return True
