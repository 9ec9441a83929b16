"""Two files of the national app: services with their contacts (JSON lines), and why people call."""

import re
from pathlib import Path
from typing import Any

from server.knowledge_import.file_text import read_text
from server.knowledge_import.formats.foreign import Mapping, is_title, own_id
from server.knowledge_import.formats.json_file import parsed, read_json
from server.knowledge_import.formats.lenient import Lenient
from server.knowledge_import.formats.made_tables import MadeTables
from server.knowledge_import.knowledge_tables import CARDS, TOPICS

_CONTACTS = (("email", "E-mail"), ("pec", "PEC"), ("address", "Indirizzo"))
_COLUMNS = {
    "title": "description",
    "say": "description",
    "short_description": "description",
    "phones": "phone",
    "access": "web_url",
}
_FIRST_SENTENCE = re.compile(r"^(.{8,180}?)(?:[.:;!?](?=\s|$)|\n)", re.S)
_BETWEEN = re.compile(r"\s*[;,/]\s*(?=[\d+])|\s+[-–]\s+")


def read_contacts(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Add a card for each service of the lines; they have no titles, so one is made."""
    for number, line in enumerate((read_text(path, made.findings) or "").split("\n"), 1):
        if not line.strip():
            continue
        place = (path.name, number)
        service = parsed(line, path.name, made.findings, number)
        if isinstance(service, dict):
            _add_service(service, place, mapping, made)
        elif service is not None:
            made.refuse(place, "not_an_object")


def _add_service(
    service: dict[str, Any], place: tuple[str, int], mapping: Mapping, made: MadeTables
) -> None:
    cells = Lenient(made, place)
    description = cells.text(service.get("description"), "description")
    first = _FIRST_SENTENCE.match(description)
    # The lines have no titles; an editor completes what is made here.
    title = cells.line(first[1] if first else description, "description")
    if not is_title(made, place, "description", title):
        return
    cells.note("title_to_complete", "description")
    called = _called_in(service)
    row = {"id": own_id("svc", service.get("id")), "title": title, "short_description": description}
    row |= _ways(service, cells, called)
    say = cells.say(description, title, "description")
    made.add(CARDS, place, row, assumed=mapping.assumed_of_card(say=say), columns=called)


def _called_in(service: dict[str, Any]) -> dict[str, str]:
    """Return what this service calls our columns."""
    return _COLUMNS | {
        "contacts": ", ".join(name for name, _ in _CONTACTS if service.get(name)),
        "source": "tos_url" if service.get("tos_url") else "privacy_url",
    }


def _ways(service: dict[str, Any], cells: Lenient, called: dict[str, str]) -> dict[str, str]:
    """Return the cells of how the service is reached."""
    contacts = [f"{word}: {service[name]}" for name, word in _CONTACTS if service.get(name)]
    return {
        "phones": cells.phones(_BETWEEN.split(str(service.get("phone") or "")), "phone"),
        "contacts": cells.text("\n".join(contacts), called["contacts"]),
        "access": cells.text(service.get("web_url"), "web_url"),
        "source": cells.text(service.get(called["source"]), called["source"]),
    }


def read_reasons(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Add a topic for each reason and for each reason below it, in the mapping's language."""
    content = read_json(path, made.findings)
    if content is None:
        return
    categories = _list(content, "zendeskCategories", "categories")
    if not categories:
        made.findings.add("no_categories", file=path.name)
    for number, category in enumerate(categories, 1):
        place = (f"{path.name} › categories", number)
        word = _word(category, mapping.language)
        value = str(category.get("value") or "")
        _add_topic(made, place, value, word)
        below = _list(category, "zendeskSubCategories", "subCategories")
        for inner, one in enumerate(below, 1):
            deeper = (f"{place[0]}[{number}].subCategories", inner)
            path_word = f"{word} › {_word(one, mapping.language)}"
            _add_topic(made, deeper, f"{value}.{one.get('value')}", path_word)


def _add_topic(made: MadeTables, place: tuple[str, int], value: str, path: str) -> None:
    cells = {
        "id": own_id("topic", value),
        "path": Lenient(made, place).line(path, "description"),
        "desk_id": "",
    }
    made.add(TOPICS, place, cells, columns={"id": "value", "path": "description"})


def _list(content: Any, outer: str, inner: str) -> list[dict[str, Any]]:
    found = content.get(outer) if isinstance(content, dict) else None
    listed = found.get(inner) if isinstance(found, dict) else None
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _word(thing: dict[str, Any], language: str) -> str:
    words = thing.get("description")
    if not isinstance(words, dict):
        return str(words or "")
    found = (str(word) for name, word in words.items() if str(name).startswith(language))
    return next(found, "")
