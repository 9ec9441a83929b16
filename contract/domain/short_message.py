"""A text as SMS: which alphabet it needs, and the parts it is cut into (3GPP TS 23.038, 23.040)."""

import msgspec

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPE = 0x1B
_EXTENDED = {
    "\f": 0x0A, "^": 0x14, "{": 0x28, "}": 0x29, "\\": 0x2F,
    "[": 0x3C, "~": 0x3D, "]": 0x3E, "|": 0x40, "€": 0x65,
}  # fmt: skip
# The escape is no letter: it only announces one of the second table.
_CODES = {letter: bytes((code,)) for code, letter in enumerate(_BASIC) if code != _ESCAPE} | {
    letter: bytes((_ESCAPE, code)) for letter, code in _EXTENDED.items()
}
# What an Italian reads the same, so that one sign does not make three messages of one.
_PLAIN = str.maketrans({
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...",
    "\u00a0": " ", "\u202f": " ", "•": "-", "À": "A'", "È": "E'", "Ì": "I'", "Ò": "O'", "Ù": "U'",
    "\u2066": "", "\u2067": "", "\u2068": "", "\u2069": "",
})  # fmt: skip

ALONE_GSM, PART_GSM = 160, 153  # septets
ALONE_UCS2, PART_UCS2 = 140, 134  # bytes
MOST_PARTS = 6


class ShortMessage(msgspec.Struct, frozen=True, kw_only=True):
    """parts: the letters of each, one code a byte in GSM 03.38, else UTF-16 big endian."""

    parts: tuple[bytes, ...]
    is_gsm: bool

    @property
    def fits(self) -> bool:
        return len(self.parts) <= MOST_PARTS


def short_message(text: str) -> ShortMessage:
    """Return the parts of a text in the order they are read; an empty one has one empty part.

    No letter is torn between two parts, nor an escaped one from its escape.
    """
    plain = text.translate(_PLAIN)
    if all(letter in _CODES for letter in plain):
        letters = [_CODES[letter] for letter in plain]
        return ShortMessage(parts=_cut(letters, ALONE_GSM, PART_GSM), is_gsm=True)
    # Letter by letter: a part must not end in the middle of an emoji, which is two units.
    letters = [letter.encode("utf-16-be", "replace") for letter in plain]
    return ShortMessage(parts=_cut(letters, ALONE_UCS2, PART_UCS2), is_gsm=False)


def _cut(letters: list[bytes], alone: int, part: int) -> tuple[bytes, ...]:
    whole = b"".join(letters)
    # One message has no header; each of several parts gives some of its room to one.
    if len(whole) <= alone:
        return (whole,)
    parts, current = [], bytearray()
    for letter in letters:
        # A letter of two codes goes whole into the next part: its escape alone would be a blank.
        if len(current) + len(letter) > part:
            parts.append(bytes(current))
            current = bytearray()
        current += letter
    return (*parts, bytes(current))
