"""Which contacts, cases and callbacks a command names, by the names of its fields alone.

So nobody has to think of this where a command is added: what it is about stands in it.
"""

from dataclasses import dataclass, field

import msgspec

from contract.wire.decoding import decode

_KINDS = ("contact", "case", "callback")


@dataclass(frozen=True, slots=True)
class NamedRows:
    """Ids of each kind. recorded: of contacts that come whole, with all that belongs to them.

    given: of callbacks that come whole.
    """

    contact: set[str] = field(default_factory=set)
    case: set[str] = field(default_factory=set)
    callback: set[str] = field(default_factory=set)
    recorded: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)


def named_rows(raw: bytes | msgspec.Raw) -> NamedRows:
    """Return what stands anywhere in a command, in what is sent again with it too.

    Raise MalformedMessage.
    """
    found = NamedRows()
    inner: list[object] = [decode(raw, object)]
    # No recursion: what is nested too deep for it is named all the same.
    while inner:
        told = inner.pop()
        if isinstance(told, list):
            inner += told
        if isinstance(told, dict):
            for name, value in told.items():
                _note(found, name, value)
                inner.append(value)
    return found


def _note(found: NamedRows, name: str, value: object) -> None:
    """Take "case": {"id": …}, "case_id": … and "case_ids": […] for the ids of cases."""
    kind = name.removesuffix("s").removesuffix("_id")
    if kind not in _KINDS:
        return
    for one in value if isinstance(value, list) else [value]:
        row_id = one.get("id") if isinstance(one, dict) else one
        if isinstance(row_id, str):
            getattr(found, kind).add(row_id)
            if kind != "case" and isinstance(one, dict):
                (found.recorded if kind == "contact" else found.given).add(row_id)
