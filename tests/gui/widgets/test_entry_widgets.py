"""The parts of the knowledge editor, each on its own: paste, lists, hours, changes, checks."""

from itertools import pairwise

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from contract.domain.opening_times.opening_lines import HoursLines
from tests.gui.widgets.conftest import QtBot
from tools.pictures.controls import nameless, spoken_name
from widgets.cards.change_view import ChangeView, FieldChange, Piece
from widgets.cards.compare_page import ComparePage
from widgets.cards.entry_form import EntryForm
from widgets.cards.form_page import FieldShape, FormField, FormPage
from widgets.fields.chooser_field import ChooserField
from widgets.fields.fold_row import FoldWords
from widgets.fields.hours_field import HoursField
from widgets.fields.labelled_field import Choice, LabelledField
from widgets.fields.markdown_field import PLAIN_LIMIT, MarkdownField
from widgets.fields.reference_list import ReferenceList
from widgets.kit.plain_text import without_isolates
from widgets.tables.check_list import CheckLine, CheckList
from widgets.tables.numbered_list import NumberedRow
from widgets.tables.record_model import Column

OFFICES = (Choice("o-1", "Anagrafe Appia"), Choice("o-2", "Biblioteca Centro"))


def shouted(html: str) -> tuple[str, bool, int]:
    """Stands for what cleans HTML."""
    return html.upper(), len(html) > 20, html.count("img")


def pasted(field: MarkdownField, *, html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    data.setText(text)
    box = field.editor
    assert isinstance(box, QPlainTextEdit)
    box.insertFromMimeData(data)


def told_by(field: LabelledField) -> list[str]:
    told: list[str] = []
    field.edited.connect(told.append)
    return told


def test_pasted_html_goes_through_the_cleaner_and_what_was_left_out_is_told(qtbot: QtBot) -> None:
    field = qtbot.own(MarkdownField("how_to", "Come fare", shouted))
    told: list[tuple[bool, int]] = []
    field.pasted.connect(lambda cut, pictures: told.append((cut, pictures)))
    pasted(field, html="<b>ora</b>", text="ora")
    assert field.value() == "<B>ORA</B>"
    assert told == []
    pasted(field, html="<img><img><p>tanto testo</p>")
    assert told == [(True, 2)]


def test_pasted_text_is_text_and_never_endless(qtbot: QtBot) -> None:
    field = qtbot.own(MarkdownField("how_to", "Come fare", shouted))
    told: list[tuple[bool, int]] = []
    field.pasted.connect(lambda cut, pictures: told.append((cut, pictures)))
    pasted(field, text="x" * (PLAIN_LIMIT + 1))
    assert len(field.value()) == PLAIN_LIMIT
    assert told == [(True, 0)]
    field.set_value("")
    pasted(field, text="06 \u202e5555\u202c")
    assert field.value() == "06 5555"


def test_the_counter_stands_beside_the_label_and_is_no_part_of_the_name(qtbot: QtBot) -> None:
    field = qtbot.own(MarkdownField("say", "Da dire", shouted, limit=10))
    QTest.keyClicks(field.editor, "1234567890")
    assert field.counter.text() == "10 di 10"
    assert field.error() == ""
    QTest.keyClicks(field.editor, "12")
    assert field.error() == "2 caratteri di troppo."
    assert field.value() == "123456789012"  # nothing is cut off
    assert spoken_name(field.editor) == "Da dire"


def test_blanks_around_a_text_are_not_kept_and_do_not_count(qtbot: QtBot) -> None:
    field = qtbot.own(MarkdownField("say", "Da dire", shouted, limit=10))
    QTest.keyClicks(field.editor, " 1234567890 ")
    assert field.counter.text() == "10 di 10"
    assert field.error() == ""


def test_references_are_chosen_by_letters_and_taken_out_by_key(qtbot: QtBot) -> None:
    field = qtbot.own(ReferenceList("office_ids", "Sedi"))
    field.set_choices(OFFICES)
    field.set_value("o-2\ngone")
    field.show()
    told = told_by(field)
    QTest.keyClicks(field.editor, "anag")
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert field.value() == "o-2\ngone\no-1"
    rows = field.findChild(type(field._list))
    rows.setCurrentRow(0)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert field.value() == "gone\no-1"  # what nobody knows stays as its id
    assert told == ["o-2\ngone\no-1", "gone\no-1"]
    assert nameless(field) == []


def test_hours_are_typed_day_by_day_and_a_wrong_line_says_so_and_stays(qtbot: QtBot) -> None:
    field = qtbot.own(HoursField("desk_times", "Orari dello sportello"))
    field.show()
    told = told_by(field)
    monday = field._days[0]
    assert spoken_name(monday.editor).startswith("Orari dello sportello, ")
    QTest.keyClicks(monday.editor, "mattina")
    assert monday.error() == "Scrivi gli orari così: 8:30-12:30, 14-17"
    lines = msgspec.json.decode(told[-1], type=HoursLines)
    assert lines.week[0] == "mattina"
    monday.set_value("")
    QTest.keyClicks(monday.editor, "8-12")
    assert monday.error() == ""
    assert nameless(field) == []


def test_no_line_of_hours_moves_while_another_is_typed(qtbot: QtBot) -> None:
    field = qtbot.own(HoursField("desk_times", "Orari"))
    field.resize(500, 900)
    field.show()
    QApplication.sendPostedEvents()
    lines = field.findChildren(LabelledField)
    before = [one.geometry() for one in lines]
    for line in (*field._days, field._eve, *field._valid):
        QTest.keyClicks(line.editor, "mattina")
        QApplication.sendPostedEvents()
        assert line.error()
        assert [one.geometry() for one in lines] == before


def test_a_different_day_is_three_fields_and_no_line_of_signs(qtbot: QtBot) -> None:
    field = qtbot.own(HoursField("desk_times", "Orari"))
    field.set_value(msgspec.json.encode(HoursLines(exceptions="24/12/2026 | chiuso")).decode())
    rows = field._exceptions
    names = [cell.label.text() for cell in rows._rows[0].cells]
    assert names == ["Giorno", "Chiuso o orario", "Motivo"]
    QTest.keyClicks(rows._rows[0].cells[2].editor, "vigilia")
    kept = msgspec.json.decode(field.value(), type=HoursLines)
    assert kept.exceptions == "24/12/2026 | chiuso | vigilia"
    QTest.keyClicks(rows._rows[0].cells[1].editor, " forse")
    assert "|" not in rows.error()
    assert rows.error().startswith("Questa riga non si legge")


def test_hours_shown_are_hours_kept(qtbot: QtBot) -> None:
    lines = HoursLines(
        week=("8-12", "", "8-12", "", "", "", ""),
        exceptions="24/12/2026 | chiuso",
        seasons="01/07-31/08 | chiuso | estate",
        holidays="as_usual",
        patron_day="closed",
        eve="12:30",
        valid_from="01/09/2026",
        valid_until="30/06/2027",
        by_appointment=True,
        note="citofonare",
    )
    field = qtbot.own(HoursField("desk_times", "Orari"))
    field.set_value(msgspec.json.encode(lines).decode())
    assert msgspec.json.decode(field.value(), type=HoursLines) == lines


def test_tab_goes_through_the_hours_from_top_to_bottom(qtbot: QtBot) -> None:
    field = qtbot.own(HoursField("desk_times", "Orari"))
    field.resize(500, 700)
    field.show()
    stops: list[QWidget] = []
    now = field.nextInFocusChain()
    while now is not field:
        if now.focusPolicy() & Qt.FocusPolicy.TabFocus and now.focusProxy() is None:
            stops.append(now)
        now = now.nextInFocusChain()
    places = [stop.mapTo(field, QPoint(0, 0)).y() for stop in stops if stop.accessibleName()]
    assert len(places) == 16
    assert places == sorted(places)


def test_eves_29_june_and_validity_are_typed_and_say_what_they_miss(qtbot: QtBot) -> None:
    field = qtbot.own(HoursField("desk_times", "Orari dello sportello"))
    field.show()
    told = told_by(field)
    QTest.keyClicks(field._eve.editor, "12")
    assert field._eve.error() == "Scegli prima che cosa vale nei festivi."
    QTest.keyClick(field._holidays.editor, Qt.Key.Key_Down)
    QTest.keyClicks(field._eve.editor, "x")
    assert field._eve.error() == "Scrivi l'ora così: 12:00"
    QTest.keyClick(field._eve.editor, Qt.Key.Key_Backspace)
    assert field._eve.error() == ""
    QTest.keyClick(field._patron_day.editor, Qt.Key.Key_Down)
    QTest.keyClick(field._patron_day.editor, Qt.Key.Key_Down)
    QTest.keyClicks(field._valid[0].editor, "1/9")
    assert field._valid[0].error() == "La data si scrive così: 31/12/2026."
    QTest.keyClicks(field._valid[0].editor, "/2026")
    assert field._valid[0].error() == ""
    lines = msgspec.json.decode(told[-1], type=HoursLines)
    assert (lines.holidays, lines.patron_day) == ("closed", "as_usual")
    assert (lines.eve, lines.valid_from, lines.valid_until) == ("12", "1/9/2026", "")
    assert spoken_name(field._eve.editor) == "Orari dello sportello, Vigilia di festivo, fino alle"
    assert nameless(field) == []


def test_changes_are_underlined_or_struck_out_and_said_in_words(qtbot: QtBot) -> None:
    view = qtbot.own(ChangeView())
    change = FieldChange(
        label="Costi",
        before=(Piece("Costa "), Piece("dieci ", True), Piece("a testa")),
        after=(Piece("Costa "), Piece("venti <b>\n", True), Piece("a testa")),
    )
    view.show_changes([change], titles=("Prima", "Dopo"))
    text = without_isolates(view.toPlainText())
    assert "Costa tolto: dieci, fine. aggiunto: venti <b>, fine.\na testa" in text
    assert not set("[]#") & set(text), "no signs of a program"
    looks = {words: look_of(view, words) for words in ("dieci", "venti", "Costa", "tolto: ")}
    assert looks["dieci"] == (False, True)
    assert looks["venti"] == (True, False)
    assert looks["Costa"] == (False, False)
    assert seen_px(view, "tolto: ") == 1, "heard, and seen by nobody"
    view.show_changes([change], titles=("Mio", "Suo"), are_alternatives=True)
    assert "tolto" not in view.toPlainText()
    assert look_of(view, "dieci") == (True, False), "neither of the two is refused"
    view.show_changes([], titles=("Prima", "Dopo"), nothing="Uguali.")
    assert view.toPlainText() == "Uguali."


def look_of(view: ChangeView, words: str) -> tuple[bool, bool]:
    """Return whether words are underlined, and whether they are struck out."""
    look = found_in(view, words).charFormat()
    return look.fontUnderline(), look.fontStrikeOut()


def seen_px(view: ChangeView, words: str) -> int:
    return found_in(view, words).charFormat().font().pixelSize()


def found_in(view: ChangeView, words: str) -> QTextCursor:
    cursor = view.document().find(words)
    assert not cursor.isNull(), words
    return cursor


@pytest.mark.parametrize("kind", [2, 3])
def test_a_comparison_loads_nothing(qtbot: QtBot, kind: int) -> None:
    view = qtbot.own(ChangeView())
    assert view.loadResource(kind, "https://spia.it/x") is not None


def test_enter_on_a_check_leads_to_its_field(qtbot: QtBot) -> None:
    checks = qtbot.own(CheckList("Controlli"))
    wanted: list[str] = []
    checks.field_wanted.connect(wanted.append)
    checks.show_lines(
        (
            CheckLine(place="Costi", text="manca", sign="✗", word="Errore", field="costs"),
            CheckLine(place="Leggibilità 70"),
        )
    )
    checks.show()
    checks.setCurrentRow(0)
    said = checks.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Errore Costi: manca"
    QTest.keyClick(checks, Qt.Key.Key_Return)
    checks.setCurrentRow(1)
    QTest.keyClick(checks, Qt.Key.Key_Return)
    assert wanted == ["costs"]


def a_comparison(qtbot: QtBot) -> ComparePage:
    page = qtbot.own(ComparePage((Column(title="Versione"),)))
    page.show()
    page.show_page(
        "Decidi", choices=[NumberedRow("yes", "Sì"), NumberedRow("no", "No")], has_note=True
    )
    page.activateWindow()
    return page


def test_a_comparison_offers_by_digit_wherever_the_cursor_is_and_goes_back_by_esc(
    qtbot: QtBot,
) -> None:
    page = a_comparison(qtbot)
    told: list[str] = []
    page.chosen.connect(told.append)
    page.returned.connect(lambda: told.append("back"))
    for part, digit in ((page.choices, Qt.Key.Key_2), (page.view, Qt.Key.Key_1)):
        part.setFocus()
        qtbot.waitUntil(part.hasFocus)
        QTest.keyClick(part, digit)
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert told == ["no", "yes", "back"]


def test_a_digit_is_shown_only_where_it_chooses_and_is_typed_in_a_text(qtbot: QtBot) -> None:
    page = a_comparison(qtbot)
    told: list[str] = []
    page.chosen.connect(told.append)
    first = page.choices.model().index(0, 0)
    page.view.setFocus()
    qtbot.waitUntil(lambda: str(first.data()) == "1  Sì")
    page.note.editor.setFocus()
    qtbot.waitUntil(lambda: str(first.data()).strip() == "Sì")
    QTest.keyClick(page.note.editor, Qt.Key.Key_1)
    assert (page.note.value(), told) == ("1", [])
    page.choices.setFocus()
    qtbot.waitUntil(lambda: str(first.data()) == "1  Sì")


def test_a_form_is_built_once_for_each_kind_and_keeps_its_lists(qtbot: QtBot) -> None:
    form = qtbot.own(EntryForm(shouted))
    card = (
        FormField(name="title", label="Titolo"),
        FormField(name="say", label="Da dire", shape=FieldShape.TEXT, limit=5),
        FormField(name="office", label="Sede", shape=FieldShape.REFERENCE, choices=OFFICES),
    )
    faq = (FormField(name="question", label="Domanda"),)
    form.prepare(card)
    form.show_fields(card)
    title = form.fields.field("title")
    told: list[tuple[str, str]] = []
    form.edited.connect(lambda name, value: told.append((name, value)))
    form.set_values({"title": "A", "say": "1234567", "office": "o-2"})
    form.show_errors({"title": "Corto"})
    assert title.error() == "Corto"
    assert form.fields.field("say").error() == "2 caratteri di troppo."
    form.show_fields(faq)
    form.set_values({"question": "Chi?"})
    form.show_fields(card)
    assert form.fields.field("title") is title
    assert form.fields.values()["office"] == "o-2"
    QTest.keyClick(title.editor, Qt.Key.Key_End)
    QTest.keyClicks(title.editor, "B")
    assert told == [("title", "AB")]


def test_opening_times_are_made_a_few_cells_a_turn_and_put_in_their_place_in_another(
    qtbot: QtBot,
) -> None:
    """Their dozens of cells, made and styled at once, held the window for two frames."""
    form = qtbot.own(EntryForm(shouted))
    form.prepare((FormField(name="hours", label="Orari", shape=FieldShape.HOURS),))
    page = form.findChild(FormPage)
    assert page is not None
    made = [len(QApplication.allWidgets())]
    while not page.is_built:
        assert page.findChildren(HoursField) == []
        page.build(1)
        made.append(len(QApplication.allWidgets()))
    steps = [after - before for before, after in pairwise(made)]
    assert sum(steps) > 50
    assert max(steps) <= 30, steps
    assert steps[-1] == 0, "they are put in their place"
    assert len(page.findChildren(HoursField)) == 1


def test_a_long_line_of_another_entry_shows_how_it_begins(qtbot: QtBot) -> None:
    form = qtbot.own(EntryForm(shouted))
    form.show_fields((FormField(name="title", label="Titolo"),))
    form.set_values({"title": "Documentazione amministrativa " * 20})
    assert form.fields.field("title").cursor_position() == 0


def test_what_is_not_written_first_is_a_line_that_opens_by_enter(qtbot: QtBot) -> None:
    form = qtbot.own(EntryForm(shouted))
    form.show_fields(
        (
            FormField(name="title", label="Titolo"),
            FormField(name="costs", label="Costi", shape=FieldShape.TEXT, is_folded=True),
            FormField(name="times", label="Tempi", shape=FieldShape.TEXT, is_folded=True),
            FormField(name="languages", label="Lingue", shape=FieldShape.DOOR),
        )
    )
    form.set_values({"title": "TARI", "costs": "Due euro", "times": ""})
    form.show_rows({"costs": FoldWords(words="Due euro", tag="si legge male", kind="warning")})
    form.show()
    form.activateWindow()
    costs, rows = form.fields.field("costs"), form.rows()
    assert not costs.isVisible()
    assert not rows["times"].isVisible(), "what is empty is put away"
    assert rows["costs"].accessibleName() == "Costi, si legge male"
    rows["costs"].setFocus()
    QTest.keyClick(rows["costs"], Qt.Key.Key_Return)
    qtbot.waitUntil(costs.editor.hasFocus)
    assert spoken_name(costs.editor) == "Costi"
    assert form.focus_field("times")
    assert form.fields.field("times").isVisible(), "who is led to an empty part sees it"
    doors: list[str] = []
    form.door_opened.connect(doors.append)
    QTest.keyClick(rows["languages"], Qt.Key.Key_Return)
    assert doors == ["languages"]
    form.set_values({"title": "Altra", "costs": "Tre euro", "times": ""})
    assert not costs.isVisible(), "another entry begins closed"


def test_letters_in_a_chooser_stay_when_the_entry_is_shown_again_and_go_with_another(
    qtbot: QtBot,
) -> None:
    form = qtbot.own(EntryForm(shouted))
    card = (
        FormField(name="title", label="Titolo"),
        FormField(name="office", label="Sede", shape=FieldShape.REFERENCE, choices=OFFICES),
    )
    form.show_fields(card)
    form.show()
    office = form.fields.field("office")
    assert isinstance(office, ChooserField)
    office.editor.setFocus()
    qtbot.waitUntil(office.editor.hasFocus)
    QTest.keyClicks(office.editor, "ana")
    form.set_values({"title": "Di un collega", "office": ""}, is_refresh=True)
    assert (office.text(), office.is_offering()) == ("ana", True)
    form.set_values({"title": "Altra voce", "office": ""})
    assert office.text() == ""


def test_the_marked_reference_stays_marked_when_names_come_anew(qtbot: QtBot) -> None:
    field = qtbot.own(ReferenceList("office_ids", "Sedi"))
    field.set_choices(OFFICES)
    field.set_value("o-2\no-1")
    field._list.setCurrentRow(1)
    field.set_choices(OFFICES[::-1])
    assert field._list.currentRow() == 1


def test_a_mark_of_change_closes_on_the_line_of_its_words(qtbot: QtBot) -> None:
    view = qtbot.own(ChangeView())
    before = (Piece("lun-ven "), Piece("08:30-12:30\n", is_changed=True), Piece("Festivi: chiuso"))
    change = FieldChange(label="Orari", before=before)
    view.show_changes([change], titles=("Pubblicata", "Proposta"))
    lines = without_isolates(view.toPlainText()).splitlines()
    assert "lun-ven tolto: 08:30-12:30, fine." in lines
    assert "Festivi: chiuso" in lines
