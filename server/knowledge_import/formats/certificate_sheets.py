"""Sheets of certificates in reStructuredText, a file each, as service cards."""

import re
from pathlib import Path

from server.knowledge_import.file_text import read_text
from server.knowledge_import.formats.foreign import Mapping, is_title, own_id
from server.knowledge_import.formats.lenient import Lenient
from server.knowledge_import.formats.made_tables import MadeTables
from server.knowledge_import.knowledge_tables import CARDS

_UNDERLINE = re.compile(r"([=\-^~\"'+*#])\1{3,}\s*")
_CATEGORY = "Certificati"


def read(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Add a card for a file, or for each file of a folder."""
    files = sorted(path.glob("*.rst")) if path.is_dir() else [path]
    if not files:
        made.findings.add("missing_file", file=f"{path.name}/*.rst")
    for file in files:
        text = read_text(file, made.findings)
        if text is not None:
            _add(text, file, mapping, made)


def _add(text: str, file: Path, mapping: Mapping, made: MadeTables) -> None:
    lines = text.splitlines()
    heading = next((n for n, line in enumerate(lines) if _UNDERLINE.fullmatch(line)), 0)
    place = (file.name, max(1, heading))  # the line of the title
    if not heading:
        made.refuse(place, "not_restructured_text")
        return
    cells = Lenient(made, place)
    title = cells.line(lines[heading - 1])
    if not is_title(made, place, "", title):
        return
    lead, sections = _parts(lines[heading + 1 :])
    row = {"id": own_id("svc", file.stem), "title": title, "category": _CATEGORY}
    row |= {"short_description": cells.text(lead), "conditions": cells.text(sections)}
    say = cells.say(lead, title, "")
    columns = dict.fromkeys((*row, "say"), "")  # such a sheet has none
    made.add(CARDS, place, row, assumed=mapping.assumed_of_card(say=say), columns=columns)


def _parts(lines: list[str]) -> tuple[str, str]:
    """Return what stands before the first section, and the sections as Markdown."""
    told: list[str] = []
    first_section: int | None = None
    for line in lines:
        if _UNDERLINE.fullmatch(line) and told and told[-1].strip():
            told[-1] = f"### {told[-1].strip()}"
            first_section = len(told) - 1 if first_section is None else first_section
        elif line.strip() or (told and told[-1]):
            told.append(line.rstrip())
    lead = told[:first_section]
    rest = _without_empty(told[first_section:] if first_section is not None else [])
    return " ".join(" ".join(lead).split()), "\n".join(rest)


def _without_empty(lines: list[str]) -> list[str]:
    """Leave out headings that nothing follows."""
    full: list[str] = []
    for line in (one for one in lines if one.strip()):
        if line.startswith("### ") and full and full[-1].startswith("### "):
            full.pop()
        full.append(line)
    return full[:-1] if full and full[-1].startswith("### ") else full
