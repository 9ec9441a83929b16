"""How long two people have talked: voice that goes both ways, not one that speaks to a machine."""

VOICE = 0.01  # mean loudness of a second in which somebody speaks; a quiet line stays far below
TALK_S = 20  # so long it is a talk
TURN_S = 6  # whoever was silent for longer takes no part just now


class Dialogue:
    """Add each second of a call with the loudness of both sides, 0 to 1.

    A second counts when somebody speaks in it and both have spoken within TURN_S. A mailbox speaks
    first and then never again: whoever leaves a message there comes to TURN_S, not to a talk.
    """

    def __init__(self) -> None:
        self._second = 0
        self._spoke_here = self._spoke_there = -TURN_S - 1
        self.both_s = 0

    @property
    def is_talk(self) -> bool:
        return self.both_s >= TALK_S

    def add(self, here: float, there: float) -> None:
        self._second += 1
        if here >= VOICE:
            self._spoke_here = self._second
        if there >= VOICE:
            self._spoke_there = self._second
        is_voice = self._second in (self._spoke_here, self._spoke_there)
        silent_s = self._second - min(self._spoke_here, self._spoke_there)
        self.both_s += is_voice and silent_s <= TURN_S
