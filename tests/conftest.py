"""How tests run: async tests on the loop that ships (gui, e2e) or the plain one; nothing leaks."""

import asyncio
import gc
import os
import tempfile
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="chiamaroma-test-"))

import pytest

TEST_TIMEOUT_S = 60.0
QT_FOLDERS = {"gui", "e2e"}


def _qt_loop() -> asyncio.AbstractEventLoop:
    from PySide6.QtWidgets import QApplication
    from qasync import QEventLoop

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    return QEventLoop(app)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run an async test; fail it for tasks left behind and for errors the loop met."""
    if not asyncio.iscoroutinefunction(pyfuncitem.obj):
        return None
    on_qt = bool(QT_FOLDERS & set(pyfuncitem.path.parts))
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    faults: list[dict[str, Any]] = []

    async def body() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: faults.append(context))
        async with asyncio.timeout(TEST_TIMEOUT_S):
            await pyfuncitem.obj(**arguments)
        left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        if left:
            faults.append({"message": f"tasks left behind: {left}"})

    factory = _qt_loop if on_qt else asyncio.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(body())
    if faults:
        pytest.fail(repr(faults))
    return True


@pytest.fixture(autouse=True)
def _collect_on_the_main_thread() -> Iterator[None]:
    """Keep the cycle collector off worker threads: there it would destroy QObjects."""
    gc.disable()
    yield
    if len(gc.get_objects(generation=0)) > 50_000:
        gc.collect()
