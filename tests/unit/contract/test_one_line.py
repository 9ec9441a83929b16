"""Whatever others wrote stays in its own line, of every log and at the terminal."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.runtime.logging_setup import set_up_logging
from contract.one_line import printable
from phone.__main__ import _log_to
from server.cli.command_line import _log_to_stderr
from server.cli.terminal import harmless, say, say_json

FORGED = "id\n2026-12-02T09:00:00.000Z INFO server.audit \x1b[2Jnobody looked\r\x85\u2028 \u202e"


@pytest.fixture(autouse=True)
def _quiet_again() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, raising = list(root.handlers), root.level, logging.raiseExceptions
    yield
    for handler in [one for one in root.handlers if one not in handlers]:
        root.removeHandler(handler)
        stream = getattr(handler, "stream", None)
        handler.close()
        if stream is not None and stream is not sys.stderr:
            stream.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = raising


def of_console(folder: Path) -> Path:
    return set_up_logging(folder)


def of_phone(folder: Path) -> Path:
    logging.getLogger().handlers.clear()  # as in a process of its own
    _log_to(folder / "phone.log")
    return folder / "phone.log"


def of_server(folder: Path) -> Path:
    _log_to_stderr(logging.INFO)
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream((folder / "server.log").open("w", encoding="utf-8"))
    return folder / "server.log"


@pytest.mark.parametrize("begin", [of_console, of_phone, of_server])
def test_an_id_writes_no_line_of_its_own_into_a_log_nor_does_an_error(
    begin: Callable[[Path], Path], tmp_path: Path
) -> None:
    file, log = begin(tmp_path), logging.getLogger("server.tests")
    log.warning("command %s is refused", FORGED)
    try:
        raise ValueError(FORGED)
    except ValueError:
        log.exception("command %s has failed", FORGED)
    for handler in logging.getLogger().handlers:
        handler.flush()
    lines = file.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)
    assert "ValueError" in lines[1]


def test_a_terminal_is_told_words_and_no_orders(capsys: pytest.CaptureFixture[str]) -> None:
    say(f"Rossi \x1b]0;title\x07{FORGED}")
    (line, end) = capsys.readouterr().out.split("\n")
    assert line.isprintable()
    assert end == ""
    assert harmless("ours\nand \x1b[31mtheirs") == "ours\nand \N{REPLACEMENT CHARACTER}[31mtheirs"
    assert printable("Nicolò D’Aloia – 日本 سلام") == "Nicolò D’Aloia – 日本 سلام"


def test_json_gives_a_terminal_no_orders_and_says_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    value = {"name": f"Nicolò \x9b31m\x7f{FORGED}\ud800"}
    say_json(value)
    line = capsys.readouterr().out.removesuffix("\n")
    assert line.isprintable()
    assert "Nicolò" in line
    assert json.loads(line) == value
