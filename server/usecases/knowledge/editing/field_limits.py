"""What a field of an entry may hold at all: storable, and of sane size."""

from typing import Any

from contract.domain.contact import LINE_LIMIT, TEXT_LIMIT
from contract.domain.knowledge_entries.entry_fields import PROSE
from contract.wire import reason_codes
from server.usecases.operations.refused import Refused

ITEMS_LIMIT = 500


def check_field(name: str, value: Any) -> None:
    """Raise Refused for a value, as JSON has it, that cannot be kept."""
    match value:
        case str():
            if "\0" in value:  # PostgreSQL keeps none
                raise Refused(reason_codes.INVALID, field=name)
            limit = limit_of(name)
            if len(value) > limit:
                raise Refused(reason_codes.TEXT_TOO_LONG, field=name, limit=str(limit))
        case list():
            if len(value) > ITEMS_LIMIT:
                raise Refused(reason_codes.INVALID, field=name)
            for item in value:
                check_field(name, item)
        case dict():
            for item in value.values():
                check_field(name, item)


def limit_of(name: str) -> int:
    """Return how many characters a text of this field may have."""
    return TEXT_LIMIT if name in PROSE else LINE_LIMIT
