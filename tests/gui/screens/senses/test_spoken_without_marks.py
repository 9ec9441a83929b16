"""A screen reader spells the marks that keep numbers in order on the screen: it gets none of them.

Here in a sample of the scenes; `./prove pictures` looks at all of them.
"""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.scenes.photograph import staged
from tests.gui.screens.senses.test_accessible_scenes import OTHERS, WORKING
from tools.pictures.tree import told_with_marks
from widgets.kit.plain_text import ElidedLabel, left_to_right, plain_label, set_spoken_name
from widgets.kit.tag import TagLabel
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

NUMBER, ARABIC = left_to_right("06 5550 0123"), "\u0647\u0627\u062a\u0641"


@pytest.mark.parametrize("name", [*WORKING, *OTHERS])
async def test_in_arabic_no_name_and_no_description_of_a_scene_holds_a_mark(
    arabic: QApplication, name: str
) -> None:
    async with staged(arabic, name) as (window, _):
        assert told_with_marks(window) == []


def test_a_part_of_each_kind_is_told_as_it_would_be_said(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button, tag = QWidget(window), TagLabel(window)
    set_spoken_name(button, f"Chiama {NUMBER}")
    tag.show_tag(f"oggi {NUMBER}")
    plain_label(f"{ARABIC} {NUMBER}", parent=window)
    ElidedLabel(NUMBER, parent=window)
    table = RecordTable("Chiamate", (Column(title="Numero", is_ltr=True),), window)
    table.set_records([Record(key="a", cells=(NUMBER,), detail=NUMBER)])
    window.show()
    table.flush()
    assert told_with_marks(window) == []


def test_a_label_is_told_by_the_name_it_was_given_whatever_it_shows_later(qtbot: QtBot) -> None:
    label = plain_label(f"alle {NUMBER}")
    qtbot.addWidget(label)
    assert label.accessibleName() == "alle 06 5550 0123"
    label.setText("nessuno")
    assert label.accessibleName() == "", "its words need no other form"
    label.setAccessibleName("Telefono")
    label.setText(NUMBER)
    assert label.accessibleName() == "Telefono"
