"""Plays a story by keys where the cursor is, and counts commands and letters."""

import time
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.bootstrap import Console
from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from contract.domain.ids import ContactId
from contract.wire.phone_socket import Call, CallState, Quality
from tools.benches.console_driver import focused, until
from tools.benches.rehearsed_phone import RehearsedPhone
from tools.keys.stories import Kind, Story

PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
GLANCE = 3  # results that are read at once
TALK_S = 25  # in which both have spoken: then it counts as a talk


class CallingPhone(RehearsedPhone):
    """It also calls out, and tells that both speak."""

    async def dial(self, to: str) -> int:
        number = next(self._numbers)
        began = time.monotonic()
        self._tell(
            Call(call=number, state=CallState.CALLING, is_incoming=False, peer=to,
                 started_mono_s=began, started_utc_s=time.time())
        )  # fmt: skip
        return number

    def citizen_answers(self) -> None:
        assert self._call is not None
        now_s, now = time.monotonic(), time.time()
        active = replace(
            self._call, state=CallState.ACTIVE, answered_mono_s=now_s, answered_utc_s=now
        )
        self._tell(active)

    def both_speak(self, seconds: int) -> None:
        assert self._call is not None
        levels = (0.1,) * seconds
        told = Quality(
            call=self._call.call, mos=4.2, lost_pct=0.0, jitter_ms=4, rtt_ms=20,
            rx_levels=levels, tx_levels=levels,
        )  # fmt: skip
        for listener in tuple(self._listeners):
            listener.on_quality(told)


class KeyRobot:
    """commands: strokes but letters; Shift, Ctrl or Alt held for one count as part of it."""

    def __init__(self, window: MainWindow, console: Console, phone: CallingPhone) -> None:
        self._window = window
        self._models = console.models
        self._phone = phone
        self._calls = 0
        self.commands = self.letters = 0

    async def play(self, story: Story) -> int:
        """Return what the story took of what its kind is measured by. Raise TimeoutError."""
        plays = {
            Kind.INFORMATION: self._information,
            Kind.FORWARD: self._forward,
            Kind.UNDO: self._undo,
            Kind.REOPEN: self._reopen,
            Kind.CALLBACK: self._callback,
        }
        return await plays[story.kind](story)

    async def become_ready(self) -> None:
        self.press(Qt.Key.Key_F5)
        await until(lambda: self._phone.is_available)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        self.commands += 1
        QTest.keyClick(focused(), key, modifier)

    def type(self, text: str) -> None:
        self.letters += len(text)
        for letter in text:
            QTest.keyClicks(focused(), letter)

    async def _information(self, story: Story) -> int:
        await self._answer()
        at = await self._search(story)
        if at:
            self.press(Qt.Key(Qt.Key.Key_1 + at), CTRL)
        self.press(Qt.Key.Key_F9)
        await self._closed()
        keys = self.commands + self.letters
        await self._hung_up()
        return keys

    async def _forward(self, story: Story) -> int:
        editor = self._models.editor
        await self._answer()
        self.press(Qt.Key(Qt.Key.Key_1 + await self._search(story)), CTRL)
        await until(lambda: editor.draft is not None and editor.draft.topic_id)
        self.type(story.text)
        self.press(Qt.Key.Key_F11)
        self.press(Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)
        await until(lambda: editor.draft is not None and editor.draft.callback is not None)
        self.press(Qt.Key.Key_F9, SHIFT)
        await self._closed()
        commands = self.commands
        await self._hung_up()
        return commands

    async def _undo(self, story: Story) -> int:
        await self._information(story)
        return await self._brought_back(lambda: self.press(Qt.Key.Key_Z, CTRL))

    async def _reopen(self, story: Story) -> int:
        await self._information(story)
        last: list[ContactId] = []

        def reopen() -> None:
            self.press(Qt.Key.Key_2, ALT)
            self.press(Qt.Key.Key_Return)

        await until(lambda: self._models.own_work.contacts)
        last.append(self._models.own_work.contacts[0].id)
        commands = await self._brought_back(reopen)
        return commands

    async def _brought_back(self, act: Callable[[], None]) -> int:
        """Have the last contact open again, and close it for the next story."""
        self._count_anew()
        act()
        await until(lambda: self._models.editor.draft is not None)
        commands = self.commands
        self.press(Qt.Key.Key_F9)
        await self._closed()
        return commands

    async def _callback(self, story: Story) -> int:
        work, case = self._models.case_work, self._window.part(CallbackQueueScreen).case
        await until(lambda: self._models.queue.rows)
        self._count_anew()
        self.press(Qt.Key.Key_F11)
        await until(case.call_button.hasFocus)
        self.press(Qt.Key.Key_Return)
        await until(lambda: self._models.call.call is not None)
        self._phone.citizen_answers()
        await until(case.answer.hasFocus)
        self._phone.both_speak(TALK_S)
        self.type(story.text)
        self._phone.citizen_hangs_up()
        taken = work.callback
        self.press(Qt.Key.Key_F9)
        commands = self.commands
        await until(lambda: work.callback is not taken)
        await until(lambda: self._models.connection.waiting == 0)
        if work.callback is not None:  # F9 has taken the next one: the next story begins itself
            work.release()
            await until(lambda: work.callback is None)
        return commands

    async def _answer(self) -> None:
        await until(lambda: self._phone.is_available and self._models.editor.draft is None)
        self._calls += 1
        self._phone.citizen_calls(f"+39065550{self._calls:04}")
        self._count_anew()
        self.press(Qt.Key.Key_F4)
        box = self._window.part(ContactScreen).search.field.editor
        await until(lambda: self._models.editor.draft is not None and box.hasFocus())

    async def _search(self, story: Story) -> int:
        """Type until the card is among the results a glance takes in; return where it stands."""
        knowledge, typed = self._models.knowledge, ""
        for letter in story.words:
            self.type(letter)
            typed += letter
            await until(lambda typed=typed: knowledge.answer.query == typed)  # type: ignore[misc]
            found = [hit.card_id or hit.id for hit in knowledge.answer.hits[:GLANCE]]
            if story.card in found:
                await until(lambda: knowledge.preview is not None)
                return found.index(story.card)
        raise LookupError(f"{story.words!r} does not find {story.card}")

    async def _closed(self) -> None:
        await until(lambda: self._models.editor.draft is None)

    async def _hung_up(self) -> None:
        self._phone.citizen_hangs_up()
        await until(lambda: self._phone.is_available)

    def _count_anew(self) -> None:
        self.commands = self.letters = 0
