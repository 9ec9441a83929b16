"""Check of an Italian fiscal code as it is typed; it says nothing of who the person is."""

import re

MALFORMED = "fiscal_code_malformed"
WRONG_CHECK = "fiscal_code_check"  # one character is wrong: the last one does not fit the others
_DIGIT = "[0-9LMNPQRSTUV]"  # letters stand for digits when two people would share a code
_SHAPE = re.compile(rf"[A-Z]{{6}}{_DIGIT}{{2}}[ABCDEHLMPRST]{_DIGIT}{{2}}[A-Z]{_DIGIT}{{3}}[A-Z]")
_DIGITS = str.maketrans("LMNPQRSTUV", "0123456789")


def normalized(text: str) -> str:
    """Return the code as it is stored: upper case, without blanks."""
    return "".join(text.split()).upper()


def fault_of(text: str) -> str:
    """Return "" when the code can be right (or is empty), else MALFORMED or WRONG_CHECK.

    The place of birth is not looked up: a code of a dissolved town stays good.
    The first call imports the library, about 0.1 s.
    """
    code = normalized(text)
    if not code:
        return ""
    if not _SHAPE.fullmatch(code) or not _is_day(code[9:11]):
        return MALFORMED
    from codicefiscale import codicefiscale  # late: its import costs more than a whole screen

    return "" if codicefiscale.encode_cin(code) == code[15] else WRONG_CHECK


def _is_day(digits: str) -> bool:
    """Day of birth, plus 40 for women."""
    day = int(digits.translate(_DIGITS))
    return 1 <= day <= 31 or 41 <= day <= 71
