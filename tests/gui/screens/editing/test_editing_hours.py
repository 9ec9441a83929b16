"""The hours of an entry in its form: what is typed by hand, and what the checks say of it."""

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from console.model.editing.entry_texts import hours_from, hours_text
from console.scenes.photograph import staged
from console.screens.editing.editing_screen import EditingScreen
from tests.support.waiting import until
from widgets.fields.hours_field import HoursField


async def test_an_exception_that_a_later_one_hides_is_a_warning_in_the_checks(
    app: QApplication,
) -> None:
    async with staged(app, "editing-office") as (window, seat):
        editor, checks = seat.models.editing.editor, window.part(EditingScreen).preview.checks
        lines = hours_from(editor.texts["desk_times"])
        typed = "24/12/2026 | chiuso | sciopero\n21/12/2026-27/12/2026 | 9-12"
        editor.write("desk_times", hours_text(replace(lines, exceptions=typed)))
        await until(lambda: editor.seen.hidden)
        shown = [checks.item(row).text() for row in range(checks.count())]
        [told] = [line for line in shown if "24/12/2026" in line]
        assert told.startswith("!  ")
        assert "uno scritto dopo parla degli stessi giorni" in told
        assert not any("a posto" in line for line in shown)
        assert editor.seen.errors == ()


async def test_eves_29_june_and_validity_reach_the_entry(app: QApplication) -> None:
    async with staged(app, "editing-office") as (window, seat):
        editor = seat.models.editing.editor
        field = window.part(EditingScreen).page.form.fields.field("desk_times")
        assert isinstance(field, HoursField)
        lines = hours_from(field.value())
        typed = replace(
            lines, holidays="closed", patron_day="as_usual", eve="12", valid_from="01/09/2026"
        )
        field.set_value(hours_text(typed))
        field.edited.emit(field.value())
        await until(
            lambda: editor.seen.entry is not None and editor.seen.entry.desk_times.valid_from
        )
        times = editor.seen.entry.desk_times
        assert times.holidays is not None
        assert times.holidays.pre_holiday_closes == 720
        assert times.holidays.patron_day != times.holidays.national
