"""Why a card cannot be read as it stands is the first thing on it; so is whether it is open."""

from datetime import UTC, date, datetime

import pytest

from console.screens.kit.card_texts import CardTexts
from console.viewmodels.knowledge.knowledge import Preview
from contract.domain.ids import CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard, ServiceStatus
from contract.domain.opening_times.opening_times import OpeningTimes, week
from contract.knowledge.search_hit import HitKind, SearchHit
from widgets.kit.plain_text import without_isolates

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)  # a Tuesday, nine in Rome
MORNING = OpeningTimes(weekly=week((0, 1, 2, 3, 4), (510, 750)))
EVENING = OpeningTimes(weekly=week((0, 1, 2, 3, 4), (1020, 1140)))


def a_card(**changes: object) -> ServiceCard:
    fields = {"id": CardId("c"), "title": "CIE", "topic_id": TopicId("t"), "say": "Si prenota."}
    return ServiceCard(**(fields | changes))


def an_office(number: int, times: OpeningTimes) -> Office:
    return Office(id=OfficeId(f"o{number}"), name=f"Sede {number}", desk_times=times)


def a_preview(card: ServiceCard, *times: OpeningTimes) -> Preview:
    hit = SearchHit(kind=HitKind.CARD, id=card.id, title=card.title, subtitle="")
    offices = tuple(an_office(number, one) for number, one in enumerate(times))
    return Preview(hit=hit, card=card, answering=card, offices=offices)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"withdrawn": "orari sbagliati."}, "Scheda ritirata: orari sbagliati. Non leggerla."),
        ({"valid_from": date(2026, 12, 1)}, "Vale solo dal"),
        ({"valid_until": date(2026, 11, 23)}, "Scheda scaduta"),
        (
            {"status": ServiceStatus.SUSPENDED, "status_reason": "lavori"},
            "Servizio sospeso: lavori",
        ),
        ({"status": ServiceStatus.ENDED}, "Servizio cessato"),
        ({"alert": "Sciopero il 27."}, "Sciopero il 27."),
    ],
)
def test_what_stands_against_a_card_is_said(changes: dict[str, object], said: str) -> None:
    warning = CardTexts().text_of(a_preview(a_card(**changes)), NOW).warning
    assert said in without_isolates(warning)


def test_of_several_reasons_the_gravest_is_the_notice_and_the_others_are_facts() -> None:
    card = a_card(valid_until=date(2026, 11, 23), alert="Sciopero il 27.")
    shown = CardTexts().text_of(a_preview(card), NOW)
    assert "Scheda scaduta" in shown.warning
    assert "Sciopero" not in shown.warning
    assert shown.facts[0] == ("Attenzione", "Sciopero il 27.")


def test_a_card_that_holds_has_no_warning() -> None:
    card = a_card(valid_from=date(2026, 11, 24), valid_until=date(2026, 11, 24))
    assert CardTexts().text_of(a_preview(card), NOW).warning == ""


@pytest.mark.parametrize(
    ("times", "tag", "is_open"),
    [
        ((MORNING,), "aperto · chiude 12:30", True),
        ((EVENING,), "chiuso · apre 17:00", False),
        ((MORNING, EVENING, MORNING), "Aperto adesso in 2 sedi su 3.", True),
        ((EVENING, EVENING), "Chiuso adesso in tutte le sedi.", False),
        ((EVENING, OpeningTimes()), "", None),
    ],
)
def test_whether_one_can_go_there_now_stands_above_the_offices(
    times: tuple[OpeningTimes, ...], tag: str, is_open: bool | None
) -> None:
    shown = CardTexts().text_of(a_preview(a_card(), *times), NOW)
    assert (shown.offices[0].tag, shown.offices[0].is_open) == (tag, is_open)
