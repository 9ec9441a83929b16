"""A dated exception in the hours of an office: the one place here that knows how they are held."""

from typing import Any

import msgspec

from contract.domain.knowledge_entries.entry_merge import FieldEdit
from contract.domain.knowledge_entries.knowledge import Office
from contract.domain.opening_times.opening_checks import UnusableTimes, require_usable
from contract.domain.opening_times.opening_times import DayException, OpeningTimes
from contract.wire import reason_codes
from contract.wire.decoding import MalformedMessage, decode
from server.usecases.operations.refused import Refused

DESK_FIELD = "desk_times"
PHONE_FIELD = "phone_times"


def read_exception(raw: msgspec.Raw) -> DayException:
    """Return the exception. Raise Refused."""
    try:
        exception = decode(raw, DayException)
        require_usable(OpeningTimes(exceptions=(exception,)))
    except (MalformedMessage, UnusableTimes) as error:
        raise Refused(reason_codes.INVALID, field="exception") from error
    return exception


def edits_with(
    values: dict[str, Any], exception: DayException, *, for_desk: bool, for_phone: bool
) -> dict[str, FieldEdit]:
    """Return how the hours in these values change; none where they say it already."""
    fields = [DESK_FIELD] * for_desk + [PHONE_FIELD] * for_phone
    added = msgspec.json.decode(msgspec.json.encode(exception))
    edits = {}
    for field in fields:
        times: dict[str, Any] = values[field] or {}
        exceptions = times.get("exceptions", [])
        if added not in exceptions:
            after = {**times, "exceptions": [*exceptions, added]}
            edits[field] = FieldEdit(values[field], after)
    return edits


def may_be_asked(office: Office) -> bool:
    """Return whether a change of all hours means this office too."""
    return not office.withdrawn
