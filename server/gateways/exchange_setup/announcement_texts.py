"""What the announcements say: a table of texts by name and language, from the product or a city."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from contract.domain.knowledge_entries.entry_values import is_entry_id, is_language
from server.knowledge_import.csv_records import USUAL_SHAPE, CsvShape
from server.knowledge_import.csv_sheet import read_checked_sheet
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.sheet_rows import SheetRow, has_columns
from server.usecases.routing.waiting.announcements import MOST_MINUTES, MOST_PLACES

TEXTS_FILE = Path(__file__).parents[3] / "resources" / "announcements" / "texts.csv"
LANGUAGES = ("it", "en", "fr", "es", "de", "zh", "ar")
VOICEMAIL = "voicemail"  # is no announcement: the server itself plays it
_NUMBERED = {"position": MOST_PLACES, "wait": MOST_MINUTES}

type Texts = Mapping[str, Mapping[str, str]]  # language -> name -> text


def read_texts(path: Path = TEXTS_FILE, shape: CsvShape = USUAL_SHAPE) -> dict[str, dict[str, str]]:
    """Read a table whose columns are name and languages. Raise ImportRefused with all faults."""
    findings = Findings()

    def is_right(header: list[str], found: Findings) -> bool:
        return _has_languages(header, path.name, found)

    sheet = read_checked_sheet(path, is_right, findings, shape)
    rows = sheet.rows if sheet else ()
    _check_names(rows, path.name, findings)
    # Half a sentence would be spoken to citizens.
    for one in findings.doubts:
        findings.add("cut_off", file=one.file, row=one.row, column=one.column)
    # All faults at once: a table is mended in one go, not one error a run.
    findings.refuse_if_any()
    texts: dict[str, dict[str, str]] = {code: {} for code in _languages(rows[0].cells)}
    for row in rows:
        for language, known in texts.items():
            if text := row.cells[language]:
                known[row.cells["name"]] = text
    return texts


def _has_languages(header: list[str], file: str, findings: Findings) -> bool:
    """Return whether all columns can be taken; each language names a folder of sounds."""
    faulty = [column for column in _languages(header) if not is_language(column)]
    for column in faulty:
        findings.add("bad_language", file=file, row=1, column=column, value=column)
    return has_columns(header, ("name",), file, findings) and not faulty


def _languages(columns: Iterable[str]) -> list[str]:
    return [column for column in columns if column not in ("name", "")]


def _check_names(rows: Sequence[SheetRow], file: str, findings: Findings) -> None:
    """Note names that no file can have, and those there twice."""
    seen: set[str] = set()
    for row in rows:
        name = row.cells["name"]
        # A name becomes a file: it must not leave the folder of the sounds.
        code = "" if is_entry_id(name) else "bad_id" if name else "required"
        if code := code or ("duplicate_id" if name in seen else ""):
            findings.add(code, file=file, row=row.number, column="name", value=name)
        seen.add(name)


def merged(own: Texts, product: Texts) -> dict[str, dict[str, str]]:
    """Return the product's texts, with a city's own in their place and beside them."""
    languages = dict.fromkeys((*product, *own))
    # A city's own texts win, and a language it adds is taken beside the product's.
    return {code: {**product.get(code, {}), **own.get(code, {})} for code in languages}


def spoken(texts: Mapping[str, str], seats: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield name of file and text of all announcements of one language; seats: with a code."""
    for name, text in texts.items():
        kind, _, number = name.partition("-")
        if name in _NUMBERED:
            for n in range(1, _NUMBERED[name] + 1):
                yield f"{name}-{n}", texts.get(f"{name}-{n}", text).replace("{n}", str(n))
        elif name == "operator":
            for seat in seats:
                # Digits apart are read one by one.
                yield f"operator-{seat}", text.replace("{code}", " ".join(seat))
        elif not (kind in _NUMBERED and number.isdecimal() and kind in texts):
            yield name, text.replace("{n}", number)
