"""What few seats ever show is made when it is first wanted."""

from PySide6.QtWidgets import QApplication

from console.scenes.photograph import staged
from console.screens.editing.figures_panel import FiguresPanel
from console.shell.panels import KeysPanel
from widgets.panels.audio_panel import AudioPanel
from widgets.panels.dial_pad import DialPad
from widgets.panels.order_panel import OrderPanel
from widgets.tables.call_list import CallList

SELDOM = (KeysPanel, FiguresPanel, AudioPanel, CallList, DialPad, OrderPanel)


async def test_an_operators_window_waits_for_no_panel_she_seldom_opens(app: QApplication) -> None:
    async with staged(app, "talking") as (window, _):
        assert [part for kind in SELDOM for part in window.findChildren(kind)] == []
