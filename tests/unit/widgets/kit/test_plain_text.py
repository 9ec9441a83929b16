import re

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from widgets.kit.plain_text import (
    duration,
    isolated,
    left_to_right,
    one_line,
    shortened,
    with_isolated_numbers,
    without_isolates,
)


@pytest.mark.parametrize(
    "number", ["06 5123 4567", "8:30 – 12:30", "11/11/2025", "+39 06 0606", "14–17", "16,79"]
)
def test_a_number_with_its_parts_becomes_one_isolate(number: str) -> None:
    assert with_isolated_numbers(f"dalle {number} circa") == f"dalle \u2066{number}\u2069 circa"


def test_a_mark_after_a_number_belongs_to_the_sentence() -> None:
    assert with_isolated_numbers("1 di 3: fatto.") == "\u20661\u2069 di \u20663\u2069: fatto."


def test_text_without_digits_stays_as_it_is() -> None:
    assert with_isolated_numbers("aperto – chiuso") == "aperto – chiuso"


def test_empty_texts_get_no_marks() -> None:
    assert left_to_right("") == ""
    assert isolated("") == ""


def test_marks_can_be_taken_out_again() -> None:
    assert without_isolates(isolated("ROSSI") + left_to_right("06")) == "ROSSI06"


@pytest.mark.parametrize(
    ("duration_s", "shown"),
    [(-1, "0:00"), (0, "0:00"), (134.9, "2:14"), (3599, "59:59"), (3661, "1:01:01")],
)
def test_durations_read_like_a_clock(duration_s: float, shown: str) -> None:
    assert duration(duration_s) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Rossi Prova", "Rossi Prova"),
        ("Rossi\n\tProva ", "Rossi Prova"),
        ("\u202eavorP\u202c \u2067issoR\u2069", "avorP issoR"),
        ("حسن Prova", "حسن Prova"),
        ("<b>Rossi</b>", "<b>Rossi</b>"),
    ],
)
def test_a_name_from_anywhere_stands_in_one_line_and_turns_nothing(name: str, shown: str) -> None:
    assert one_line(name) == shown


def test_a_name_without_end_is_cut_with_a_mark() -> None:
    assert one_line("x" * 10_000, limit=10) == "x" * 9 + "…"


@pytest.mark.parametrize("room", range(20, 200, 3))
@pytest.mark.parametrize(
    "text",
    ["Tributi · \u206606 5550 0123\u2069 · fino alle 18:30", "15 voci · \u2066@uff-tributi\u2069"],
)
def test_a_number_that_does_not_fit_is_left_out_whole(
    qapp: QApplication, text: str, room: int
) -> None:
    shown = shortened(text, QFontMetrics(QFont()), room)
    numbers = re.findall(r"\d[\d :]*\d|\d", shown)
    assert set(numbers) <= {"06 5550 0123", "18:30", "15"}
    # Before the "…" nobody can see whether it is whole.
    assert not re.search("\\d[\u2066-\u2069 ]*…", shown)
