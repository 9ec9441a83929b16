"""The hours of an entry as its editor checks them."""

from collections.abc import Iterator

from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.opening_times.opening_checks import FindingCode, findings_of
from contract.domain.opening_times.opening_lines import days_text

HOURS_FIELDS = ("desk_times", "phone_times")


def hours_are_missing(office: Office) -> Iterator[str]:
    """Yield the field where hours should stand: those of the desk, unless it only telephones."""
    if office.desk_times.is_empty and office.phone_times.is_empty:
        yield HOURS_FIELDS[0]


def hours_faults(entry: Office | ServiceCard) -> Iterator[tuple[str, str]]:
    """Yield (field, code of what makes its times unusable), each code once."""
    for field in HOURS_FIELDS:
        found = (
            one.code.value for one in findings_of(getattr(entry, field)) if not one.is_harmless
        )
        yield from ((field, code) for code in dict.fromkeys(found))


def hidden_exceptions(entry: object) -> Iterator[tuple[str, str]]:
    """Yield (field, days) of exceptions that have no force: later ones speak of all their days.

    No CheckCode: nothing is ever held for it, so no row that seats copy needs to know it.
    """
    if not isinstance(entry, Office | ServiceCard):
        return
    for field in HOURS_FIELDS:
        times = getattr(entry, field)
        for one in findings_of(times):
            if one.code is FindingCode.EXCEPTION_HIDDEN and one.index is not None:
                hidden = times.exceptions[one.index]
                yield field, days_text(hidden.first, hidden.last)
