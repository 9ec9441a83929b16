"""The judge of pictures finds each fault planted in a window, and none where there is none."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from tests.support.audits.planted_faults import IN_A_TALK
from tools.pictures.judge import judged
from tools.pictures.looks import Look, seen_in

# A tooltip is asked for where a text is shortened; it would be raised.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LAYOUTS = 3  # what was laid out may have asked what is around it to be
SMALL, LARGE = QSize(1366, 768), QSize(1920, 1080)
SEEN_IN = (Look("light", 100, SMALL), Look("dark", 130, SMALL), Look("contrast", 100, LARGE))


async def test_every_planted_fault_is_found_where_it_is_and_gone_with_it(
    app: QApplication,
) -> None:
    async with staged(app, "talking", size=SMALL) as (window, _):
        window.activateWindow()
        await settle()
        assert judged(window) == []
        missed = []
        for planted in IN_A_TALK:
            _lay_out(app)
            undo = planted.plant(window)
            _lay_out(app)
            found = judged(window)
            if not any(
                fault.kind is planted.kind and fault.where.endswith(planted.where)
                for fault in found
            ):
                missed.append((planted.name, found))
            undo()
        await settle()
        assert missed == [], missed
        assert judged(window) == []
    assert len(IN_A_TALK) >= 20


def _lay_out(app: QApplication) -> None:
    """Lay out at once: in a turn of the loop a saved draft or a timer would put back what moved."""
    for _ in range(LAYOUTS):
        app.sendPostedEvents(None, 0)


@pytest.mark.parametrize("scene", ["talking", "ringing", "level2-case", "floor", "sign-in"])
async def test_nothing_is_cut_covered_faint_or_nameless_in_three_themes_and_sizes(
    app: QApplication, scene: str
) -> None:
    assert await seen_in(app, scene, SEEN_IN) == {}


@pytest.mark.parametrize("scene", ["danger-suicide", "outgoing"])
async def test_with_double_text_what_lies_over_others_scrolls_and_no_ring_lies_over_it(
    app: QApplication, scene: str
) -> None:
    """What to do for somebody in danger covers the box with the cursor; results drop down."""
    assert await seen_in(app, scene, [Look("light", 200, SMALL)]) == {}
