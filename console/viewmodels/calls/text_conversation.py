"""Real-time text beside the voice: what both sides type, letter by letter, line by line."""

from collections.abc import Awaitable, Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from console.errors import ServerRejected, ServerUnreachable
from console.runtime.task_scope import TaskScope
from contract.domain.text_conversation import ALERT, BACKSPACE, LINE_BREAK, LOST
from contract.wire.text import CHARACTERS_LIMIT

SAID_EVERY_S = 5.0  # the operator hears citizen and screen reader with the same ears
SAID_AFTER_S = 2.0  # of rest within a line
LINES_KEPT = 500


class Side(StrEnum):
    CITIZEN = "citizen"
    OPERATOR = "operator"


class TextLine:
    """One line of one side; text grows and shrinks while it is typed."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.text = ""
        self.is_open = True  # no line break after it yet


class TextConversationViewModel(QObject):
    """lines: both sides, by when each line began. tick() looks at the clock for said."""

    changed = Signal()  # whether there is text at all, or whether it can be sent
    line_began = Signal(int)  # row
    line_changed = Signal(int)
    line_gone = Signal(int)
    began_anew = Signal()
    said = Signal(str)  # what the citizen wrote since the last time, for the screen reader
    asked_attention = Signal()

    def __init__(
        self,
        *,
        send: Callable[[str], Awaitable[None]],
        scope: TaskScope,
        monotonic_s: Callable[[], float],
    ) -> None:
        """send delivers characters of the present call in order, or raises ServerUnreachable."""
        super().__init__()
        self._send = send
        self._scope = scope
        self._monotonic_s = monotonic_s
        self._unsent = ""
        self._talks = 0  # conversations so far: what is on its way may be of the one before
        self._is_sending = False
        self._unsaid = ""
        self._said_s = self._heard_s = 0.0
        self.lines: list[TextLine] = []
        self.is_there = False  # this call has text
        self.is_open = False  # and it is still going on
        self.is_stuck = False  # what was typed last could not be sent

    def begin(self) -> None:
        """A call with text: start with an empty conversation."""
        self._empty()
        self.is_there = self.is_open = True
        self.is_stuck = False
        self.began_anew.emit()
        self.changed.emit()

    def end(self) -> None:
        """The call is over; what was written stays readable while its contact is written."""
        if self.is_open:
            self.is_open = False
            self.changed.emit()

    def put_away(self) -> None:
        """Drop what was written in a call that is over: it is nobody's beside the next citizen."""
        if self.is_there and not self.is_open:
            self._empty()
            self.is_there = False
            self.began_anew.emit()
            self.changed.emit()

    def type(self, characters: str) -> None:
        """Show and send what the operator typed; a backspace takes back the letter before it."""
        if not self.is_open or not characters:
            return
        self._apply(Side.OPERATOR, characters)
        self._unsent += characters
        if not self._is_sending:
            self._is_sending = True
            self._scope.start("text.send", self._send_all())

    def on_text(self, characters: str, lost: int = 0) -> None:
        """Take what the citizen typed; lost: how many pieces of it the network dropped before."""
        heard = LOST * lost + characters
        self._apply(Side.CITIZEN, heard)
        if ALERT in heard:
            self.asked_attention.emit()
        self._unsaid += heard.replace(ALERT, "")
        self._heard_s = self._monotonic_s()

    def on_own_text(self, characters: str) -> None:
        """Take what the operator typed before the console was started anew."""
        self._apply(Side.OPERATOR, characters)

    def tick(self) -> None:
        """Give the screen reader whole lines, or what stands when the citizen rests."""
        now_s = self._monotonic_s()
        rests = now_s - self._heard_s >= SAID_AFTER_S
        if not self._unsaid or now_s - self._said_s < SAID_EVERY_S:
            return
        if rests or LINE_BREAK in self._unsaid:
            sentence, self._unsaid, self._said_s = _carried_out(self._unsaid), "", now_s
            if sentence:
                self.said.emit(sentence)

    def _empty(self) -> None:
        self.lines.clear()
        self._unsent = self._unsaid = ""
        self._talks += 1

    def _apply(self, side: Side, characters: str) -> None:
        for character in characters:
            if character == BACKSPACE:
                self._take_back(side)
            elif character == LINE_BREAK:
                self._break_line(side)
            elif character != ALERT:
                self._append(side, character)

    def _append(self, side: Side, character: str) -> None:
        row = self._last_of(side)
        if row is None or not self.lines[row].is_open:
            if len(self.lines) >= LINES_KEPT:
                self._drop(0)
            self.lines.append(TextLine(side))
            row = len(self.lines) - 1
            self.lines[row].text = character
            self.line_began.emit(row)
        else:
            self.lines[row].text += character
            self.line_changed.emit(row)

    def _break_line(self, side: Side) -> None:
        row = self._last_of(side)
        if row is not None:
            self.lines[row].is_open = False

    def _take_back(self, side: Side) -> None:
        """Take back a letter, or the line break before the line that is being written."""
        row = self._last_of(side)
        if row is None:
            return
        line = self.lines[row]
        if not line.is_open:
            line.is_open = True
        elif len(line.text) > 1:
            line.text = line.text[:-1]
            self.line_changed.emit(row)
        else:
            self._drop(row)

    def _drop(self, row: int) -> None:
        del self.lines[row]
        self.line_gone.emit(row)

    def _last_of(self, side: Side) -> int | None:
        rows = range(len(self.lines) - 1, -1, -1)
        return next((row for row in rows if self.lines[row].side is side), None)

    async def _send_all(self) -> None:
        try:
            while self._unsent and await self._send_piece():
                pass
        finally:
            self._is_sending = False

    async def _send_piece(self) -> bool:
        """Send what waits longest; return whether to go on.

        What became of it says nothing of a conversation that has begun meanwhile.
        """
        talk, piece = self._talks, self._unsent[:CHARACTERS_LIMIT]
        try:
            await self._send(piece)
        except (ServerUnreachable, ServerRejected):
            if talk == self._talks:
                self._stuck(True)
                return False
        else:
            if talk == self._talks:
                self._unsent = self._unsent[len(piece) :]
                self._stuck(False)
        return True

    def _stuck(self, is_stuck: bool) -> None:
        if is_stuck is not self.is_stuck:
            self.is_stuck = is_stuck
            self.changed.emit()


def _carried_out(characters: str) -> str:
    """Return one line to be spoken, with the corrections that fall into it carried out."""
    kept: list[str] = []
    for character in characters:
        if character == BACKSPACE:
            if kept:
                kept.pop()
        else:
            kept.append(" " if character == LINE_BREAK else character)
    return " ".join("".join(kept).split())
