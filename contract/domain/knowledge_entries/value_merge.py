"""Two changes of one value laid together. Values are as JSON has them."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from contract.domain.knowledge_entries.text_merge import merge_texts

_PLACE = "office_id"  # a list has one item for each


class MergedValue(NamedTuple):
    """Each holds all that fits together; where two changes do not, each holds one of them."""

    kept: Any
    other: Any

    @property
    def fits(self) -> bool:
        return bool(self.kept == self.other)


def merge_values(base: Any, present: Any, coming: Any, *, is_prose: bool = False) -> MergedValue:
    """Return the value with both changes of base; kept prefers present, other prefers coming.

    Only prose is taken apart: half of one address and half of another are no address.
    """
    if coming in (base, present):
        return MergedValue(present, present)
    if present == base:
        return MergedValue(coming, coming)
    match present, coming:
        # Half of one address and half of another are no address: only prose is taken apart.
        case str(), str() if is_prose:
            return MergedValue(*merge_texts(base if isinstance(base, str) else "", present, coming))
        case list(), list():
            together = _merged_lists(base if isinstance(base, list) else [], present, coming)
            if together is not None:
                return MergedValue(together, together)
        case dict(), dict():
            return _merged_parts(base if isinstance(base, dict) else {}, present, coming)
    return MergedValue(present, coming)


def _merged_lists(base: list[Any], present: list[Any], coming: list[Any]) -> list[Any] | None:
    """Return what both put in without what either took out, in present's order.

    None: both replaced the same item, each with something else.
    """
    old, here, there = (_by_key(items) for items in (base, present, coming))
    gone_here, gone_there = old.keys() - here.keys(), old.keys() - there.keys()
    new_here, new_there = here.keys() - old.keys(), there.keys() - old.keys()
    # One item replaced in two ways does not fit: both new ones would stand side by side.
    if gone_here & gone_there and new_here and new_there and new_here != new_there:
        return None
    order = [key for key in here if key not in gone_there]
    # What the other put in goes behind the item it stood behind there, not to the end.
    before = ""
    for key in there:
        if key in new_there and key not in here:
            order.insert(order.index(before) + 1 if before in order else len(order), key)
        before = key
    together = [{**here, **there}[key] for key in order]
    places = [item[_PLACE] for item in together if isinstance(item, dict) and _PLACE in item]
    # Two rows for one office: each changed it otherwise, and neither is right alone.
    return together if len(places) == len(set(places)) else None


def _by_key(items: list[Any]) -> dict[str, Any]:
    # By content: items have no ids, and their parts may come in any order.
    return {json.dumps(item, sort_keys=True): item for item in items}


def _merged_parts(
    base: Mapping[str, Any], present: Mapping[str, Any], coming: Mapping[str, Any]
) -> MergedValue:
    """A part that is not there is as usual, so None stands for it."""
    kept: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for name in (*present, *(name for name in coming if name not in present)):
        part = merge_values(base.get(name), present.get(name), coming.get(name))
        kept |= {name: part.kept} if part.kept is not None else {}
        other |= {name: part.other} if part.other is not None else {}
    return MergedValue(kept, other)
