"""Which of the own reports were seen closed, as one of the replica's small facts."""

from console.store.replica.cipher import Connection
from console.store.session.session_record import get_fact, set_fact

_FACT = "reports_seen"


def seen_reports(connection: Connection) -> frozenset[str]:
    """Return the ids of the reports whose end the operator has seen."""
    return frozenset((get_fact(connection, _FACT) or "").split())


def save_seen_reports(connection: Connection, ids: frozenset[str]) -> None:
    set_fact(connection, _FACT, " ".join(sorted(ids)))
