"""Commands on their way to the server, in the order they were made."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

import msgspec

from console.store.replica.cipher import Connection
from console.store.replica.local_effects import apply_effects
from contract.domain.ids import CallbackId, CommandId, ContactId
from contract.wire.commands import (
    OF_USE,
    Command,
    HandOverCase,
    RecordAttempt,
    RequestCallback,
    Status,
    Verdict,
)

KEPT_FOR = timedelta(days=7)  # acknowledged commands, to refill a server restored from a backup
_KEPT = "coalesce(nullif(again, ''), '{}')"  # SQL of what goes with a command that comes again
_OF_USE = ", ".join(f"'{kind.__struct_config__.tag}'" for kind in OF_USE)


def enqueue(connection: Connection, command: Command) -> None:
    """Queue the command and show its effect; belongs in the transaction of its use case."""
    apply_effects(connection, command)
    connection.execute(
        "INSERT INTO outbox (command_id, body) VALUES (?, ?)",
        (command.id, msgspec.json.encode(command).decode()),
    )
    # Now: handed over, or with a desk that is lost, the case leaves this seat.
    for add in (_add_cases, _add_openers):
        add(connection, "command_id = ?", (command.id,))


def know_command(connection: Connection, command_id: CommandId, body: msgspec.Raw) -> None:
    """Have a command here that another seat's outbox held; one that is here stays as it is."""
    connection.execute(
        "INSERT OR IGNORE INTO outbox (command_id, body) VALUES (?, ?)",
        (command_id, bytes(body).decode()),
    )


def next_batch(
    connection: Connection, limit: int, held: Collection[str] = ()
) -> tuple[tuple[CommandId, msgspec.Raw], ...]:
    """Return the oldest commands without a verdict, as they go over the wire, but those held."""
    rows = connection.execute(
        # By sequence: a seat's clock may be set back between two commands, their order must hold.
        "SELECT command_id, body, again FROM outbox WHERE status = 'waiting'"
        " AND command_id NOT IN (SELECT value FROM json_each(?)) ORDER BY sequence LIMIT ?",
        (json.dumps(sorted(held)), limit),
    )
    return tuple((CommandId(row[0]), msgspec.Raw(_sent(row[1], row[2]))) for row in rows)


def waiting_work(
    connection: Connection, but: Collection[str] = ()
) -> list[tuple[CommandId, msgspec.Raw]]:
    """Return all that waits, oldest first, as it goes over the wire."""
    rows = connection.execute(
        "SELECT command_id, body, again FROM outbox WHERE status = 'waiting'"
        " AND command_id NOT IN (SELECT value FROM json_each(?)) ORDER BY sequence",
        (json.dumps(sorted(but)),),
    )
    return [(CommandId(row[0]), msgspec.Raw(_sent(row[1], row[2]))) for row in rows]


def _sent(body: str, again: str) -> bytes:
    # Into the text itself: what a newer console left is sent as it stands. Without a time it is
    # only kept here, for the day on which the server has lost something.
    return (f'{body[:-1]},"again":{again}}}' if '"since":' in again else body).encode()


def waiting_commands(connection: Connection) -> tuple[Command, ...]:
    """Return the commands without a verdict, oldest first, but those of another version."""
    rows = connection.execute(
        "SELECT body FROM outbox WHERE status = 'waiting' ORDER BY sequence"
    ).fetchall()
    return tuple(command for (body,) in rows if (command := _readable(body)) is not None)


def waiting_count(connection: Connection) -> int:
    """Return how many commands of the operator's work wait; figures of use are none."""
    row = connection.execute(
        # An operator whose work is all sent must read 0
        # (test_figures_of_use_are_no_work_of_hers_that_waits).
        "SELECT count(*) FROM outbox WHERE status = 'waiting'"
        f" AND json_extract(body, '$.data.type') NOT IN ({_OF_USE})"
    ).fetchone()
    return int(row[0])


def has_waiting(connection: Connection) -> bool:
    """Return whether anything waits, figures of use too."""
    row = connection.execute("SELECT 1 FROM outbox WHERE status = 'waiting' LIMIT 1").fetchone()
    return row is not None


def waits_of(connection: Connection, kind: type[msgspec.Struct]) -> int:
    """Return how many commands of a kind have no verdict yet."""
    row = connection.execute(
        "SELECT count(*) FROM outbox WHERE status = 'waiting'"
        " AND json_extract(body, '$.data.type') = ?",
        (str(kind.__struct_config__.tag),),
    ).fetchone()
    return int(row[0])


def last_applied(connection: Connection) -> CommandId | None:
    """Return the last command that the server called applied, while it is kept here."""
    row = connection.execute(
        "SELECT command_id FROM outbox WHERE status = 'applied'"
        # By the server's clock: answers may come in another order than they were given in.
        " ORDER BY json_extract(verdict, '$.at') DESC, sequence DESC LIMIT 1"
    ).fetchone()
    return None if row is None else CommandId(row[0])


def requested_callbacks(connection: Connection) -> frozenset[CallbackId]:
    """Return the callbacks asked for offline and not answered yet."""
    return frozenset(
        command.data.callback_id
        for command in waiting_commands(connection)
        if isinstance(command.data, RequestCallback)
    )


def answered_callbacks(connection: Connection) -> tuple[CallbackId, ...]:
    """Return the callbacks whose result is written here and not yet accepted by the server.

    Also those whose case goes to another desk.
    """
    waiting = [command.data for command in waiting_commands(connection)]
    answered = [data.attempt.callback_id for data in waiting if isinstance(data, RecordAttempt)]
    handed = [data.callback_id for data in waiting if isinstance(data, HandOverCase)]
    return (*answered, *handed)


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
    """Return None where there is none, or one that this version cannot read."""
    row = connection.execute(
        "SELECT body FROM outbox WHERE command_id = ?", (command_id,)
    ).fetchone()
    return None if row is None else _readable(row[0])


def was_refused_before(connection: Connection, command_id: CommandId, at: datetime) -> bool:
    """Return whether a command made before this one was refused at that very moment."""
    row = connection.execute(
        "SELECT 1 FROM outbox WHERE status = 'rejected' AND settled_at = ?"
        " AND sequence < (SELECT sequence FROM outbox WHERE command_id = ?) LIMIT 1",
        (at.isoformat(), command_id),
    ).fetchone()
    return row is not None


def _readable(body: str) -> Command | None:
    """Return None for what a newer console left: it is sent as it stands, and stops nobody."""
    try:
        return msgspec.json.decode(body, type=Command)
    except msgspec.DecodeError:
        return None


def given_number(connection: Connection, contact_id: ContactId) -> str | None:
    """Return the number the server gave the case of a contact, "" while it has given none.

    None: what was last done with the contact here opened no case, or nothing was.
    """
    row = connection.execute(
        # The verdict has the number before the replica does.
        "SELECT json_extract(body, '$.data.case.id'),"
        " coalesce(json_extract(nullif(verdict, ''), '$.detail.case_number'),"
        " json_extract(nullif(again, ''), '$.verdict.detail.case_number')) FROM outbox"
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
            # What was refused is never offered again: nothing goes with it.
            " again = iif(again <> '' AND ?, json_remove(again, '$.since', '$.verdict'), ''),"
            " is_shown = is_shown AND ? WHERE command_id = ? AND status = 'waiting'",
            (
                verdict.status.value,
                msgspec.json.encode(verdict).decode(),
                at.isoformat(),
                applied,
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


def empty_refused(connection: Connection, command_id: CommandId) -> None:
    """Keep of a refused command that was given back only that it was refused, in its place."""
    connection.execute(
        # Nothing asks for its words again: they are a draft. One that was dropped is still known by
        # what the command says of it (was_dropped).
        "UPDATE outbox SET body = json_object('id', command_id, 'data',"
        " json_object('type', json_extract(body, '$.data.type')))"
        " WHERE command_id = ? AND json_extract(body, '$.data.type') <> 'drop_draft'",
        (command_id,),
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


def awaits_effects(connection: Connection) -> bool:
    """Return whether an applied command is in the overlay still."""
    sql = "SELECT 1 FROM outbox WHERE is_shown = 1 AND status = 'applied' LIMIT 1"
    return connection.execute(sql).fetchone() is not None


def offer_again(connection: Connection, now: datetime) -> int:
    """Queue all that was acknowledged and lies here once more: the server may have lost it.

    However old: of a seat that was away for a fortnight nobody else has it. With what it said
    then. What waits is marked, too: it may build on what was lost.
    """
    offered = connection.execute(
        "UPDATE outbox SET status = 'waiting', verdict = '', is_shown = 1, settled_at = NULL,"
        " again = CASE WHEN verdict <> ''"
        f" THEN json_set({_KEPT}, '$.since', ?1, '$.verdict', json(verdict))"
        f" ELSE json_set({_KEPT}, '$.since', ?1) END"
        # Refused ones never: their words went back to the operator as a draft.
        " WHERE status IN ('waiting', 'applied')",
        (now.isoformat(),),
    ).rowcount
    for add in (_add_cases, _add_openers):
        add(connection, "status = 'waiting'")
    return offered


def offered_at(connection: Connection) -> str | None:
    """Return since when what waits is offered again; None: none of it is."""
    row = connection.execute(
        "SELECT max(json_extract(nullif(again, ''), '$.since')) FROM outbox"
        " WHERE status = 'waiting'"
    ).fetchone()
    return None if row is None or row[0] is None else str(row[0])


def _add_cases(connection: Connection, which: str, values: tuple[str, ...] = ()) -> None:
    """Add the cases that the server itself had made to commands about them, while they are here."""
    which += f" AND json_extract({_KEPT}, '$.case') IS NULL"
    of_server = "seen.kind = 'case' AND json_extract(seen.body, '$.contact_id') = ''"
    connection.execute(
        f"UPDATE outbox SET again = json_set({_KEPT}, '$.case', json(seen.body))"
        f" FROM server_row seen WHERE {which}"
        " AND json_extract(outbox.body, '$.data.type') = 'add_case_note'"
        f" AND seen.id = json_extract(outbox.body, '$.data.activity.case_id') AND {of_server}",
        values,
    )
    connection.execute(
        f"UPDATE outbox SET again = json_set({_KEPT},"
        " '$.case', json(seen.body), '$.callback', json(called.body))"
        f" FROM server_row called, server_row seen WHERE {which}"
        " AND json_extract(outbox.body, '$.data.type')"
        " IN ('record_attempt', 'request_callback', 'hand_over_case', 'assign_topic')"
        " AND called.kind = 'callback'"
        " AND called.id = coalesce(json_extract(outbox.body, '$.data.attempt.callback_id'),"
        " json_extract(outbox.body, '$.data.callback_id'))"
        f" AND seen.id = json_extract(called.body, '$.case_id') AND {of_server}",
        values,
    )


def _add_openers(connection: Connection, which: str, values: tuple[str, ...] = ()) -> None:
    """Add who opened the case that a command is about: after a loss its id may be another's."""
    callback_id = (
        "coalesce(json_extract(outbox.body, '$.data.attempt.callback_id'),"
        " json_extract(outbox.body, '$.data.callback_id'))"
    )
    called = (
        "SELECT json_extract(body, '$.case_id') FROM server_row"
        f" WHERE kind = 'callback' AND id = {callback_id}"
    )
    connection.execute(
        f"UPDATE outbox SET again = json_set({_KEPT},"
        " '$.opened_by', json_extract(seen.body, '$.opened_by'))"
        f" FROM server_row seen WHERE {which} AND json_extract({_KEPT}, '$.opened_by') IS NULL"
        " AND seen.kind = 'case' AND json_extract(seen.body, '$.contact_id') <> ''"
        " AND seen.id ="
        f" coalesce(json_extract(outbox.body, '$.data.activity.case_id'), ({called}))",
        values,
    )


def forget_old(connection: Connection, now: datetime) -> int:
    """Delete the commands settled longer than KEPT_FOR ago."""
    return connection.execute(
        # Waiting ones never, however old: nobody else has them.
        "DELETE FROM outbox WHERE status <> 'waiting' AND settled_at < ?",
        ((now - KEPT_FOR).isoformat(),),
    ).rowcount
