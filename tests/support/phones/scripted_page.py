"""The page of the phone without a browser engine: it says what a test says."""

from typing import Any

from PySide6.QtCore import QObject, Signal


class ScriptedPage(QObject):
    """asked: the commands it got, each with the number under which it is answered."""

    heard = Signal(object)
    crashed = Signal()
    certificate_refused = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked: dict[str, int] = {}
        self.is_there = True

    def say(self, do: str, to: int = 0, **_: Any) -> None:
        self.asked[do] = to

    def destroy(self) -> None:
        self.is_there = False


class ScriptedPages:
    """Put make() in the place of phone.engine.PhonePage, and profile() beside it."""

    def __init__(self) -> None:
        self.made: list[ScriptedPage] = []

    def make(self, _: object, parent: QObject) -> ScriptedPage:
        self.made.append(ScriptedPage(parent))
        return self.made[-1]

    @staticmethod
    def profile(parent: QObject, *_: object, **__: object) -> QObject:
        return QObject(parent)
