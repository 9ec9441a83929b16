"""An error leaves when its cause does: typed over, chosen, proposed, or mended by another field."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from console.model.contact.contact_draft import CallbackWish
from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from console.screens.contact.contact_screen import ContactScreen
from console.screens.editing.editing_screen import EditingScreen
from console.screens.team.team_commands import TeamCommands
from console.shell.main_window import MainWindow
from console.viewmodels.callbacks.voicemail import VoicemailViewModel
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.duty.block_wish import BlockWishViewModel
from contract.domain.callback import AttemptOutcome
from contract.domain.contact import LINE_LIMIT, TEXT_LIMIT, Disposition
from contract.wire.phone_socket import CallState, EndCause
from widgets.fields.labelled_field import LabelledField, LineField


def error_of(window: MainWindow, name: str) -> str:
    """What stands under a field of the contact."""
    contact = window.part(ContactScreen)
    sides = (contact.form.fields, contact.citizen.fields)
    found = [side.field(name).error() for side in sides if name in side.values()]
    return found[0]


WRONG = (
    (Field.TOPIC, "", "tari"),
    (Field.NAME, "x" * (LINE_LIMIT + 1), "Bianca"),
    (Field.FISCAL_CODE, "ABC", ""),
    (Field.PHONE, "12", "06 5550 0123"),
    (Field.FACT_ADDRESS, "x" * (LINE_LIMIT + 1), "Via di prova 1"),
    (Field.DESCRIPTION, "x" * (TEXT_LIMIT + 1), "Chiede gli orari"),
)


@pytest.mark.parametrize(("field", "wrong", "right"), WRONG)
async def test_what_she_mends_in_a_field_of_the_contact_takes_its_error_away(
    app: QApplication, field: Field, wrong: str, right: str
) -> None:
    async with staged(app, "talking") as (window, seat):
        editor = seat.models.editor
        editor.edit(field, wrong)
        editor.closing.close()
        await settle()
        assert error_of(window, str(field))
        editor.edit(field, right)
        await settle()
        assert error_of(window, str(field)) == ""
        assert "incomplete" not in shown_notices(window)


async def test_every_field_that_can_be_wrong_is_tried(app: QApplication) -> None:
    tried = {str(field) for field, _, _ in WRONG}
    by_rule = {"desk", "description", "phone"}  # what forwarding needs: below
    never = {"municipio", "disposition", "office", "language", "topic_text"}  # from a list
    async with staged(app, "talking") as (window, _):
        contact = window.part(ContactScreen)
        names = {*contact.form.fields.values(), *contact.citizen.fields.values()}
        assert names - tried - by_rule - never == set()


async def test_a_card_that_brings_the_topic_takes_the_error_of_the_topic_away(
    app: QApplication,
) -> None:
    async with staged(app, "answered") as (window, seat):
        editor = seat.models.editor
        editor.closing.close()
        await settle()
        assert error_of(window, "topic")
        editor.filling.link_card(city.CARDS[0])
        await settle()
        assert error_of(window, "topic") == ""
        assert error_of(window, "description") == ""


async def test_what_only_forwarding_needs_is_no_error_when_it_is_not_forwarded(
    app: QApplication,
) -> None:
    async with staged(app, "answered") as (_, seat):
        editor = seat.models.editor
        editor.closing.forward()
        await settle()
        wanted = [name for name, _ in editor.errors]
        assert {"topic", "description"} <= set(wanted)
        editor.edit(Field.DISPOSITION, str(Disposition.INFORMATION_GIVEN))
        await settle()
        assert [name for name, _ in editor.errors] == ["topic"]


async def test_a_number_that_was_for_a_callback_only_is_no_error_without_one(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, seat):
        editor = seat.models.editor
        editor.edit(Field.PHONE, "")
        wish: CallbackWish = editor.offered_windows()[0]
        editor.promise_callback(wish)
        editor.edit(Field.DISPOSITION, str(Disposition.FORWARDED))
        editor.closing.close()
        await settle()
        assert error_of(window, "phone")
        editor.promise_callback(None)
        await settle()
        assert error_of(window, "phone") == ""


async def test_the_answer_of_a_callback_takes_its_own_error_away(app: QApplication) -> None:
    async with staged(app, "level2-case") as (window, seat):
        work, view = seat.models.case_work, window.part(CallbackQueueScreen).case
        work.choose_outcome(str(AttemptOutcome.SOLVED))
        work.write_note("")
        work.record()
        assert work.error == "missing_note"
        work.write_note("Detto che la rata è pagata.")
        assert (work.error, shown_errors(view)) == ("", [])
        work.write_note("x" * (TEXT_LIMIT + 1))
        work.record()
        assert work.error == "text_too_long"
        work.choose_outcome(str(AttemptOutcome.ASK_OFFICE))
        assert work.error == "text_too_long", "it still is"
        work.write_note("Breve.")
        assert (work.error, shown_errors(view)) == ("", [])


async def test_a_call_nobody_answers_proposes_the_outcome_that_was_missing(
    app: QApplication,
) -> None:
    async with staged(app, "level2-case") as (window, seat):
        work = seat.models.case_work
        work.choose_outcome("")
        work.record()
        assert work.error == "missing_outcome"
        assert work.callback is not None
        peer = work.callback.caller.phone
        seat.phone.report(is_incoming=False, state=CallState.CALLING, peer=peer)
        seat.phone.report(state=CallState.ENDED, cause=EndCause.NO_ANSWER)
        await settle()
        assert (work.error, shown_errors(window.part(CallbackQueueScreen).case)) == ("", [])


async def test_what_a_reviewer_types_takes_the_error_of_its_field_away(app: QApplication) -> None:
    async with staged(app, "editing-review") as (window, _):
        compare = window.part(EditingScreen).page.compare
        for field, wrong in ((compare.note, ""), (compare.when, "ieri")):
            field.set_value(wrong)
            field.show_error("Scrivi.")
            QTest.keyClicks(field.editor, "a")
            assert field.error() == ""


@pytest.mark.parametrize(("scene", "page"), [("sign-in", "sign_in"), ("lock", "lock_page")])
async def test_what_she_types_to_enter_takes_the_error_of_its_field_away(
    app: QApplication, scene: str, page: str
) -> None:
    async with staged(app, scene) as (window, _):
        shown: QWidget = getattr(window, page)
        for field in shown.findChildren(LineField):
            if not field.isVisible():
                continue
            field.show_error("Scrivi.")
            QTest.keyClicks(field.editor, "a")
            assert field.error() == "", field.objectName()


async def test_a_reason_that_was_missing_for_a_block_is_no_fault_once_it_is_written(
    app: QApplication,
) -> None:
    async with staged(app, "block-number") as (window, seat):
        seat.models.of(BlockWishViewModel).ask("", 1)
        panel = window.part(TeamCommands).block.panel
        assert "motivo" in spoken_labels(panel).casefold()
        seat.models.of(BlockWishViewModel).mend()
        assert seat.models.of(BlockWishViewModel).fault == ""
        seat.models.of(BlockWishViewModel).ask("", 1)
        QTest.keyClicks(panel.field.editor, "offende")
        await settle()
        assert seat.models.of(BlockWishViewModel).fault == ""


async def test_a_message_that_waited_for_the_end_of_a_call_is_not_refused_after_it(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (_, seat):
        message = seat.models.of(VoicemailViewModel)
        message.show("m-1", 12)
        message.toggle()
        assert message.error == "busy"
        await seat.phone.hang_up(1)
        await settle()
        assert message.error == ""


def shown_errors(part: QWidget) -> list[str]:
    return [one.error() for one in part.findChildren(LabelledField) if one.error()]


def spoken_labels(part: QWidget) -> str:
    return " ".join(one.text() for one in part.findChildren(QLabel) if not one.isHidden())


def shown_notices(window: MainWindow) -> str:
    notice = window.work.bar.current()
    return notice.key if notice is not None else ""
