"""The automatic level-II clerk: takes the next callback, calls the citizen, writes the answer."""

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt

from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from tools.demo.watched_window import WatchedWindow, WindowFault

SHIFT = Qt.KeyboardModifier.ShiftModifier
ANSWER = "Il rimborso della rata pagata due volte arriva entro sessanta giorni."
SPEAKS_S = 3.0


async def play(seat: WatchedWindow, finish: Path) -> None:
    """Work through the queue until the finish file appears."""
    index = 0
    while await seat.until(lambda: has_waiting(seat), 3600, "a callback", finish=finish):
        try:
            await one_callback(seat)
        except WindowFault as fault:
            seat.note("error", text=f"callback {index + 1}: {fault}")
            await asyncio.sleep(2)
        index += 1


def has_waiting(seat: WatchedWindow) -> bool:
    """Whether the table on screen shows a row."""
    return seat.window.part(CallbackQueueScreen).queue.table.isVisible() and bool(rows(seat))


def rows(seat: WatchedWindow) -> frozenset[str]:
    """What each row of the table on screen stands for; the one in hand has its row too."""
    table = seat.window.part(CallbackQueueScreen).queue.table
    return frozenset(record.key for record in table.records())


async def one_callback(seat: WatchedWindow) -> None:
    case = seat.window.part(CallbackQueueScreen).case
    if not case.call_button.hasFocus():  # F9 may have taken the next one already
        seat.press(Qt.Key.Key_F11)
    await seat.until(lambda: case.call_button.hasFocus(), 5, "the callback in hand")
    seat.press(Qt.Key.Key_Return)
    await seat.until(lambda: seat.look == "talking", 15, "the citizen answering")
    number = f"+39{seat.number.removeprefix('39')}"
    await asyncio.sleep(0.3)
    await seat.type(ANSWER, every_s=0.03)
    await asyncio.sleep(SPEAKS_S)
    seat.press(Qt.Key.Key_F8, SHIFT)
    await seat.until(lambda: seat.look not in ("talking", "held"), 5, "the call hung up")
    if case.values()["outcome"] != "solved":  # a long talk has proposed it
        seat.press(Qt.Key.Key_Tab)  # from the answer to the outcome
        seat.press(Qt.Key.Key_Down)  # solved
        await asyncio.sleep(0.2)
    shown = rows(seat)
    seat.press(Qt.Key.Key_F9)
    await seat.until(lambda: not case.values()["answer"], 5, "the callback closed")
    seat.note("called_back", number=number)
    await seat.until(lambda: shown - rows(seat), 10, "its row gone from the table")
