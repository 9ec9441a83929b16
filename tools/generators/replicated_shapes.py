"""The shapes of the rows that seats copy, and the migration that last began an epoch for them.

python -m tools.generators.replicated_shapes 0002

A seat asks only for rows with a newer version: a row that was given another shape reaches it only
in a new epoch of the feed. So a change of shape needs a migration that begins one;
this command then notes the shapes with the number of that migration. Earlier notes stay.
"""

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from contract.wire.changes import BODY_TYPES

RECORD = Path(__file__).parents[2] / "server/store/migrations/replicated_shapes.json"
SHOWN = 16  # hexadecimal digits of a fingerprint
type Shapes = dict[str, str]  # kind -> fingerprint

_PLAIN = (
    inspect.BoolType,
    inspect.IntType,
    inspect.FloatType,
    inspect.StrType,
    inspect.BytesType,
    inspect.NoneType,
    inspect.AnyType,
    inspect.RawType,
    inspect.DateTimeType,
    inspect.DateType,
    inspect.TimeType,
)


def shapes_now() -> Shapes:
    """Return the fingerprint of each kind of row as the code declares it."""
    return {str(kind): fingerprint(struct) for kind, struct in sorted(BODY_TYPES.items())}


def fingerprint(struct: type[msgspec.Struct]) -> str:
    return hashlib.sha256(shape(struct).encode()).hexdigest()[:SHOWN]


def shape(struct: type[msgspec.Struct]) -> str:
    """Return what a row of it looks like on the wire: fields, types, defaults, nothing else.

    Names of classes, docstrings, limits and the order of fields are no part of it. Raise TypeError
    for a type this cannot tell the shape of.
    """
    return _of(inspect.type_info(struct), ())


def noted() -> dict[str, Shapes]:
    """Return what was noted, by the number of the migration, the oldest first."""
    found: dict[str, Shapes] = json.loads(RECORD.read_text())
    return found


def changed(before: Shapes, now: Shapes) -> list[str]:
    """Return the kinds that have another shape, came or went."""
    return sorted(kind for kind in before | now if before.get(kind) != now.get(kind))


def with_note(record: Mapping[str, Shapes], migration: str, now: Shapes) -> dict[str, Shapes]:
    """Return the record with the shapes of now. Raise ValueError unless the migration is newer."""
    if record and migration <= max(record):
        raise ValueError(f"{migration} is not newer than {max(record)}: write another migration")
    return {**record, migration: now}


def _of(one: inspect.Type, inside: tuple[type, ...]) -> str:
    match one:
        case inspect.Metadata():
            return _of(one.type, inside)
        case inspect.StructType():
            return _of_struct(one, inside)
        case inspect.EnumType():
            return f"<{' '.join(sorted(str(member.value) for member in one.cls))}>"
        case inspect.LiteralType():
            return f"<{' '.join(sorted(str(value) for value in one.values))}>"
        case inspect.UnionType():
            return "|".join(sorted(_of(part, inside) for part in one.types))
        case inspect.TupleType():
            return f"({','.join(_of(part, inside) for part in one.item_types)})"
        case inspect.DictType():
            return f"{{{_of(one.key_type, inside)}:{_of(one.value_type, inside)}}}"
        case inspect.CollectionType():
            return f"[{_of(one.item_type, inside)}]"
        case plain if isinstance(plain, _PLAIN):
            return type(plain).__name__.removesuffix("Type").lower()
        case _:
            raise TypeError(f"no shape is known of {one}")


def _of_struct(one: inspect.StructType, inside: tuple[type, ...]) -> str:
    if one.cls in inside:
        return f"^{len(inside) - inside.index(one.cls)}"  # contains itself, so many steps up
    within = (*inside, one.cls)
    fields = [_of_field(field, within) for field in one.fields]
    if one.array_like:
        return f"[{';'.join(fields)}]"
    tag = [] if one.tag is None else [f"{one.tag_field}={one.tag}"]
    return f"{{{';'.join(sorted(tag + fields))}}}"


def _of_field(field: inspect.Field, inside: tuple[type, ...]) -> str:
    said = f"{field.encode_name}:{_of(field.type, inside)}"
    return said if field.required else f"{said}={_encoded(_default(field))}"


def _default(field: inspect.Field) -> Any:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return field.default


def _encoded(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        record = with_note(noted(), sys.argv[1], shapes_now())
    except ValueError as fault:
        sys.exit(str(fault))
    RECORD.write_text(json.dumps(record, indent=2) + "\n")


if __name__ == "__main__":
    main()
