"""Where an entry of the knowledge base can be wrong, and what an operator says of it."""

import msgspec

from contract.domain.ids import ContactId
from contract.domain.knowledge_entries.entry_fields import body_of
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind

TEXT_LIMIT = 500  # characters one tells in a call
ANYTHING = ""  # the field of a fault that is in no single one
_OF_OFFICE = ("desk_times", "phones", "address")
_OF_CARD = ("what_is_needed", "costs", "times", "how_to", "say")
MOST_PLACES = 9  # one digit each


class FaultPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an entry as it is shown now. known: the entry's texts, to know its numbers."""

    kind: EntryKind
    entry_id: str
    version: int
    title: str
    field: str
    known: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.entry_id}:{self.field}"


class EntryFault(msgspec.Struct, frozen=True, kw_only=True):
    """queue_id and contact_id: of the call it was noticed in. subject: what was on the screen."""

    place: FaultPlace
    text: str
    queue_id: str = ""
    contact_id: ContactId | None = None
    subject: str = ""


def fault_places(
    card: ServiceCard | None, offices: tuple[Office, ...], faq: Faq | None = None
) -> tuple[FaultPlace, ...]:
    """Return where what is on the screen can be wrong, what is most often wrong first."""
    places: list[FaultPlace] = []
    if faq is not None:
        places += _places(EntryKind.FAQ, faq, faq.question, ("answer",))
    # The one beside the card: a list of all would not fit nine digits.
    for office in offices[:1]:
        places += _places(EntryKind.OFFICE, office, office.name, _OF_OFFICE)
    if card is not None:
        fields = _OF_CARD if offices else ("phones", *_OF_CARD)
        # One digit is kept for "anything else": what is wrong may be in none of the fields.
        places += _places(EntryKind.CARD, card, card.title, fields)[: MOST_PLACES - 1 - len(places)]
        places += _places(EntryKind.CARD, card, card.title, (ANYTHING,))
    elif offices:
        more = ("email", "how_to_get_there", ANYTHING)
        places += _places(EntryKind.OFFICE, offices[0], offices[0].name, more)
    return tuple(places)


def _places(
    kind: EntryKind, entry: Office | ServiceCard | Faq, title: str, fields: tuple[str, ...]
) -> list[FaultPlace]:
    known = body_of(entry)
    return [
        FaultPlace(
            kind=kind,
            entry_id=entry.id,
            version=entry.version,
            title=title,
            field=field,
            known=known,
        )
        for field in fields
    ]
