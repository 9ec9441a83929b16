"""Labels of an entry's fields for an office clerk, and their texts as shown to owners."""

from collections.abc import Iterator

from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.domain.phone_number import spoken
from server.usecases.knowledge.hours_texts import hours_in_words

LABELS = {
    "say": "In breve",
    "alert": "Avviso",
    "short_description": "Descrizione",
    "who_for": "A chi è rivolto",
    "how_to": "Come si fa",
    "what_is_needed": "Che cosa serve",
    "what_you_get": "Che cosa si ottiene",
    "times": "Tempi e scadenze",
    "costs": "Quanto costa",
    "access": "Come si accede al servizio",
    "conditions": "Condizioni",
    "contacts": "Contatti",
    "phones": "Telefoni",
    "faxes": "Fax",
    "title": "Titolo",
    "name": "Nome",
    "address": "Indirizzo",
    "municipio": "Municipio",
    "hours": "Orari",
    "phone_hours": "Orari del telefono",
    "desk_times": "Orari",
    "phone_times": "Orari del telefono",
    "email": "E-mail",
    "pec": "Posta certificata",
    "website": "Sito",
    "how_to_get_there": "Come si arriva",
    "accessibility": "Accessibilità",
    "staff": "Persone",
    "note": "Note",
    "question": "Domanda",
    "answer": "Risposta",
}
_CARD = (
    "say", "alert", "short_description", "who_for", "how_to", "what_is_needed", "what_you_get",
    "times", "costs", "access", "conditions", "contacts",
)  # fmt: skip
_OFFICE = (
    "address", "municipio", "email", "pec", "website", "how_to_get_there", "accessibility", "note",
)  # fmt: skip


def label_of(field: str) -> str:
    """Return the name of a field, "" for one that owners are not shown."""
    return LABELS.get(field, "")


def shown_texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield (label, text) of what is written in an entry, in the order of the sheet."""
    match entry:
        case ServiceCard():
            yield from _of(entry, _CARD)
            yield from _phones(entry.phones)
        case Office():
            yield from _of(entry, ("address", "municipio"))
            yield from _hours(entry)
            yield from _phones(entry.phones)
            yield from _of(entry, _OFFICE[2:])
        case Faq():
            yield from _of(entry, ("question", "answer"))


def _of(entry: Entry, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for field in fields:
        text = str(getattr(entry, field))
        if text.strip():
            yield LABELS[field], text.strip()


def _phones(numbers: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if numbers:
        yield LABELS["phones"], "\n".join(map(spoken, numbers))


def _hours(office: Office) -> Iterator[tuple[str, str]]:
    for label, times in (("hours", office.desk_times), ("phone_hours", office.phone_times)):
        if lines := hours_in_words(times):
            yield LABELS[label], "\n".join(lines)
