"""The text of a file, whatever program saved it; what cannot be read is noted with its place.

UTF-8 unless the shape says otherwise; UTF-16 shows itself by its byte order mark.
"""

import codecs
from pathlib import Path

from server.knowledge_import.csv_records import USUAL_SHAPE, CsvShape, below_sep, end_of
from server.knowledge_import.import_problems import Findings

MAX_BYTES = 50 * 1024 * 1024
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_MARK = "\ufeff"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # begin the files of spreadsheets, new and old
# Every file can be read as one of these.
_ONE_BYTE = frozenset({"iso-8859-1", "windows-1252", "cp437", "cp850", "mac-roman"})


def read_bytes(path: Path, findings: Findings) -> bytes | None:
    """Return the content of a file of sane size; None when it was found faulty."""
    try:
        # What is there and is no file must not be called missing.
        if not path.is_file():
            is_there = path.exists() or path.is_symlink()
            findings.add("not_a_file" if is_there else "missing_file", file=path.name)
            return None
        with path.open("rb") as file:
            # One byte too much tells that it is too big: more must not fill the memory.
            content = file.read(MAX_BYTES + 1)
    except OSError:
        findings.add("unreadable_file", file=path.name)
        return None
    if len(content) > MAX_BYTES:
        findings.add("file_too_big", file=path.name)
        return None
    return content


def read_text(path: Path, findings: Findings, shape: CsvShape = USUAL_SHAPE) -> str | None:
    """Return the text of a file, without byte order mark; None when it was found faulty."""
    content = read_bytes(path, findings)
    if content is None:
        return None
    # A workbook that was only renamed would be told as thousands of broken characters.
    if content.startswith(_WORKBOOKS):
        findings.add("workbook_as_text", file=path.name)
        return None
    encoding = _encoding(content, shape)
    if encoding != "utf-16" and b"\0" in content[:4]:  # UTF-16 without its mark
        findings.add("encoding", file=path.name, row=1)
        return None
    # Any bytes can be read as Latin-1: a file in UTF-8 would come in garbled and unseen.
    if encoding in _ONE_BYTE and (begins := _utf8_from(content)) is not None:
        _note_at(begins, "not_that_encoding", path.name, findings, shape)
        return None
    try:
        # All marks: a file that was saved twice has two.
        text = content.decode(encoding).lstrip(_MARK)
    except UnicodeDecodeError as error:
        readable = content[: error.start].decode(encoding, "ignore").lstrip(_MARK)
        _note_at(readable, "encoding", path.name, findings, shape)
        return None
    # Read as UTF-16, UTF-32 has a zero beside each letter.
    if "\0" in text[:4]:
        findings.add("encoding", file=path.name, row=1)
        return None
    return text


def _encoding(content: bytes, shape: CsvShape) -> str:
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
    return marked or shape.encoding or "utf-8"


def _utf8_from(content: bytes) -> str | None:
    """Return what stands before the first accent of a text in UTF-8; None: it is none, or plain."""
    if content.isascii():
        return None
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return next(text[:at] for at, character in enumerate(text) if not character.isascii())


def _note_at(before: str, code: str, file: str, findings: Findings, shape: CsvShape) -> None:
    """Note a fault that begins where this text ends."""
    rest, shape, above = below_sep(before, shape)
    row, column = end_of(rest, shape)
    findings.add(code, file=file, row=above + row, column=column)
