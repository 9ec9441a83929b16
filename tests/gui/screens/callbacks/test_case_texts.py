"""What a case says of itself: by when and why, where it stands, what was done; never a code."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget

from console.model.callbacks.case_file import CaseFile
from console.screens.callbacks.expiry_texts import SHOWN, ExpiryTexts
from console.screens.callbacks.history_texts import HistoryTexts
from console.screens.callbacks.step_texts import AfterTexts, StepTexts
from contract.domain.callback import AttemptOutcome, CallbackState
from contract.domain.case import ActivityKind, Case, CaseActivity, CaseState
from contract.domain.ids import AccountId, ActivityId
from tests.support.servers.server_records import a_callback, a_case, an_attempt
from widgets.cases import day_boxes
from widgets.cases.case_steps import DONE, NEXT, NOW
from widgets.kit.plain_text import without_isolates

MONDAY = datetime(2026, 11, 30, 13, 43, tzinfo=UTC)  # 14:43 in Rome
TOMORROW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
CASE: Case = replace(a_case(), opened_at=datetime(2026, 11, 23, 17, 2, tzinfo=UTC))
DUE = replace(
    a_callback(), window_start_at=TOMORROW - timedelta(hours=2), window_end_at=TOMORROW, attempts=0
)


def a_line(kind: ActivityKind, text: str, at: datetime) -> CaseActivity:
    return CaseActivity(
        id=ActivityId(f"v-{at.isoformat()}"),
        case_id=CASE.id,
        desk_id=CASE.desk_id,
        kind=kind,
        at=at,
        author_id=AccountId("clerk1"),
        text=text,
    )


WAITED = (
    a_line(
        ActivityKind.STATE,
        CaseState.WAITING_CITIZEN,
        datetime(2026, 11, 27, 7, 40, tzinfo=UTC),
    ),
    a_line(ActivityKind.STATE, CaseState.OPEN, datetime(2026, 11, 27, 16, 5, tzinfo=UTC)),
)


@pytest.mark.parametrize(
    ("late_by", "words"),
    [
        (timedelta(0), ""),
        (timedelta(seconds=30), "in ritardo 0 min"),
        (timedelta(minutes=2), "in ritardo 2 min"),
        (timedelta(hours=1, minutes=43), "in ritardo 1 h 43 min"),
        (timedelta(hours=23, minutes=59), "in ritardo 23 h 59 min"),
        (timedelta(days=3, hours=1), "in ritardo di 3 giorni"),
    ],
)
def test_a_promise_that_is_broken_says_by_how_much(
    app: QApplication, late_by: timedelta, words: str
) -> None:
    assert ExpiryTexts().late(MONDAY - late_by, MONDAY) == words


def test_why_it_is_due_tomorrow_is_told_in_boxes_and_in_one_sentence(app: QApplication) -> None:
    told = ExpiryTexts().expiry(DUE, CaseFile(case=CASE, activities=WAITED), MONDAY)
    assert (told.tag, told.kind) == ("scade domani 13:00", "warning")
    assert told.heading == "Perché scade domani"
    assert without_isolates(told.reason) == "promesso al cittadino per le 11-13"
    assert told.sentence == (
        "5 giorni lavorativi dal 23/11. "
        "Non contano sabato, domenica e il 27/11: la pratica aspettava il cittadino."
    )
    assert "".join(one.kind[0] for one in told.days) == "fcccssscl"
    assert [one.number for one in told.days if one.is_today] == ["30"]


def test_weeks_fit_into_the_boxes_there_is_room_for(app: QApplication) -> None:
    old = replace(CASE, opened_at=MONDAY - timedelta(days=60))
    told = ExpiryTexts().expiry(DUE, CaseFile(case=old), MONDAY)
    assert len(told.days) < SHOWN
    gap = told.days[1]
    assert (gap.kind, gap.word) == (day_boxes.LEFT_OUT, "…")
    assert told.days[-1].kind == day_boxes.LAST


def test_a_case_nobody_knows_yet_still_says_when_it_is_due(app: QApplication) -> None:
    told = ExpiryTexts().expiry(DUE, CaseFile(), MONDAY)
    assert told.tag == "scade domani 13:00"
    assert told.days == ()


def states(file: CaseFile, state: CallbackState = CallbackState.OPEN) -> list[str]:
    return [one.state for one in StepTexts().steps(replace(DUE, state=state), file)]


def test_a_case_stands_where_its_work_has_come_to(app: QApplication) -> None:
    new = CaseFile(case=CASE)
    assert states(new) == [NOW, NEXT, NEXT, NEXT]
    assert states(new, CallbackState.CLAIMED) == [DONE, NOW, NEXT, NEXT]
    tried = CaseFile(case=CASE, attempts=(an_attempt(outcome=AttemptOutcome.NO_ANSWER),))
    assert states(tried) == [DONE, NOW, NEXT, NEXT]
    closed = replace(CASE, state=CaseState.CLOSED, answer="Sì", closed_at=MONDAY)
    assert states(CaseFile(case=closed)) == [DONE, DONE, DONE, DONE]


def test_a_case_that_waits_is_suspended_and_says_since_when(app: QApplication) -> None:
    waiting = replace(CASE, state=CaseState.WAITING_CITIZEN)
    steps = StepTexts().steps(DUE, CaseFile(case=waiting, activities=WAITED[:1]))
    assert (steps[1].state, steps[1].detail) == (NOW, "Sospesa 27/11")
    said = StepTexts().sentence(steps)
    assert said == "Stato della pratica: In lavorazione, Sospesa 27/11. Passo 2 di 4."


def test_the_history_is_in_words_newest_first_and_without_codes_or_figures(
    app: QApplication,
) -> None:
    attempt = an_attempt(
        outcome=AttemptOutcome.NO_ANSWER, at=MONDAY, note="suona a vuoto", call_key="c@x"
    )
    unknown = a_line(ActivityKind.STATE, "frozen", datetime(2026, 11, 28, 9, 0, tzinfo=UTC))
    file = CaseFile(case=CASE, activities=(*WAITED, unknown), attempts=(attempt,))
    rows = HistoryTexts(QWidget()).rows(DUE, file, MONDAY)
    assert [(row.when, row.what, row.rest) for row in rows] == [
        ("oggi 14:43", "Tentativo 1 di 3", "non risponde. suona a vuoto"),
        ("28/11 10:00", "Stato cambiato", ""),
        ("27/11 17:05", "Di nuovo in lavorazione", ""),
        ("27/11 08:40", "In attesa del cittadino", ""),
        ("23/11 18:02", "I livello", "ha mandato la pratica al II livello"),
    ]


@pytest.mark.parametrize(
    ("outcome", "attempts", "words"),
    [
        (AttemptOutcome.SOLVED, 0, "Salvando: risposta data, la pratica si chiude."),
        (
            AttemptOutcome.ASK_OFFICE,
            0,
            "Salvando: aspetta l'ufficio, di nuovo in coda dalle 16:43.",
        ),
        (AttemptOutcome.NO_ANSWER, 0, "Salvando: di nuovo in coda dalle 16:43."),
        (
            AttemptOutcome.NO_ANSWER,
            2,
            "Salvando: era l'ultimo tentativo, il richiamo finisce qui.",
        ),
    ],
)
def test_what_saving_leads_to_is_what_the_callback_becomes(
    app: QApplication, outcome: AttemptOutcome, attempts: int, words: str
) -> None:
    callback = replace(DUE, attempts=attempts, silences=attempts)
    assert AfterTexts().sentence(callback, outcome, MONDAY) == words
    after = callback.after(an_attempt(outcome=outcome, at=MONDAY))
    is_over = after.state in (CallbackState.DONE, CallbackState.GIVEN_UP)
    assert ("di nuovo in coda" in words) is not is_over


def test_tries_are_counted_from_when_the_citizen_was_last_reached(app: QApplication) -> None:
    owner = QWidget()
    silence, put_off = AttemptOutcome.NO_ANSWER, AttemptOutcome.POSTPONED
    tries = tuple(
        replace(an_attempt(f"a{day}", outcome=outcome), at=MONDAY + timedelta(days=day))
        for day, outcome in enumerate((silence, put_off, silence))
    )
    rows = HistoryTexts(owner).rows(None, CaseFile(case=CASE, attempts=tries), MONDAY)
    counted = [row.what for row in rows if row.what.startswith("Tentativo")]
    assert counted == ["Tentativo 1 di 3", "Tentativo 2 di 3", "Tentativo 1 di 3"]
