"""Text in UTF-7, "citt+AOA-" or "citt+AOA oggi", as some mail programs write it: what it says."""

import re

_SIGNS = r"[A-Za-z0-9+/]"
# One to three characters behind a letter, or where a word begins.
_RUN = re.compile(
    rf"(?:(?<=[A-Za-z])|(?<![^\s(\"']))\+(?:{_SIGNS}{{8}}|{_SIGNS}{{6}}|{_SIGNS}{{3}})(?:-|(?!{_SIGNS}))"
)
_LETTERS = range(0xC0, 0x180)
_OF_PRINT = "°«»€–—‘’“”…"


def run_of_utf7(text: str) -> re.Match[str] | None:
    """Return the first place that stands for letters with accents or for signs of print."""
    return next((one for one in _RUN.finditer(text) if _meant(one) != one[0]), None)


def mended_of_utf7(text: str) -> str:
    return _RUN.sub(_meant, text)


def _meant(run: re.Match[str]) -> str:
    """Return the decoded characters, or the run itself where it is genuine text."""
    try:
        meant = f"{run[0].removesuffix('-')}-".encode().decode("utf-7")
    except UnicodeDecodeError:
        return run[0]
    is_of_words = all(ord(one) in _LETTERS or one in _OF_PRINT for one in meant)
    return meant if is_of_words else run[0]
