"""How tests run: async tests on the loop that ships (gui, e2e) or a plain one; nothing leaks."""

import asyncio
import gc
import os
import sys
import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path
from typing import Any

from tests.support.temporary_folder import folder_of_this_run

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Each server of a test would read the whole city, for 3 to 8 s of a processor. The demo's does.
os.environ.setdefault("CHIAMAROMA_SERVER_SENTENCE_VECTORS", "no")
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = str(folder_of_this_run("chiamaroma-test-"))

import pytest
from hypothesis import HealthCheck, settings

from contract.known_types import learn_types
from tests.support.async_fixtures import NotYetOpen, open_fixtures
from tests.support.failed_tests import FAILED
from tests.support.seats.leaping_loop import LeapingLoop
from tools.gates.gate_record import words_of
from tools.gates.gates import SHARED

# The same examples each time: a change that is sound must not fail on another day's luck. New ones
# are looked for with CHIAMAROMA_RANDOM_EXAMPLES=1.
UNHURRIED = [HealthCheck.too_slow]  # a busy computer makes no property wrong
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=UNHURRIED)
settings.register_profile("random", deadline=None, suppress_health_check=UNHURRIED)
settings.load_profile("random" if os.environ.get("CHIAMAROMA_RANDOM_EXAMPLES") else "same")

TEST_TIMEOUT_S = 300.0
ENDING_S = 30.0
QT_FOLDERS = {"gui", "e2e"}
FREE_OF_QT = ({"unit", "contract"}, {"unit", "server"})  # see the import contracts
WITHOUT_THREADS = {"unit", "viewmodels"}  # and without files: what waits there waits for the clock
COLLECTIONS = 3  # what ends in the first may have held more
YOUNG = 50_000  # objects of one test: so many are looked through
WHOLE_EVERY = 20  # tests everything is looked through
gc.set_threshold(10_000)  # five times the usual: a test's own objects mostly go by themselves


def _qt_loop() -> asyncio.AbstractEventLoop:
    from PySide6.QtWidgets import QApplication
    from qasync import QEventLoop

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    return QEventLoop(app)


def _loop_of(folders: set[str]) -> Callable[[], asyncio.AbstractEventLoop]:
    if QT_FOLDERS & folders:
        return _qt_loop
    return LeapingLoop if folders >= WITHOUT_THREADS else asyncio.new_event_loop


async def _left_behind() -> set[asyncio.Task[Any]]:
    """Return the tasks that go on without the test: one that was just ending has time to."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    if left:
        _, left = await asyncio.wait(left, timeout=ENDING_S)
    return left


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run an async test; fail it for tasks left behind and for errors the loop met."""
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    if not asyncio.iscoroutinefunction(pyfuncitem.obj):
        assert not any(isinstance(one, NotYetOpen) for one in arguments.values()), "no async test"
        return None
    folders = set(pyfuncitem.path.parts)
    faults: list[dict[str, Any]] = []

    async def body() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: faults.append(context))
        async with asyncio.timeout(TEST_TIMEOUT_S), AsyncExitStack() as stack:
            await pyfuncitem.obj(**await open_fixtures(arguments, stack))
        left = await _left_behind()
        if left:
            faults.append({"message": f"tasks left behind: {left}"})

    with asyncio.Runner(loop_factory=_loop_of(folders)) as runner:
        runner.run(body())
    if faults:
        pytest.fail(repr(faults))
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let fixtures know that the test failed."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


class _TellsAtOnce:
    """Tell a failure when it happens: a run that is cut off later tells it too."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self._terminal = terminal

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._terminal.write_line(f"\n{report.nodeid} ({report.when})")
            self._terminal.write_line(words_of(report))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        session.config.option.tbstyle = "no"  # not once more at the end


@pytest.hookimpl(trylast=True)  # the reporter is there by then
def pytest_configure(config: pytest.Config) -> None:
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if isinstance(terminal, pytest.TerminalReporter):
        config.pluginmanager.register(_TellsAtOnce(terminal), "tells-at-once")
        config.option.tbstyle = "short"  # each place in our code that it passed, and what it met


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Look never again through what was imported: it is here to stay, and most of all there is."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the customer's data where it is not, so that the end of a run names it."""
    if not SHARED.is_dir():
        for item in items:
            if item.get_closest_marker("shared_data"):
                item.add_marker(pytest.mark.skip(reason=f"no data of the customer: {SHARED}"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """After a failed test end what it left open, so that the next test does not fail for it."""
    done = yield
    if item.stash.get(FAILED, False):
        _end_what_is_left()
    if nextitem is not None and _is_free_of_qt(nextitem) and not _is_free_of_qt(item):
        gc.collect()  # no object of Qt is left to any thread, and the rest is here to stay
        gc.freeze()
    return done


def _end_what_is_left() -> None:
    """Collect what only the failure's traceback held; what that complains of is known already."""
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for _ in range(COLLECTIONS):
                gc.collect()
    finally:
        sys.unraisablehook = hook


@pytest.fixture(scope="session", autouse=True)
def _types_known() -> None:
    """Do what console and server do when they begin, for tests of their parts."""
    learn_types()


def _is_free_of_qt(item: pytest.Item) -> bool:
    return any(folders <= set(item.path.parts) for folders in FREE_OF_QT)


_times = count(1)


@pytest.fixture(autouse=True)
def _collect_on_the_main_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Keep the cycle collector off worker threads: there it would destroy QObjects."""
    if _is_free_of_qt(request.node):
        gc.enable()
        yield
        gc.disable()
        return
    gc.disable()
    yield
    if next(_times) % WHOLE_EVERY == 0:  # a console's end makes old what was young
        gc.collect()
        gc.freeze()
    elif gc.get_count()[0] > YOUNG:
        gc.collect(1)
