"""Two changes of one text laid together, by lines and where lines do not do by words."""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# The comparison takes time with the product of both lengths (test_entry_merge: greatest length).
MOST_PAIRS = 1_000_000  # of pieces compared; beyond that the stretch counts as wholly rewritten

_WORD = re.compile(r"\S+\s*|\s+")  # with what follows it: else spaces alone would hold places

Split = Callable[[str], list[str]]
Three = tuple[str, str, str]  # of base, present and coming


class MergedText(NamedTuple):
    """Each holds all that fits together; where two changes do not, each holds one of them."""

    kept: str
    other: str

    @property
    def fits(self) -> bool:
        return self.kept == self.other


def merge_texts(base: str, present: str, coming: str) -> MergedText:
    """Return the text with both changes of base; kept prefers present, other prefers coming.

    Where both changed it, no empty lines stand before it or behind it.
    """
    # Who writes alone gets what was written, to the letter (test_entry_merge).
    if present == base or coming in (base, present):
        return MergedText(*[coming if present == base else present] * 2)
    merged = _merged((_lines, _WORD.findall), *map(_with_ended_lines, (base, present, coming)))
    return MergedText(merged.kept.strip("\n"), merged.other.strip("\n"))


def _with_ended_lines(text: str) -> str:
    """Return the text so that what is added behind its last line leaves that line as it was."""
    return text.rstrip() + "\n"


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _merged(splits: Sequence[Split], base: str, present: str, coming: str) -> MergedText:
    if coming in (base, present):
        return MergedText(present, present)
    if present == base:
        return MergedText(coming, coming)
    # Not even words fit: both stay, one as the value and one as its clash (decision 0019).
    if not splits:
        return MergedText(present, coming)
    split, *finer = splits
    stretches = _stretches(split(base), split(present), split(coming), are_lines=split is _lines)
    parts = [_merged(finer, *stretch) for stretch in stretches]
    return MergedText("".join(one.kept for one in parts), "".join(one.other for one in parts))


def _stretches(
    base: list[str], present: list[str], coming: list[str], *, are_lines: bool
) -> Iterator[Three]:
    """Yield what all three have in common, and what stands between that in each."""
    at = (0, 0, 0)
    ends = (len(base), len(present), len(coming), 0)
    for in_base, in_present, in_coming, size in (*_common(base, present, coming), ends):
        between = (base[at[0] : in_base], present[at[1] : in_present], coming[at[2] : in_coming])
        for pieces in _lines_apart(*between) if are_lines else [between]:
            if any(pieces):
                yield "".join(pieces[0]), "".join(pieces[1]), "".join(pieces[2])
        if size:
            same = "".join(base[in_base : in_base + size])
            yield same, same, same
        at = (in_base + size, in_present + size, in_coming + size)


def _lines_apart(
    base: list[str], present: list[str], coming: list[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield a stretch of changed lines in smaller ones, where it is plain what answers to what.

    As many lines in each: the first answers to the first. Lines that one put before or behind the
    old ones answer to nothing that the other wrote.
    """
    old = len(base)
    if old == len(present) == len(coming):
        yield from (([x], [y], [z]) for x, y, z in zip(base, present, coming, strict=True))
    elif old and coming[:old] == base:
        yield from ((base, present, base), ([], [], coming[old:]))
    elif old and coming[-old:] == base:
        yield from (([], [], coming[:-old]), (base, present, base))
    elif old and present[:old] == base:
        yield from ((base, base, coming), ([], present[old:], []))
    elif old and present[-old:] == base:
        yield from (([], present[:-old], []), (base, base, coming))
    else:
        yield base, present, coming


def _common(
    base: list[str], present: list[str], coming: list[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield (place in each of the three, size) of what nobody changed, in order."""
    here, there = _blocks(base, present), _blocks(base, coming)
    while here and there:
        begins = max(here[0][0], there[0][0])
        ends = min(here[0][0] + here[0][2], there[0][0] + there[0][2])
        if begins < ends:
            in_present = here[0][1] + begins - here[0][0]
            in_coming = there[0][1] + begins - there[0][0]
            yield begins, in_present, in_coming, ends - begins
        # The block that ends first cannot meet anything of the other that follows.
        behind = here if here[0][0] + here[0][2] <= there[0][0] + there[0][2] else there
        behind.pop(0)


def _blocks(base: list[str], other: list[str]) -> list[tuple[int, int, int]]:
    """Return (place in base, place in the other, size) of what both have, in order."""
    shorter = min(len(base), len(other))
    # What is the same at both ends is most of a text: the costly comparison sees the rest.
    head = next((n for n in range(shorter) if base[n] != other[n]), shorter)
    most = shorter - head
    tail = next((n for n in range(most) if base[-1 - n] != other[-1 - n]), most)
    inner_base, inner_other = base[head : len(base) - tail], other[head : len(other) - tail]
    blocks = [(0, 0, head)]
    if len(inner_base) * len(inner_other) <= MOST_PAIRS:
        matcher = SequenceMatcher(None, inner_base, inner_other)
        found = matcher.get_matching_blocks()
        blocks += [(head + one.a, head + one.b, one.size) for one in found]
    blocks.append((len(base) - tail, len(other) - tail, tail))
    return [block for block in blocks if block[2]]
