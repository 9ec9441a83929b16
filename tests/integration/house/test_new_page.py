"""A new page is new files and one line: the window, its keys and its scenes find all of it."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from console.bootstrap.features import NAMES
from tests.support.processes import ran

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("contract", "console", "widgets", "resources")
FEATURES = "console/bootstrap/features.py"
NEW_LINE = '    "weather",\n'
NEW_FILES = {
    "console/viewmodels/weather/__init__.py": '"""Of the weather."""\n',
    "console/viewmodels/weather/weather_notices.py": '''\
"""What an operator is told of the weather."""

from console.viewmodels.kit.notice_code import Moment, NoticeCode


class WeatherNotice(NoticeCode):
    STORM = "storm", Moment.CALL_ENDS
''',
    "console/viewmodels/weather/weather.py": '''\
"""What is known of the weather."""

from PySide6.QtCore import QObject, Signal


class WeatherViewModel(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.storms = 0
''',
    "console/screens/weather/__init__.py": '"""Of the weather."""\n',
    "console/screens/weather/weather_screen.py": '''"""The weather, its panel and its commands."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from console.screens.kit.command import Command
from console.screens.kit.feature import Answer, Frame
from console.viewmodels.kit.notices import Level, NoticesViewModel
from console.viewmodels.weather.weather import WeatherViewModel
from console.viewmodels.weather.weather_notices import WeatherNotice
from widgets.panels.floating_panel import FloatingPanel

WEATHER = "weather"


class WeatherScreen(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.town = QLineEdit(self)
        self.saved = 0

    def start_typing(self) -> None:
        self.town.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.town,)


class WeatherPanel(FloatingPanel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__("Che tempo fa", parent)
        self.field = QLineEdit(self)
        self.content.addWidget(self.field)

    def first_focus(self) -> QWidget:
        return self.field


class WeatherCommands(QObject):
    def __init__(
        self,
        frame: Frame,
        screen: WeatherScreen,
        model: WeatherViewModel,
        notices: NoticesViewModel,
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._model = model
        self._notices = notices
        self.panel = WeatherPanel(frame.host)
        self.all = (
            Command(
                name="weather.open",
                title="Che tempo fa",
                menu="Te&mpo",
                keys=("Ctrl+Shift+F9",),
                run=self.panel.open,
            ),
            Command(name="weather.warn", title="Avvisa", menu="Te&mpo", run=self._warn),
            Command(
                name="weather.clear",
                title="Sereno",
                menu="Te&mpo",
                run=self._save,
                is_offered=lambda: False,
                why=lambda: "still_raining",
            ),
        )
        self.answers = {"contact.close": Answer(run=self._save)}

    def notices(self) -> dict[str, object]:
        return {WeatherNotice.STORM: lambda subject: f"Temporale a {subject['town']}."}

    def refusals(self) -> dict[str, str]:
        return {"still_raining": "Piove ancora."}

    def _warn(self) -> None:
        self._model.storms += 1
        self._model.changed.emit()
        self._notices.tell(WeatherNotice.STORM, Level.ACT_SOON, town="Prova")

    def _save(self) -> None:
        self._screen.saved += 1
''',
    "console/bootstrap/feature/weather.py": '''"""The weather."""

from console.screens.kit.feature import Badge, Feature, Page
from console.screens.weather.weather_screen import WEATHER, WeatherCommands, WeatherScreen
from console.viewmodels.weather.weather import WeatherViewModel
from contract.domain.account import Capability


def models(parts, seat):
    return (WeatherViewModel(),)


def feature(frame, seat, now):
    screen, model = WeatherScreen(), seat.of(WeatherViewModel)
    commands = WeatherCommands(frame, screen, model, seat.notices)
    page = Page(
        name=WEATHER,
        title="Tempo",
        icon="cloud",
        place=25,
        needs=Capability.CONTACT_WRITE,
        make=lambda: screen,
        badge=Badge(
            count=lambda: model.storms,
            text=lambda count: f"{count} temporali",
            changed=(model.changed,),
        ),
        answers=commands.answers,
    )
    return Feature(
        pages=(page,),
        commands=commands.all,
        notices=commands.notices(),
        refusals=commands.refusals(),
    )
''',
    "console/scenes/weather_scenes.py": '''"""The states of the weather worth looking at."""

from console.scenes.at_rest import settle
from console.scenes.scenes import idle


async def storm(window, seat):
    await idle(window, seat)
    window.work.show_module("weather")
    window.commands.run("weather.warn")
    await settle()
''',
}
PROBE = """
import asyncio, json, sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from qasync import QEventLoop
from console.scenes.photograph import SIZES, staged
from console.screens.weather.weather_screen import WeatherPanel, WeatherScreen
from widgets.cards.call_strip import CallStrip
from widgets.kit.rail import Rail
from widgets.panels.command_palette import CommandPalette
from console.shell.panels import KeysPanel
from console.viewmodels.kit.notice_code import Moment

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


async def look(app):
    found = {}
    at = dict(theme="light", text_percent=100, size=SIZES[0])
    async with staged(app, "storm", **at) as (window, seat):
        rail = [part for part in window.findChildren(Rail) if part.isVisible()][-1]
        found["rail"] = [one.accessibleName() for one in rail.findChildren(QAbstractButton)]
        found["in front"] = window.work.module
        found["notice"] = [
            window.work.notices.sentence(one.code, one.subject)
            for one in seat.models.notices.passing.values()
        ]
        seat.models.notices.end(Moment.CALL_ENDS)
        found["after the call"] = sorted(seat.models.notices.passing)
        menus = {one.text(): one.menu() for one in window.menuBar().actions() if one.isVisible()}
        found["menu"] = [one.text() for one in menus["Te&mpo"].actions()]
        window.commands.run("weather.clear")
        found["why not"] = window.part(CallStrip).state().detail
        press(Qt.Key.Key_F9)
        found["answered F9"] = window.part(WeatherScreen).saved
        press(Qt.Key.Key_F9, CTRL | SHIFT)
        found["panel by key"] = window.findChild(WeatherPanel).isVisible()
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_F1)
        rows = window.findChild(KeysPanel).sheet.entries()
        found["help"] = [(row.key, row.words) for row in rows if row.name == "weather.open"]
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_K, CTRL)
        QTest.keyClicks(QApplication.focusWidget(), "che tempo fa")
        press(Qt.Key.Key_Return)
        found["panel by palette"] = window.findChild(WeatherPanel).isVisible()
    return found


app = QApplication(sys.argv[:1])
with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
    print(json.dumps(runner.run(look(app))))
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    return tmp_path


def add_the_page(tree: Path) -> None:
    for name, text in NEW_FILES.items():
        file = tree / name
        assert not file.exists()
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    listed = (tree / FEATURES).read_text()
    (tree / FEATURES).write_text(listed.replace('    "editing",\n', f'    "editing",\n{NEW_LINE}'))
    assert (tree / FEATURES).read_text().count(NEW_LINE) == 1


def test_no_feature_takes_more_than_120_lines_to_register() -> None:
    modules = sorted((ROOT / "console/bootstrap/feature").glob("*.py"))
    assert len(modules) > len(NAMES)
    assert [one.name for one in modules if len(one.read_text().splitlines()) > 120] == []


def test_the_list_for_newcomers_names_where_the_files_go() -> None:
    steps = (ROOT / "CONTRIBUTING.md").read_text().split("## How to add a screen")[1]
    steps = steps.split("\n## ")[0]
    assert FEATURES in steps
    for name in NEW_FILES:
        package, room, _ = name.split("/", 2)
        assert f"{package}/{room}" in steps


def test_a_new_page_is_new_files_and_one_line(tree: Path) -> None:
    add_the_page(tree)
    outcome = ran(
        sys.executable,
        "-c",
        PROBE,
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert outcome.returncode == 0, outcome.stderr
    assert json.loads(outcome.stdout.splitlines()[-1]) == {
        "rail": ["Contatto, 2 da completare", "Tempo, 1 temporali", "I miei"],
        "in front": "weather",
        "notice": ["Temporale a Prova."],
        "after the call": [],
        "menu": ["Che tempo fa\tCtrl+Maiusc+F9", "Avvisa", "Sereno"],
        "why not": "Piove ancora.",
        "answered F9": 1,
        "panel by key": True,
        "help": [["Ctrl+Maiusc+F9", "Che tempo fa"]],
        "panel by palette": True,
    }
