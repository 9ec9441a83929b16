"""Work at a seat that is dated after its author was shut out there proves no author any more."""

from collections.abc import Mapping, Set
from datetime import datetime

from contract.domain.ids import AccountId
from contract.wire.duty import SIGN_OUT
from server.store.engine.connection import Connection, millis

# Orders by which others end what an account, or whoever is at a seat, may do there. In these very
# words, those of ix_audit_shuts_out: only then the index is used.
_SHUTS_OUT = (
    "action IN ('account_disable', 'account_password', 'account_sign_out', 'duty_force',"
    " 'seat_remove')"
)


def written_after(
    connection: Connection, author: AccountId, device_id: str, made_at: Mapping[str, datetime]
) -> Set[str]:
    """Return which commands, by id, are dated after an end without a sign-in there between.

    As the audit has it: it is kept longer than the verdicts, and a restore brings it back.
    """
    begun, seats = _sessions(connection, author, device_id)
    first = millis(min(made_at.values()))
    # What was ordered before the last sign-in there ended nothing of this.
    since = max((one for one in begun if one <= first), default=0)
    ends = _ends(connection, author, seats, since)
    return {
        command_id
        for command_id, at in made_at.items()
        if any(end < millis(at) and not _between(begun, end, millis(at)) for end in ends)
    }


def _sessions(
    connection: Connection, author: AccountId, device_id: str
) -> tuple[list[int], set[str]]:
    """Return when the author signed in there, and as which seats."""
    rows = connection.execute(
        "SELECT created_at, seat FROM session WHERE account_id = :id AND device_id = :device",
        {"id": author, "device": device_id},
    )
    return [row["created_at"] for row in rows], {row["seat"] for row in rows} - {""}


def _ends(connection: Connection, author: AccountId, seats: Set[str], since: int) -> list[int]:
    rows = connection.execute(
        f"SELECT at, action, subject FROM audit WHERE {_SHUTS_OUT} AND at >= :since",
        {"since": since},
    )
    return [
        row["at"] for row in rows if _is_end(row["action"], row["subject"].split(), author, seats)
    ]


def _is_end(action: str, words: list[str], author: AccountId, seats: Set[str]) -> bool:
    subject = words[0] if words else ""
    if action == "seat_remove":
        return subject in seats
    if subject != author:
        return False
    return action != "duty_force" or words[1:2] == [SIGN_OUT]


def _between(begun: list[int], end: int, at: int) -> bool:
    return any(end <= one <= at for one in begun)
