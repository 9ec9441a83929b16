"""How long two people have talked: voice that goes both ways, not one that speaks to a machine."""

VOICE = 0.01  # mean loudness of a second in which somebody speaks; a quiet line stays far below
TALK_S = 20  # so long it is a talk
TURN_S = 6  # whoever was silent for longer takes no part just now
# Whoever listens to an answer that is read (300 letters, some 20 seconds) is silent all along.
ANSWER_S = 20
REPLIES = 2  # a mailbox may speak once more, behind the message; nobody's talk has fewer


class Dialogue:
    """Add each second of a call with the loudness of both sides, 0 to 1.

    A second counts when somebody speaks in it and both take part: both have spoken within TURN_S,
    or whoever was silent speaks again within ANSWER_S. How much each of them says does not count:
    a citizen who asks, listens and thanks has talked (test_dialogue). A mailbox speaks first and
    then never again: whoever leaves a message there comes to TURN_S, not to a talk.
    """

    def __init__(self) -> None:
        self._second = 0
        self._spoke_here = self._spoke_there = -ANSWER_S
        self._near_s = self._answers_s = 0
        self._unanswered_s = 0  # with voice of one side, until the other is heard again
        self._replies = 0
        self._is_alone = False  # only this side was heard last

    @property
    def both_s(self) -> int:
        return self._near_s + (self._answers_s if self._replies >= REPLIES else 0)

    @property
    def is_talk(self) -> bool:
        return self.both_s >= TALK_S

    def add(self, here: float, there: float) -> None:
        self._second += 1
        is_here, is_there = here >= VOICE, there >= VOICE
        if not (is_here or is_there):
            return
        self._replies += is_there and self._is_alone
        self._is_alone = not is_there
        silent_since = min(self._spoke_here, self._spoke_there)
        self._spoke_here = self._second if is_here else self._spoke_here
        self._spoke_there = self._second if is_there else self._spoke_there
        self._count(silent_since, min(self._spoke_here, self._spoke_there))

    def _count(self, before: int, now: int) -> None:
        """before and now: when whoever was silent for longer has spoken last."""
        if now != before:
            self._answers_s += self._unanswered_s * (self._second - before <= ANSWER_S)
            self._unanswered_s = 0
        if self._second - now <= TURN_S:
            self._near_s += 1
        else:
            self._unanswered_s += 1
