"""What one value of an entry may be: for who types it, who publishes it and the files it leaves in.

A text that passes here stands in every format of the knowledge files and is read back the same.
"""

import re
import unicodedata
from functools import lru_cache

from contract.domain.contact import LINE_LIMIT, TEXT_LIMIT
from contract.domain.opening_times.opening_checks import UnusableTimes, require_usable
from contract.domain.opening_times.opening_text import text_of_times
from contract.domain.opening_times.opening_times import OpeningTimes
from contract.domain.phone_number import UnusableNumber, to_e164

SAY_LIMIT = 300  # characters that can be read aloud in one breath of a call
TITLE_LIMIT = 200
ID_LIMIT = 100
TIMES_LIMIT = 32_000  # characters of hours as text; a workbook's cell holds 32,767
DECIMALS = 12  # of degrees: a millionth of a metre
BROKEN = "\N{REPLACEMENT CHARACTER}"
_MARK = "\N{BYTE ORDER MARK}"  # begins a file; within one it is a leftover that nobody sees
# Turns the words or the number after it around; the marks of one letter's direction do not.
TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
# All controls but tab and line feed, halves of pairs, what XML cannot hold, and what turns.
UNUSABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffd-\uffff]"
)
_LIMITS = {
    "say": SAY_LIMIT,
    **dict.fromkeys(("name", "title", "question", "path", "role"), TITLE_LIMIT),
    **dict.fromkeys(("id", "parent_id", "original_id", "reviewer", "ipa_code"), ID_LIMIT),
    **dict.fromkeys(("desk_times", "phone_times"), TIMES_LIMIT),
    "withdrawn": LINE_LIMIT,
}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# What can be meant as an address, no more: whether it exists only a mail server knows.
_MAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,190}\.[^@\s,;<>.]{2,63}")
_WEB = re.compile(r"https?://[^\s<>\"']{3,500}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.ASCII)
_MUNICIPIO = re.compile(r"(?:IX|IV|V?I{1,3}|V|X(?:I{0,3}|I?V))")  # I to XV


def limit_of(field: str) -> int:
    """Return how many characters a text of this field may have."""
    return _LIMITS.get(field, TEXT_LIMIT)


def clean_text(text: str) -> str:
    """Return the text with line feeds, composed accents and nothing blank around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text.strip(" \t\n")
    # Composed: the same word typed on two systems must be found, and compared, as one.
    return unicodedata.normalize("NFC", text.replace(_MARK, "")).strip(" \t\n\xa0")


def usable_text(text: str) -> str:
    """Return a clean text with blanks in place of what no text may hold."""
    return clean_text(without_unusable(clean_text(text)))


def without_unusable(text: str) -> str:
    """Return the text with blanks for what it may not hold; what has no width leaves none."""
    # What has no width leaves none: a blank in its place would part a word.
    return UNUSABLE.sub(" ", TURNING.sub("", text))


def is_entry_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def is_mail(text: str) -> bool:
    """Return whether it can be meant as a mail address, of any country's letters."""
    return _MAIL.fullmatch(text) is not None


def is_web_address(text: str) -> bool:
    return _WEB.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Return whether it is the code of a language, in small letters: "it", "pt-br"."""
    return _LANGUAGE.fullmatch(text) is not None


def is_municipio(text: str) -> bool:
    return _MUNICIPIO.fullmatch(text) is not None


def is_degrees(degrees: float, limit: int) -> bool:
    return abs(degrees) <= limit  # not so of what is no number


# An import of a city asks for the same numbers again and again.
@lru_cache(maxsize=16_384)
def is_phone(text: str) -> bool:
    """Return whether it is a number as E.164 writes it."""
    try:
        return to_e164(text) == text
    except UnusableNumber:
        return False


def are_usable(times: OpeningTimes) -> bool:
    try:
        require_usable(times)
    except UnusableTimes:
        return False
    return True


def length_of(times: OpeningTimes) -> int:
    """Return how many characters the times have as text."""
    return len(text_of_times(times))
