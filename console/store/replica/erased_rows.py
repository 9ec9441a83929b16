"""What was sent of citizens who were erased since: the list of sent commands loses their words.

Kept whole it would be given back to a server that lost it, and lie here for as long as the list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from console.store.replica.cipher import Connection
from contract.citizen_rows import CitizenRows, all_of, rows_of
from contract.domain.ids import CommandId
from contract.wire.commands import EMPTIED, Again, Command, Status
from contract.wire.decoding import MalformedMessage


@dataclass(frozen=True, slots=True)
class SentCommand:
    """A command with a verdict, in the form in which it lies here. again: "" or JSON."""

    id: CommandId
    body: str
    again: str
    verdict: str
    is_applied: bool

    def as_sent_again(self, now: datetime) -> msgspec.Raw:
        """Return it with the word on it, as it is given back to a server that lost it."""
        told = {name: msgspec.Raw(value) for name, value in _fields(self.again).items()}
        told |= {
            "since": msgspec.Raw(msgspec.json.encode(now)),
            "verdict": msgspec.Raw(self.verdict.encode()),
        }
        return msgspec.Raw(
            f'{self.body[:-1]},"again":{msgspec.json.encode(told).decode()}}}'.encode()
        )


def rows_sent_of(connection: Connection) -> CitizenRows:
    """Return the rows that commands with a verdict are about, but those emptied already."""
    return all_of(rows for _, rows in _sent(connection))


def sent_about(connection: Connection, erased: CitizenRows) -> list[SentCommand]:
    """Return the commands with a verdict that are about one of these rows."""
    return [one for one, about in _sent(connection) if not erased.ids.isdisjoint(about.ids)]


def replace_sent(connection: Connection, sent: SentCommand, emptied: Command) -> int:
    """Put the emptied command in the place of what was sent; return how many there were: 1, or 0.

    0: it is offered again meanwhile, to a server that has lost it.
    """
    again = emptied.again
    if again is None or again.verdict is None:  # without the word nothing proves it later
        return forget_sent_command(connection, sent.id)
    return connection.execute(
        "UPDATE outbox SET body = ?, again = ?, verdict = ?"
        " WHERE command_id = ? AND status = 'applied' AND body = ?",
        (
            msgspec.json.encode(msgspec.structs.replace(emptied, again=None)).decode(),
            _kept(again) if sent.again else "",
            msgspec.json.encode(again.verdict).decode(),
            sent.id,
            sent.body,
        ),
    ).rowcount


def forget_sent_command(connection: Connection, command_id: CommandId) -> int:
    """Return how many there were: 1, or 0."""
    sql = "DELETE FROM outbox WHERE command_id = ? AND status <> 'waiting'"
    return connection.execute(sql, (command_id,)).rowcount


def _kept(again: Again) -> str:
    told = {
        name: value
        for name, value in _fields(msgspec.json.encode(again).decode()).items()
        if name not in ("since", "verdict") and value != b"null"
    }
    return msgspec.json.encode({n: msgspec.Raw(v) for n, v in told.items()}).decode()


def _fields(again: str) -> dict[str, bytes]:
    told = msgspec.json.decode(again or "{}", type=dict[str, msgspec.Raw])
    return {name: bytes(value) for name, value in told.items()}


def _sent(connection: Connection) -> Iterator[tuple[SentCommand, CitizenRows]]:
    rows = connection.execute(
        "SELECT command_id, body, again, verdict, status FROM outbox WHERE status <> 'waiting'"
        f" AND json_extract(nullif(verdict, ''), '$.detail.{EMPTIED}') IS NULL"
    ).fetchall()
    for command_id, body, again, verdict, status in rows:
        # With a case that the server had made, which goes along with it.
        told = f'{body[:-1]},"again":{again or "null"}}}'
        try:
            about = rows_of(told.encode())
        except MalformedMessage:
            continue  # of another version: it goes by its age
        sent = SentCommand(
            CommandId(command_id), body, again, verdict, is_applied=status == Status.APPLIED
        )
        yield sent, about
