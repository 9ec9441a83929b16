"""FAQs as JSON: a list of ours, in and out, or an app's screens with their questions, in.

Ours: {"faqs": [{"id": …, "card_id": …, "question": …, "answer": …, further columns}]}.
A screen: {"it": {"screens": [{"route_name": …, "title": …, "faqs": [{"title", "body"}]}]}}.
"""

import json
from pathlib import Path
from typing import Any

from contract.domain.entry_values import limit_of
from server.usecases.knowledge_formats.foreign import Mapping, own_id
from server.usecases.knowledge_formats.json_file import read_json
from server.usecases.knowledge_formats.lenient import Lenient
from server.usecases.knowledge_formats.made_tables import MadeTables
from server.usecases.knowledge_tables import CARDS, FAQS, Tables, all_columns

_OF_QUESTION = {"id": "route_name", "question": "title", "answer": "body"}
_LANGUAGES = ("it", "en", "de", "fr", "es")


def read(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Add the FAQs of a file, and a card for each screen where no card is mapped."""
    content = read_json(path, made.findings)
    if content is None:
        return
    if isinstance(content, dict) and isinstance(content.get("faqs"), list):
        _read_ours(content["faqs"], path.name, mapping, made)
    elif isinstance(content, dict) and any(_screens(content, one) for one in _LANGUAGES):
        _read_screens(content, path.name, mapping, made)
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
        made.add(FAQS, place, row, columns=called)


def _screens(content: dict[str, Any], language: str) -> list[dict[str, Any]]:
    part = content.get(language)
    screens = part.get("screens") if isinstance(part, dict) else None
    return [one for one in screens if isinstance(one, dict)] if isinstance(screens, list) else []


def _read_screens(content: dict[str, Any], file: str, mapping: Mapping, made: MadeTables) -> None:
    originals: dict[str, int] = {}  # how many FAQs each Italian screen has
    for language in _LANGUAGES:
        ids = {"language": language, "suffix": "" if language == "it" else f".{language}"}
        for number, screen in enumerate(_screens(content, language), 1):
            place = (f"{file} › {language}.screens", number)
            if not isinstance(screen.get("faqs") or [], list):
                made.refuse(place, "not_a_list", "faqs")
            elif screen.get("faqs"):
                _add_screen(screen, place, ids, mapping, made, originals)


def _add_screen(
    screen: dict[str, Any],
    place: tuple[str, int],
    ids: dict[str, str],
    mapping: Mapping,
    made: MadeTables,
    originals: dict[str, int],
) -> None:
    cells = Lenient(made, place)
    base = own_id("faq", screen.get("route_name"))[:48]
    suffix = ids["suffix"]
    title = cells.line(screen.get("title") or screen.get("route_name"), "title")
    if not mapping.card_id:
        text = cells.text(screen.get("content"), "content")
        row = {
            "id": base + suffix,
            "title": title,
            "language": ids["language"],
            "original_id": base if suffix and base in originals else "",
            "short_description": text,
        }
        say = cells.say(text, title, "content")
        called = {"id": "route_name", "say": "content", "short_description": "content"}
        made.add(CARDS, place, row, assumed=mapping.assumed_of_card(say=say), columns=called)
    # Without identifiers only as many questions as in Italian are surely the same ones.
    is_paired = bool(suffix) and originals.get(base) == len(screen["faqs"])
    originals |= {} if suffix else {base: len(screen["faqs"])}
    for number, faq in enumerate(screen["faqs"], 1):
        original = f"{base}-{number}"
        own_place = (f"{place[0]}[{place[1]}].faqs", number)
        if not isinstance(faq, dict):
            made.refuse(own_place, "not_an_object")
            continue
        inner = Lenient(made, own_place)
        row = {
            "id": original + suffix,
            "card_id": mapping.card_id or base + suffix,
            "question": inner.line(faq.get("title"), "title"),
            "answer": inner.text(faq.get("body"), "body", limit_of("answer")),
            "language": ids["language"],
            "original_id": original if is_paired else "",
        }
        called = _OF_QUESTION | {"card_id": "--card" if mapping.card_id else "route_name"}
        made.add(FAQS, own_place, row, columns=called)
