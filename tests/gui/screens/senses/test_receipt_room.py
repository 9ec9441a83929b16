"""The receipt of a contact: its height goes to what is written, not to what is not there."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollArea, QWidget

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from console.viewmodels.contact.contact_fields import Field
from widgets.cards.text_pane import TextPane

USUAL, WIDE = QSize(1366, 768), QSize(1920, 1080)
LINES = "Chiede degli orari.\nE della delega.\nRichiama domani."


def place(part: QWidget) -> QRect:
    return QRect(part.mapTo(part.window(), QPoint(0, 0)), part.size())


def box_of(contact: ContactScreen) -> QPlainTextEdit:
    box = contact.form.fields.field("description").editor
    assert isinstance(box, QPlainTextEdit)
    return box


async def test_in_arabic_three_lines_of_the_question_are_read_without_scrolling(
    arabic: QApplication,
) -> None:
    """Labels of another script asked for half a line more each, and the box had two lines."""
    async with staged(arabic, "talking", size=USUAL) as (window, seat):
        contact = window.part(ContactScreen)
        seat.models.editor.edit(Field.DESCRIPTION, LINES)
        await settle()
        [form] = contact.form.findChildren(
            QScrollArea, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        for area in (box_of(contact), form):
            assert area.verticalScrollBar().maximum() == 0


async def test_the_last_contacts_begin_where_the_fields_do_and_their_topic_stands_out(
    app: QApplication,
) -> None:
    async with staged(app, "talking", size=USUAL) as (window, _):
        citizen = window.part(ContactScreen).citizen
        table, above = citizen.contacts, place(citizen.fields.field("fiscal_code"))
        day = table.visualRect(table.model().index(0, 0))
        at = table.viewport().mapTo(window, day.topLeft())
        assert at.x() == above.x()
        topic = table.model().index(0, 1).data(Qt.ItemDataRole.FontRole)
        assert topic.weight() == QFont.Weight.DemiBold
        assert table.rowHeight(0) == 32


async def test_in_a_wide_window_buttons_follow_the_last_field_and_the_history_leaves_no_hole(
    app: QApplication,
) -> None:
    async with staged(app, "talking", size=WIDE) as (window, _):
        contact = window.part(ContactScreen)
        box, save = place(box_of(contact)), place(contact.form.save_button)
        assert box.height() <= 264
        assert 0 < save.top() - box.bottom() <= 24
        fields = place(contact.citizen.fields.field("language"))
        assert place(contact.form).top() - fields.bottom() <= 40
        window.resize(USUAL)
        await settle()
        assert place(contact.form.save_button).bottom() > place(contact.form).bottom() - 24


@pytest.mark.parametrize("size", [USUAL, WIDE])
async def test_a_possible_caller_is_seen_and_confirmed_at_every_width(
    app: QApplication, size: QSize
) -> None:
    async with staged(app, "answered", size=size) as (window, seat):
        contact = window.part(ContactScreen)
        callers = contact.citizen.callers
        is_beside = size == WIDE
        assert contact.columns.history.isAncestorOf(callers) is is_beside
        window.commands.run("caller.focus")
        assert callers.rows.hasFocus()
        if is_beside:  # what is written has the column of the history, but not their room
            assert place(callers).bottom() < place(contact.citizen.contacts).top()
            seat.models.duty.text.begin()
            await settle()
            assert not place(window.part(TextPane)).intersects(place(callers))


async def test_who_may_be_calling_stands_at_the_start_while_it_rings(app: QApplication) -> None:
    async with staged(app, "ringing", size=WIDE) as (window, _):
        citizen = window.part(ContactScreen).citizen
        assert citizen.callers.isVisible()
        assert citizen.isAncestorOf(citizen.callers)
