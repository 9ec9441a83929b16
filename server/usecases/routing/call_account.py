"""What became of the citizens' calls of a span of time; every one is in exactly one line."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from contract.domain.opening_times.opening_hours import ROME
from server.store.calls.exchange_events import calls_told
from server.store.calls.queue_calls import UNANSWERED, CallStage
from server.store.engine.connection import Connection, Row, millis
from server.usecases.routing.call_steps import LOST_WITH_EXCHANGE


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAccount:
    """Calls by their outcome; those a colleague sent on count once, where they came in first."""

    offered: int
    answered: int
    abandoned: int
    rejected: int
    callback: int
    voicemail: int
    lost: int  # waiting at an exchange when it died
    waiting: int
    transferred: int  # further legs of calls counted above
    told_answered: int  # calls the exchanges said were answered
    told_abandoned: int  # and did not say answered: a seat was faster than the giving up
    differing: int  # calls where server and exchanges do not agree
    lost_while_talking: int  # of the answered: with a seat that died, then called back

    @property
    def is_balanced(self) -> bool:
        parts = (self.answered, self.abandoned, self.rejected, self.callback, self.voicemail)
        return self.offered == sum(parts) + self.lost + self.waiting and self.differing == 0


def day_account(connection: Connection, day: date) -> CallAccount:
    """Return the account of a day in Rome, by the arrival of the calls."""
    start = datetime.combine(day, time.min, tzinfo=ROME)
    end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=ROME)
    return call_account(connection, start, end)


def call_account(connection: Connection, start: datetime, end: datetime) -> CallAccount:
    """Return the account of the calls that arrived from start until just before end."""
    since, before = millis(start), millis(end)
    rows = connection.execute(
        "SELECT id, state, cause, answered_at, transfer_id, replaces FROM queue_call"
        " WHERE arrived_at >= :since AND arrived_at < :before AND from_seat = 0",
        {"since": since, "before": before},
    )
    # A call may end after the span, and clocks of exchanges differ a little.
    margin = 4 * 3600 * 1000
    answered = calls_told(connection, "answered", since - margin, before + margin)
    abandoned = calls_told(connection, "abandoned", since - margin, before + margin)
    # A citizen passed on, or joined from a consultation, came in once.
    first = [row for row in rows if row["transfer_id"] is None and not row["replaces"]]
    outcomes = [_outcome(row) for row in first]
    told = {row["id"] for row in first}
    return CallAccount(
        offered=len(first),
        answered=outcomes.count("answered"),
        abandoned=outcomes.count("abandoned"),
        rejected=outcomes.count("rejected"),
        callback=outcomes.count("callback"),
        voicemail=outcomes.count("voicemail"),
        lost=outcomes.count("lost"),
        waiting=outcomes.count("waiting"),
        transferred=len(rows) - len(first),
        told_answered=len(answered & told),
        told_abandoned=len((abandoned - answered) & told),
        differing=sum(_differs(row, answered, abandoned) for row in first),
        lost_while_talking=sum(
            row["answered_at"] is not None and row["cause"] == "seat_lost" for row in first
        ),
    )


def _outcome(row: Row) -> str:
    # First: who gave up in the moment a seat answered was answered.
    if row["answered_at"] is not None:
        return "answered"
    if row["state"] in UNANSWERED:
        return "waiting"
    if row["cause"] == LOST_WITH_EXCHANGE:
        return "lost"
    if row["state"] in (CallStage.CALLBACK, CallStage.VOICEMAIL, CallStage.REJECTED):
        return str(row["state"])
    return "abandoned" if row["state"] == CallStage.ABANDONED else "rejected"


def _differs(row: Row, answered: set[str], abandoned: set[str]) -> bool:
    """Return whether an exchange said one thing and the server keeps the other."""
    if row["id"] in answered:
        # The voicemail answers too: to the exchange that is an answered call.
        return row["answered_at"] is None and row["state"] != CallStage.VOICEMAIL
    return row["id"] in abandoned and row["answered_at"] is not None
