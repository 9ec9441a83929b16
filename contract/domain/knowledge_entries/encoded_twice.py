"""Text that was encoded twice, "perchÃ©", "lâ€™ufficio": found, with what it should have been.

It is UTF-8 that some program took for Windows-1252. Nothing is found in text that is only odd: a
letter beside a quotation mark, «COS'È», is what two bytes look like as well.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.entry_findings import CheckCode, EntryFinding
from contract.domain.knowledge_entries.entry_value_faults import texts_of

_HIGH = range(0x80, 0x100)
_TIMES = 3  # a text that went through the same program again and again
_SHOWN = 16  # characters of the words around
# What may stand behind a letter in any text.
_PUNCTUATION = "…‘’“”–—«»‹›•\xa0"


# Texts of an entry that were encoded twice, field by field, for who writes or reviews it.
def encoding_findings(entry: Entry, published: Entry | None) -> Iterator[EntryFinding]:
    """Yield the first such place of each field. published: the entry as it is now."""
    told: set[str] = set()
    for field, text in texts_of(entry):
        found = encoded_twice(text) if field not in told else None
        if found is None:
            continue
        told.add(field)
        is_old = published is not None and getattr(entry, field) == getattr(published, field)
        yield EntryFinding(
            code=CheckCode.ENCODED_TWICE,
            field=field,
            excerpt=found.seen,
            meant=found.meant,
            is_old=is_old,
        )


def _characters(byte: int) -> str:
    """Return what a byte looks like, read as Windows-1252 or as ISO-8859-1."""
    return bytes((byte,)).decode("cp1252", "ignore") + chr(byte)


_BYTES = {one: byte for byte in _HIGH for one in _characters(byte)}
_NEXT = "".join(one for one, byte in _BYTES.items() if byte < 0xC0)
_TAIL = f"[{re.escape(_NEXT)}]"
_RUN = re.compile(
    f"(?:[Â-ß]{_TAIL}|[à-ï]{_TAIL}{{2}}|[ð-ô]{_TAIL}{{3}})+"
    # What is left where a blank without a break went away, or a byte that no sign stands for.
    r"|(?<=[a-zß-öø-ÿ'’-])Ã(?=\W|$)|(?<=[a-z0-9ß-öø-ÿ])Â(?=\s|$)|â€"
)
# Found in no time where there is nothing: it begins with one set of characters.
_PERHAPS = re.compile(rf"[Â-ô](?:(?<=[Â-ß])(?:{_TAIL}|\W|$)|{_TAIL}{{2}}|(?<=â)€)")
_LEFT = {"Ã": "à", "Â": "", "â€": "”"}


class Twice(NamedTuple):
    """A place in a text: the words as they stand there, and the words restored."""

    seen: str
    meant: str


def encoded_twice(text: str) -> Twice | None:
    """Return the first place of a text that was encoded twice."""
    # Most texts: nothing that was encoded twice is left without a sign beyond ASCII.
    if text.isascii() or not _PERHAPS.search(text):
        return None
    # A place that looks so and was meant so is passed over: «COS'È» is no fault.
    found = next((one for one in _RUN.finditer(text) if _meant(one) != one[0]), None)
    if found is None:
        return None
    begins, ends = _words_around(text, found)
    seen = text[begins:ends]
    return Twice(seen.strip(), _mended(seen).strip())


def _words_around(text: str, found: re.Match[str]) -> tuple[int, int]:
    before = text[max(0, found.start() - _SHOWN // 2) : found.start()].split(" ")[-1]
    after = text[found.end() : found.end() + _SHOWN // 2].split(" ")[0]
    begins, ends = found.start() - len(before), found.end() + len(after)
    # A sign is of several characters: none is cut.
    for _ in range(_SHOWN):
        begins -= begins > 0 and _is_of_sign(text[begins - 1])
        ends += ends < len(text) and _is_of_sign(text[ends])
    return begins, ends


def _is_of_sign(character: str) -> bool:
    return not (character.isascii() or character.isspace())


def _mended(text: str) -> str:
    # Some texts went through the same program again and again.
    for _ in range(_TIMES):
        better = _RUN.sub(_meant, text)
        if better == text:
            break
        text = better
    return text


def _meant(run: re.Match[str]) -> str:
    """Return the original characters, or the run itself where it is genuine text."""
    seen = run[0]
    if seen in _LEFT:
        return _LEFT[seen]
    try:
        meant = bytes(_BYTES[one] for one in seen).decode()
    except UnicodeDecodeError:
        return seen
    before, after = run.string[: run.start()][-1:], run.string[run.end() :][:1]
    # Several signs in a row are tested one by one: a chance pair makes letters no script has.
    if len(meant) > 1:
        is_twice = all(_is_of_words(one) for one in meant)
    else:
        is_twice = _is_twice(seen, meant, before, after)
    return "".join(map(_of_windows, meant)) if is_twice else seen


def _is_of_words(letter: str) -> bool:
    """Return whether a letter of any script, or a sign that texts have, was meant."""
    return unicodedata.category(letter)[0] in "LMNPSZ" or letter <= "\x9f"


def _of_windows(letter: str) -> str:
    """Return the sign that Windows-1252 has in the place of a control character."""
    return _characters(ord(letter))[0] if "\x80" <= letter <= "\x9f" else letter


def _is_twice(seen: str, meant: str, before: str, after: str) -> bool:
    """Return whether one sign alone must have been encoded twice."""
    is_marked = seen[-1] in _PUNCTUATION
    match seen[0]:
        case "Â":
            return True
        case "Ã" if before.isupper():  # of Portuguese capitals: «AMANHÃ»
            is_capital = meant.isupper() and (not is_marked or seen[-1] == "’")
            return is_capital or after.isalpha() or meant in "èéìí" or before + meant == "Où"
        case "Ã":
            return not is_marked or meant == "à" or before.isalpha() or after.isalpha()
        case "Ä" | "Å":
            return before.islower() or (after.islower() and (not is_marked or meant == "œ"))
        case "â":
            return "\u2000" <= meant <= "\u2bff"
        case "ð":
            return meant >= "\U0001f000"
        case "ï":
            return meant in "\ufeff\ufffdﬁﬂ"
    return False
