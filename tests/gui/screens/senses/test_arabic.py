"""The console in Arabic: mirrored, nothing cut, phone numbers and hours still readable."""

import re

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, QSize, Qt, QTime
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextEdit

from console.scenes.photograph import SIZES, staged
from console.screens.calls.call_panels import CallPanels
from console.screens.contact.contact_screen import ContactScreen
from console.screens.editing.editing_screen import EditingScreen
from console.screens.kit.language_texts import LanguageTexts
from console.screens.team.team_commands import TeamCommands
from tests.gui.screens.senses.test_accessible_scenes import cut_texts, outside
from tools.pictures.looks import Look, seen_in
from widgets.cards.call_strip import CallStrip
from widgets.cards.passed_card import PassedCard
from widgets.cases.case_form import CaseForm
from widgets.cases.case_story import CaseStory
from widgets.fields.fold_row import FoldRow
from widgets.kit.action_button import ActionButton, Less, action_button
from widgets.kit.plain_text import (
    ElidedLabel,
    PlainLabel,
    isolated,
    left_to_right,
    without_isolates,
)
from widgets.tables.hit_list import HitList
from widgets.tables.record_detail import RecordDetail

pytestmark = pytest.mark.usefixtures("painted")

SCENES = (  # the fullest; `./prove pictures` looks at every scene in Arabic
    "danger-suicide",
    "text-after-the-call",
    "talking",
    "transfer-choose",
    "level2-case",
)


@pytest.mark.parametrize("name", SCENES)
async def test_in_arabic_nothing_is_cut_or_off_the_screen(arabic: QApplication, name: str) -> None:
    async with staged(arabic, name) as (window, _):
        assert window.isRightToLeft()
        assert cut_texts(window) == []
        assert outside(window) == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # tooltips are asked for
@pytest.mark.parametrize("name", ["text-after-the-call", "entry-fault"])
async def test_in_arabic_lines_of_two_scripts_are_whole_in_larger_text(
    arabic: QApplication, name: str
) -> None:
    assert await seen_in(arabic, name, [Look("light", 130, QSize(1366, 768))]) == {}


@pytest.mark.parametrize("size", [QSize(1366, 768), SIZES[0]])
async def test_in_arabic_the_links_under_a_card_are_whole_while_a_citizen_writes(
    arabic: QApplication, size: QSize
) -> None:
    async with staged(arabic, "text-with-citizen", text_percent=150, size=size) as (window, _):
        for name in ("card_entry.fault", "card_card.send"):
            link = window.findChild(QPushButton, name)
            assert link.visibleRegion().boundingRect() == link.rect(), name


@pytest.mark.parametrize(("percent", "are_all_seen"), [(100, True), (150, False)])
async def test_in_arabic_the_steps_for_somebody_in_danger_are_seen_and_so_is_112(
    arabic: QApplication, percent: int, are_all_seen: bool
) -> None:
    """The largest text has no room for all steps over the receipt: they scroll, 112 stays."""
    size = QSize(1366, 768)
    async with staged(arabic, "danger-suicide", text_percent=percent, size=size) as (window, _):
        steps = window.findChild(QTextEdit, "procedure_steps")
        call = window.findChild(QPushButton, "procedure_call_112")
        assert (steps.verticalScrollBar().maximum() == 0) is are_all_seen
        assert steps.viewport().height() >= 3 * steps.fontMetrics().lineSpacing()
        assert call.visibleRegion().boundingRect() == call.rect()


async def test_in_arabic_the_hours_of_today_are_read_from_the_right_below_an_italian_street(
    arabic: QApplication,
) -> None:
    async with staged(arabic, "talking") as (window, _):
        block = window.part(ContactScreen).search.card_view.document().begin()
        directions = {}
        while block.isValid():
            directions[without_isolates(block.text())] = block.textDirection()
            block = block.next()
        assert directions["Via degli Esempi 50, 00100"] is Qt.LayoutDirection.LeftToRight
        assert directions["اليوم: 08:30-12:30"] is Qt.LayoutDirection.RightToLeft


async def test_in_arabic_all_of_an_italian_answer_begins_where_its_words_do(
    arabic: QApplication,
) -> None:
    async with staged(arabic, "talking") as (window, _):
        view = window.part(ContactScreen).search.card_view
        lefts, block = {}, view.document().begin()
        while block.isValid():
            if block.text():
                at = block.layout().position().x() + block.layout().lineAt(0).naturalTextRect().x()
                lefts[without_isolates(block.text())] = round(at)
            block = block.next()
        title = lefts["Anagrafe di Via degli Esempi: orari e sede"]
        for words in ("ما يلزم", "التكاليف", "Via degli Esempi 50, 00100", "اليوم: 08:30-12:30"):
            assert lefts[words] == title, words
        call = view.findChild(QPushButton, "card_call_0")
        assert call.geometry().left() > view.viewport().width() / 2


async def test_in_arabic_what_was_done_in_a_case_stands_beside_its_hour(
    arabic: QApplication,
) -> None:
    async with staged(arabic, "level2-case") as (window, _):
        [story] = [one for one in window.findChildren(CaseStory) if one.isVisible()]
        document = story.document()
        what = document.find("presa in carico").block()
        when = what.next()
        assert re.fullmatch(r"\d\d/11 \d\d:\d\d", without_isolates(when.text()))
        room_of = document.documentLayout().blockBoundingRect
        assert when.textDirection() is Qt.LayoutDirection.RightToLeft
        assert room_of(what).right() <= room_of(when).left()
        assert room_of(when).right() <= document.textWidth()


async def test_in_arabic_the_words_of_citizens_point_at_their_card(arabic: QApplication) -> None:
    async with staged(arabic, "editing-words") as (window, _):
        details = [one.text() for one in window.findChildren(RecordDetail)]
        [told] = [text for text in details if "sportello" in text and "Carta d'identità" in text]
        assert "←" in told
        assert "→" not in told


async def test_in_arabic_filters_are_shown_as_they_are_typed_above_links_that_are_whole(
    arabic: QApplication,
) -> None:
    async with staged(arabic, "filter-choose", text_percent=150) as (window, _):
        options = window.findChild(HitList, "filter_options")
        assert left_to_right("@aperti") in options.hits()[0].subtitle
        for name in ("card_entry.fault", "card_card.send"):
            link = window.findChild(QPushButton, name)
            assert link.visibleRegion().boundingRect() == link.rect(), name


async def test_in_arabic_every_filter_that_is_on_is_seen_with_double_text(
    arabic: QApplication,
) -> None:
    async with staged(arabic, "filtered", text_percent=200) as (window, _):
        for name in ("open", "municipio", "office", "language"):
            chip = window.findChild(QPushButton, f"filter_{name}")
            assert chip.visibleRegion().boundingRect() == chip.rect(), name


async def test_in_arabic_the_way_back_from_two_texts_stands_on_their_page(
    arabic: QApplication,
) -> None:
    async with staged(arabic, "editing-clash", text_percent=150) as (window, _):
        page = window.part(EditingScreen).page.compare
        assert page.rect().contains(page.back.geometry())


async def test_in_arabic_the_call_begins_at_the_right(arabic: QApplication) -> None:
    async with staged(arabic, "talking") as (window, _):
        strip = window.part(CallStrip)
        assert strip.timer.mapTo(strip, QPoint(0, 0)).x() > strip.width() // 2


@pytest.mark.usefixtures("arabic")
def test_in_arabic_hours_have_the_same_digits_as_phone_numbers() -> None:
    assert QLocale().language() is QLocale.Language.Arabic
    assert QLocale().toString(QTime(14, 6), "HH:mm") == "14:06"


async def test_in_arabic_a_sentence_that_begins_with_an_italian_name_is_read_from_the_right(
    arabic: QApplication,
) -> None:
    async with staged(arabic, "transfer-closed") as (window, _):
        [sentence] = [
            label
            for label in window.part(CallPanels).transfer.picker.findChildren(PlainLabel)
            if without_isolates(label.text()).startswith("Scuole e nidi")
        ]
        assert QLabel.text(sentence)[0] == "\u200f"
    async with staged(arabic, "ringing-passed-on") as (window, _):
        titles = window.part(PassedCard).findChildren(ElidedLabel)
        assert [QLabel.text(title)[0] for title in titles] == ["\u200f"]


async def test_in_arabic_numbers_of_the_last_calls_stay_in_order(arabic: QApplication) -> None:
    async with staged(arabic, "call-list") as (window, _):
        cells = [one.cells[2] for one in window.part(CallPanels).call_list.table.records()]
        assert left_to_right("06 5550 0101") in cells[0]


async def test_in_arabic_the_number_of_an_office_is_read_as_it_is_dialled(
    arabic: QApplication,
) -> None:
    async with staged(arabic, "directory-idle") as (window, _):
        shown = [row.subtitle for one in window.findChildren(HitList) for row in one.hits()]
        assert any(isolated("06 5550 0500") in text for text in shown), shown
        assert any(isolated("Via degli Esempi 50, 00100") in text for text in shown), shown


async def test_in_arabic_the_languages_of_a_card_stand_apart(arabic: QApplication) -> None:
    async with staged(arabic, "editing-card") as (window, _):
        rows = window.part(EditingScreen).findChildren(FoldRow)
        name = LanguageTexts(window).name("it")
        assert any(isolated(name) in row.shown().words for row in rows)


async def test_in_arabic_the_keys_of_the_dial_pad_stand_as_on_every_telephone(
    arabic: QApplication,
) -> None:
    async with staged(arabic, "digits") as (window, _):
        pad = window.part(CallPanels).dial_pad
        one, three = (pad.findChild(QPushButton, f"digit_{at}") for at in (0, 2))
        assert one is not None
        assert three is not None
        assert one.x() < three.x()


# A tooltip is asked for where a text is shortened; it would be raised.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize(
    ("name", "size"), [("floor-quiet", QSize(1366, 768)), ("wrap-up", QSize(1180, 768))]
)
async def test_where_an_arabic_line_is_higher_its_part_is_higher_too(
    arabic: QApplication, name: str, size: QSize
) -> None:
    """A figure below such a word lost its comma in larger text, a prompt half of its last line."""
    assert await seen_in(arabic, name, [Look("light", p, size) for p in (100, 130)]) == {}


async def test_in_arabic_the_reason_of_an_import_ends_with_its_own_full_stop(
    arabic: QApplication,
) -> None:
    async with staged(arabic, "editing-import-review") as (window, _):
        told = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
        reason = isolated("Il testo da dire è stato preso dalla descrizione: da completare.")
        assert any(reason in text for text in told)


@pytest.mark.parametrize("percent", [100, 130])
async def test_in_arabic_that_an_answer_is_saved_is_said_above_its_field(
    arabic: QApplication, percent: int
) -> None:
    async with staged(arabic, "level2-talking", text_percent=percent) as (window, _):
        [form] = [one for one in window.findChildren(CaseForm) if one.isVisible()]
        [saved] = [
            label
            for label in form.findChildren(QLabel)
            if label.isVisible() and label.text().startswith("✓")
        ]
        below = saved.mapTo(form, saved.rect().bottomLeft()).y()
        assert below < form.answer.mapTo(form, QPoint(0, 0)).y()


async def test_in_arabic_the_second_line_of_a_wrapped_cell_is_there(arabic: QApplication) -> None:
    """Lines of Arabic are higher: of two the drawer of a team showed one, and half the words."""
    async with staged(arabic, "team", text_percent=130, size=QSize(1366, 768)) as (window, _):
        table = window.part(TeamCommands).team.panel.table
        assert table.wordWrap()
        lines = table.fontMetrics().boundingRect(QRect(0, 0, 999, 999), 0, "نص\nالطوارئ")
        heights = {table.rowHeight(row) for row in range(len(table.records()))}
        assert min(heights) >= lines.height() + 2, "Qt leaves out a line that has no room"


def words_of(button: ActionButton, key: str) -> QImage:
    """Return how the word of a button is painted, with this key beside it."""
    word = f"يجرّب أحدهم كلمات مرور {isolated('Anna Prova')}"
    button.show_words(word, key)
    button.resize(button.sizeHint())
    image = button.grab().toImage()
    width = button.width_with(Less(has_key=False)) - 24
    return image.copy(image.width() - 12 - width, 4, width, image.height() - 8)


def test_a_key_on_a_button_does_not_turn_its_words(arabic: QApplication) -> None:
    """Whose passwords are tried stood first, before what is done with them."""
    button = action_button("of_a_test", "")
    assert words_of(button, "Ctrl+D") == words_of(button, "")
