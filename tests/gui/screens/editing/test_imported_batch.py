"""A reviewer decides on a large import at once, looks at some of it, and sends one back alone."""

from PySide6.QtWidgets import QApplication

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.editing.editing_screen import EditingScreen
from contract.wire.commands import ReviewRevision


async def test_one_of_an_import_is_sent_back_alone(app: QApplication) -> None:
    async with staged(app, "editing-import-review") as (window, seat):
        compare = window.part(EditingScreen).page.compare
        model = compare.choices.model()
        rows = [model.index(row, 0).data() for row in range(model.rowCount())]
        assert "Rimanda solo questa con la nota" in str(rows[-1])
        assert "Vale per tutte le 94 voci cambiate insieme." in compare.sentence()
        compare.chosen.emit("send_back_one")
        await settle()
        assert compare.note.error(), "without a word nobody knows what to change"
        compare.note.set_value("Non è nostro.")
        compare.chosen.emit("send_back_one")
        await settle()
        sent = [one.data for one in seat.server.commands if isinstance(one.data, ReviewRevision)]
        assert [(one.is_approved, one.note) for one in sent] == [(False, "Non è nostro.")]
