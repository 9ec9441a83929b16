"""Cells of foreign formats: what cannot be used is left out and noted, not refused."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from contract.domain.contact import TEXT_LIMIT
from contract.domain.knowledge_entries.entry_values import SAY_LIMIT, TITLE_LIMIT, usable_text
from contract.domain.opening_times.opening_formats import UnreadableTimes
from contract.domain.opening_times.opening_text import doubt_in, times_of_text
from contract.domain.phone_number import UnusableNumber, to_e164
from server.knowledge_import.formats.made_tables import MadeTables
from server.knowledge_import.formats.personal_names import is_personal_mail
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.knowledge_cells import LIST_SEPARATOR, Cells
from server.knowledge_import.sheet_rows import SheetRow

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
# Two characters in place of a line break, as some exports write it; a path of Windows is none.
_ESCAPED_BREAK = re.compile(r"(?<![A-Za-z]:)(?:\\r)?\\n")
_WITHOUT_SCHEME = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:[:/?#]\S*)?")
_EXTENSION = re.compile(r"[\s,;]*(?:x|ext\.?|extension|int\.?|interno)[\s.:]*(\d{1,6})", re.I)
_MARKUP = re.compile(r"[*_`#>]+|\[([^\]]*)\]\([^)]*\)")


class Lenient:
    """Makes the cells of one foreign record, noting at its place what is left out."""

    def __init__(self, made: MadeTables, place: tuple[str, int]) -> None:
        self._made = made
        self._place = place

    def note(self, code: str, column: str, value: object = "") -> None:
        self._made.note(self._place, code, column, value)

    def text(self, value: object, column: str = "", limit: int = TEXT_LIMIT) -> str:
        """Return a text fit for a cell; a longer one is cut."""
        text = _ESCAPED_BREAK.sub("\n", usable_text("" if value is None else str(value)))
        # A spreadsheet would reckon it when the base is exported again.
        text = text.removeprefix("=").strip() if text.startswith("=") else text
        if len(text) > limit:
            self.note("cut_short", column)
            text = text[: limit - 1].rstrip() + "…"
        return text

    def line(self, value: object, column: str = "", limit: int = TITLE_LIMIT) -> str:
        return self.text(" ".join(str(value or "").split()), column, limit)

    def phones(self, values: Iterable[object], column: str) -> str:
        """Return the numbers that can be called."""
        kept: list[str] = []
        for value in values:
            text = usable_text(str(value or "")).strip(" \"'")
            number = without_extension(text)
            try:
                kept += [to_e164(number)] if number else []
            except UnusableNumber:
                self.note("phone_left_out", column, text)
                continue
            if number != text:
                self.note("extension_left_out", column, text)
        return LIST_SEPARATOR.join(dict.fromkeys(kept))

    def email(self, value: object, column: str) -> str:
        """Return the address; one that holds the name of a person is told, or left out."""
        found = self._if_right(value, column, "email_left_out", Cells.email)
        if not is_personal_mail(found):
            return found
        keeps = self._made.keeps_personal_mail
        self.note("person_mail" if keeps else "person_mail_left_out", column, found)
        return found if keeps else ""

    def web(self, value: object, column: str) -> str:
        """Return the address; most people leave out how it begins."""
        text = str(value or "").strip()
        begun = f"https://{text}" if _WITHOUT_SCHEME.fullmatch(text) else text
        return self._if_right(begun, column, "web_left_out", Cells.web_address)

    def day(self, value: object, column: str) -> str:
        return self._if_right(str(value or "")[:10], column, "date_left_out", Cells.day)

    def degrees(self, value: object, column: str, limit: int) -> str:
        def read(cells: Cells, name: str) -> object:
            return cells.degrees(name, limit)

        return self._if_right(value, column, "degrees_left_out", read)

    def hours(self, text: str, column: str) -> str:
        if not text:
            return ""
        try:
            times_of_text(text)
            is_right = doubt_in(text) is None
        except UnreadableTimes:
            is_right = False
        if not is_right:
            self.note("hours_left_out", column, text)
        return text if is_right else ""

    def say(self, description: str, title: str, column: str) -> str:
        """Return the beginning of a description, up to a sentence's end, to be read aloud."""
        plain = " ".join(_MARKUP.sub(r"\1", usable_text(description)).split())
        within = plain[:SAY_LIMIT]
        ends = [found.end() for found in _SENTENCE_END.finditer(within)]
        if plain and (len(plain) <= SAY_LIMIT or ends):
            self.note("say_to_complete", column)
            # Up to a sentence's end: an operator reads it aloud.
            return plain if len(plain) <= SAY_LIMIT else plain[: ends[-1]]
        # Half a sentence would be read aloud as if it were one.
        self.note("say_missing", column)
        return title[:SAY_LIMIT]

    def _if_right(
        self, value: object, column: str, code: str, read: Callable[[Cells, str], Any]
    ) -> str:
        text = self.text(value, column, 500)
        faults = Findings()
        read(Cells("", SheetRow(0, {"cell": text}), faults), "cell")
        if not faults.problems:
            return text
        self.note(code, column, text)
        return ""


def without_extension(number: str) -> str:
    """Return a number without the extension behind it: "305-555-0100 x57471"."""
    found = _EXTENSION.search(number)
    is_last = found is not None and found.end() == len(number) and found.start() > 0
    return number[: found.start()] if found is not None and is_last else number


def mapped(names: dict[str, str], record: dict[str, Any], cells: Lenient) -> dict[str, str]:
    """Return the texts of a record's fields under the names our tables give them."""
    return {
        ours: cells.text(record[theirs], theirs)
        for theirs, ours in names.items()
        if record.get(theirs) not in (None, "")
    }
