"""A bug gets a reference and a log line; what was typed gets neither."""

import asyncio
import logging
import sys
import threading

import pytest

from console.runtime.crash_reporter import CrashReporter, describe

SECRET = "Persona Inventata"


def _bug(text: str) -> Exception:
    try:
        try:
            int(text)
        except ValueError as error:
            raise KeyError(text) from error
    except KeyError as error:
        return error


def test_the_same_bug_has_the_same_reference_and_no_data(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heard: list[str] = []
    reporter = CrashReporter(heard.append)
    with caplog.at_level(logging.ERROR):
        references = {reporter.report("a", _bug(SECRET)), reporter.report("a", _bug("other"))}
    assert len(references) == 1
    assert heard == list(references) * 2
    reference = references.pop()
    assert len(reference) == 4
    assert reference in caplog.text
    assert "test_crash_reporter.py" in caplog.text
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text


def test_a_circle_of_causes_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert describe(first) == ["ValueError", "KeyError"]


async def test_errors_of_the_loop_are_reported(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[str] = []
    reporter = CrashReporter(heard.append)
    loop = asyncio.get_running_loop()
    before = loop.get_exception_handler()
    reporter.watch(loop)
    loop.call_exception_handler({"message": "m", "exception": _bug(SECRET)})
    loop.call_exception_handler({"message": "only words"})
    loop.set_exception_handler(before)
    assert len(heard) == 1
    assert "only words" in caplog.text
    assert SECRET not in caplog.text


def test_what_nobody_caught_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    for place, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(place, name, getattr(place, name))
    heard: list[str] = []
    CrashReporter(heard.append).install()
    error = _bug(SECRET)
    sys.excepthook(type(error), error, error.__traceback__)
    assert len(heard) == 1

    def crash() -> None:
        raise _bug(SECRET)

    thread = threading.Thread(target=crash)
    thread.start()
    thread.join()
    assert len(heard) == 2


def test_ctrl_c_is_no_bug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    heard: list[str] = []
    CrashReporter(heard.append).install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert heard == []
    assert "KeyboardInterrupt" in capsys.readouterr().err
