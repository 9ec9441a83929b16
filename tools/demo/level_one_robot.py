"""The automatic level-I operator: answers, searches while the citizen talks, writes, closes."""

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt

from console.screens.contact.contact_screen import ContactScreen
from tools.demo.headless_run import is_forwarded
from tools.demo.watched_window import WatchedWindow, WindowFault

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
QUERIES = ("anagrafe", "ingombra", "carta id", "ztl perm", "pass dis", "tari dop", "cert res")
FORWARD_QUERY = "tari dop"
QUESTION = "Ha pagato due volte la seconda rata e chiede il rimborso."


async def play(seat: WatchedWindow, finish: Path) -> None:
    """Answer every call until the finish file appears."""
    seat.press(Qt.Key.Key_F5)
    await seat.until(lambda: seat.look == "ready", 10, "the state Pronto")
    index = 0
    while await seat.until(lambda: seat.look == "ringing", 3600, "a call", finish=finish):
        try:
            await one_call(seat, index)
        except WindowFault as fault:
            seat.note("error", text=f"call {index + 1}: {fault}")
        index += 1
        ready = lambda: seat.look in ("ready", "ringing")  # noqa: E731 - said once
        await seat.until(ready, 75, "Pronto after the call", finish=finish)


async def one_call(seat: WatchedWindow, index: int) -> None:
    number = f"+39{seat.number.removeprefix('39')}"
    seat.note("rang", number=number)
    await asyncio.sleep(0.4)
    seat.note("answer_key", number=number)
    seat.press(Qt.Key.Key_F4)
    await seat.until(lambda: seat.look == "talking", 5, "the state In linea")
    await seat.until(
        lambda: seat.window.part(ContactScreen).search.field.editor.hasFocus(),
        3,
        "the cursor in the search",
    )
    if is_forwarded(index):
        await forward_with_callback(seat)
    else:
        await answer_where_and_when(seat, index)
    await seat.until(lambda: seat.look not in ("talking", "held"), 30, "the end of the call")
    seat.note("closed", number=number)


async def answer_where_and_when(seat: WatchedWindow, index: int) -> None:
    """Eight letters, the answer is on screen, F9: the contact is complete while she still talks."""
    await seat.type_query(QUERIES[index % len(QUERIES)])
    await seat.until(lambda: seat.window.part(ContactScreen).search.hits(), 3, "results")
    await asyncio.sleep(3.2)  # reading it to the citizen
    seat.press(Qt.Key.Key_F9)


async def forward_with_callback(seat: WatchedWindow) -> None:
    await seat.type_query(FORWARD_QUERY)
    await seat.until(lambda: seat.window.part(ContactScreen).search.hits(), 3, "results")
    seat.press(Qt.Key.Key_1, CONTROL)
    await asyncio.sleep(0.2)
    await seat.type(QUESTION, every_s=0.03)
    seat.press(Qt.Key.Key_F11)
    await asyncio.sleep(0.3)
    seat.press(Qt.Key.Key_Down)
    await asyncio.sleep(0.1)
    seat.press(Qt.Key.Key_Return)
    await asyncio.sleep(0.3)
    seat.press(Qt.Key.Key_F9, SHIFT)
