"""Rows of the knowledge tables to values of the contract; faults are noted in their cells."""

from typing import Any

from msgspec.structs import replace

from contract.domain.ids import CardId, DeskId, FaqId, OfficeId, TopicId
from contract.domain.knowledge_entries.entry_values import limit_of
from contract.domain.knowledge_entries.knowledge import (
    Desk,
    Faq,
    Office,
    OfficeKind,
    ServiceCard,
    ServicePlace,
    ServiceStatus,
    StaffMember,
    Topic,
)
from contract.domain.opening_times.opening_times import OpeningTimes
from contract.domain.queue import Queue
from server.knowledge_import import queue_sheet
from server.knowledge_import.knowledge_cells import Cells
from server.knowledge_import.knowledge_tables import CARDS, DESKS, OFFICES, TOPICS

type Known = dict[str, set[str] | None]  # by file: its ids; None: nobody can say


class Row:
    """A row's cells, its own id and its references to rows of other files."""

    def __init__(self, cells: Cells, known: Known, seen: set[str] | None) -> None:
        """seen None: the file's rows have no id."""
        self.cells = cells
        self.id = "" if seen is None else cells.own_id(seen)
        self._known = known

    def reference(self, column: str, file: str, code: str) -> str:
        target = self.cells.needed(column)
        return self._checked(column, target, file, code) if target else ""

    def references(self, column: str, file: str, code: str) -> tuple[str, ...]:
        targets = self.cells.many(column)
        return tuple(self._checked(column, target, file, code) for target in targets)

    def _checked(self, column: str, target: str, file: str, code: str) -> str:
        known = self._known.get(file)
        # None: its table is faulty, so nobody can say whether the target is there.
        if known is not None and target not in known:
            self.cells.note(code, column, target)
        return target


def desk_of(row: Row) -> Desk:
    return Desk(id=DeskId(row.id), name=row.cells.needed("name"))


def topic_of(row: Row) -> Topic:
    desks = row.references("desk_id", DESKS, "unknown_desk")
    return Topic(
        id=TopicId(row.id),
        path=row.cells.needed("path"),
        desk_id=DeskId(desks[0]) if desks else None,
    )


def office_of(row: Row) -> Office:
    cells = row.cells
    parent = cells.text("parent_id")
    if parent == row.id and parent:
        cells.note("own_parent", "parent_id", parent)
    return Office(
        id=OfficeId(row.id),
        name=cells.needed("name"),
        kind=cells.choice("kind", OfficeKind, OfficeKind.SITE),
        parent_id=OfficeId(parent) if parent else None,
        municipio=cells.municipio("municipio"),
        address=cells.text("address"),
        latitude=cells.degrees("latitude", 90),
        longitude=cells.degrees("longitude", 180),
        phones=cells.phones("phones"),
        faxes=cells.phones("faxes"),
        email=cells.email("email"),
        pec=cells.email("pec"),
        website=cells.web_address("website"),
        desk_times=_desk_times(cells),
        phone_times=cells.times("phone_hours"),
        how_to_get_there=cells.text("how_to_get_there"),
        accessibility=cells.text("accessibility"),
        note=cells.text("note"),
        keywords=cells.text("keywords"),
        ipa_code=cells.text("ipa_code"),
        **_care(cells),
    )


def _desk_times(cells: Cells) -> OpeningTimes:
    times = cells.times("hours")
    if cells.flag("by_appointment"):
        return replace(times, by_appointment_only=True)
    return times


def staff_of(row: Row) -> tuple[str, StaffMember]:
    cells = row.cells
    return row.reference("office_id", OFFICES, "unknown_office"), StaffMember(
        role=cells.needed("role"),
        name=cells.text("name"),
        phones=cells.phones("phones"),
        email=cells.email("email"),
        note=cells.text("note"),
    )


def card_of(row: Row) -> ServiceCard:
    cells = row.cells
    office_ids = row.references("office_ids", OFFICES, "unknown_office")
    responsible = row.references("responsible_id", OFFICES, "unknown_office")
    others = row.references("other_topic_ids", TOPICS, "unknown_topic")
    original = cells.text("original_id")
    return ServiceCard(
        id=CardId(row.id),
        title=cells.needed("title"),
        topic_id=TopicId(row.reference("topic_id", TOPICS, "unknown_topic")),
        say=cells.needed("say", limit_of("say")),
        language=cells.language("language"),
        original_id=CardId(original) if original else None,
        original_version=cells.whole("original_version", 0, 10**9, 0),
        status=cells.choice("status", ServiceStatus, ServiceStatus.ACTIVE),
        responsible_id=OfficeId(responsible[0]) if responsible else None,
        other_topic_ids=tuple(TopicId(one) for one in others),
        office_ids=tuple(OfficeId(office_id) for office_id in office_ids),
        desk_times=cells.times("hours"),
        phone_times=cells.times("phone_hours"),
        phones=cells.phones("phones"),
        **_texts(cells, _CARD_TEXTS),
        **_care(cells),
    )


def _texts(cells: Cells, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: cells.text(name) for name in names}


_CARD_TEXTS = (
    *("category", "status_reason", "alert", "short_description", "who_for", "how_to"),
    *("what_is_needed", "what_you_get", "times", "costs", "access", "conditions", "contacts"),
    *("keywords", "source"),
)


def place_of(row: Row) -> tuple[str, ServicePlace]:
    place = ServicePlace(
        office_id=OfficeId(row.reference("office_id", OFFICES, "unknown_office")),
        desk_times=row.cells.times("hours"),
        phone_times=row.cells.times("phone_hours"),
        phones=row.cells.phones("phones"),
        note=row.cells.text("note"),
    )
    return row.reference("card_id", CARDS, "unknown_card"), place


def faq_of(row: Row) -> Faq:
    cells = row.cells
    others = row.references("other_card_ids", CARDS, "unknown_card")
    original = cells.text("original_id")
    return Faq(
        id=FaqId(row.id),
        card_id=CardId(row.reference("card_id", CARDS, "unknown_card")),
        question=cells.needed("question"),
        answer=cells.needed("answer", limit_of("answer")),
        other_card_ids=tuple(CardId(other) for other in others),
        language=cells.language("language"),
        original_id=FaqId(original) if original else None,
        original_version=cells.whole("original_version", 0, 10**9, 0),
        keywords=cells.text("keywords"),
        **_validity(cells),
    )


def _care(cells: Cells) -> dict[str, Any]:
    """Return who answers for an entry and for how long it holds."""
    return _validity(cells) | {
        "owner_email": cells.email("owner_email"),
        "reviewer": cells.text("reviewer"),
        "review_on": cells.day("review_on"),
    }


def _validity(cells: Cells) -> dict[str, Any]:
    begins, ends = cells.day("valid_from"), cells.day("valid_until")
    if begins and ends and ends < begins:
        # One of the two may be the server's own: the file is blamed for what it says.
        cells.note_one_of("date_order", ("valid_until", "valid_from"))
    return {
        "verified_on": cells.day("verified_on"),
        "valid_from": begins,
        "valid_until": ends,
        "withdrawn": cells.text("withdrawn"),
    }


def queue_of(row: Row) -> tuple[Cells, Queue]:
    return row.cells, queue_sheet.queue_of(row.cells, row.id, row.references)
