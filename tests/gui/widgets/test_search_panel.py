import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.gui.widgets.conftest import QtBot
from tests.support.phones.heard_speech import hear_all
from widgets.cards.card_text import CardText
from widgets.panels.search_panel import SearchPanel
from widgets.panels.search_room import NothingFound
from widgets.speech.announcer import Speech
from widgets.tables.hit_list import HitList, HitRow

HITS = (HitRow("Anagrafe", "Via Petroselli"), HitRow("CIE"), HitRow("Certificati", mark="scaduta"))
LONG_CARD = CardText(title="Anagrafe", say="Parole. " * 40, facts=(("Dove", "riga\n" * 80),))


class Told:
    def __init__(self, panel: SearchPanel) -> None:
        self.texts: list[str] = []
        self.selected: list[int] = []
        self.used: list[int] = []
        panel.text_changed.connect(self.texts.append)
        panel.hit_selected.connect(self.selected.append)
        panel.hit_used.connect(self.used.append)


@pytest.fixture
def panel(qtbot: QtBot) -> SearchPanel:
    panel = qtbot.own(SearchPanel())
    panel.resize(900, 610)
    panel.set_side_by_side(288)
    panel.show()
    panel.activateWindow()
    panel.focus_box()
    qtbot.waitUntil(panel.field.editor.hasFocus)
    return panel


@pytest.fixture
def narrow(panel: SearchPanel) -> SearchPanel:
    panel.set_side_by_side(0)
    panel.show_hits(HITS)
    panel.show_card(LONG_CARD)
    QApplication.sendPostedEvents()
    return panel


@pytest.fixture
def told(panel: SearchPanel) -> Told:
    return Told(panel)


def _press(panel: SearchPanel, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(panel.field.editor, key)


def test_each_letter_is_told(panel: SearchPanel, told: Told) -> None:
    QTest.keyClicks(panel.field.editor, "cie")
    assert told.texts == ["c", "ci", "cie"]


def test_the_best_result_is_selected_as_it_arrives(panel: SearchPanel, told: Told) -> None:
    panel.show_hits(HITS)
    assert told.selected == [0]
    panel.show_hits(HITS[1:])
    assert told.selected == [0, 0]


def test_arrows_change_the_result_and_the_focus_stays_in_the_box(
    panel: SearchPanel, told: Told
) -> None:
    panel.show_hits(HITS)
    _press(panel, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert told.selected == [0, 1, 2, 1]
    assert panel.field.editor.hasFocus()


def test_a_click_on_a_result_selects_it_and_the_focus_stays_in_the_box(
    panel: SearchPanel, told: Told
) -> None:
    panel.show_hits(HITS)
    rows = panel.findChild(HitList)
    place = rows.visualRect(rows.model().index(2, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.selected == [0, 2]
    assert panel.field.editor.hasFocus()


def test_enter_uses_the_selected_result(panel: SearchPanel, told: Told) -> None:
    panel.show_hits(HITS)
    _press(panel, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert told.used == [1]


def test_a_result_is_used_by_its_number(panel: SearchPanel, told: Told) -> None:
    panel.show_hits(HITS)
    panel.use(2)
    panel.use(7)
    assert told.used == [2]


def test_the_most_asked_are_shown_without_a_selection(panel: SearchPanel, told: Told) -> None:
    panel.show_hits(HITS, heading="Le più chieste oggi", selected=-1)
    assert told.selected == []
    _press(panel, Qt.Key.Key_Return)
    assert told.used == []
    _press(panel, Qt.Key.Key_Down)
    assert told.selected == [0]


def test_enter_tries_the_suggestion_when_nothing_was_found(panel: SearchPanel, told: Told) -> None:
    panel.show_hits(HITS)
    panel.show_nothing("Nessuna scheda per «bonus tarri».", "bonus TARI")
    _press(panel, Qt.Key.Key_Return)
    assert told.texts == ["bonus TARI"]
    assert panel.text() == "bonus TARI"
    assert told.used == []


def test_the_suggestion_can_be_clicked(panel: SearchPanel, told: Told) -> None:
    panel.show_nothing("Nessuna scheda.", "imposte & tasse")
    button = panel.findChild(QPushButton, "search_suggestion")
    button.click()
    assert told.texts == ["imposte & tasse"]
    assert panel.field.editor.hasFocus()


def test_in_a_narrow_panel_nothing_lies_over_what_was_not_found(narrow: SearchPanel) -> None:
    narrow.show_card(None)
    QTest.keyClicks(narrow.field.editor, "tarri")
    narrow.show_nothing("Nessuna scheda per «tarri».", "tari")
    button = narrow.findChild(QPushButton, "search_suggestion")
    assert narrow.childAt(button.mapTo(narrow, button.rect().center())) is button


def test_new_results_take_the_sentence_and_the_suggestion_away(
    panel: SearchPanel, told: Told
) -> None:
    panel.show_nothing("Nessuna scheda.", "tari")
    panel.show_hits(HITS)
    assert panel.findChild(QPushButton, "search_suggestion").isHidden()
    _press(panel, Qt.Key.Key_Return)
    assert told.texts == []
    assert told.used == [0]


def test_page_keys_scroll_the_card_without_leaving_the_box(panel: SearchPanel) -> None:
    panel.show_card(LONG_CARD)
    bar = panel.card_view.verticalScrollBar()
    _press(panel, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    _press(panel, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    assert panel.field.editor.hasFocus()


def test_keys_with_ctrl_are_left_to_the_screen(panel: SearchPanel, told: Told) -> None:
    panel.show_hits(HITS)
    QTest.keyClick(panel.field.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.used == []


def test_a_program_changing_the_text_is_not_told(panel: SearchPanel, told: Told) -> None:
    panel.set_text("tari")
    assert told.texts == []
    assert panel.text() == "tari"


def test_an_older_copy_is_named_until_it_is_current_again(panel: SearchPanel) -> None:
    panel.set_copy_line("Risultati dalla copia delle 14:05.")
    assert panel._copy.isVisible()
    panel.set_copy_line("")
    assert not panel._copy.isVisible()


def test_actions_stand_under_a_card_only(panel: SearchPanel, qtbot: QtBot) -> None:
    panel.add_card_action("send", "Invia SMS", "Ctrl+S")
    button = panel.findChild(QPushButton, "card_send")
    assert not button.isVisible()
    panel.show_card(LONG_CARD)
    assert button.isVisible()
    with qtbot.waitSignal(panel.card_action) as sent:
        button.click()
    assert sent.args == ["send"]


def place(part: QWidget, panel: SearchPanel) -> QRect:
    return QRect(part.mapTo(panel, QPoint()), part.size())


def test_a_wide_panel_has_the_card_beside_the_results(panel: SearchPanel, qtbot: QtBot) -> None:
    panel.resize(900, 600)
    panel.set_side_by_side(288)
    card, hits = panel.card_view, panel.findChild(HitList)
    qtbot.waitUntil(lambda: place(card, panel).left() > place(hits, panel).right())


def test_in_a_narrow_panel_results_drop_down_over_the_answer_which_never_moves(
    narrow: SearchPanel, qtbot: QtBot
) -> None:
    hits, before = narrow.findChild(HitList), place(narrow.card_view, narrow)
    assert not hits.isVisible()
    QTest.keyClicks(narrow.field.editor, "cie")
    assert hits.isVisible()
    assert place(hits, narrow).intersects(before)
    _press(narrow, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert not hits.isVisible()
    assert place(narrow.card_view, narrow) == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_dropped_results_go_with_enter_and_with_escape(narrow: SearchPanel, key: Qt.Key) -> None:
    hits = narrow.findChild(HitList)
    _press(narrow, Qt.Key.Key_Down)
    assert hits.isVisible()
    _press(narrow, key)
    assert not hits.isVisible()


def test_dropped_results_go_when_the_cursor_goes_elsewhere(narrow: SearchPanel) -> None:
    _press(narrow, Qt.Key.Key_Down)
    narrow.card_view.setFocus()
    assert not narrow.findChild(HitList).isVisible()


def test_a_mouse_opens_and_closes_what_drops_down(narrow: SearchPanel) -> None:
    button = narrow.findChild(QPushButton, "search_drop")
    for is_open in (True, False):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert narrow.findChild(HitList).isVisible() is is_open
    assert narrow.field.editor.hasFocus()


def test_at_most_six_results_drop_down(narrow: SearchPanel) -> None:
    narrow.show_hits([HitRow(f"Scheda {at}") for at in range(20)])
    _press(narrow, Qt.Key.Key_Down)
    hits = narrow.findChild(HitList)
    last = hits.visualRect(hits.model().index(5, 0)).bottom()
    assert 0 <= hits.viewport().height() - last < 8


def test_without_the_results_in_sight_the_box_says_where_one_is(narrow: SearchPanel) -> None:
    _press(narrow, Qt.Key.Key_Down, Qt.Key.Key_Return)
    one = narrow.field.editor.grab().toImage()
    _press(narrow, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert narrow.field.editor.grab().toImage() != one


def test_in_a_wide_panel_what_was_not_found_stands_right_beneath_the_box(
    panel: SearchPanel, qtbot: QtBot
) -> None:
    panel.resize(900, 600)
    panel.set_side_by_side(288)
    box = panel.field.height()
    panel.show_nothing("Nessuna scheda per «tarri».", "tari")
    told = panel.findChild(NothingFound)
    qtbot.waitUntil(lambda: told.isVisible() and 0 < told.y() < 200)
    assert panel.field.height() == box
    panel.show_hits(HITS)
    qtbot.waitUntil(lambda: panel.findChild(HitList).geometry().bottom() > 500)


def test_a_result_is_spoken_with_its_number_and_its_warning(panel: SearchPanel) -> None:
    panel.show_hits(HITS)
    model = panel.findChild(HitList).model()
    spoken = model.data(model.index(2, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "3 di 3, Certificati, scaduta"


def test_going_to_the_box_while_somebody_types_there_spares_her_letters(
    panel: SearchPanel, told: Told
) -> None:
    QTest.keyClicks(panel.field.editor, "tari d")
    panel.focus_box()
    QTest.keyClicks(panel.field.editor, "op")
    assert panel.text() == "tari dop"
    panel.focus_box(afresh=True)
    QTest.keyClicks(panel.field.editor, "cie")
    assert panel.text() == "cie"


def test_behind_another_page_nobody_hears_that_nothing_is_there(
    panel: SearchPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = hear_all(monkeypatch)
    Speech(panel)
    panel.hide()
    panel.show_nothing("Carico la banca dati…")
    panel.show()
    panel.show_nothing("Nessun risultato.")
    assert said == ["Nessun risultato."]
