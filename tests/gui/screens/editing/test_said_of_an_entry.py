"""What the foot of an entry says of an order is as grave as it looks, and said every time."""

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.editing_scenes import editing
from console.scenes.photograph import staged
from console.scenes.scene_editing_work import LEARNING, ME, a_revision
from console.screens.editing.editing_screen import EditingScreen
from contract.domain.knowledge_entries.revision import EntryKind, RevisionState


def look_of(window: QWidget) -> str:
    return str(window.findChild(QWidget, "entry_foot").property("notice"))


async def test_what_was_done_is_no_warning_and_what_stands_against_it_is_one(
    app: QApplication,
) -> None:
    async with staged(app, "editing-card") as (window, seat):
        page, handing = window.part(EditingScreen).page, seat.models.editing.handing
        handing.save()
        await settle()
        assert "Bozza salvata" in page.notice()
        assert look_of(window) == "ok"
        seat.models.editing.editor.write("how_to", "[modulo](javascript:x)")
        handing.ask_review()
        assert look_of(window) == "warning"


async def test_f9_on_what_waits_for_a_review_says_that_it_waits(app: QApplication) -> None:
    async with staged(app, "not-ready") as (window, seat):
        mine = a_revision(1, city.CARDS[0], EntryKind.CARD, author_ids=(ME,))
        seat.server.editing = (replace(mine, state=RevisionState.IN_REVIEW), *LEARNING)
        seat.models.session.sign_out()
        await settle()
        await editing(window, seat)
        seat.models.editing.editor.open(EntryKind.CARD, city.CARDS[0].id)
        await settle()
        await settle()
        screen = window.part(EditingScreen)
        for _ in range(2):
            screen.act()
            assert screen.page.notice() == "È già in revisione. La pubblica un'altra persona."
        assert look_of(window) == "info"
