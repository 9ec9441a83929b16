"""Changes of several people laid into one body of an entry; what does not fit is kept beside it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from contract.domain.knowledge_entries.entry_fields import PROSE
from contract.domain.knowledge_entries.value_merge import merge_values


class FieldEdit(NamedTuple):
    """What an editor saw in a field, and what she made of it."""

    before: Any
    after: Any


class MergedFields(NamedTuple):
    """values: all fields, with the changes in. woven: fields that were changed meanwhile too.

    clashes: of fields where the changes do not fit, the field with the coming change instead.
    """

    values: dict[str, Any]
    woven: tuple[str, ...]
    clashes: dict[str, Any]


def merge_fields(present: Mapping[str, Any], edits: Mapping[str, FieldEdit]) -> MergedFields:
    """Return the fields with the edits in them, whatever happened since their author looked."""
    values, woven, clashes = dict(present), [], {}
    for name, edit in edits.items():
        now = present.get(name)
        merged = merge_values(edit.before, now, edit.after, is_prose=name in PROSE)
        values[name] = merged.kept
        if edit.after not in (edit.before, now) and edit.before != now:
            woven.append(name)
        if not merged.fits:
            clashes[name] = merged.other
    return MergedFields(values, tuple(woven), clashes)


def edits_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, FieldEdit]:
    """Return what was changed from one state of an entry to another."""
    return {
        name: FieldEdit(before.get(name), value)
        for name, value in after.items()
        if before.get(name) != value
    }
