"""Topics, desks, service cards, offices, FAQs and the thesaurus, as replicated."""

from collections.abc import Collection, Sequence
from typing import Any, cast

from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import shown, shown_all
from contract.domain.ids import CardId, OfficeId
from contract.domain.knowledge_entries.knowledge import (
    Desk,
    Faq,
    Office,
    ServiceCard,
    ThesaurusLine,
    Topic,
)
from contract.domain.knowledge_entries.learning import LearnedWord
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.knowledge_entries.text_vector import TextVector
from contract.wire.changes import Kind

Knowledge = tuple[
    tuple[ServiceCard, ...], tuple[Office, ...], tuple[Faq, ...], tuple[ThesaurusLine, ...]
]


def topics(connection: Connection) -> tuple[Topic, ...]:
    """Return the topics in the order of their path."""
    return tuple(sorted(shown_all(connection, Kind.TOPIC), key=lambda topic: topic.path))


def desks(connection: Connection) -> tuple[Desk, ...]:
    return tuple(sorted(shown_all(connection, Kind.DESK), key=lambda desk: desk.name))


def card(connection: Connection, card_id: CardId) -> ServiceCard | None:
    return cast(ServiceCard | None, shown(connection, Kind.CARD, card_id))


def card_family(connection: Connection, card_id: CardId) -> tuple[ServiceCard, ...]:
    """Return a card with its original and all translations of that; none when it is gone."""
    found = card(connection, card_id)
    if found is None:
        return ()
    origin = found.original_id or found.id
    original = card(connection, origin)
    # Two questions: for both in one SQLite would read every card there is.
    others = shown_all(connection, Kind.CARD, "json_extract(body, '$.original_id') = ?", origin)
    return (*filter(None, (original,)), *others)


def shown_entry(
    connection: Connection, kind: EntryKind, entry_id: str
) -> ServiceCard | Office | Faq | None:
    """Return an entry an operator may open, withdrawn ones too."""
    return cast(ServiceCard | Office | Faq | None, shown(connection, Kind(kind), entry_id))


def office(connection: Connection, office_id: OfficeId) -> Office | None:
    return cast(Office | None, shown(connection, Kind.OFFICE, office_id))


def offices_named(connection: Connection, office_ids: Sequence[OfficeId]) -> tuple[Office, ...]:
    """Return those there are of some offices, in the order of their ids."""
    return tuple(filter(None, (office(connection, one) for one in office_ids)))


def offices(connection: Connection) -> tuple[Office, ...]:
    """Return all offices, thousands of them."""
    return cast(tuple[Office, ...], shown_all(connection, Kind.OFFICE))


def card_at(connection: Connection, office_id: OfficeId) -> ServiceCard | None:
    """Return the card of the service this office is for.

    Of the cards that name it: the one whose title shares most words with the office's name, then
    the one that names the fewest other offices.
    """
    naming = "id IN (SELECT card_id FROM card_of_office WHERE office_id = ?)"
    known = shown_all(connection, Kind.CARD, naming, office_id)
    found = [one for one in known if office_id in one.office_ids]
    place = office(connection, office_id)
    name = set(place.name.casefold().split()) if place is not None else set()

    # A card for one office is about it; one that lists fifty only names it.
    def distance(one: ServiceCard) -> tuple[int, int, str]:
        shared = name & set(one.title.casefold().replace(":", " ").split())
        # Last by id: every seat must open the same card for an office.
        return -len(shared), len(one.office_ids), one.id

    return min(found, key=distance, default=None)


def faqs_of(connection: Connection, card_id: CardId) -> tuple[Faq, ...]:
    found = shown_all(connection, Kind.FAQ, "json_extract(body, '$.card_id') = ?", card_id)
    return tuple(sorted(found, key=lambda faq: faq.id))


def all_knowledge(connection: Connection) -> Knowledge:
    """Return cards, offices, FAQs and thesaurus lines; tens of thousands: for the search index."""
    return (
        shown_all(connection, Kind.CARD),
        shown_all(connection, Kind.OFFICE),
        shown_all(connection, Kind.FAQ),
        shown_all(connection, Kind.THESAURUS),
    )


def learned_words(connection: Connection) -> tuple[LearnedWord, ...]:
    """Return what the city's searches taught, a few thousand at most."""
    return cast(tuple[LearnedWord, ...], shown_all(connection, Kind.LEARNED))


def vector_versions(connection: Connection) -> dict[str, int]:
    """Return the version of every vector there is, by its id."""
    # Versions only: the vectors themselves are megabytes, and few of them change.
    rows = connection.execute(
        "SELECT id, max(version) FROM shown_row WHERE kind = ? GROUP BY id", (Kind.VECTOR,)
    )
    return dict(rows.fetchall())


def vectors_of(connection: Connection, ids: Sequence[str]) -> tuple[TextVector, ...]:
    """Return some vectors, hundreds at most; ids that are gone are left out."""
    return cast(tuple[TextVector, ...], rows_of(connection, Kind.VECTOR, ids))


def rows_of(connection: Connection, kind: Kind, ids: Collection[str]) -> tuple[Any, ...]:
    """Return some rows of a kind, hundreds at most; ids that are gone are left out."""
    places = ", ".join("?" * len(ids))
    return cast(tuple[Any, ...], shown_all(connection, kind, f"id IN ({places})", *ids))
