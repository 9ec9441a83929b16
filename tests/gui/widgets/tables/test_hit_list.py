import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from tests.gui.widgets.conftest import QtBot
from widgets.tables.hit_list import HitList, HitRow, _Pen, broken
from widgets.tables.result_delegate import title_lines

EVIDENCE = "lo dice chi trasferisce la telefonata · VII · Tassa rifiuti"


@pytest.fixture
def metrics(qtbot: QtBot) -> QFontMetrics:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return QFontMetrics(app.font())


def test_a_long_second_text_goes_on_in_the_next_line(metrics: QFontMetrics) -> None:
    width = metrics.horizontalAdvance("lo dice chi trasferisce la telefonata ·") + 4
    first, second = broken(EVIDENCE, 2, width, metrics)
    assert first == "lo dice chi trasferisce la telefonata ·"
    assert second == "VII · Tassa rifiuti"


@pytest.mark.parametrize(
    ("room", "shown"),
    [("5 voci · @uff-tributi", "5 voci · @uff-tributi"), ("5 voci ·", "5 voci"), ("5", "")],
)
def test_what_has_no_room_beside_a_name_is_left_out_and_no_half_number_is_shown(
    metrics: QFontMetrics, room: str, shown: str
) -> None:
    paper = QPixmap(1, 1)
    painter = QPainter(paper)
    painter.setFont(QApplication.font())
    width = metrics.horizontalAdvance(room) + 2
    pen = _Pen(painter, QRect(0, 0, width, 20), Qt.LayoutDirection.LeftToRight)
    assert pen.fitting("5 voci · @uff-tributi") == shown
    painter.end()


def test_the_mark_between_two_parts_never_begins_a_line(metrics: QFontMetrics) -> None:
    width = metrics.horizontalAdvance("lo dice chi trasferisce la telefonata") + 4
    assert broken(EVIDENCE, 2, width, metrics)[1] == "VII · Tassa rifiuti"


def test_the_last_line_has_all_that_is_left_and_a_short_text_is_one_line(
    metrics: QFontMetrics,
) -> None:
    assert broken(EVIDENCE, 1, 10, metrics) == [EVIDENCE]
    assert broken("VII", 2, 200, metrics) == ["VII"]
    assert broken("Parolalunghissima", 2, 10, metrics) == ["Parolalunghissima"]


def test_a_row_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    rows = qtbot.own(HitList())
    rows.show_hits([HitRow("Bianca Esempio", EVIDENCE)])
    one_line = rows.row_height()
    rows.set_lines(3)
    assert rows.row_height() == one_line + 2 * rows.fontMetrics().lineSpacing()
    assert rows.sizeHintForRow(0) == rows.row_height()


def test_a_heading_among_the_rows_has_its_room_and_is_spoken_with_the_first_of_them(
    qtbot: QtBot,
) -> None:
    rows = qtbot.own(HitList())
    rows.show_hits([HitRow("Sciopero"), HitRow("CIE", heading="Le più chieste"), HitRow("TARI")])
    assert rows.sizeHintForRow(0) == rows.sizeHintForRow(2) == rows.row_height()
    assert rows.sizeHintForRow(1) > rows.row_height()
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [rows.model().data(rows.model().index(n, 0), role) for n in range(3)]
    assert spoken == ["1 di 3, Sciopero", "Le più chieste, 2 di 3, CIE", "3 di 3, TARI"]
    rows.show_hits([HitRow("CIE")])
    assert rows.uniformItemSizes(), "long lists are laid out fast again"


def test_no_line_of_a_title_that_was_broken_is_cut_at_any_width(metrics: QFontMetrics) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    title, font = "Carta d'identità: non è arrivata a casa mia da tre mesi", app.font()
    for width in range(200, 400):
        for line in title_lines(title, width, font):
            is_last = line.endswith("mesi")
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
            assert shown == line or is_last, f"{line!r} of {width} pixels"


def test_a_magnifier_is_told_of_a_row_chosen_from_the_box_when_it_stands_in_sight(
    qtbot: QtBot,
) -> None:
    """GNOME's goes to the place of each row of which it is told that it is selected now."""
    rows, told = HitList(), []
    qtbot.addWidget(rows)
    rows.show_hits([HitRow(f"Voce {number}") for number in range(20)])
    rows.resize(300, 5 * rows.row_height())
    rows.show()
    seen = QAccessible.queryAccessibleInterface(rows)

    def look() -> None:
        row = seen.child(rows.current_row())
        told.append((row.state().selected, seen.rect().contains(row.rect())))

    rows.selectionModel().selectionChanged.connect(lambda *_: look())
    for _ in range(19):
        rows.move_current(1)
    assert told == [(True, True)] * 19
