"""Names of desks for places too narrow for them: without the words that all begin with."""

from collections.abc import Sequence


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Return each name without the leading words that are the same in all, as "II livello".

    One alone stays whole, and of each at least one word: cut behind equal words three desks would
    look like one.
    """
    words = [name.split() for name in names]
    alike = 0
    if len(words) > 1:
        shortest = min(len(one) for one in words)
        while alike < shortest - 1 and len({one[alike] for one in words}) == 1:
            alike += 1
    return tuple(" ".join(one[alike:]) for one in words)
