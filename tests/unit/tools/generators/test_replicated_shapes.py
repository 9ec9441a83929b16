"""Rows that seats copy change their shape only with a migration that begins a new epoch."""

from datetime import date
from enum import StrEnum

import msgspec
import pytest

from tools.generators.replicated_shapes import (
    changed,
    fingerprint,
    noted,
    shape,
    shapes_now,
    with_note,
)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Corner(msgspec.Struct, frozen=True, array_like=True):
    x: int
    y: int = 0


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A row for these tests."""

    id: str
    colour: Colour = Colour.RED
    corners: tuple[Corner, ...] = ()
    until: date | None = None
    parts: tuple["Plan", ...] = ()


def test_the_shapes_of_replicated_rows_are_those_noted_with_the_last_epoch() -> None:
    record = noted()
    last = max(record)
    other = changed(record[last], shapes_now())
    assert other == [], (
        f"The shape of {', '.join(other)} is not the one noted with migration {last}: seats that"
        " copied such rows would keep the old shape for ever. Write a migration that begins a new"
        " epoch (UPDATE meta SET value … WHERE name = 'epoch'), then note the shapes:"
        " python -m tools.generators.replicated_shapes NUMBER"
    )


def test_notes_stand_in_the_order_of_the_migrations() -> None:
    assert list(noted()) == sorted(noted())


def test_a_note_needs_a_newer_migration_and_keeps_the_earlier_ones() -> None:
    record = {"0016": {"plan": "a"}}
    assert with_note(record, "0018", {"plan": "b"}) == {**record, "0018": {"plan": "b"}}
    for number in ("0015", "0016"):
        with pytest.raises(ValueError, match="not newer"):
            with_note(record, number, {"plan": "b"})


def test_kinds_that_came_went_or_changed_are_named() -> None:
    before = {"card": "1", "desk": "2", "old": "3"}
    assert changed(before, {"card": "1", "desk": "9", "new": "3"}) == ["desk", "new", "old"]


def test_a_shape_is_told_field_by_field_down_to_the_innermost() -> None:
    assert shape(Plan) == (
        '{colour:<blue red>="red";corners:[[x:int;y:int=0]]=[];id:str;parts:[^1]=[];'
        "until:date|none=null}"
    )


def test_another_field_default_type_or_value_is_another_shape() -> None:
    shapes = {
        shape(msgspec.defstruct("Row", fields))
        for fields in (
            [("id", str)],
            [("id", str, "")],
            [("id", int)],
            [("key", str)],
            [("id", str), ("more", str, "")],
            [("id", Colour)],
            [("id", tuple[str, ...])],
            [("id", str | None)],
        )
    }
    assert len(shapes) == 8


def test_words_names_limits_and_the_order_of_fields_are_no_part_of_a_shape() -> None:
    one = msgspec.defstruct("One", [("id", str), ("at", date)], namespace={"__doc__": "One."})
    other = msgspec.defstruct("Other", [("at", date), ("id", str)], kw_only=True)
    assert fingerprint(one) == fingerprint(other)


def test_a_type_that_nobody_thought_of_is_no_silent_hole() -> None:
    strange = msgspec.defstruct("Strange", [("id", str), ("what", complex)])
    with pytest.raises(TypeError, match="no shape"):
        shape(strange)
