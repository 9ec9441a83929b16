"""Commands on their way to the server, in the order they were made."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from console.store.replica.cipher import Connection
from console.store.replica.local_effects import apply_effects
from contract.domain.ids import CallbackId, CommandId, ContactId
from contract.wire.commands import Command, RecordAttempt, RequestCallback, Status, Verdict

KEPT_FOR = timedelta(days=7)  # acknowledged commands, to refill a server restored from a backup


def enqueue(connection: Connection, command: Command) -> None:
    """Queue the command and show its effect; belongs in the transaction of its use case."""
    apply_effects(connection, command)
    connection.execute(
        "INSERT INTO outbox (command_id, body) VALUES (?, ?)",
        (command.id, msgspec.json.encode(command).decode()),
    )


def next_batch(connection: Connection, limit: int) -> tuple[tuple[CommandId, msgspec.Raw], ...]:
    """Return the oldest commands without a verdict, as they go over the wire."""
    rows = connection.execute(
        # By sequence: a seat's clock may be set back between two commands, their order must hold.
        "SELECT command_id, body FROM outbox WHERE status = 'waiting' ORDER BY sequence LIMIT ?",
        (limit,),
    )
    return tuple((CommandId(row[0]), msgspec.Raw(row[1].encode())) for row in rows)


def waiting_commands(connection: Connection) -> tuple[Command, ...]:
    """Return the commands without a verdict, oldest first."""
    rows = connection.execute(
        "SELECT body FROM outbox WHERE status = 'waiting' ORDER BY sequence"
    ).fetchall()
    return tuple(msgspec.json.decode(body, type=Command) for (body,) in rows)


def waiting_count(connection: Connection) -> int:
    """Return how many commands of the operator's work wait; figures of use are none."""
    row = connection.execute(
        # An operator whose work is all sent must read 0
        # (test_figures_of_use_are_no_work_of_hers_that_waits).
        "SELECT count(*) FROM outbox WHERE status = 'waiting'"
        " AND json_extract(body, '$.data.type') NOT IN ('count_use', 'tell_searches')"
    ).fetchone()
    return int(row[0])


def requested_callbacks(connection: Connection) -> frozenset[CallbackId]:
    """Return the callbacks asked for offline and not answered yet."""
    return frozenset(
        command.data.callback_id
        for command in waiting_commands(connection)
        if isinstance(command.data, RequestCallback)
    )


def answered_callbacks(connection: Connection) -> tuple[CallbackId, ...]:
    """Return the callbacks whose result is written here and not yet accepted by the server."""
    return tuple(
        command.data.attempt.callback_id
        for command in waiting_commands(connection)
        if isinstance(command.data, RecordAttempt)
    )


def was_dropped(connection: Connection, kind: str, entry_id: str, number: int) -> bool:
    """Return whether a draft with this number was handed over or thrown away here."""
    row = connection.execute(
        # Of any status: the server's list of drafts may have been made before the drop reached it.
        "SELECT 1 FROM outbox WHERE json_extract(body, '$.data.type') = 'drop_draft'"
        " AND json_extract(body, '$.data.entry_kind') = ?"
        " AND json_extract(body, '$.data.entry_id') = ?"
        " AND json_extract(body, '$.data.number') = ? LIMIT 1",
        (kind, entry_id, number),
    ).fetchone()
    return row is not None


def is_waiting(connection: Connection, command_id: CommandId) -> bool:
    """Return whether the command has no verdict of the server yet."""
    row = connection.execute(
        "SELECT 1 FROM outbox WHERE command_id = ? AND status = 'waiting'", (command_id,)
    ).fetchone()
    return row is not None


def find_command(connection: Connection, command_id: CommandId) -> Command | None:
    row = connection.execute(
        "SELECT body FROM outbox WHERE command_id = ?", (command_id,)
    ).fetchone()
    return None if row is None else msgspec.json.decode(row[0], type=Command)


def given_number(connection: Connection, contact_id: ContactId) -> str | None:
    """Return the number the server gave the case of a contact, "" while it has given none.

    None: what was last done with the contact here opened no case, or nothing was.
    """
    row = connection.execute(
        # The verdict has the number before the replica does.
        "SELECT json_extract(body, '$.data.case.id'),"
        " json_extract(nullif(verdict, ''), '$.detail.case_number') FROM outbox"
        " WHERE status <> 'rejected' AND (json_extract(body, '$.data.contact.id') = ?1"
        " OR (json_extract(body, '$.data.type') = 'reopen_contact'"
        " AND json_extract(body, '$.data.contact_id') = ?1)) ORDER BY sequence DESC LIMIT 1",
        (contact_id,),
    ).fetchone()
    return None if row is None or row[0] is None else str(row[1] or "")


def settle(connection: Connection, command_id: CommandId, verdict: Verdict, at: datetime) -> bool:
    """Record the server's verdict. Return whether it was new; a repeated one is not.

    A refused command has no effect any more; an applied one keeps its effect on screen until the
    replica has reached the verdict's marks.
    """
    applied = verdict.status is Status.APPLIED
    return (
        connection.execute(
            # Of a waiting row only: an answer that comes twice must not tell its notice twice.
            "UPDATE outbox SET status = ?, verdict = ?, settled_at = ?,"
            " is_shown = is_shown AND ? WHERE command_id = ? AND status = 'waiting'",
            (
                verdict.status.value,
                msgspec.json.encode(verdict).decode(),
                at.isoformat(),
                applied,
                command_id,
            ),
        ).rowcount
        > 0
    )


def drop_case_number(connection: Connection, contact_id: ContactId) -> None:
    """Send no number of a case whose contact is taken back."""
    connection.execute(
        "DELETE FROM outbox WHERE status = 'waiting'"
        " AND json_extract(body, '$.data.type') = 'send_case_number'"
        " AND json_extract(body, '$.data.contact_id') = ?",
        (contact_id,),
    )


def forget_sent(connection: Connection) -> None:
    """Delete the citizens' addresses and numbers of what has its verdict.

    A mail that may have left is not asked for again, whatever becomes of the server.
    """
    connection.execute(
        # Nothing here needs a citizen's address once the server has its word on it.
        "DELETE FROM outbox WHERE status <> 'waiting'"
        " AND json_extract(body, '$.data.type') IN ('send_card', 'send_case_number')"
    )


def effect_arrived(connection: Connection, command_id: str) -> None:
    """Note that the replica has the effect of this command."""
    connection.execute("UPDATE outbox SET is_shown = 0 WHERE command_id = ?", (command_id,))


def hide_reached(connection: Connection, positions: Mapping[str, int]) -> int:
    """Remove applied commands whose marks are reached from the overlay; return how many.

    positions: of the scopes in sight; marks of any other are not waited for.
    """
    hidden = 0
    rows = connection.execute(
        "SELECT command_id, verdict FROM outbox WHERE is_shown = 1 AND status = 'applied'"
    ).fetchall()
    for command_id, text in rows:
        marks = msgspec.json.decode(text, type=Verdict).marks
        # A scope out of sight never reaches its mark: its effect would stay on screen for ever.
        if all(positions.get(scope, mark) >= mark for scope, mark in marks.items()):
            effect_arrived(connection, command_id)
            hidden += 1
    return hidden


def offer_again(connection: Connection, now: datetime) -> int:
    """Queue what was acknowledged in the last days once more: the server may have lost it."""
    return connection.execute(
        "UPDATE outbox SET status = 'waiting', verdict = '', is_shown = 1, settled_at = NULL"
        # Refused ones never: their words went back to the operator as a draft.
        " WHERE status = 'applied' AND settled_at >= ?",
        ((now - KEPT_FOR).isoformat(),),
    ).rowcount


def forget_old(connection: Connection, now: datetime) -> int:
    """Delete the commands settled longer than KEPT_FOR ago."""
    return connection.execute(
        # Waiting ones never, however old: nobody else has them.
        "DELETE FROM outbox WHERE status <> 'waiting' AND settled_at < ?",
        ((now - KEPT_FOR).isoformat(),),
    ).rowcount
