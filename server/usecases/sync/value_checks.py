"""What every value of a command must be, whatever the command: storable and of sane size."""

import math
from datetime import datetime
from typing import Any

import msgspec

from contract.domain.contact import CARDS_LIMIT, LINE_LIMIT, TEXT_LIMIT
from contract.wire import reason_codes
from server.usecases.operations.refused import Refused

FREE_TEXTS = frozenset({"description", "question", "answer", "note", "text"})
MAY_BE_EMPTY = frozenset({"queue_id"})  # a fault may be told without a call
ID_LIMIT = 64
LONG_IDS = {"entry_id": 100, "office_id": 100}  # of entries, chosen by people
# Seats state the same limits, so that nothing is refused after a contact was closed.
LIST_LIMIT = CARDS_LIMIT
LONG_LISTS = {"office_ids": 5_000}
NUMBER_LIMIT = 2**31 - 1
YEARS = range(1970, 2101)  # work done while a seat's clock had stopped is work all the same


def check_values(value: msgspec.Struct, path: str = "") -> None:
    """Raise Refused naming the first field, "contact.closed_at", that cannot be kept."""
    for name in value.__struct_fields__:
        _check(name, f"{path}.{name}" if path else name, getattr(value, name))


def _check(name: str, path: str, value: Any) -> None:
    match value:
        case str():
            _check_text(name, path, value)
        case datetime():
            # Without a zone it would be stored as another instant on each computer.
            if value.tzinfo is None or value.year not in YEARS:
                raise Refused(reason_codes.INVALID, field=path)
        case int() | float():
            # JSON has no NaN, msgspec has: no column keeps it.
            if not math.isfinite(value) or not 0 <= value <= NUMBER_LIMIT:
                raise Refused(reason_codes.INVALID, field=path)
        case tuple():
            if len(value) > LONG_LISTS.get(name, LIST_LIMIT):
                raise Refused(reason_codes.INVALID, field=path)
            for item in value:
                _check(name.removesuffix("s"), path, item)
        case msgspec.Struct():
            check_values(value, path)


def _check_text(name: str, path: str, text: str) -> None:
    if "\0" in text:  # PostgreSQL keeps none
        raise Refused(reason_codes.INVALID, field=path)
    if name == "id" or name.endswith("_id"):
        if not (name in MAY_BE_EMPTY or text) or len(text) > LONG_IDS.get(name, ID_LIMIT):
            raise Refused(reason_codes.INVALID, field=path)
        # No seat mints such a one; those of entries were chosen by people, and files.
        if name not in LONG_IDS and not text.isprintable():
            raise Refused(reason_codes.INVALID, field=path)
        return
    limit = TEXT_LIMIT if name in FREE_TEXTS else LINE_LIMIT
    if len(text) > limit:
        raise Refused(reason_codes.TEXT_TOO_LONG, field=path, limit=str(limit))
