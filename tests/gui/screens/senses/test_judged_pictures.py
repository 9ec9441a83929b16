"""The judge of pictures finds each fault planted in a window, and none where there is none."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from tests.support.audits.planted_faults import IN_A_TALK, TOLD_IN_A_TALK, Planted
from tools.pictures.fault import Fault, Kind
from tools.pictures.judge import judged, told
from tools.pictures.looks import Look, seen_in
from tools.pictures.tree import out_of_order
from widgets.kit.action_button import ActionButton
from widgets.panels.dial_pad import DialPad

# A tooltip is asked for where a text is shortened; it would be raised.
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
    pytest.mark.usefixtures("painted"),
]

LAYOUTS = 3  # what was laid out may have asked what is around it to be
SMALL, LARGE = QSize(1366, 768), QSize(1920, 1080)
SEEN_IN = (Look("light", 100, SMALL), Look("dark", 130, SMALL), Look("contrast", 100, LARGE))


@pytest.mark.parametrize(
    ("judge", "faults"), [(judged, IN_A_TALK), (told, TOLD_IN_A_TALK)], ids=["seen", "told"]
)
async def test_every_planted_fault_is_found_where_it_is_and_gone_with_it(
    app: QApplication, judge: Callable[[QWidget], list[Fault]], faults: Sequence[Planted]
) -> None:
    async with staged(app, "talking", size=SMALL) as (window, _):
        window.activateWindow()
        await settle()
        assert judge(window) == []
        missed = []
        for planted in faults:
            _lay_out(app)
            undo = planted.plant(window)
            _lay_out(app)
            found = judge(window)
            if not any(
                fault.kind is planted.kind and fault.where.endswith(planted.where)
                for fault in found
            ):
                missed.append((planted.name, found))
            undo()
        await settle()
        assert missed == [], missed
        assert judge(window) == []


def test_each_kind_of_fault_is_planted() -> None:
    assert {one.kind for one in (*IN_A_TALK, *TOLD_IN_A_TALK)} == {*Kind}
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


def test_digits_of_a_telephone_are_told_from_the_left_in_a_mirrored_window_too(
    app: QApplication,
) -> None:
    window = QWidget()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    pad = DialPad(window)
    QVBoxLayout(window).addWidget(pad)
    window.show()
    pad.show()
    _lay_out(app)
    assert out_of_order(window) == []
    one, two = (pad.findChild(ActionButton, f"digit_{at}") for at in (0, 1))
    places = one.geometry(), two.geometry()
    one.setGeometry(places[1])
    two.setGeometry(places[0])
    assert out_of_order(window) == ["Button '2' digit_1 stands before Button '1' digit_0"]
    window.close()


@pytest.mark.parametrize("scene", ["danger-suicide", "outgoing"])
async def test_with_double_text_what_lies_over_others_scrolls_and_no_ring_lies_over_it(
    app: QApplication, scene: str
) -> None:
    """What to do for somebody in danger covers the box with the cursor; results drop down."""
    assert await seen_in(app, scene, [Look("light", 200, SMALL)]) == {}
