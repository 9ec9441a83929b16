"""Text in UTF-8 that an old Mac program read as its own, "perch√©", "l‚Äôufficio": what it was.

Its signs are of mathematics and of print, so that few texts hold two of them side by side; those
that do, «2√π», are left alone.
"""

import re

_HIGH = range(0x80, 0x100)
# Only what no ASCII letter is: these stay the same in both encodings.
_BYTES = {bytes((byte,)).decode("mac_roman"): byte for byte in _HIGH}
_TAIL = f"[{re.escape(''.join(one for one, byte in _BYTES.items() if byte < 0xC0))}]"
# How signs of two bytes begin (of Latin, then of Hebrew and Arabic), and those of three and four.
_LATIN, _EASTERN, _THREE, _FOUR = "¬√ƒ≈", "◊ÿŸ", "‚", "\uf8ff"
_RUN = re.compile(
    f"(?:[{_LATIN}{_EASTERN}]{_TAIL}|{_THREE}{_TAIL}{{2}}|{_FOUR}{_TAIL}{{3}})+", re.DOTALL
)
_PERHAPS = re.compile(f"[{_LATIN}{_EASTERN}{_THREE}{_FOUR}]{_TAIL}")
_RECKONED = "π∞∑∏Ω∫µ∂∆"  # may stand below a root in any text
_UNREAL = re.compile(r"[\x00-\x9f\ufffd]")


def may_be_of_mac(text: str) -> bool:
    """Return whether a text is worth a look; in no time for one that is not."""
    # Almost every text is sound: this one search keeps the costly look for the others.
    return _PERHAPS.search(text) is not None


def run_of_mac(text: str) -> re.Match[str] | None:
    """Return the first place of a text that was read so."""
    return next((one for one in _RUN.finditer(text) if meant_by_mac(one) != one[0]), None)


def mended_of_mac(text: str) -> str:
    return _RUN.sub(meant_by_mac, text)


def meant_by_mac(run: re.Match[str]) -> str:
    """Return the original characters, or the run itself where it is genuine text."""
    seen = run[0]
    try:
        meant = bytes(_BYTES[one] for one in seen).decode()
    except UnicodeDecodeError:
        return seen
    before, after = run.string[: run.start()][-2:], run.string[run.end() :][:1]
    is_read_wrongly = _UNREAL.search(meant) is None and (
        _are_surely(seen, meant, before)
        or _is_within_word(before, after, strictly=seen[-1] in _RECKONED)
    )
    return meant if is_read_wrongly else seen


def _are_surely(seen: str, meant: str, before: str) -> bool:
    """Return whether nobody writes these signs so, whatever stands behind them."""
    # Two wrong signs in a row are no accident, and "5¬∞" or "m¬≤" were never meant.
    if len(meant) > 1 or (seen[0] == "¬" and before[-1:].isalnum()):  # «5¬∞», «m¬≤»
        return True
    if before[-1:] + meant in ("où", "Où"):
        return True
    # Letters of Hebrew and Arabic end in signs that stand alone in Western texts, too.
    if seen[0] in _EASTERN:
        return False
    return seen[0] not in "ƒ≈" and seen[-1] not in _RECKONED


def _is_within_word(before: str, after: str, *, strictly: bool) -> bool:
    """Return whether letters stand beside them: «pi√π», and not «2√π» or «r√π»."""
    # A sign that is reckoned with may stand behind one letter: "r√π" is a formula.
    letters = before if strictly else before[-1:]
    return after.isalpha() or (len(letters) > strictly and letters.isalpha())
