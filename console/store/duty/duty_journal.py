"""The seat's journal of duty: numbered steps and silent alarms the server does not have yet."""

import logging
import secrets

import msgspec

from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import readable
from console.store.session.session_record import get_fact, set_fact
from contract.wire.duty import Alarm, DutyStep

log = logging.getLogger(__name__)

BOOT = "duty_boot"
ASIDE = "duty_aside"
REPORT_STEPS = 200  # the most one report carries
STEPS_KEPT = 5000  # weeks of work without a server; beyond it the oldest go
ASIDE_KEPT = 20  # steps the server would not have, for whoever looks into it
UNREADABLE = "unreadable"
FULL = "journal_full"  # the oldest steps went


def boot(connection: Connection) -> str:
    """Return the journal's id, "" before the first step: its numbers count from 1 in it."""
    return get_fact(connection, BOOT) or ""


def add_steps(connection: Connection, steps: tuple[DutyStep, ...]) -> int:
    """Append steps; they get their numbers here, whatever they carry.

    Return how many of the oldest a full journal dropped for them.
    """
    # A journal of its own for each replica: numbers of another one must not count as taken.
    if not boot(connection):
        set_fact(connection, BOOT, secrets.token_hex(8))
    for step in steps:
        # The row's number alone counts: one inside the body would be wrong after begin_anew().
        body = msgspec.json.encode(msgspec.structs.replace(step, number=0)).decode()
        connection.execute("INSERT INTO duty_step (body) VALUES (?)", (body,))
    return _drop_oldest(connection)


def open_steps(connection: Connection, limit: int = REPORT_STEPS) -> tuple[DutyStep, ...]:
    """Return the oldest steps the server has not taken, in order, at most limit (negative: all).

    One that cannot be read is passed over: set_unreadable_aside() first.
    """
    rows = connection.execute(
        "SELECT number, body FROM duty_step ORDER BY number LIMIT ?", (limit,)
    ).fetchall()
    steps = ((number, _decoded(body)) for number, body in rows)
    return tuple(
        msgspec.structs.replace(step, number=number) for number, step in steps if step is not None
    )


def set_aside(connection: Connection, number: int, code: str) -> bool:
    """Set a step aside so that later ones can go; return False when it is gone already.

    code: why the server refused it. The last ASIDE_KEPT are stored as they were.
    """
    # In one statement: a report under way may have forgotten the step in the meantime.
    row = connection.execute(
        "DELETE FROM duty_step WHERE number = ? RETURNING body", (number,)
    ).fetchone()
    if row is None:
        return False
    # Kept, not deleted: a step that a server will never take is a fault of ours to look into.
    kept = [*steps_aside(connection), {"number": str(number), "code": code, "body": str(row[0])}]
    set_fact(connection, ASIDE, msgspec.json.encode(kept[-ASIDE_KEPT:]).decode())
    return True


def set_unreadable_aside(connection: Connection) -> int:
    """Set the steps aside that no report could carry; return how many."""
    rows = connection.execute("SELECT number, body FROM duty_step ORDER BY number").fetchall()
    unreadable = [number for number, body in rows if _decoded(body) is None]
    return sum(set_aside(connection, number, UNREADABLE) for number in unreadable)


def steps_aside(connection: Connection) -> list[dict[str, str]]:
    """Return what was set aside last, the oldest first: number, code, and the body as it was."""
    return msgspec.json.decode(get_fact(connection, ASIDE) or "[]", type=list[dict[str, str]])


def _decoded(body: str) -> DutyStep | None:
    try:
        return msgspec.json.decode(body, type=DutyStep)
    # One step of another version must not hold up all those behind it
    # (test_a_step_nobody_can_read_is_set_aside_and_those_behind_it_stay).
    except (msgspec.DecodeError, UnicodeError):
        return None


def _drop_oldest(connection: Connection) -> int:
    dropped = connection.execute(
        "DELETE FROM duty_step WHERE number <="
        " (SELECT number FROM duty_step ORDER BY number DESC LIMIT 1 OFFSET ?)",
        (STEPS_KEPT,),
    ).rowcount
    if dropped > 0:
        log.error("the duty journal is full: the oldest steps were dropped, %d of them", dropped)
    return max(dropped, 0)


def forget_steps(connection: Connection, taken: int) -> int:
    """Drop the steps up to the number taken; return how many are left."""
    connection.execute("DELETE FROM duty_step WHERE number <= ?", (taken,))
    return count_steps(connection)


def count_steps(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM duty_step").fetchone()[0])


def last_number(connection: Connection) -> int:
    """Return the highest number ever given in this journal."""
    # Not max(number): steps that were taken are deleted, and their numbers are never given again.
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'duty_step'").fetchone()
    return 0 if row is None else int(row[0])


def begin_anew(connection: Connection) -> None:
    """Give the journal a new id and its open steps new numbers: the old ones are in use.

    Needed where the replica is a copy older than what the server knows (docs/decisions/0013).
    """
    # All of them: a limit here would lose what lies beyond one report
    # (test_a_long_journal_begun_anew_loses_none_of_its_steps).
    steps = open_steps(connection, -1)
    connection.execute("DELETE FROM duty_step")
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'duty_step'")
    set_fact(connection, BOOT, secrets.token_hex(8))
    add_steps(connection, steps)


def add_alarm(connection: Connection, alarm: Alarm) -> None:
    body = msgspec.json.encode(alarm).decode()
    connection.execute("INSERT INTO duty_alarm (body) VALUES (?)", (body,))


def open_alarms(connection: Connection) -> tuple[Alarm, ...]:
    rows = connection.execute("SELECT body FROM duty_alarm ORDER BY number").fetchall()
    return tuple(readable((body for (body,) in rows), Alarm, "alarm"))


def forget_alarm(connection: Connection, alarm: Alarm) -> None:
    connection.execute("DELETE FROM duty_alarm WHERE json_extract(body, '$.id') = ?", (alarm.id,))
