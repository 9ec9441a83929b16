"""How a city counts the calls to its queues: one definition, for the live page and every report.

A citizen's call counts once, in the queue where it ended, on the day (of Rome) it came in. Its wait
goes from the exchange's first question about it to the answer or the hanging up. What a colleague
passes on is the same call. A call that is refused, comes outside the hours, becomes a callback or
leaves a message was promised no answer within a time.
"""

import msgspec

ANSWER_WITHIN_S = 20  # of waiting: the promise to the citizen
SHORT_WAIT_S = 5  # who hangs up sooner dialled wrong: neither served nor let down
SERVICE_LEVEL_TARGET = 0.80
ABANDONMENT_TARGET = 0.05  # at most
LONGEST_WAIT_TARGET_S = 90  # at most


class CallCount(msgspec.Struct, frozen=True, kw_only=True):
    """Calls of a span of time by their end; those that still wait are in no number."""

    answered: int = 0
    in_time: int = 0  # of the answered: within ANSWER_WITHIN_S
    abandoned: int = 0  # hung up after more than SHORT_WAIT_S
    short: int = 0  # hung up sooner
    unserved: int = 0  # turned away after the longest wait, or waiting when an exchange died

    @property
    def offered(self) -> int:
        """Return what the shares are of: every call but those that were hung up at once."""
        return self.answered + self.abandoned + self.unserved

    @property
    def service_level(self) -> float | None:
        """Return the share answered in time, 0 to 1; None without a call."""
        return self.in_time / self.offered if self.offered else None

    @property
    def abandonment(self) -> float | None:
        """Return the share that was abandoned, 0 to 1; None without a call."""
        return self.abandoned / self.offered if self.offered else None

    def __add__(self, other: "CallCount") -> "CallCount":
        return CallCount(
            **{name: getattr(self, name) + getattr(other, name) for name in self.__struct_fields__}
        )
