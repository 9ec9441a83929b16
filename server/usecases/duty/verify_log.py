"""Whether the log alone explains every state: each duty is found again from its events."""

from dataclasses import dataclass

from contract.domain.agents.agent_state import apply
from contract.domain.agents.duty_event import Duty
from contract.domain.ids import AccountId
from server.store.duty.duties import find_duty
from server.store.duty.duty_log import accounts_in_log, events_of
from server.store.engine.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Unexplained:
    """seq: the first event that led elsewhere than the log says; 0: the duty that is kept does."""

    account_id: AccountId
    seq: int
    kept: str
    replayed: str


def verify_log(connection: Connection) -> tuple[int, tuple[Unexplained, ...]]:
    """Return how many events were replayed, and what they do not explain."""
    count = 0
    found: list[Unexplained] = []
    for account in accounts_in_log(connection):
        account_id = AccountId(account)
        duty = Duty(account_id=account_id)
        for logged in events_of(connection, account_id):
            count += 1
            duty = apply(duty, logged.event)
            if (duty.state, duty.reason) != (logged.state, logged.reason):
                kept = f"{logged.state} {logged.reason}".rstrip()
                found.append(_unexplained(duty, logged.seq, kept))
                break
        else:
            known = find_duty(connection, account_id)
            if known is None or known.duty != duty:
                kept = "nothing" if known is None else _shown(known.duty)
                found.append(_unexplained(duty, 0, kept))
    return count, (*found, *_without_log(connection))


def _without_log(connection: Connection) -> list[Unexplained]:
    rows = connection.execute(
        "SELECT account_id FROM duty WHERE rev > 0 AND NOT EXISTS (SELECT 1 FROM duty_event"
        " WHERE duty_event.account_id = duty.account_id) ORDER BY account_id"
    )
    return [
        Unexplained(
            account_id=AccountId(row["account_id"]), seq=0, kept="a state", replayed="no event"
        )
        for row in rows
    ]


def _unexplained(duty: Duty, seq: int, kept: str) -> Unexplained:
    return Unexplained(account_id=duty.account_id, seq=seq, kept=kept, replayed=_shown(duty))


def _shown(duty: Duty) -> str:
    return f"{duty.state} {duty.reason} rev {duty.rev}".replace("  ", " ")
