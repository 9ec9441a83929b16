"""Which words of two texts differ."""

import re
from difflib import SequenceMatcher

import msgspec

MOST_WORDS = 3000  # of one side; longer texts are shown as wholly rewritten
_WORD = re.compile(r"\S+\s*|\s+")


class WordRun(msgspec.Struct, frozen=True):
    text: str
    is_changed: bool = False


def word_changes(before: str, after: str) -> tuple[tuple[WordRun, ...], tuple[WordRun, ...]]:
    """Return both texts in runs; put together each is as it was."""
    if before == after:
        return _whole(before, is_changed=False), _whole(after, is_changed=False)
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return _whole(before, is_changed=True), _whole(after, is_changed=True)
    left: list[WordRun] = []
    right: list[WordRun] = []
    # Without spaces: a line broken elsewhere is no change. Without autojunk, which would take
    # the frequent words of a long text for noise and mark them all as changed.
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], False)
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        changed = tag != "equal"
        left += _whole("".join(old[from_old:to_old]), is_changed=changed)
        right += _whole("".join(new[from_new:to_new]), is_changed=changed)
    return tuple(left), tuple(right)


def _whole(text: str, *, is_changed: bool) -> tuple[WordRun, ...]:
    return (WordRun(text, is_changed),) if text else ()
