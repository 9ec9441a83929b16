"""A file of JSON that remembers what was asked of it, so that the rest can be told."""

from collections import Counter
from typing import Any

from server.knowledge_import.formats.made_tables import MadeTables


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
