"""One line a record, rotated, without the words of errors."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.runtime.logging_setup import set_up_logging


@pytest.fixture(autouse=True)
def _quiet_again() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, raising = list(root.handlers), root.level, logging.raiseExceptions
    yield
    for handler in [one for one in root.handlers if one not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.raiseExceptions = raising


def test_a_record_is_one_line_and_holds_no_words_of_its_error(tmp_path: Path) -> None:
    file = set_up_logging(tmp_path / "logs")
    log = logging.getLogger("console.test")
    try:
        int("Persona Inventata")
    except ValueError:
        log.exception("pushed %d\ncommands", 12)
    text = file.read_text()
    assert text.count("\n") == 1
    assert "pushed 12 commands | ValueError | test_logging_setup.py" in text
    assert "Persona" not in text


def test_setting_up_twice_writes_once(tmp_path: Path) -> None:
    set_up_logging(tmp_path)
    file = set_up_logging(tmp_path)
    logging.getLogger("console.test").warning("once")
    assert file.read_text().count("once") == 1


def test_addresses_asked_for_are_not_logged(tmp_path: Path) -> None:
    file = set_up_logging(tmp_path)
    logging.getLogger("httpx").info("GET /callers?phone=+390612345678")
    assert file.read_text() == ""
