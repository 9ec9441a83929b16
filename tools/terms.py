"""One thing, one word: holds texts and translations against i18n/terms.toml."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCE_LANGUAGE = "it"
FILE = Path(__file__).resolve().parent.parent / "i18n" / "terms.toml"
LONG_WORD = re.compile(r"\b[^\W\d_]{4,}\b")


@dataclass(frozen=True, slots=True)
class Word:
    """What one language calls a thing, how that looks in a text, and what nobody may write."""

    word: str
    forms: re.Pattern[str] | None
    banned: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Term:
    code: str
    words: dict[str, Word]
    elsewhere: frozenset[str]  # Italian texts that mean another thing


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Italian and its forms in one language, Italian too; no "&" of a key in either."""

    where: str
    language: str
    source: str
    forms: tuple[str, ...]

    @staticmethod
    def of(where: str, language: str, source: str, forms: tuple[str, ...]) -> "Text":
        """Take a text as it stands in the code, with the "&" before the letter of its key."""
        plain = tuple(form.replace("&", "") for form in forms)
        return Text(where, language, source.replace("&", ""), plain)


@dataclass(frozen=True, slots=True)
class Terms:
    terms: tuple[Term, ...]
    capitals: frozenset[str]
    homographs: frozenset[str]

    def faults(self, texts: Iterable[Text]) -> Iterator[str]:
        """Name each text with a second word, with capitals, or that is translated in two ways."""
        texts = tuple(texts)
        for text in texts:
            yield from self._second_words(text)
            yield from self._missing_words(text)
        yield from self._two_translations(texts)

    def banned(self, language: str, text: str) -> Iterator[str]:
        """Return what the text should say instead, for each word it must not have."""
        for term in self.terms:
            word = term.words[language]
            if any(pattern.search(text) for pattern in word.banned):
                yield word.word or "nothing"

    def _second_words(self, text: Text) -> Iterator[str]:
        for form in text.forms:
            where = f"{text.language}: {text.where}: {form!r}"
            yield from (f"say {word!r}: {where}" for word in self.banned(text.language, form))
            shouted = {word for word in LONG_WORD.findall(form) if word.isupper()} - self.capitals
            yield from (f"no capitals: {where}: {word}" for word in sorted(shouted))

    def _missing_words(self, text: Text) -> Iterator[str]:
        for term in self.terms:
            here, there = term.words[SOURCE_LANGUAGE].forms, term.words[text.language].forms
            if here is None or there is None or text.source in term.elsewhere:
                continue
            if here.search(text.source) and not any(there.search(form) for form in text.forms):
                word = term.words[text.language].word
                yield f"say {word!r}: {text.language}: {text.where}: {text.forms[0]!r}"

    def _two_translations(self, texts: Iterable[Text]) -> Iterator[str]:
        seen: dict[tuple[str, str], set[str]] = defaultdict(set)
        for text in texts:
            if text.language != SOURCE_LANGUAGE and text.source not in self.homographs:
                seen[text.language, text.source].add("|".join(text.forms).casefold())
        for (language, source), found in seen.items():
            if len(found) > 1:
                yield f"one text, two translations: {language}: {source!r}: {sorted(found)}"


def read_terms(file: Path = FILE) -> Terms:
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return Terms(
        terms=tuple(_term(entry) for entry in told["term"]),
        capitals=frozenset(told["capitals"]),
        homographs=frozenset(told["homographs"]),
    )


def _term(entry: dict[str, Any]) -> Term:
    words = {key: _word(value) for key, value in entry.items() if isinstance(value, dict)}
    return Term(entry.get("code", ""), words, frozenset(entry.get("elsewhere", ())))


def _word(told: dict[str, Any]) -> Word:
    forms = told.get("forms")
    return Word(
        word=told["word"],
        forms=re.compile(forms, re.IGNORECASE) if forms else None,
        banned=tuple(re.compile(one, re.IGNORECASE) for one in told.get("not", ())),
    )
