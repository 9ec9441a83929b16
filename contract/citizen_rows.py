"""Which contacts, cases and callbacks a command names, by the names of its fields alone.

So nobody has to think of this where a command is added: what it is about stands in it. The server
erases by it what a seat sends of somebody erased; a seat forgets by it what it has sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from contract.wire.commands import ReportEntry
from contract.wire.decoding import decode

_KINDS = ("contact", "case", "callback")


class CitizenRows(msgspec.Struct, frozen=True, kw_only=True):
    """Ids of rows of citizens. Body of POST /erased, and its answer: those of somebody erased."""

    contacts: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    callbacks: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        return frozenset((*self.contacts, *self.cases, *self.callbacks))


def all_of(some: Iterable[CitizenRows]) -> CitizenRows:
    """Return the rows of all of these, each once."""
    told = list(some)
    return CitizenRows(
        contacts=tuple(sorted({row for one in told for row in one.contacts})),
        cases=tuple(sorted({row for one in told for row in one.cases})),
        callbacks=tuple(sorted({row for one in told for row in one.callbacks})),
    )


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

    @property
    def about(self) -> CitizenRows:
        """What the command is about: who asks for news of a case may be another citizen."""
        if self.recorded:
            return CitizenRows(contacts=tuple(sorted(self.recorded)))
        return CitizenRows(
            contacts=tuple(sorted(self.contact)),
            cases=tuple(sorted(self.case)),
            callbacks=tuple(sorted(self.callback)),
        )


class _Asked(msgspec.Struct, frozen=True):
    type: str = ""


class _Command(msgspec.Struct, frozen=True):
    data: _Asked = _Asked()


def rows_of(command: bytes) -> CitizenRows:
    """Return whose rows what was sent tells of, to forget it with them. Raise MalformedMessage."""
    # A report is about an entry, and only says in which contact the fault was seen.
    if decode(command, _Command).data.type == ReportEntry.__struct_config__.tag:
        return CitizenRows()
    return named_rows(command).about


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
