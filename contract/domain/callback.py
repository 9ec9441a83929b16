"""A promised call back to a citizen: windows, lease, fence and attempts."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from contract.domain.callback_hours import Window, window_from
from contract.domain.caller import CallerDetails
from contract.domain.ids import AccountId, AttemptId, CallbackId, CaseId, DeskId, QueueId, TopicId

# Four beats: three may be lost on the way before a clerk who works on it loses it.
LEASE_S = 120.0
HEARTBEAT_S = 30.0
MAX_ATTEMPTS = 3
RETRY_AFTER = timedelta(hours=2)  # next attempt after "no answer", in another part of the day


class CallbackState(StrEnum):
    OPEN = "open"
    CLAIMED = "claimed"
    DONE = "done"
    GIVEN_UP = "given_up"  # MAX_ATTEMPTS without reaching the citizen


TO_DO = frozenset({CallbackState.OPEN, CallbackState.CLAIMED})


class AttemptOutcome(StrEnum):
    SOLVED = "solved"
    ASK_OFFICE = "ask_office"  # spoken to; the office must be asked, the callback stays
    NO_ANSWER = "no_answer"
    POSTPONED = "postponed"


class Callback(msgspec.Struct, frozen=True, kw_only=True):
    id: CallbackId
    case_id: CaseId
    desk_id: DeskId
    topic_id: TopicId
    caller: CallerDetails  # caller.phone is the number to dial, "" when only a message is left
    window_start_at: datetime
    window_end_at: datetime  # due: calling later breaks the promise
    state: CallbackState = CallbackState.OPEN
    holder_id: AccountId | None = None
    holder_name: str = ""
    lease_until_at: datetime | None = None  # server time
    fence: int = 0  # grows at each claim; an older fence may not write a result
    attempts: int = 0
    silences: int = 0  # those of them since the citizen was last reached
    queue_id: QueueId | None = None  # where the citizen waited; None: nobody waited for it
    abandoned_calls: int = 0  # how often the citizen gave up waiting; 0: it was promised
    abandoned_s: int = 0  # the longest of those waits
    abandoned_at: datetime | None = None  # when the citizen first gave up: the age of this
    version: int = 1

    def is_claimable(self, now: datetime) -> bool:
        """Return whether anyone may take it: open, or claimed under a lease that ran out."""
        if self.state is CallbackState.OPEN:
            return True
        return (
            self.state is CallbackState.CLAIMED
            and self.lease_until_at is not None
            # A lease ends at its very instant: later it would be held by nobody and had by nobody.
            and self.lease_until_at <= now
        )

    def is_to_try(self, now: datetime) -> bool:
        """Return whether it may be given to who asks for the next one.

        Tried already, it waits for the time it was put off to: at once it would ring twice.
        """
        return self.attempts == 0 or self.window_start_at <= now

    def claimed_by(self, holder_id: AccountId, holder_name: str, now: datetime) -> "Callback":
        """Return the claimed copy. Raise CallbackAlreadyClaimed when it is not to be had."""
        # The holder may claim again, as after a crash; anybody else would call the citizen twice.
        if not self.is_claimable(now) and self.holder_id != holder_id:
            raise CallbackAlreadyClaimed(self.id, self.holder_name)
        # Also for its last holder: what is finished is never dialled again.
        if self.state in (CallbackState.DONE, CallbackState.GIVEN_UP):
            raise CallbackAlreadyClaimed(self.id, self.holder_name)
        return msgspec.structs.replace(
            self,
            state=CallbackState.CLAIMED,
            holder_id=holder_id,
            holder_name=holder_name,
            lease_until_at=now + timedelta(seconds=LEASE_S),
            # Also for the same holder: what was written under the older claim must not count any
            # more.
            fence=self.fence + 1,
        )

    def after(self, attempt: "CallbackAttempt") -> "Callback":
        """Return the copy after an attempt: done, given up, or open again with its next window."""
        attempts = self.attempts + 1
        is_silent = attempt.outcome is AttemptOutcome.NO_ANSWER
        silences = self.silences + 1 if is_silent else 0
        if attempt.outcome is AttemptOutcome.SOLVED:
            return msgspec.structs.replace(
                self,
                state=CallbackState.DONE,
                attempts=attempts,
                silences=0,
                lease_until_at=None,
            )
        # Given up only for silence: whoever was reached has a promise, however often it is put off.
        if silences >= MAX_ATTEMPTS:
            return msgspec.structs.replace(
                self,
                state=CallbackState.GIVEN_UP,
                attempts=attempts,
                silences=silences,
                lease_until_at=None,
            )
        start, end = retried(attempt.at)
        if attempt.next_start_at is not None:
            start = attempt.next_start_at
            end = attempt.next_end_at or start + RETRY_AFTER
        return msgspec.structs.replace(
            self,
            state=CallbackState.OPEN,
            holder_id=None,
            holder_name="",
            lease_until_at=None,
            attempts=attempts,
            silences=silences,
            window_start_at=start,
            window_end_at=end,
        )


class CallbackAttempt(msgspec.Struct, frozen=True, kw_only=True):
    """One try to reach the citizen, as the clerk recorded it."""

    id: AttemptId
    callback_id: CallbackId
    desk_id: DeskId
    author_id: AccountId
    outcome: AttemptOutcome
    at: datetime
    call_key: str = ""  # Call-ID of the call made, "" when none was
    talk_s: float = 0.0
    note: str = ""  # the answer given to the citizen
    next_start_at: datetime | None = None
    next_end_at: datetime | None = None
    version: int = 1


def retried(at: datetime) -> Window:
    """Return when a desk tries again whom nobody promised an hour, after an attempt at `at`."""
    return window_from(at + RETRY_AFTER, RETRY_AFTER)


class CallbackAlreadyClaimed(Exception):
    """Somebody else holds the callback, or it is done. Carries who, so the screen can name them."""

    def __init__(self, callback_id: CallbackId, holder_name: str) -> None:
        super().__init__(f"callback {callback_id} is not to be had")
        self.callback_id = callback_id
        self.holder_name = holder_name
