"""The editors' window: what is written first, what can be done, and that nothing jumps."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.editing.editing_screen import EditingScreen
from console.screens.editing.editing_strip import EditingStrip
from console.shell.main_window import MainWindow
from console.viewmodels.editing.entry_editor import EntryEditorViewModel
from widgets.kit.plain_text import ElidedLabel

TOO_LONG = "Documentazione amministrativa precedentemente presentata. " * 6


def places(window: MainWindow) -> dict[str, QRect]:
    """Return where the panes stand, and in the form the parts that are seen."""
    screen = window.part(EditingScreen)
    form = screen.page.form
    parts: list[QWidget] = [*screen.panes(), window.part(EditingStrip).widget, window.work.status]
    parts += [form.fields.field(name) for name in ("say", "title", "topic_id", "review_on")]
    parts += form.rows().values()
    return {
        f"{number} {part.objectName()}": QRect(part.mapTo(window, QPoint()), part.size())
        for number, part in enumerate(parts)
        if part.isVisible()
    }


async def written(editor: EntryEditorViewModel, field: str, text: str) -> None:
    editor.write(field, text)
    editor.texts_changed.emit()
    editor.look()
    await settle()


async def test_nothing_moves_while_checks_and_messages_come_and_go(app: QApplication) -> None:
    async with staged(app, "editing-card") as (window, seat):
        editor, screen = seat.models.editing.editor, window.part(EditingScreen)
        before = places(window)
        for field, text in (
            ("say", TOO_LONG),
            ("title", ""),
            ("valid_from", "domani"),
            ("how_to", "[modulo](javascript:x)"),
        ):
            await written(editor, field, text)
            assert places(window) == before, field
        assert screen.page.form.fields.field("title").error() == "manca. Scrivilo."
        assert "31/12/2026" in screen.page.form.fields.field("valid_from").error()
        assert screen.page.form.rows()["how_to"].shown().tag == "da correggere"
        screen.run("ask")
        await settle()
        assert "Prima sistema gli errori" in screen.page.notice()
        assert places(window) == before, "what is said has its place"


async def test_what_is_read_aloud_stands_first_and_large(app: QApplication) -> None:
    async with staged(app, "editing-card") as (window, _):
        form = window.part(EditingScreen).page.form
        say, title = form.fields.field("say"), form.fields.field("title")
        assert window.focusWidget() is say.editor
        assert say.mapTo(form, QPoint()).y() < title.mapTo(form, QPoint()).y()
        assert say.editor.font().pixelSize() == 17
        lines = QFontMetrics(say.editor.font()).lineSpacing() * 6
        assert say.editor.height() >= max(lines, 6 * 26)
        assert form.rows()["languages"].shown().tag == "1 di 10"


async def test_what_can_be_done_has_the_same_places_from_the_first_moment(
    app: QApplication,
) -> None:
    async with staged(app, "editing-new") as (window, seat):
        editor, strip = seat.models.editing.editor, window.part(EditingStrip).widget
        names = ("changes", "versions", "withdraw", "save", "ask")
        found = {name: strip.button(name) for name in names}
        before = {name: button.geometry() for name, button in found.items() if button is not None}
        assert before.keys() == set(names)
        assert not any(button.isEnabled() for button in found.values() if button is not None)
        await written(editor, "say", "Si paga entro il 16.")
        asks = found["ask"]
        assert asks is not None
        assert asks.isEnabled()
        assert {name: strip.button(name) for name in names} == found
        now = {name: button.geometry() for name, button in found.items() if button is not None}
        assert now == before


async def test_the_preview_has_two_sizes_of_text_and_a_tab_where_it_has_no_room(
    app: QApplication,
) -> None:
    async with staged(app, "editing-card") as (window, _):
        screen = window.part(EditingScreen)
        preview, switch = screen.preview, screen.columns.switch
        usual = preview.card.document().size().height()
        preview.view.large.click()
        assert preview.card.document().size().height() > usual
        preview.view.usual.click()
        assert preview.card.document().size().height() == usual
        assert not switch.isVisible()
        window.resize(880, 690)
        await settle()
        assert [part.isVisible() for part in screen.panes()] == [False, True, False]
        for at in range(3):
            click = switch.tabRect(at).center()
            QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=click)
            seen = [part.isVisible() for part in screen.panes()]
            assert seen == [one == at for one in range(3)]


@pytest.mark.parametrize("percent", [100, 130, 150])
async def test_what_one_has_in_hand_is_read_whole_in_the_strip_in_larger_text(
    app: QApplication, percent: int
) -> None:
    async with staged(app, "editing-card", text_percent=percent) as (window, _):
        strip = window.part(EditingStrip).widget
        title = strip.state().who
        [shown] = [one for one in strip.findChildren(ElidedLabel) if one.text() == title]
        assert shown.sizeHint().width() <= shown.width()
