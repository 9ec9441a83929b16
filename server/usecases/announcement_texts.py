"""What the announcements say: a table of texts by name and language, from the product or a city."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from server.usecases.routing.announcements import MOST_MINUTES, MOST_PLACES

TEXTS_FILE = Path(__file__).parents[2] / "resources" / "announcements" / "texts.csv"
LANGUAGES = ("it", "en", "fr", "es", "de", "zh", "ar")
VOICEMAIL = "voicemail"  # is no announcement: the server itself plays it
_NUMBERED = {"position": MOST_PLACES, "wait": MOST_MINUTES}

type Texts = Mapping[str, Mapping[str, str]]  # language -> name -> text


class UnusableTexts(Exception):
    """The table is not one of texts. str() says what is wrong."""


def read_texts(path: Path = TEXTS_FILE) -> dict[str, dict[str, str]]:
    """Read a table whose columns are name and languages. Raise UnusableTexts or OSError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            if not table.fieldnames or "name" not in table.fieldnames:
                raise UnusableTexts(f"{path}: there is no column “name”")
            texts: dict[str, dict[str, str]] = {code: {} for code in _languages(table.fieldnames)}
            for row in table:
                for language, known in texts.items():
                    if text := (row[language] or "").strip():
                        known[row["name"].strip()] = text
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnusableTexts(f"{path}: {error}") from error
    return texts


def merged(own: Texts, product: Texts) -> dict[str, dict[str, str]]:
    """Return the product's texts, with a city's own in their place and beside them."""
    languages = dict.fromkeys((*product, *own))
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


def _languages(columns: Iterable[str]) -> list[str]:
    return [column for column in columns if column not in ("name", "")]
