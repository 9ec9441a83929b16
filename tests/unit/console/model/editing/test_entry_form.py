"""Values of an entry as an editor types them, and back."""

import json
from datetime import date
from typing import Any

import msgspec
import pytest

from console.model.editing.entry_form import FIELDS, form_of
from console.model.editing.entry_texts import UnreadableField, json_from, text_of
from contract.domain.ids import OfficeId
from contract.domain.knowledge_entries.entry_fields import blank_entry, editable_fields, with_values
from contract.domain.knowledge_entries.knowledge import ServicePlace, StaffMember
from contract.domain.knowledge_entries.revision import EntryKind

_SET_BY_OTHERS = {"withdrawn", "original_id", "original_version"}


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("valid_until", date(2026, 12, 31), "31/12/2026"),
        ("valid_until", None, ""),
        ("phones", ("+390655500500",), "06 5550 0500"),
        ("office_ids", ("o-1", "o-2"), "o-1\no-2"),
        ("responsible_id", None, ""),
        ("what_is_needed", "## A\n- b", "## A\n- b"),
        (
            "places",
            (ServicePlace(office_id=OfficeId("o-1"), note="piano terra"),),
            "o-1 |  |  |  | piano terra",
        ),
    ],
)
def test_a_value_of_a_card_comes_back_as_it_was_typed(name: str, value: Any, text: str) -> None:
    field = form_of(EntryKind.CARD, name)
    assert text_of(field, value) == text
    assert json.loads(json_from(field, text)) == json.loads(msgspec.json.encode(value))


def test_people_of_an_office_are_lines() -> None:
    field = form_of(EntryKind.OFFICE, "staff")
    people = (
        StaffMember(role="Direzione", phones=("+390655500500",), email="a@b.it", note="stanza 3"),
        StaffMember(role="Sportello"),
    )
    text = text_of(field, people)
    assert text == "Direzione |  | 06 5550 0500 | a@b.it | stanza 3\nSportello"
    assert json.loads(json_from(field, text)) == json.loads(msgspec.json.encode(people))


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("valid_from", "31/2/2026", "date"),
        ("valid_from", "domani", "date"),
        ("phones", "06, boh", "phone"),
        ("places", " | 06 5550 0500", "place"),
    ],
)
def test_what_is_no_value_says_what_was_expected(name: str, text: str, code: str) -> None:
    with pytest.raises(UnreadableField) as fault:
        json_from(form_of(EntryKind.CARD, name), text)
    assert fault.value.code == code


@pytest.mark.parametrize(("text", "value"), [("41,9", 41.9), (" ", None), ("-12.5", -12.5)])
def test_degrees_are_read_with_either_sign(text: str, value: float | None) -> None:
    assert json.loads(json_from(form_of(EntryKind.OFFICE, "latitude"), text)) == value


@pytest.mark.parametrize("text", ["nord", "nan", "1e9"])
def test_what_is_no_place_on_earth_is_no_degree(text: str) -> None:
    with pytest.raises(UnreadableField):
        json_from(form_of(EntryKind.OFFICE, "longitude"), text)


@pytest.mark.parametrize("kind", list(EntryKind))
def test_every_field_that_editors_write_is_on_the_form(kind: EntryKind) -> None:
    shown = {field.name for field in FIELDS[kind]}
    assert set(editable_fields(kind)) - _SET_BY_OTHERS == shown


@pytest.mark.parametrize("kind", list(EntryKind))
def test_a_blank_entry_read_and_written_stays_blank(kind: EntryKind) -> None:
    blank = blank_entry(kind, "x")
    values = {
        field.name: json.loads(json_from(field, text_of(field, getattr(blank, field.name))))
        for field in FIELDS[kind]
    }
    assert with_values(blank, values) == blank
