"""The telephones a card names, as lines a call may be brought to."""

from collections.abc import Iterable, Iterator

from console.model.calls.directory_entry import DirectoryEntry, LineKind
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.knowledge_entries.service_at_office import named_lines
from contract.domain.phone_number import UnusableNumber, dialable, spoken


def lines_of_card(card: ServiceCard, offices: Iterable[Office]) -> tuple[DirectoryEntry, ...]:
    """Return a line for each number a seat may dial, those of the service itself first."""
    return tuple(_lines(card, offices))


def _lines(card: ServiceCard, offices: Iterable[Office]) -> Iterator[DirectoryEntry]:
    for line in named_lines(card, offices):
        try:
            number = dialable(line.number)
        except UnusableNumber:
            continue
        place = line.office
        yield DirectoryEntry(
            kind=LineKind.OFFICE,
            id=f"{place.id if place is not None else card.id}/{number}",
            name=place.name if place is not None else card.title,
            detail=" · ".join(filter(None, (spoken(number), place.address if place else ""))),
            to=number,
            times=line.times,
            number=number,
        )
