"""A limit on how much is taken over time, and how much at once."""


class Allowance:
    """A bucket that fills at a rate. Times are seconds of one steady clock."""

    def __init__(self, per_s: float, at_once: float, now: float) -> None:
        self._per_s, self._at_once = per_s, at_once
        self._left, self._at = at_once, now

    def grants(self, amount: float, now: float) -> bool:
        """Return whether amount is within the limit; then it is used up."""
        self._left = min(self._at_once, self._left + (now - self._at) * self._per_s)
        self._at = now
        if amount > self._left:
            return False
        self._left -= amount
        return True
