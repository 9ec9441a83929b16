import dataclasses

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from tests.gui.widgets.conftest import QtBot
from tests.support.audits.widget_audit import painted_contrast
from tests.support.event_count import EventCount
from tests.support.known import known
from tools.pictures.controls import spoken_name
from tools.pictures.cuts import cuts
from tools.pictures.shown import Shown
from widgets.cards.call_strip import BLOCK_PX, STRIP_PX, CallStrip, StateBlock, StripState
from widgets.cards.other_call import OtherCall
from widgets.cards.strip_buttons import StripAction
from widgets.kit.action_button import ActionButton
from widgets.kit.plain_text import ElidedLabel, InkLabel, without_isolates
from widgets.kit.theme import apply_theme
from widgets.kit.tokens import STATE_LOOKS, THEMES

HOLD = StripAction(name="hold", label="Attesa", key="F4", icon="pause", checked=False)
MUTE = StripAction(
    name="mute", label="Muto", key="F8", icon="mic-off", checked=False, may_overflow=1
)
HANG_UP = StripAction(name="hang_up", label="Chiudi", key="Maiusc+F8", kind="danger")
TALKING = StripState(
    look="talking",
    word="In linea",
    started_at=0.0,
    phone="06 5123 4567",
    who="<b>ROSSI</b> MARIA",
    detail="Coda Tributi · IT · attesa 0:18",
    actions=(HOLD, MUTE, HANG_UP),
)


class Clock:
    now = 134.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def strip(qtbot: QtBot) -> CallStrip:
    strip = qtbot.own(CallStrip(clock=Clock()))
    strip.resize(1366, STRIP_PX)
    strip.show_state(TALKING)
    strip.show()
    return strip


def _texts(strip: CallStrip) -> list[str]:
    return [label.text() for label in strip.findChildren(QLabel) if label.isVisible()]


def test_the_strip_says_state_time_and_who(strip: CallStrip) -> None:
    shown = " | ".join(_texts(strip))
    for words in ("In linea", "2:14", "06 5123 4567", "attesa 0:18"):
        assert words in shown


def test_a_name_with_markup_is_shown_as_it_is_written(strip: CallStrip) -> None:
    labels = [label for label in strip.findChildren(QLabel) if "<b>ROSSI</b>" in label.text()]
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_a_button_tells_its_action_and_is_named_without_its_key(
    strip: CallStrip, qtbot: QtBot
) -> None:
    button = known(strip.button("hold"))
    assert (button.text(), button.key) == ("Attesa", "F4")
    assert spoken_name(button) == "Attesa"
    with qtbot.waitSignal(strip.action_triggered) as told:
        button.click()
    assert told.args == ["hold"]


def test_a_switch_that_is_on_is_marked_by_more_than_colour(strip: CallStrip) -> None:
    on = dataclasses.replace(MUTE, checked=True)
    strip.show_state(dataclasses.replace(TALKING, actions=(HOLD, on)))
    muted, held = strip.button("mute"), strip.button("hold")
    assert muted is not None
    assert held is not None
    assert muted.isChecked()
    assert (muted.icon_name, held.icon_name) == ("check", "pause")


def test_a_pressed_switch_shows_what_the_state_says_not_what_was_clicked(
    strip: CallStrip,
) -> None:
    button = known(strip.button("mute"))
    button.click()
    strip.show_state(dataclasses.replace(TALKING, chip="Pausa dopo questa telefonata"))
    assert not button.isChecked()


def test_clicking_a_button_leaves_the_cursor_where_it_was(qtbot: QtBot) -> None:
    window = qtbot.own(QWidget())
    layout = QVBoxLayout(window)
    strip, field = CallStrip(), QLineEdit()
    layout.addWidget(strip)
    layout.addWidget(field)
    strip.show_state(TALKING)
    window.resize(1366, 200)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    button = known(strip.button("mute"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.hasFocus()


def test_a_new_state_keeps_buttons_that_stay_and_drops_the_others(strip: CallStrip) -> None:
    kept = strip.button("hang_up")
    strip.show_state(dataclasses.replace(TALKING, look="held", actions=(HANG_UP,)))
    assert strip.button("hang_up") is kept
    assert strip.button("hold") is None


def test_a_call_finds_the_buttons_of_the_call_before_it(strip: CallStrip, qtbot: QtBot) -> None:
    before = strip.button("hold")
    strip.show_state(dataclasses.replace(TALKING, look="ready", actions=()))
    assert before is not None
    assert not before.isVisible()
    strip.show_state(TALKING)
    assert strip.button("hold") is before
    with qtbot.waitSignal(strip.action_triggered) as told:
        before.click()
    assert told.args == ["hold"]
    QApplication.sendPostedEvents()
    places = [strip.button(name) for name in ("hold", "mute", "hang_up")]
    lefts = [button.x() for button in places if button is not None]
    assert lefts == sorted(lefts)


def test_buttons_and_icon_that_stay_are_not_laid_out_anew(strip: CallStrip) -> None:
    hold = known(strip.button("hold"))
    layouts = EventCount(hold.parentWidget(), QEvent.Type.LayoutRequest)
    of_strip = EventCount(strip, QEvent.Type.LayoutRequest)
    strip.show_state(dataclasses.replace(TALKING, quality_words="buona"))
    assert (layouts.count, of_strip.count) == (0, 0)
    strip.show_state(dataclasses.replace(TALKING, actions=(HOLD, MUTE)))
    assert layouts.count > 0


def test_buttons_follow_the_order_of_the_state(strip: CallStrip) -> None:
    strip.show_state(dataclasses.replace(TALKING, actions=(HANG_UP, HOLD, MUTE)))
    QApplication.sendPostedEvents()
    strip.grab()
    places = [strip.button(name) for name in ("hang_up", "hold", "mute")]
    lefts = [button.x() for button in places if button is not None]
    assert lefts == sorted(lefts)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("look", STATE_LOOKS)
def test_every_state_word_is_painted_readable(
    strip: CallStrip, qapp: QApplication, theme: str, look: str
) -> None:
    strip.show_state(dataclasses.replace(TALKING, look=look))
    apply_theme(qapp, theme, 100)
    strip.activateWindow()
    word = next(label for label in strip.findChildren(InkLabel) if label.text() == TALKING.word)
    assert painted_contrast_on(strip, word) >= 4.5


def painted_contrast_on(strip: CallStrip, part: QWidget) -> float:
    """Contrast of a part over the band that is painted below it."""
    picture = strip.grab(part.geometry())
    label = QLabel()
    label.setPixmap(picture)
    label.setFixedSize(part.size())
    return painted_contrast(label)


def test_dark_theme_has_a_quiet_band_with_a_coloured_bar(
    strip: CallStrip, qapp: QApplication
) -> None:
    apply_theme(qapp, "dark", 100)
    image, tokens = strip.grab().toImage(), THEMES["dark"]
    middle = image.height() // 2
    assert QColor(image.pixel(2, middle)).name() == tokens.talking.fill.lower()
    assert QColor(image.pixel(image.width() - 3, 3)).name() == tokens.surface.lower()
    strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.sendPostedEvents()
    mirrored = strip.grab().toImage()
    assert QColor(mirrored.pixel(image.width() - 3, middle)).name() == tokens.talking.fill.lower()


@pytest.mark.parametrize(("width", "percent"), [(1366, 100), (700, 100), (1366, 200), (900, 200)])
def test_a_narrow_strip_or_large_text_stays_one_row_and_cuts_nothing_that_matters(
    strip: CallStrip, qapp: QApplication, width: int, percent: int
) -> None:
    apply_theme(qapp, "light", percent)
    strip.resize(width, strip.height())
    QApplication.sendPostedEvents()
    assert strip.height() == STRIP_PX * percent // 100
    word = next(label for label in strip.findChildren(InkLabel) if label.text() == TALKING.word)
    assert word.width() >= word.sizeHint().width()
    for part in (word, strip.timer, *_buttons(strip)):
        corner = part.mapTo(strip, part.rect().bottomRight())
        assert strip.rect().contains(corner), part.objectName()
    for button in _buttons(strip):
        assert button.width() >= button.sizeHint().width()


def test_what_has_no_room_waits_in_a_menu_and_never_what_holds_or_ends_the_call(
    strip: CallStrip, qapp: QApplication
) -> None:
    apply_theme(qapp, "light", 200)
    strip.resize(1100, strip.height())
    QApplication.sendPostedEvents()
    names = {button.objectName() for button in _buttons(strip)}
    assert names == {"strip_hold", "strip_hang_up", "strip_more"}


def _buttons(strip: CallStrip) -> list[ActionButton]:
    return [button for button in strip.findChildren(ActionButton) if button.isVisible()]


@pytest.mark.parametrize("detail", ["", "Coda Tributi", "Aspetta da più di 45 secondi"])
def test_the_second_line_keeps_its_place_whatever_it_says(strip: CallStrip, detail: str) -> None:
    before = (strip._who.geometry(), strip._detail.y(), strip._detail.height(), strip.height())
    strip.show_state(dataclasses.replace(TALKING, detail=detail, is_urgent=bool(detail)))
    QApplication.sendPostedEvents()
    strip.grab()
    after = (strip._who.geometry(), strip._detail.y(), strip._detail.height(), strip.height())
    assert after == before


def test_what_ends_by_itself_is_counted_down_in_the_second_line(strip: CallStrip) -> None:
    strip.show_state(
        dataclasses.replace(TALKING, ends_at=177.0, ends_words="Torni Pronto fra {0}", phone="")
    )
    assert without_isolates(strip._detail.text()).startswith("Torni Pronto fra 0:43 · ")
    strip.show_state(dataclasses.replace(TALKING, ends_at=100.0, ends_words="ancora {0}", phone=""))
    assert strip._detail.text() == TALKING.detail, "it is over"


def test_who_waits_beside_a_consultation_is_in_the_second_line(strip: CallStrip) -> None:
    waits = OtherCall(look="held", word="In attesa", who="Bianca Esempio", started_at=93.0)
    strip.show_state(
        dataclasses.replace(TALKING, other=waits, other_waits="{0} aspetta da {1}", phone="")
    )
    assert strip.other.isHidden()
    shown = without_isolates(strip._detail.text())
    assert shown.startswith("Bianca Esempio aspetta da 0:41")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("look", STATE_LOOKS)
def test_the_whole_band_is_filled_only_while_it_rings(
    strip: CallStrip, qapp: QApplication, theme: str, look: str
) -> None:
    strip.show_state(dataclasses.replace(TALKING, look=look, actions=(), detail="", phone=""))
    apply_theme(qapp, theme, 100)
    image = strip.grab().toImage()
    seen = QColor(image.pixel(image.width() - 3, 3)).name()
    ringing = THEMES[theme].ringing.fill.lower()
    assert (seen == ringing) is (look == "ringing")
    block = QColor(image.pixel(2, 3)).name()
    assert (block == ringing) is (look == "ringing"), "a pause that is over looks like a call"


def test_buttons_without_room_lose_icon_and_key_and_never_a_word(
    strip: CallStrip, qtbot: QtBot, qapp: QApplication
) -> None:
    """A consultation with double text: what ends it stood beyond the edge of the window."""
    ending = StripAction(
        name="hang_up",
        label="Termina consultazione",
        short="Termina",
        key="Maiusc+F8",
        icon="phone-off",
        kind="danger",
    )
    passing = StripAction(
        name="complete", label="Trasferisci", key="Maiusc+F7", icon="phone", kind="primary"
    )
    strip.show_state(dataclasses.replace(TALKING, actions=(passing, HOLD, MUTE, ending)))
    apply_theme(qapp, "light", 200)
    strip.resize(1366, 2 * STRIP_PX)
    QApplication.sendPostedEvents()
    assert cut_short(strip) == []
    end = known(strip.button("hang_up"))
    assert strip.rect().contains(QRect(end.mapTo(strip, QPoint(0, 0)), end.size()))
    assert spoken_name(end) == "Termina consultazione"


def test_a_call_beside_another_leaves_the_buttons_their_words(
    strip: CallStrip, qtbot: QtBot, qapp: QApplication
) -> None:
    other = OtherCall(look="ringing", word="In arrivo", who="Carlo Collega", started_at=130.0)
    answer = StripAction(name="answer", label="Rispondi", key="F4", kind="primary")
    decline = StripAction(name="decline", label="Non posso", key="Maiusc+F4")
    strip.show_state(dataclasses.replace(TALKING, other=other, actions=(answer, decline, HANG_UP)))
    apply_theme(qapp, "light", 200)
    strip.resize(1366, 2 * STRIP_PX)
    QApplication.sendPostedEvents()
    assert cut_short(strip) == []


def cut_short(strip: CallStrip) -> list[str]:
    return [fault.what for fault in cuts(Shown(strip))]


def test_in_a_narrow_band_the_state_leaves_who_calls_what_it_does_not_need(
    strip: CallStrip,
) -> None:
    strip.show_state(TALKING)
    block = strip.findChild(StateBlock)
    assert block.sizeHint().width() == BLOCK_PX
    strip.resize(700, STRIP_PX)
    assert block.sizeHint().width() < BLOCK_PX


def test_a_line_alone_stands_in_the_middle_of_the_band(strip: CallStrip) -> None:
    strip.show_state(StripState(look="not_ready", word="Non pronto", detail="lavora una pratica"))
    QApplication.sendPostedEvents()
    [line] = [one for one in strip.findChildren(QLabel) if one.text() == "lavora una pratica"]
    assert abs(line.geometry().center().y() - strip.rect().center().y()) <= 2


def test_a_part_of_line_2_without_room_is_left_out_and_never_cut(strip: CallStrip) -> None:
    """Of how long a citizen waited "attes…" was left, which says nothing."""
    [line] = [one for one in strip.findChildren(ElidedLabel) if "Coda Tributi" in one.text()]
    parts = line.text().split(" · ")
    beginnings = {" · ".join(parts[:count]) for count in range(1, len(parts) + 1)}
    least = line.fontMetrics().horizontalAdvance(parts[0])
    shown = set()
    for width in range(least + 1, line.sizeHint().width() + 1):
        line.resize(width, line.height())
        shown.add(line.shown_text())
    assert shown == beginnings
