"""What lies in this replica and nowhere else: with a replica in memory it ends."""

from collections.abc import Callable

from console.model.contact.unsent_input import read_words
from console.store.contact.sending_aside import typed_aside
from console.store.editing.editing_repository import revision_drafts
from console.store.replica import outbox
from console.store.replica.cipher import Connection
from console.store.session.unsent_input_record import unsent_input


def _contacts(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM contact_draft").fetchone()[0])


def _results(connection: Connection) -> int:
    row = connection.execute(
        "SELECT count(*) FROM attempt_draft WHERE trim(coalesce(json_extract(body, '$.note'), ''))"
        " || coalesce(json_extract(body, '$.outcome'), '') <> ''"
    ).fetchone()
    return int(row[0])


def _entries(connection: Connection) -> int:
    return sum(not (one.is_kept or one.is_blank) for one in revision_drafts(connection))


def _words(connection: Connection) -> int:
    return sum(
        bool(read_words(place, typed.words)) for place, typed in unsent_input(connection).items()
    )


def _sendings(connection: Connection) -> int:
    return 0 if typed_aside(connection) is None else 1


# By where each lies (test_whatever_an_operator_leaves_in_the_store_is_counted).
COUNTED: dict[str, Callable[[Connection], int]] = {
    "outbox": outbox.waiting_count,
    "contact_draft": _contacts,
    "attempt_draft": _results,
    "revision_draft": _entries,
    "panel_words": _words,
    "sending_aside": _sendings,
}


def unsent_work(connection: Connection) -> int:
    """Return how many things an operator did or wrote that the server does not have."""
    return sum(count(connection) for count in COUNTED.values())
