"""Site before service before office: what the operator reads is what holds at that desk."""

from datetime import UTC, datetime

from contract.domain.ids import CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard, ServicePlace
from contract.domain.knowledge_entries.service_at_office import (
    desk_layers,
    named_lines,
    phone_layers,
    phones_at,
)
from contract.domain.opening_times.opening_state import opening_at
from contract.domain.opening_times.opening_times import DayException, OpeningTimes, week

MORNING = OpeningTimes(weekly=week((0, 1, 2, 3, 4), (510, 750)))
TUESDAY = OpeningTimes(weekly=week((1,), (840, 1020)))
NIGHT = OpeningTimes(weekly=week(tuple(range(7)), (1320, 1800)))
TUESDAY_AT_NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)
TUESDAY_AT_THREE = datetime(2026, 11, 24, 14, tzinfo=UTC)

HALL = Office(id=OfficeId("hall"), name="Anagrafe", phones=("+390655550101",), desk_times=MORNING)
SOUTH = Office(id=OfficeId("south"), name="Sede sud", phones=("+390655550102",))


def a_card(**changes: object) -> ServiceCard:
    fields = {"id": CardId("cie"), "title": "CIE", "topic_id": TopicId("t"), "say": "Si prenota."}
    return ServiceCard(**(fields | changes))


def test_without_a_word_of_its_own_a_service_has_the_hours_of_its_office() -> None:
    card = a_card()
    assert opening_at(desk_layers(card, HALL), TUESDAY_AT_NINE).is_open
    assert not opening_at(desk_layers(card, HALL), TUESDAY_AT_THREE).is_open
    assert phones_at(card, HALL) == HALL.phones


def test_the_hours_of_a_service_go_before_those_of_the_office() -> None:
    card = a_card(desk_times=TUESDAY)
    assert not opening_at(desk_layers(card, HALL), TUESDAY_AT_NINE).is_open
    assert opening_at(desk_layers(card, HALL), TUESDAY_AT_THREE).is_open


def test_a_single_site_goes_before_the_service() -> None:
    here = ServicePlace(office_id=HALL.id, desk_times=MORNING, phones=("+390655550199",))
    card = a_card(desk_times=TUESDAY, places=(here,), phones=("+390655550150",))
    assert opening_at(desk_layers(card, HALL), TUESDAY_AT_NINE).is_open
    assert phones_at(card, HALL) == ("+390655550199",)
    assert phones_at(card, SOUTH) == ("+390655550150",)


def test_a_strike_at_the_office_stops_the_service_too() -> None:
    day = TUESDAY_AT_THREE.date()
    strike = DayException(day, day, reason="sciopero")
    closed = Office(
        id=HALL.id,
        name=HALL.name,
        desk_times=OpeningTimes(weekly=MORNING.weekly, exceptions=(strike,)),
    )
    found = opening_at(desk_layers(a_card(desk_times=TUESDAY), closed), TUESDAY_AT_THREE)
    assert not found.is_open
    assert found.reason.text == "sciopero"


def test_a_telephone_without_hours_is_answered_while_the_desk_is_open() -> None:
    assert opening_at(phone_layers(a_card(), HALL), TUESDAY_AT_NINE).is_open
    answered = a_card(phone_times=NIGHT)
    assert not opening_at(phone_layers(answered, HALL), TUESDAY_AT_NINE).is_open


def test_a_card_names_each_telephone_once_its_own_first() -> None:
    card = a_card(
        phones=("+390655550150",),
        places=(ServicePlace(office_id=SOUTH.id, phones=("+390655550102",)),),
    )
    lines = named_lines(card, (HALL, SOUTH))
    assert [line.number for line in lines] == ["+390655550150", "+390655550102"]
    assert [line.office for line in lines] == [None, SOUTH]
