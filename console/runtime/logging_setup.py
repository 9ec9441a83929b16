"""The console's log: a rotating file, one line a record, ids and counts but nobody's data."""

import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from console.runtime.crash_reporter import describe
from contract.one_line import OneLineFormatter, one_line

FILE = "console.log"
FILE_BYTES = 2 * 1024 * 1024
OLD_FILES = 5
_CHATTY = ("httpx", "httpcore", "qasync", "keyring", "asyncio")  # INFO of httpx holds whole URLs


class WordlessFormatter(OneLineFormatter):
    """Errors attached to a record are written as types and places: their text may quote data."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        line = f"{_instant(record)} {record.levelname} {record.name} {record.getMessage()}"
        if record.exc_info and record.exc_info[1] is not None:
            line += " | " + " | ".join(describe(record.exc_info[1]))
        return one_line(line)


def set_up_logging(folder: Path, *, level: int = logging.INFO) -> Path:
    """Send the log of this process to folder; return the file. Raise OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / FILE
    handler = RotatingFileHandler(
        file, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8", delay=False
    )
    handler.setFormatter(WordlessFormatter())
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, RotatingFileHandler)]:
        # Tools and tests set up twice: with both handlers each line would be written twice.
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(level)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.raiseExceptions = False  # a full disk must not print tracebacks of the log
    return file


def _instant(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
