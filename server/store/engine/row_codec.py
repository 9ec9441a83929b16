"""Values of the contract to rows of the tables and back, by the types of their fields."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from contract.domain.caller import CallerDetails
from server.store.engine.connection import Row, instant, millis

CALLER_FIELDS = CallerDetails.__struct_fields__
CALLER_COLUMNS = tuple(f"caller_{name}" for name in CALLER_FIELDS)


def _same(value: Any) -> Any:
    return value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _struct(value: msgspec.Struct) -> str:
    return msgspec.json.encode(value).decode()


def _structs(value: tuple[msgspec.Struct, ...]) -> str:
    return msgspec.json.encode(value).decode()


@dataclass(frozen=True, slots=True)
class _Codec:
    to_column: Callable[[Any], Any]
    from_column: Callable[[Any], Any]


_TEXT = _Codec(str, _same)
_CODECS: dict[Any, _Codec] = {
    str: _TEXT,
    int: _Codec(_same, _same),
    float: _Codec(float, float),
    bool: _Codec(int, bool),
    datetime: _Codec(millis, instant),
    date: _Codec(date.isoformat, date.fromisoformat),
}


class UnreadableColumn(Exception):
    """A column holds what no value of its type can be. The text is its name."""


class RowCodec[S: msgspec.Struct]:
    """Knows the columns of one type; scope and deleted are not part of the value."""

    def __init__(self, kind: type[S]) -> None:
        self._type = kind
        hints = get_type_hints(kind)
        self._has_caller = "caller" in hints
        self._codecs = {
            name: _codec(hints[name]) for name in kind.__struct_fields__ if name != "caller"
        }
        self._may_lack = {name for name in self._codecs if _is_optional(hints[name])}
        self.columns = (*self._codecs, *(CALLER_COLUMNS if self._has_caller else ()))

    def row(self, value: S) -> Row:
        """Return the columns of a value."""
        row: Row = {}
        for name, codec in self._codecs.items():
            field = getattr(value, name)
            row[name] = None if field is None else codec.to_column(field)
        if self._has_caller:
            caller: CallerDetails = value.caller  # type: ignore[attr-defined] # has the field
            row |= {f"caller_{name}": getattr(caller, name) for name in CALLER_FIELDS}
        return row

    def value(self, row: Row) -> S:
        """Return the value of a row; other columns may be in it. Raise whatever is wrong."""
        fields: dict[str, Any] = {}
        for name, codec in self._codecs.items():
            column = row[name]
            if column is None and name not in self._may_lack:
                raise UnreadableColumn(name)  # a seat would refuse it
            if type(column) is bytes:
                raise UnreadableColumn(name)  # no text of any language: connection.py
            fields[name] = None if column is None else codec.from_column(column)
        if self._has_caller:
            fields["caller"] = CallerDetails(**{n: row[f"caller_{n}"] for n in CALLER_FIELDS})
        return self._type(**fields)


def _is_optional(hint: Any) -> bool:
    return NoneType in get_args(hint)


@cache
def codec_of[S: msgspec.Struct](kind: type[S]) -> RowCodec[S]:
    return RowCodec(kind)


def _codec(hint: Any) -> _Codec:
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (option for option in get_args(hint) if option is not NoneType)
    hint = getattr(hint, "__supertype__", hint)  # of a NewType
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        if isinstance(item, type) and issubclass(item, msgspec.Struct):
            return _Codec(_structs, lambda text: msgspec.json.decode(text or "[]", type=hint))
        # By type: what is of another one a seat would refuse.
        return _Codec(_json, lambda text: msgspec.json.decode(text or "[]", type=hint))
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _Codec(_struct, lambda text: msgspec.json.decode(text or "{}", type=hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _Codec(str, hint)
    return _CODECS[hint]
