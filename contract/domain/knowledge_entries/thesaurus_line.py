"""What a line of the thesaurus must be, and the id that follows from its words."""

import hashlib

LINE_LENGTH = 1_000  # characters


def is_thesaurus_line(line: str) -> bool:
    """Return whether the line is "a, b > c, d" or "a = b = c"; "#" begins a comment in a file."""
    sides = line.split(">") if ">" in line else line.split("=")
    if not line.isprintable() or "#" in line or len(line) > LINE_LENGTH or len(sides) < 2:
        return False
    words = [word.strip() for side in sides for word in side.split(",")]
    is_one_way = ">" in line
    return all(words) and not (is_one_way and (len(sides) > 2 or "=" in line))


def thesaurus_line_id(language: str, line: str) -> str:
    """Return the id of a line: the same words in another place are the same line."""
    digest = hashlib.blake2b(line.encode(), digest_size=8).hexdigest()
    return f"{language}-{digest}"
