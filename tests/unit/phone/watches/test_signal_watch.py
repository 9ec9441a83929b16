"""A phone that is asked to end does so, whenever it is asked."""

import signal
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from phone.watches.signal_watch import SignalWatch

NUMBERS = (signal.SIGTERM, signal.SIGINT)


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    application = QCoreApplication.instance() or QCoreApplication([])
    before = {number: signal.getsignal(number) for number in NUMBERS}
    yield
    assert application is not None  # alive until here
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("asked", NUMBERS)
def test_a_request_to_end_that_comes_with_the_handler_is_not_lost(
    monkeypatch: pytest.MonkeyPatch, asked: signal.Signals
) -> None:
    set_handler: Callable[..., object] = signal.signal

    def set_and_be_asked(number: signal.Signals, handler: object) -> None:
        set_handler(number, handler)
        if number == asked:
            signal.raise_signal(number)

    monkeypatch.setattr(signal, "signal", set_and_be_asked)
    loop = QEventLoop()
    watch = SignalWatch(lambda: loop.exit(asked))
    QTimer.singleShot(60_000, loop.quit)
    assert loop.exec() == asked
    watch.close()
