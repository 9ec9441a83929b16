"""The line below a result says first what decides: is the office open, whose question is it."""

from datetime import UTC, date, datetime

import pytest

from console.model.knowledge.office_now import OfficeNow
from console.model.knowledge.search_hit import SearchAnswer
from console.screens.kit.moments import ROME
from console.screens.knowledge.hit_texts import HitTexts
from contract.domain.opening_times.opening_plan import Reason, ReasonKind
from contract.domain.opening_times.opening_state import Opening, OpeningState
from contract.knowledge.search_hit import HitKind, SearchHit
from widgets.kit.plain_text import without_isolates
from widgets.tables.hit_list import HitRow

NOW = datetime(2026, 11, 27, 16, 0, tzinfo=ROME)  # a Friday
WEEKLY = Reason(ReasonKind.WEEKLY)
OFFICE = SearchHit(kind=HitKind.OFFICE, id="o", title="Ufficio tributi", subtitle="Via Lago 80")


def opening(state: OpeningState, *, until: datetime | None = None) -> Opening:
    is_open = state is OpeningState.OPEN
    return Opening(
        state=state,
        reason=WEEKLY,
        until=until if is_open else None,
        opens_at=None if is_open else until,
    )


def line(now: OfficeNow) -> str:
    row = HitTexts().rows(SearchAnswer(query="q", hits=(OFFICE,), offices={"o": now}), NOW)[0]
    return without_isolates(row.subtitle)


@pytest.mark.parametrize(
    ("state", "until", "said"),
    [
        (OpeningState.OPEN, datetime(2026, 11, 27, 17, 30, tzinfo=ROME), "aperto fino alle 17:30"),
        (
            OpeningState.OPEN,
            datetime(2026, 11, 28, 6, 0, tzinfo=ROME),
            "aperto, chiude domani 06:00",
        ),
        (OpeningState.OPEN, None, "aperto sempre"),
        (OpeningState.CLOSED, datetime(2026, 11, 27, 18, 0, tzinfo=ROME), "apre 18:00"),
        (OpeningState.CLOSED, datetime(2026, 11, 28, 8, 30, tzinfo=ROME), "apre domani 08:30"),
        (OpeningState.CLOSED, None, "chiuso"),
    ],
)
def test_an_office_says_whether_it_is_open_and_then_where_it_is(
    state: OpeningState, until: datetime | None, said: str
) -> None:
    now = OfficeNow(opening=opening(state, until=until), address="V.le del Lago 80")
    assert line(now) == f"{said} · V.le del Lago 80"


def test_asked_for_a_day_it_says_the_hours_of_that_day() -> None:
    closed = OfficeNow(opening=opening(OpeningState.CLOSED), day=date(2026, 11, 28), address="Via")
    assert line(closed).endswith("28/11: chiuso · Via")
    bands = ((510, 750),)
    assert ": 08:30–12:30 · Via" in line(
        OfficeNow(opening=closed.opening, day=closed.day, bands=bands, address="Via")
    )


def test_of_unknown_hours_nothing_is_said() -> None:
    unknown = Opening(state=OpeningState.UNKNOWN, reason=Reason(ReasonKind.UNKNOWN))
    assert line(OfficeNow(opening=unknown, address="Via Lago 80")) == "Via Lago 80"


def test_a_question_names_its_card_and_a_doubtful_result_says_so() -> None:
    hits = (
        SearchHit(kind=HitKind.FAQ, id="q", title="Quando?", subtitle="Nido", card_id="nido"),
        SearchHit(kind=HitKind.CARD, id="c", title="Mensa", subtitle="Si paga.", is_doubtful=True),
    )
    first, second = HitTexts().rows(SearchAnswer(query="q", hits=hits), NOW.astimezone(UTC))
    assert without_isolates(first.subtitle) == "domanda · Nido"
    assert second == HitRow("Mensa", "Si paga.", mark="forse")
