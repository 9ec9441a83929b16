"""FAQs as JSON: a list of ours, in and out, or an app's screens with their questions, in.

Ours: {"faqs": [{"id": …, "card_id": …, "question": …, "answer": …, further columns}]}.
A screen: {"it": {"screens": [{"route_name": …, "title": …, "faqs": [{"title", "body"}]}]}}.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from contract.domain.knowledge_entries.entry_values import limit_of
from server.knowledge_import.formats.foreign import Mapping, own_id
from server.knowledge_import.formats.json_file import read_json
from server.knowledge_import.formats.lenient import Lenient
from server.knowledge_import.formats.made_tables import MadeTables
from server.knowledge_import.knowledge_tables import CARDS, FAQS, Tables, all_columns

_OF_QUESTION = {"id": "route_name", "question": "title", "answer": "body"}
_LANGUAGES = ("it", "en", "de", "fr", "es")


class Asked(dict[str, Any]):
    """An object of JSON, and which of its values somebody asked for."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__({name: watched(value) for name, value in values.items()})
        self.asked: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)


def watched(value: Any) -> Any:
    """Return the content of a file with objects that remember."""
    if isinstance(value, dict):
        return Asked(value)
    return [watched(one) for one in value] if isinstance(value, list) else value


def note_unasked(content: Asked, file: str, made: MadeTables) -> None:
    """Note what nobody asked for: parts with what they hold, single values by their column."""
    columns, parts = Counter[tuple[str, str]](), Counter[str]()
    _walk(content, "", columns, parts)
    for part, count in parts.items():
        made.note((f"{file} › {part}", 0), "table_left_out", value=count)
    made.note_unread(
        {(f"{file} › {at}" if at else file, name): n for (at, name), n in columns.items()}
    )


def _walk(thing: Any, where: str, columns: Counter[tuple[str, str]], parts: Counter[str]) -> None:
    if isinstance(thing, list):
        for one in thing:
            _walk(one, where, columns, parts)
        return
    for name, value in thing.items() if isinstance(thing, Asked) else ():
        within = f"{where}.{name}" if where else name
        if isinstance(value, Asked | list):
            if not _is_asked(value) and name not in thing.asked:
                parts[within] += len(value)
            else:
                _walk(value, f"{within}[]" if isinstance(value, list) else within, columns, parts)
        elif value not in (None, "") and name not in thing.asked:
            columns[where.removesuffix("[]"), name] += 1


def _is_asked(value: Any) -> bool:
    """Return whether anything in it was asked for."""
    if isinstance(value, list):
        return any(map(_is_asked, value))
    return isinstance(value, Asked) and (bool(value.asked) or any(map(_is_asked, value.values())))


def read(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Add the FAQs of a file, and a card for each screen where no card is mapped."""
    content = read_json(path, made.findings, mapping.shape)
    if content is None:
        return
    content = watched(content)
    if isinstance(content, Asked) and isinstance(content.get("faqs"), list):
        _read_ours(content["faqs"], path.name, mapping, made)
        # What single questions have no place for is told of each.
        note_unasked(watched(dict(content) | {"faqs": None}), path.name, made)
    elif isinstance(content, Asked) and any(_screens(content, one) for one in _LANGUAGES):
        _read_screens(content, path.name, mapping, made)
        note_unasked(content, path.name, made)
    else:
        made.findings.add("no_faqs", file=path.name)


def written(tables: Tables) -> bytes:
    """Return the FAQs as one file; columns that are empty are left out."""
    faqs = [{n: cell for n, cell in row.items() if cell} for row in tables.get(FAQS, [])]
    return json.dumps({"faqs": faqs}, ensure_ascii=False, indent=1).encode()


def _read_ours(faqs: list[Any], file: str, mapping: Mapping, made: MadeTables) -> None:
    columns = all_columns(FAQS)
    for number, faq in enumerate(faqs, 1):
        place = (f"{file} › faqs", number)
        if not isinstance(faq, dict) or not all(isinstance(one, str) for one in faq.values()):
            made.refuse(place, "not_texts")
            continue
        for name in faq.keys() - set(columns):
            made.note(place, "not_carried", name, name)
        row = {name: faq.get(name, "") for name in columns}
        called = {} if row["card_id"] else {"card_id": "--card"}
        row["card_id"] = row["card_id"] or mapping.card_id
        row["language"] = row["language"] or mapping.language
        made.add(FAQS, place, row, columns=called)


def _screens(content: Asked, language: str) -> list[Asked]:
    part = content.get(language)
    screens = part.get("screens") if isinstance(part, dict) else None
    return [one for one in screens if isinstance(one, Asked)] if isinstance(screens, list) else []


def _read_screens(content: Asked, file: str, mapping: Mapping, made: MadeTables) -> None:
    screens = _AppScreens(mapping, made)
    for language in _LANGUAGES:
        for number, told in enumerate(_screens(content, language), 1):
            place = (f"{file} › {language}.screens", number)
            if not isinstance(told.get("faqs") or [], list):
                made.refuse(place, "not_a_list", "faqs")
            elif told.get("faqs"):
                screens.add(_Screen(told, place, language))
            else:
                told.asked.clear()  # of one without questions nothing comes in


class _Screen:
    """A screen in one language. base: our identifier of the Italian one, suffix: what we add."""

    def __init__(self, told: Asked, place: tuple[str, int], language: str) -> None:
        self.told = told
        self.place = place
        self.language = language
        self.faqs: list[Any] = told["faqs"]
        self.base = own_id("faq", told.get("route_name"))[:48]
        self.suffix = "" if language == "it" else f".{language}"


class _AppScreens:
    """Makes a card of each screen where no card is mapped, and FAQs of its questions."""

    def __init__(self, mapping: Mapping, made: MadeTables) -> None:
        self._mapping = mapping
        self._made = made
        self._originals: dict[str, int] = {}  # how many FAQs each Italian screen has

    def add(self, screen: _Screen) -> None:
        base, count = screen.base, len(screen.faqs)
        cells = Lenient(self._made, screen.place)
        if not self._mapping.card_id:
            title = cells.line(screen.told.get("title") or screen.told.get("route_name"), "title")
            self._add_card(screen, title, cells)
        # Without identifiers only as many questions as in Italian are surely the same ones.
        # Paired by number alone, another count would tie an answer to another question.
        is_paired = bool(screen.suffix) and self._originals.get(base) == count
        # Italian comes first of the languages: the others are its translations.
        if not screen.suffix:
            self._originals[base] = count
        self._add_faqs(screen, is_paired=is_paired)

    def _add_card(self, screen: _Screen, title: str, cells: Lenient) -> None:
        text = cells.text(screen.told.get("content"), "content")
        row = {
            "id": screen.base + screen.suffix,
            "title": title,
            "language": screen.language,
            "original_id": screen.base if screen.suffix and screen.base in self._originals else "",
            "short_description": text,
        }
        assumed = self._mapping.assumed_of_card(say=cells.say(text, title, "content"))
        called = {"id": "route_name", "say": "content", "short_description": "content"}
        self._made.add(CARDS, screen.place, row, assumed=assumed, columns=called)

    def _add_faqs(self, screen: _Screen, *, is_paired: bool) -> None:
        called = _OF_QUESTION | {"card_id": "--card" if self._mapping.card_id else "route_name"}
        for number, faq in enumerate(screen.faqs, 1):
            place = (f"{screen.place[0]}[{screen.place[1]}].faqs", number)
            if not isinstance(faq, dict):
                self._made.refuse(place, "not_an_object")
                continue
            original = f"{screen.base}-{number}"
            cells = Lenient(self._made, place)
            row = {
                "id": original + screen.suffix,
                "card_id": self._mapping.card_id or screen.base + screen.suffix,
                **_texts_of(faq, cells),
                "language": screen.language,
                "original_id": original if is_paired else "",
            }
            self._made.add(FAQS, place, row, columns=called)


def _texts_of(faq: dict[str, Any], cells: Lenient) -> dict[str, str]:
    return {
        "question": cells.line(faq.get("title"), "title"),
        "answer": cells.text(faq.get("body"), "body", limit_of("answer")),
    }
