"""A console to kill: the real one in this process, a robot that presses its keys and looks.

python -m tools.proofs.seats.seat_robot --glances FILE --orders FILE [--login L] -- CONSOLE-OPTIONS

Orders, one a line: "key Shift+F8", "write TEXT", "type SEED FIELD…" (types until it is killed).
"""

import argparse
import asyncio
import os
import random
import sys
import time
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from qasync import QEventLoop

from console.bootstrap import Seams
from console.runtime.crash_reporter import CrashReporter
from console.runtime.logging_setup import set_up_logging
from console.runtime.paths import log_dir
from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from console.screens.contact.contact_screen import ContactScreen
from console.settings import Settings, load
from console.shell.main_window import MainWindow
from console.shell.translation import install_translation
from console.start.window_run import run
from console.store.replica.file_lock import FileLock
from tools.proofs.seats.glance import Glance, GlanceLog, now_s, starved_s, waited_s
from widgets.cards.call_strip import CallStrip
from widgets.cards.passed_card import PassedCard
from widgets.panels.line_picker import LinePicker
from widgets.tables.hit_list import HitList

PASSWORD = "CHIAMAROMA_PROOF_PASSWORD"
LOOK_EVERY_S = 0.015
LETTERS = "abcdefghilmnoprstuvz   "
KEPT = "✓ salvata"
PAUSES_S = (0.02, 0.04, 0.06, 0.08, 0.12, 0.2, 0.4)
KEYS_OF_FIELDS = {
    "description": "Alt+D",
    "name": "Alt+N",
    "topic": "Alt+A",
    "fact_address": "Alt+O",
    "search": "F2",
    "answer": "",  # the only one of its form
}


class SeatRobot:
    """Knows no view-model: it reads widgets as a person reads a screen."""

    def __init__(self, window: MainWindow, glances: GlanceLog, orders: Path) -> None:
        self._window = window
        self._glances = glances
        self._orders = orders
        self._last = Glance(at_s=0.0, cpu_s=0.0, page="")
        self._takes_keys = False

    async def play(self, login: str) -> None:
        """Look and do what is ordered until killed."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep_looking())
            if login:
                await self._sign_in(login)
            await self._follow_orders(group)

    def look(self, fault: str = "") -> Glance:
        """Tell what is on the screen now, when it is not what was told before."""
        seen = replace(self._seen(), takes_keys=self._takes_keys, fault=fault)
        last = self._last
        times = {name: getattr(last, name) for name in ("at_s", "cpu_s", "starved_s", "waited_s")}
        if replace(seen, **times) != last:
            self._last = replace(seen, waited_s=round(waited_s(), 3))
            self._glances.add(self._last)
        return self._last

    def press(self, keys: str) -> None:
        combination: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]  # stub lacks it
        self._send(combination.key(), combination.keyboardModifiers())

    def write(self, letter: str) -> None:
        """Press a letter and tell what became of it."""
        before = self._last.values
        focus = QApplication.focusWidget()
        if focus is None:
            self.look(_no_focus())
            return
        QTest.keyClicks(focus, letter)
        self._takes_keys = self._takes_keys or self._seen().values != before
        self.look()

    async def type_on(self, seed: int, fields: list[str]) -> None:
        """Type and change fields at random, for ever."""
        chance = random.Random(seed)
        self.write(chance.choice(LETTERS))
        while True:
            await asyncio.sleep(chance.choice(PAUSES_S))
            stroke = chance.random()
            if stroke < 0.07 and len(fields) > 1:
                self._go_to(chance.choice(fields))
            elif stroke < 0.12:
                self.press("Backspace")
            elif stroke < 0.16:
                self.press("Left")
                self.write(chance.choice(LETTERS))
            else:
                self.write(chance.choice(LETTERS))
            self.look()

    def _go_to(self, field: str) -> None:
        self.press("Escape")  # closes a list of offers, else nothing
        self.press(KEYS_OF_FIELDS[field])
        if self.look().focus != field:
            self.look(f"{KEYS_OF_FIELDS[field]} led to {self._last.focus}, not to {field}")

    def _send(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        focus = QApplication.focusWidget()
        if focus is None:
            self.look(_no_focus())
        else:
            QTest.keyClick(focus, key, modifiers)

    async def _keep_looking(self) -> None:
        while True:
            self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    async def _follow_orders(self, group: asyncio.TaskGroup) -> None:
        done = 0
        while True:
            lines = self._orders.read_text().splitlines() if self._orders.exists() else []
            for line in lines[done:]:
                verb, _, rest = line.partition(" ")
                if verb == "key":
                    self.press(rest)
                elif verb == "write":
                    for letter in rest:
                        self.write(letter)
                        await asyncio.sleep(0.05)
                else:
                    seed, *fields = rest.split()
                    group.create_task(self.type_on(int(seed), fields))
            done = len(lines)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _sign_in(self, login: str) -> None:
        while self.look().page != "sign_in":
            await asyncio.sleep(LOOK_EVERY_S)
        for text, key in ((login, "Tab"), (os.environ[PASSWORD], "Return")):
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClicks(focus, text)
            self.press(key)

    def _seen(self) -> Glance:
        window, work = self._window, self._window.work
        contact, case = window.part(ContactScreen), window.part(CallbackQueueScreen).case
        passed = window.part(PassedCard)
        focus, cursor = self._focus()
        strip = window.part(CallStrip).state()
        other = strip.other
        panel, lines, usable = self._panel()
        return Glance(
            at_s=now_s(),
            cpu_s=round(time.process_time(), 3),
            starved_s=round(starved_s(), 3),
            page=self._page(),
            look=strip.look,
            word=strip.word,
            number="".join(c for c in strip.phone if c.isdigit()),
            other=(other.look, other.who) if other is not None else ("", ""),
            passed=passed.text() if passed.isVisible() else "",
            panel=panel,
            lines=lines,
            usable=usable,
            focus=focus,
            cursor=cursor,
            has_form=contact.form.isVisible() or case.form.isVisible(),
            is_kept=contact.form.caption().startswith(KEPT),
            hits=len(contact.search.hits()),
            notices=(*_words(work.bar), *_words(work.area.pill)),
            status=" ".join(_words(work.status)),
            values={
                **contact.citizen.values(),
                **contact.form.values(),
                **case.values(),
                "search": contact.search.text(),
            },
        )

    def _panel(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """What the panel behind F7 shows: which half, the lines, the buttons that work."""
        picker = self._window.findChild(LinePicker)
        if picker is None or not picker.isVisible():
            return "", (), ()
        names = ("consult", "send", "complete", "alternate", "join", "back")
        buttons = {name: picker.buttons.button(name) for name in names}
        usable = tuple(name for name, one in buttons.items() if one is not None and one.isEnabled())
        if picker.is_speaking:
            return "speaking", (), usable
        hits = picker.findChild(HitList)
        assert hits is not None
        titles = [hit.title for hit in hits.hits()]
        row = hits.current_row()
        marked = titles[row : row + 1] if row >= 0 else []
        return "lines", (*marked, *(title for title in titles if title not in marked)), usable

    def _page(self) -> str:
        if self._window.work.isVisible():
            return "work"
        enter = self._window.sign_in.findChild(QPushButton, "sign_in_submit")
        is_ready = enter is not None and enter.isVisible() and enter.isEnabled()
        return "sign_in" if is_ready and QApplication.focusWidget() is not None else "other"

    def _focus(self) -> tuple[str, int]:
        contact = self._window.part(ContactScreen)
        case = self._window.part(CallbackQueueScreen).case
        for part in (contact.form, contact.citizen, case):
            name, cursor = part.focused_field()
            if name:
                return name, cursor
        box = contact.search.field
        return ("search", box.cursor_position()) if box.editor.hasFocus() else ("", 0)


def _words(part: object) -> list[str]:
    labels = part.findChildren(QLabel)  # type: ignore[attr-defined]  # any widget
    return [label.text() for label in labels if label.isVisible() and label.text()]


async def main_task(app: QApplication, settings: Settings, options: argparse.Namespace) -> None:
    glances = GlanceLog(options.glances)
    tasks: list[asyncio.Task[None]] = []
    robots: list[SeatRobot] = []

    def begin(window: MainWindow, _console: object) -> None:
        robots.append(SeatRobot(window, glances, options.orders))
        tasks.append(asyncio.get_running_loop().create_task(robots[0].play(options.login)))

    def bug(reference: str) -> None:
        print(f"the console reported a bug: {reference}", file=sys.stderr)
        if robots:
            robots[0].look(f"the console reported a bug: {reference}")

    seams = Seams(phone_options=tuple(options.phone.split()))
    await run(app, settings, on_ready=begin, reporter=CrashReporter(bug), seams=seams)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--glances", type=Path, required=True)
    parser.add_argument("--orders", type=Path, required=True)
    parser.add_argument("--login", default="", help="sign in first; password in the environment")
    parser.add_argument("--phone", default="", help="options of a phone the console starts")
    split = sys.argv.index("--")
    options = parser.parse_args(sys.argv[1:split])
    settings = load(sys.argv[split + 1 :], {}, None)
    assert settings.data_dir is not None
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    only = FileLock(settings.data_dir / "console.lock")
    set_up_logging(log_dir(settings.data_dir))
    app = QApplication(sys.argv[:1])
    install_translation(app, settings.language)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(main_task(app, settings, options))
    only.release()
    return 0


if __name__ == "__main__":
    sys.exit(main())


def _no_focus() -> str:
    """Say where the cursor might have been: a window that is not active has it nowhere."""
    windows = [f"{type(one).__name__}" for one in QApplication.topLevelWidgets() if one.isVisible()]
    active = QApplication.activeWindow()
    return f"no widget has the focus; active: {type(active).__name__}, visible: {windows}"
