"""A service at an office: site before service before office, for hours and telephones."""

from collections.abc import Iterable, Iterator

import msgspec

from contract.domain.knowledge_entries.knowledge import Office, ServiceCard, ServicePlace
from contract.domain.opening_times.opening_plan import Layers, laid_over


class NamedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A telephone that a card names, and when somebody answers it."""

    number: str  # E.164
    office: Office | None = None  # None: of the service itself
    times: Layers = ()


def place_of(card: ServiceCard | None, office: Office) -> ServicePlace:
    """Return what differs for a service at an office; nothing does where the card says nothing."""
    places = card.places if card is not None else ()
    usual = ServicePlace(office_id=office.id)
    return next((one for one in places if one.office_id == office.id), usual)


def desk_layers(card: ServiceCard | None, office: Office) -> Layers:
    """Return when citizens are received for a service; card None: at the office in general."""
    place = place_of(card, office)
    service = card.desk_times if card is not None else None
    return laid_over(site=place.desk_times, service=service, office=office.desk_times)


def phone_layers(card: ServiceCard | None, office: Office) -> Layers:
    """Return when the telephone is answered; where nothing is said of it: as long as the desk."""
    place = place_of(card, office)
    service = card.phone_times if card is not None else None
    spoken = laid_over(site=place.phone_times, service=service, office=office.phone_times)
    # Most offices publish one timetable: their telephone is answered while the desk is open.
    return spoken or desk_layers(card, office)


def phones_at(card: ServiceCard | None, office: Office) -> tuple[str, ...]:
    """Return the numbers to call for a service at an office, E.164."""
    return place_of(card, office).phones or (card.phones if card else ()) or office.phones


def named_lines(card: ServiceCard, offices: Iterable[Office]) -> tuple[NamedLine, ...]:
    """Return every telephone a card names, each once, those of the service itself first."""
    found: dict[str, NamedLine] = {}
    for line in _lines(card, offices):
        # The first one wins: the service's own hours say more of a number than an office's.
        found.setdefault(line.number, line)
    return tuple(found.values())


def _lines(card: ServiceCard, offices: Iterable[Office]) -> Iterator[NamedLine]:
    service = laid_over(service=card.desk_times if card.phone_times.is_empty else card.phone_times)
    yield from (NamedLine(number=number, times=service) for number in card.phones)
    for office in offices:
        times = phone_layers(card, office)
        for number in phones_at(card, office):
            yield NamedLine(number=number, office=office, times=times)
