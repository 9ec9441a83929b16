"""What an operator reads aloud about an office's hours."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLocale

from console.model.calls.directory_entry import DirectoryEntry, LineKind
from console.screens.calls.line_texts import LineTexts
from console.screens.kit.card_texts import CardTexts
from console.screens.kit.opening_texts import OpeningTexts
from console.viewmodels.calls.directory import LineNow
from console.viewmodels.knowledge.knowledge import Preview
from contract.domain.ids import CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard, ServicePlace
from contract.domain.opening_times.opening_holidays import Holiday
from contract.domain.opening_times.opening_plan import Reason, ReasonKind
from contract.domain.opening_times.opening_times import OpeningTimes, week
from tests.support.knowledge.timetables import (
    ALWAYS,
    APPOINTMENT,
    EVE,
    FIRST_HALF,
    LIBRARY,
    NIGHT_WATCH,
    NOTHING_KNOWN,
    ON_AGREEMENT,
    PHARMACY,
    REGISTRY,
    STRIKE,
    SUMMER,
    WORKDAYS,
    rome,
    span,
)


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("it_IT"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("times", "instant", "words"),
    [
        (REGISTRY, "2026-11-24T09:00", "Aperto adesso, chiude alle 12:30."),
        (REGISTRY, "2026-11-24T13:00", "Chiuso adesso, riapre alle 14:30."),
        (REGISTRY, "2026-11-24T18:00", "Chiuso adesso, riapre domani alle 08:30."),
        (REGISTRY, "2026-11-27T18:00", "Chiuso adesso, riapre lun 30/11 alle 08:30."),
        (
            REGISTRY,
            "2026-06-28T10:00",
            "Chiuso adesso, riapre mar 30/6 alle 08:30.",
        ),
        (
            REGISTRY,
            "2026-06-29T10:00",
            "Chiuso: festa dei Santi Pietro e Paolo; riapre domani alle 08:30.",
        ),
        (REGISTRY, "2026-12-25T10:00", "Chiuso: Natale; riapre lun 28/12 alle 08:30."),
        (STRIKE, "2026-11-27T10:00", "Chiuso: sciopero; riapre lun 30/11 alle 08:30."),
        (
            STRIKE,
            "2026-12-06T10:00",
            "Aperto adesso, chiude alle 18:00 (apertura per le elezioni).",
        ),
        (SUMMER, "2026-08-04T12:10", "Chiuso adesso, riapre domani alle 08:30 (agosto)."),
        (
            LIBRARY,
            "2026-12-30T10:00",
            "Chiuso adesso, riapre gio 7/1 alle 09:00 (pausa di fine anno).",
        ),
        (EVE, "2026-12-07T10:00", "Aperto adesso, chiude alle 11:00 (prefestivo)."),
        (PHARMACY, "2026-12-25T10:00", "Aperto adesso, chiude alle 13:00 (Natale)."),
        (NIGHT_WATCH, "2026-11-24T23:00", "Aperto adesso, chiude domani alle 06:00."),
        (ALWAYS, "2026-11-24T23:00", "Aperto sempre."),
        (
            APPOINTMENT,
            "2026-11-24T09:00",
            "Solo su appuntamento. Aperto adesso, chiude alle 12:30.",
        ),
        (ON_AGREEMENT, "2026-11-24T09:00", "Solo su appuntamento."),
        (
            FIRST_HALF,
            "2026-01-09T09:00",
            "L'orario di oggi non è noto. Apre lun 12/1 alle 08:30.",
        ),
        (
            FIRST_HALF,
            "2026-07-09T09:00",
            "L'orario che conosciamo è scaduto: verifica prima di dirlo.",
        ),
        (FIRST_HALF, "2026-06-30T19:00", "Chiuso. Non è noto quando riapre."),
        (NOTHING_KNOWN, "2026-11-24T09:00", ""),
    ],
)
def test_an_operator_reads_until_when_and_why(
    times: OpeningTimes, instant: str, words: str
) -> None:
    assert OpeningTexts().sentence(times, rome(instant)) == words


def test_every_holiday_has_a_name() -> None:
    names = {OpeningTexts().why(Reason(ReasonKind.HOLIDAY, holiday=one)) for one in Holiday}
    assert len(names) == len(Holiday)


OFFICE = Office(
    id=OfficeId("anagrafe"),
    name="Anagrafe",
    phones=("+390655550100",),
    desk_times=replace(REGISTRY, note="Ingresso dal cortile."),
    phone_times=OpeningTimes(weekly=week(WORKDAYS, span("09:00-11:00"))),
)
CARD = ServiceCard(
    id=CardId("cie"),
    title="Carta d'identità",
    topic_id=TopicId("anagrafe"),
    say="",
    desk_times=OpeningTimes(weekly=week(WORKDAYS, span("10:00-12:00")), by_appointment_only=True),
    places=(ServicePlace(office_id=OFFICE.id, phones=("+390655550199",), note="Primo piano."),),
)


def test_a_card_tells_the_hours_of_its_service_at_the_office() -> None:
    preview = Preview(hit=None, card=CARD, offices=(OFFICE,))
    text = CardTexts().text_of(preview, rome("2026-11-24T09:30"))
    (office,) = text.offices
    assert office.tag == "chiuso · apre 10:00 · su appuntamento"
    assert office.lines == (
        "Oggi: 10:00-12:00",
        "06 5555 0199 · Al telefono: Aperto adesso, chiude alle 11:00.",
        "Ingresso dal cortile.",
        "Primo piano.",
    )


def test_an_office_tells_its_own_hours_and_those_of_its_telephone() -> None:
    text = CardTexts().text_of(Preview(hit=None, offices=(OFFICE,)), rome("2026-11-24T11:30"))
    sections = dict(text.facts)
    assert text.say == "Aperto adesso, chiude alle 12:30."
    assert sections["Oggi"] == "08:30-12:30, 14:30-16:30"
    assert sections["Telefono"].splitlines() == [
        "06 5555 0100",
        "Al telefono: Chiuso adesso, riapre domani alle 09:00.",
    ]


def test_a_line_of_the_directory_says_why_it_is_closed() -> None:
    now = rome("2026-06-29T10:00")
    entry = DirectoryEntry(kind=LineKind.OFFICE, id="o", name="Anagrafe", times=REGISTRY)
    closed = LineNow(
        is_open=False,
        until=datetime(2026, 6, 30, 6, 30, tzinfo=UTC),
        reason=Reason(ReasonKind.HOLIDAY, holiday=Holiday.PATRON_DAY),
    )
    words = LineTexts(lambda: now).state(entry, closed)
    assert words == "apre domani alle 08:30 (festa dei Santi Pietro e Paolo)"
