"""Takes citizens' numbers and fiscal codes out of texts about the knowledge base.

Such a text travels to offices by mail and stays for years; it is about an entry, never about a
caller. Seat and server use the same rules, so that the operator sees what will be taken out.
"""

import re
from enum import StrEnum
from functools import partial

import msgspec


class Removed(StrEnum):
    FISCAL_CODE = "fiscal_code"
    PHONE = "phone"
    EMAIL = "email"
    CARD = "card"  # of a bank, or an account


MARK = "[…]"
_FISCAL_CODE = re.compile(
    r"\b[A-Z]{6}\s?[0-9LMNPQRSTUV]{2}\s?[ABCDEHLMPRST]\s?[0-9LMNPQRSTUV]{2}\s?"
    r"[A-Z][0-9LMNPQRSTUV]{3}\s?[A-Z]\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"\bIT\d{2}\s?[A-Z]\s?(?:\d\s?){10}(?:[A-Z0-9]\s?){12}\b", re.IGNORECASE)
_CARD = re.compile(r"(?<![\d+])(?:\d[ -]?){15}\d(?!\d)")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
# With a prefix or a leading 0 or 3 and enough digits; prices, years, hours and laws are shorter.
_PHONE = re.compile(r"(?<![\d/])(?:(?:\+|00)\s?39[\s./-]?)?[03](?:[\s./-]?\d){7,10}(?![\d/])")
_DATE = re.compile(r"[0-3]?\d\D[01]?\d\D(?:19|20)\d\d")
_DIGITS = re.compile(r"\D")


class Cleaned(msgspec.Struct, frozen=True, kw_only=True):
    text: str
    removed: tuple[Removed, ...] = ()


def without_personal_data(text: str, known: str = "") -> Cleaned:
    """Return the text with a mark where personal data stood, and what was taken out.

    known: texts of the entry concerned; numbers and addresses in them are no citizen's.
    """
    removed: set[Removed] = set()
    known_digits, known_words = _DIGITS.sub("", known), known.lower()

    def mark(kind: Removed, found: re.Match[str]) -> str:
        # The last eight digits: the same number may be typed with or without its prefix.
        if kind is Removed.PHONE and (
            _DATE.fullmatch(found[0]) or _DIGITS.sub("", found[0])[-8:] in known_digits
        ):
            return found[0]
        if kind is Removed.EMAIL and found[0].lower() in known_words:
            return found[0]
        removed.add(kind)
        return MARK

    # Codes, accounts and cards first: their digits would be taken out as telephones, by halves.
    for kind, pattern in (
        (Removed.FISCAL_CODE, _FISCAL_CODE),
        (Removed.CARD, _ACCOUNT),
        (Removed.CARD, _CARD),
        (Removed.EMAIL, _EMAIL),
        (Removed.PHONE, _PHONE),
    ):
        text = pattern.sub(partial(mark, kind), text)
    return Cleaned(text=text, removed=tuple(sorted(removed)))
