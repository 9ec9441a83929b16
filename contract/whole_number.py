"""A whole number out of a text from outside: of one that is too large no digit is reckoned."""


def whole_number(text: str, most: int) -> int | None:
    """Return the number from 0 to most that text is in ASCII digits; None: it is none.

    int() alone takes signs, underscores and digits of any script, refuses more than 4,300 of them
    with an error of its own, and gives a number that no column keeps.
    """
    if not (text.isascii() and text.isdigit()):
        return None
    digits = text.lstrip("0") or "0"
    # By their count first: it may be a million digits.
    if len(digits) > len(str(most)) or int(digits) > most:
        return None
    return int(digits)
