"""What was sent of citizens who were erased since: the list of sent commands forgets it.

Kept it would be given back to a server that lost it, and lie here for as long as the list does.
"""

from collections.abc import Iterator

from console.store.replica.cipher import Connection
from contract.citizen_rows import CitizenRows, rows_of
from contract.domain.ids import CommandId
from contract.wire.decoding import MalformedMessage


def rows_sent_of(connection: Connection) -> CitizenRows:
    """Return the rows that commands with a verdict are about."""
    about = [rows for _, rows in _sent(connection)]
    return CitizenRows(
        contacts=frozenset().union(*(one.contacts for one in about)),
        cases=frozenset().union(*(one.cases for one in about)),
        callbacks=frozenset().union(*(one.callbacks for one in about)),
    )


def forget_erased(connection: Connection, erased: CitizenRows) -> int:
    """Delete the commands with a verdict that are about one of these rows; return how many."""
    found = [id_ for id_, about in _sent(connection) if not erased.ids.isdisjoint(about.ids)]
    return sum(forget_command(connection, command_id) for command_id in found)


def forget_command(connection: Connection, command_id: CommandId) -> int:
    """Return how many there were: 1, or 0."""
    sql = "DELETE FROM outbox WHERE command_id = ?"
    return connection.execute(sql, (command_id,)).rowcount


def _sent(connection: Connection) -> Iterator[tuple[CommandId, CitizenRows]]:
    rows = connection.execute(
        "SELECT command_id, body, again FROM outbox WHERE status <> 'waiting'"
    ).fetchall()
    for command_id, body, again in rows:
        # With a case that the server had made, which goes along with it.
        told = f'{body[:-1]},"again":{again or "null"}}}'
        try:
            yield CommandId(command_id), rows_of(told.encode())
        except MalformedMessage:
            continue  # of another version: it goes by its age
