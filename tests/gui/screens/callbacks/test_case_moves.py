"""Level II: a case gets the topic it has not, and goes to the desk that can answer it."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.scenes.scene_seat import SceneSeat
from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from contract.domain.callback import Callback
from contract.domain.ids import CallbackId, TopicId
from tests.support.known import known
from tests.support.waiting import until
from widgets.fields.chooser_field import ChooserField
from widgets.kit.plain_text import without_isolates
from widgets.panels.floating_panel import is_in_panel
from widgets.panels.order_panel import OrderPanel
from widgets.panels.pill import Pill


def panel_of(window: object) -> OrderPanel:
    found = window.findChild(OrderPanel, "hand_over_panel")  # type: ignore[attr-defined]
    assert isinstance(found, OrderPanel)
    return found


def queued(seat: SceneSeat, key: CallbackId) -> Callback:
    return next(one for one in seat.models.queue.rows if one.id == key)


async def test_a_digit_hands_the_case_over_and_it_leaves_the_queue(app: QApplication) -> None:
    async with staged(app, "level2-hand-over") as (window, seat):
        work = seat.models.case_work
        assert panel_of(window).isVisible()
        assert work.callback is not None
        number = work.file.case.number if work.file.case is not None else ""
        key, before = work.callback.id, work.callback.desk_id
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
        await until(lambda: work.callback is None)
        # This clerk works at both desks: it waits at the other one, in nobody's hands.
        await until(lambda: queued(seat, key).desk_id != before)
        assert queued(seat, key).holder_id is None
        await settle()
        assert not panel_of(window).isVisible()
        told = window.findChild(Pill)
        assert told is not None
        said = told.confirmation()
        assert said is not None
        assert number in without_isolates(said.spoken)


async def test_a_digit_pressed_twice_adds_nothing_to_what_the_other_desk_reads(
    app: QApplication,
) -> None:
    async with staged(app, "level2-hand-over") as (_window, seat):
        work = seat.models.case_work
        written = work.draft.note
        handed: list[str] = []
        work.recorded.connect(lambda result, _: handed.append(result.note))
        for _ in range(2):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
        await until(lambda: bool(handed))
        assert handed == [written]


async def test_without_a_word_for_the_other_desk_the_field_asks_for_it(app: QApplication) -> None:
    async with staged(app, "level2-case") as (window, seat):
        page = window.part(CallbackQueueScreen)
        seat.models.case_work.write_note("")
        seat.models.case_work.opened.emit()
        window.commands.run("callback.hand_over")
        await settle()
        assert window.findChild(OrderPanel, "hand_over_panel") is None
        assert page.case.fields.field("answer").editor is QApplication.focusWidget()
        assert seat.models.case_work.error == "missing_word"


async def test_a_case_without_a_topic_is_given_one_where_it_is_answered(
    app: QApplication,
) -> None:
    async with staged(app, "level2-case") as (window, seat):
        page, work = window.part(CallbackQueueScreen), seat.models.case_work
        field = page.case.fields.field("topic")
        assert work.callback is not None
        wanted = next(one for one in seat.models.editor.topics if one.id != work.callback.topic_id)
        work.callback = replace(work.callback, topic_id=TopicId(""))
        work.file_changed.emit()
        assert field.value() == ""
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClicks(field.editor, wanted.path.rpartition(" › ")[2][:6])
        QTest.keyClick(field.editor, Qt.Key.Key_Return)
        await until(lambda: work.callback is not None and work.callback.topic_id == wanted.id)
        key = work.callback.id
        await until(lambda: queued(seat, key).topic_id == wanted.id)
        assert field.value() == wanted.id


@pytest.mark.parametrize("opens", ["callback.hand_over", "callback.postpone"])
async def test_a_panel_about_one_case_does_nothing_to_the_next_one(
    app: QApplication, opens: str
) -> None:
    """F9 saves the case behind the panel, and takes the next one in hand."""
    async with staged(app, "level2-case") as (window, seat):
        work = seat.models.case_work
        refused: list[str] = []
        window.work.refused.connect(refused.append)
        work.write_note("È la mensa della scuola.")
        work.choose_outcome("no_answer")
        first = known(work.callback).id
        window.commands.run(opens)
        assert is_in_panel(QApplication.focusWidget())
        window.commands.run("contact.close")
        await until(lambda: work.callback is not None and work.callback.id != first)
        work.write_note("Di un'altra pratica.")
        second = known(work.callback)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
        await settle()
        assert (work.callback, refused) == (second, ["case_gone"])


async def test_letters_of_another_topic_stay_while_the_queue_changes(app: QApplication) -> None:
    async with staged(app, "level2-case") as (window, seat):
        page, work = window.part(CallbackQueueScreen), seat.models.case_work
        field = page.case.fields.field("topic")
        assert isinstance(field, ChooserField)
        had = known(work.callback).topic_id
        assert field.value() == had
        field.editor.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(field.editor, "car")
        for changed in (work.file_changed, work.proposed, seat.models.editor.choices_changed):
            changed.emit()
            assert (field.text(), field.is_offering()) == ("car", True)
        page.case.answer.setFocus(Qt.FocusReason.TabFocusReason)
        assert field.value() == had, "what the case is about is not what was only begun"


async def test_the_list_of_topics_stays_open_while_the_queue_changes(app: QApplication) -> None:
    async with staged(app, "level2-case") as (window, seat):
        field = window.part(CallbackQueueScreen).case.fields.field("topic")
        assert isinstance(field, ChooserField)
        field.editor.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(field.editor, Qt.Key.Key_Down)
        assert field.is_offering()
        seat.models.case_work.file_changed.emit()
        assert field.is_offering()


async def test_without_another_desk_the_panel_says_so_and_esc_closes_it(app: QApplication) -> None:
    async with staged(app, "level2-case") as (window, seat):
        editor, work = seat.models.editor, seat.models.case_work
        own = tuple(one for one in editor.desks if one.id == known(work.callback).desk_id)
        editor.show_choices(editor.topics, own)
        work.write_note("È la mensa della scuola.")
        window.commands.run("callback.hand_over")
        assert panel_of(window).isVisible()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert not panel_of(window).isVisible()
