"""The package of a workbook, looked at before anything of it is built: what is no workbook of ours.

It may hold macros, links to elsewhere, entities that unfold, or more than any city has.
"""

import io
import lzma
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import NamedTuple

from openpyxl.utils.exceptions import InvalidFileException

from server.knowledge_import.import_problems import Findings

MAX_CELLS = 3_000_000
MAX_COLUMNS = 200
UNREADABLE = (
    *(zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError),
    # What a broken part gives:
    *(AttributeError, IndexError, SyntaxError, NotImplementedError, EOFError, ArithmeticError),
    *(zlib.error, lzma.LZMAError),
)
_NOWHERE = (0, b"")  # the place of a cell that does not say it
_BEGINNING = 2_000  # bytes of a part, where its names are told
# As the list says: nothing is unpacked to find out.
_MAX_UNPACKED = 200 * 1024 * 1024  # bytes; a bomb is far larger
_MAX_PARTS = 500
_DOCUMENT_TYPE = b"<!DOCTYPE"
_OF_OLD = b"\xd0\xcf\x11\xe0"  # begins a file of the programs before 2007, and one with a password
# Opens a row, a cell, or one of the texts that cells share.
_TAG = re.compile(rb"<(?:[\w.-]{1,40}+:)?(?:(row)|(si)|c)(?=[\s/>])[^>]*+>")
_COLUMN = re.compile(rb"""\sr=["']([A-Z]{1,3})\d""")
_STRICT = b"http://purl.oclc.org/ooxml/"  # a dialect of the same, told by its names
_ROW = re.compile(rb"<(?:[\w.-]{1,40}+:)?row\s[^>]*+>")
_NUMBER = re.compile(rb"""\sr=["'](\d{1,7})["']""")
_HIDDEN = re.compile(rb"""\shidden=["'](?:1|true)["']""")
_MERGED = re.compile(rb"""<(?:[\w.-]{1,40}+:)?mergeCell\s[^>]*?\bref=["']([A-Z0-9:]{1,20})["']""")


class SheetLook(NamedTuple):
    """What a reader of cells alone does not see. merged: the first cells that are one, "B2:B4"."""

    merged: str
    hidden_rows: frozenset[int]


NOTHING_UNSEEN = SheetLook("", frozenset())


class Package:
    """looks: by the name of a part, whatever part it is. is_fit: nothing speaks against it."""

    def __init__(self, content: bytes, file: str, findings: Findings) -> None:
        """Note what speaks against opening the package."""
        self.looks: dict[str, SheetLook] = {}
        self._file = file
        self._findings = findings
        self._room = _Room()
        before = len(findings.problems)
        try:
            self._look(content)
        except (*UNREADABLE, RuntimeError):
            findings.add("not_a_workbook", file=file)
        self.is_fit = len(findings.problems) == before

    def _look(self, content: bytes) -> None:
        if content.startswith(_OF_OLD):
            self._findings.add("old_workbook", file=self._file)
            return
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if fault := _fault_of_list(package.infolist()):
                self._findings.add(fault, file=self._file)
                return
            for part in package.infolist():
                if not self._takes(part.filename, _plain(package.read(part))):
                    return

    def _takes(self, name: str, content: bytes) -> bool:
        """Return whether nothing is wrong with a part; what is wrong is noted."""
        if _DOCUMENT_TYPE in content:  # no office program has one, and entities that unfold do
            self._findings.add("not_a_workbook", file=self._file)
            return False
        # The strict dialect has other names: its cells would be found empty.
        fault = (
            "strict_workbook" if _STRICT in content[:_BEGINNING] else self._room.fault_of(content)
        )
        if fault in ("too_many_columns", "cells_out_of_order"):
            place, row = f"{self._file} › {PurePosixPath(name).stem}", self._room.row
            self._findings.add(fault, file=place, row=row, value=MAX_COLUMNS)
        elif fault:
            self._findings.add(fault, file=self._file)
        self.looks[name] = _look_of(content)
        return not fault


def _fault_of_list(parts: list[zipfile.ZipInfo]) -> str:
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
        return "workbook_too_big"
    names = [part.filename.casefold() for part in parts]
    if any("vbaproject" in name or "macrosheets/" in name for name in names):
        return "has_macros"
    # Values of another workbook are what it said when this one was saved.
    if any("externallinks/" in name for name in names):
        return "has_external_links"
    return ""


def _plain(content: bytes) -> bytes:
    """Return a part with a byte a character, of which only those of ASCII matter here."""
    return content.replace(b"\0", b"") if b"\0" in content[:4] else content  # UTF-16


class _Room:
    """Counts what the parts hold, and ends where it is more than any city has."""

    def __init__(self) -> None:
        self.row = 0  # of the part looked at last, where it ended
        self._cells = 0  # and rows
        self._texts = 0

    def fault_of(self, content: bytes) -> str:
        """Return the code of what a part has too many of; "": nothing."""
        self.row = in_row = 0
        column = _NOWHERE
        for tag in _TAG.finditer(content):
            if tag[2]:
                self._texts += 1
                continue
            self._cells += 1
            before, column = column, _NOWHERE if tag[1] else _place_of(tag[0])
            is_back = self.row > 0 and _NOWHERE < column <= before  # others name cells without rows
            # The reader passes over cells that come too late: rows would be lost without a word.
            if is_back or (tag[1] and not self._is_next(tag[0])):
                return "cells_out_of_order"
            # A cell that is only painted holds nothing and ends at once.
            in_row = 0 if tag[1] else in_row + (not tag[0].endswith(b"/>"))
            if in_row > MAX_COLUMNS:
                return "too_many_columns"
            if self._cells > MAX_CELLS:
                return "workbook_too_big"
        return "workbook_too_big" if self._texts > MAX_CELLS else ""

    def _is_next(self, row: bytes) -> bool:
        """Return whether a row comes after the one before: the reader passes over any other."""
        number = _NUMBER.search(row)
        before, self.row = self.row, int(number[1]) if number else self.row + 1
        return self.row > before


def _place_of(cell: bytes) -> tuple[int, bytes]:
    """Return what sorts the cells of a row as their columns are."""
    found = _COLUMN.search(cell)
    return (len(found[1]), found[1]) if found else _NOWHERE


def _look_of(content: bytes) -> SheetLook:
    merged = _MERGED.search(content)
    hidden = (one for one in _ROW.findall(content) if _HIDDEN.search(one))
    numbers = (_NUMBER.search(one) for one in hidden)
    return SheetLook(
        merged[1].decode("ascii", "replace") if merged else "",
        frozenset(int(number[1]) for number in numbers if number),
    )
