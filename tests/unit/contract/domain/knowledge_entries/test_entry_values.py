"""What a value may be is said once, and what was published before it was said holds nothing up."""

from datetime import date
from typing import Any

import pytest

from contract.domain.contact import TEXT_LIMIT
from contract.domain.ids import CardId, FaqId, OfficeId
from contract.domain.knowledge_entries.entry_checks import check_entry, errors_of
from contract.domain.knowledge_entries.entry_findings import CheckCode, Severity
from contract.domain.knowledge_entries.entry_value_faults import cleaned, value_faults
from contract.domain.knowledge_entries.entry_values import TIMES_LIMIT, usable_text
from contract.domain.knowledge_entries.knowledge import (
    Faq,
    Office,
    OfficeKind,
    ServicePlace,
    StaffMember,
    ThesaurusLine,
)
from contract.domain.opening_times.opening_text import text_of_times, times_of_text
from contract.domain.opening_times.opening_times import DayException, OpeningTimes, week
from tests.unit.contract.domain.knowledge_entries.test_entry_checks import a_card

TODAY = date(2026, 11, 26)
STRIKE = DayException(date(2026, 12, 4), date(2026, 12, 4), (), "sciopero")
BROKEN_NOTE = OpeningTimes(weekly=week((0,), (510, 750)), note="primo\x07piano")
BACKWARDS = OpeningTimes(weekly=week((0,), (720, 510)))


def an_office(**changes: Any) -> Office:
    fields: dict[str, Any] = {
        "id": OfficeId("o-1"),
        "name": "Sportello",
        "kind": OfficeKind.DEPARTMENT,
    }
    return Office(**(fields | changes))


def faults(entry: Any, published: Any = None) -> list[tuple[CheckCode, str]]:
    return [(one.code, one.field) for one in errors_of(entry, published)]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"title": "t" * 201}, CheckCode.VALUE_TOO_LONG, "title"),
        ({"how_to": "x" * 20_001}, CheckCode.VALUE_TOO_LONG, "how_to"),
        ({"withdrawn": "x" * 1_001}, CheckCode.VALUE_TOO_LONG, "withdrawn"),
        ({"costs": "16\x1b[2J euro"}, CheckCode.TEXT_UNUSABLE, "costs"),
        ({"costs": "perch\N{REPLACEMENT CHARACTER}"}, CheckCode.TEXT_UNUSABLE, "costs"),
        ({"owner_email": "tari(at)comune.example"}, CheckCode.VALUE_MALFORMED, "owner_email"),
        ({"phones": ("06 5555",)}, CheckCode.VALUE_MALFORMED, "phones"),
        ({"language": "inglese!"}, CheckCode.VALUE_MALFORMED, "language"),
        ({"original_version": -1}, CheckCode.VALUE_MALFORMED, "original_version"),
        ({"desk_times": BROKEN_NOTE}, CheckCode.TEXT_UNUSABLE, "desk_times"),
        (
            {"office_ids": tuple(OfficeId(f"{n:0100}") for n in range(200))},
            CheckCode.VALUE_TOO_LONG,
            "office_ids",
        ),
        (
            {"places": (ServicePlace(office_id=OfficeId("o-1"), desk_times=BACKWARDS),)},
            CheckCode.HOURS_UNUSABLE,
            "places",
        ),
    ],
)
def test_a_value_that_no_file_could_carry_is_an_error(
    changes: dict[str, Any], code: CheckCode, field: str
) -> None:
    assert faults(a_card(**changes)) == [(code, field)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "sportello@comune"}, "email"),
        ({"pec": "pec comune@pec.example"}, "pec"),
        ({"website": "www.comune.example"}, "website"),
        ({"municipio": "XVI"}, "municipio"),
        ({"latitude": 141.9}, "latitude"),
        ({"staff": (StaffMember(role=" "),)}, "staff"),
        ({"staff": (StaffMember(role="Messo", email="x"),)}, "staff"),
    ],
)
def test_a_value_of_an_office_that_is_none_is_an_error(changes: dict[str, Any], field: str) -> None:
    assert faults(an_office(**changes)) == [(CheckCode.VALUE_MALFORMED, field)]


@pytest.mark.parametrize("mark", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_what_shows_a_number_the_other_way_round_is_an_error(mark: str) -> None:
    turned = f"Chiama {mark}5555 60\u202c"
    assert faults(a_card(costs=turned)) == [(CheckCode.TEXT_UNUSABLE, "costs")]
    assert faults(an_office(name=turned)) == [(CheckCode.TEXT_UNUSABLE, "name")]
    noted = an_office(staff=(StaffMember(role="Messo", note=turned),))
    assert faults(noted) == [(CheckCode.TEXT_UNUSABLE, "staff")]
    (found,) = check_entry(
        an_office(name=turned, note="x"), TODAY, published=an_office(name=turned)
    )
    assert (found.severity, found.is_old) == (Severity.WARNING, True)
    assert usable_text(turned) == "Chiama 5555 60"


def test_marks_of_one_letter_that_arabic_and_hebrew_need_are_text() -> None:
    assert faults(a_card(language="ar", costs="رسم ISEE\u200f (16 €)\u200e\u061c")) == []


def test_what_only_looks_odd_is_no_error() -> None:
    card = a_card(
        how_to="=si fa così",
        costs="#N/D",
        verified_on=date(2027, 1, 2),
        valid_until=date(2027, 1, 1),
        owner_email="ufficio.città@comune.example",
        withdrawn="x" * 1_000,
    )
    assert faults(card) == []
    faq = Faq(id=FaqId("f-1"), card_id=CardId("c-1"), question="q" * 200, answer="a" * TEXT_LIMIT)
    assert faults(faq) == []


def test_an_old_value_is_a_warning_and_a_new_one_an_error() -> None:
    published = an_office(email="boh", name="n" * 250, desk_times=BROKEN_NOTE)
    longer = OpeningTimes(weekly=BROKEN_NOTE.weekly, note=BROKEN_NOTE.note, exceptions=(STRIKE,))
    struck = an_office(email="boh", name="n" * 250, desk_times=longer)
    assert faults(struck, published) == []
    found = check_entry(struck, TODAY, published=published)
    assert [(one.code, one.is_old, one.severity) for one in found] == [
        (CheckCode.VALUE_TOO_LONG, True, Severity.WARNING),
        (CheckCode.VALUE_MALFORMED, True, Severity.WARNING),
        (CheckCode.TEXT_UNUSABLE, True, Severity.WARNING),
    ]
    assert faults(an_office(email="mah"), published) == [(CheckCode.VALUE_MALFORMED, "email")]
    assert faults(an_office(name="m" * 250), published) == [(CheckCode.VALUE_TOO_LONG, "name")]
    assert len(faults(struck)) == 3


def test_a_finding_says_how_long_or_shows_what_is_around_the_broken_place() -> None:
    long, broken = errors_of(a_card(title="t" * 250, costs=f"{'x ' * 500}16\x00 euro"))
    assert long.excerpt == "250/200"
    assert "16\N{REPLACEMENT CHARACTER} euro" in broken.excerpt


def test_hours_that_fill_more_than_a_cell_are_an_error() -> None:
    days = tuple(
        DayException(date(2027, 1, n), date(2027, 1, n), (), "r" * 500) for n in range(1, 29)
    )
    fits = an_office(desk_times=OpeningTimes(exceptions=days))
    assert len(text_of_times(fits.desk_times)) < TIMES_LIMIT
    assert faults(fits) == []
    again = tuple(DayException(one.first, one.last, (), f"{n}") for n, one in enumerate(days))
    more = OpeningTimes(exceptions=(*days, *days, *again, *days))
    assert faults(an_office(desk_times=more)) == [(CheckCode.VALUE_TOO_LONG, "desk_times")]


def test_a_night_that_a_person_would_have_written_backwards_is_no_text_of_hours() -> None:
    times = OpeningTimes(weekly=week((0,), (720, 1920)))  # 12:00 to 08:00
    text = text_of_times(times)
    assert text.startswith("{")
    assert times_of_text(text) == times


def test_clean_is_as_every_file_holds_it() -> None:
    note = " e\N{COMBINING GRAVE ACCENT} qui\r\n"
    office = cleaned(
        an_office(
            name=" Città ",
            note=note,
            phones=("+390655550100", "+390655550100"),
            latitude=41.123_456_789_012_345,
            desk_times=OpeningTimes(exceptions=(STRIKE,), note=note),
            staff=(StaffMember(role=" Messo\t"),),
        )
    )
    assert (office.name, office.note, office.phones) == ("Città", "è qui", ("+390655550100",))
    assert office.latitude == 41.123_456_789_012
    assert office.desk_times == OpeningTimes(exceptions=(STRIKE,), note="è qui")
    assert office.staff == (StaffMember(role="Messo"),)
    assert cleaned(a_card(language="pt-BR")).language == "pt-br"
    line = cleaned(ThesaurusLine(id="l", line=" a \N{NO-BREAK SPACE}= b\n"))
    assert isinstance(line, ThesaurusLine)
    assert line.line == "a = b"
    assert list(value_faults(cleaned(office))) == []
