"""A call that is over, as the seat remembers it."""

from datetime import datetime

import msgspec

from contract.wire.claims import CallStory
from contract.wire.phone_socket import EndCause


class PastCall(msgspec.Struct, frozen=True, kw_only=True):
    """Instants are aware UTC by the server's clock; answered_at None: nobody did."""

    id: str  # the exchange's name of the call, else the phone's
    is_incoming: bool
    peer: str = ""  # E.164, seat or queue number; "" when withheld
    label: str = ""  # whom the operator meant to reach
    queue: str = ""
    began_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime
    cause: EndCause = EndCause.NONE
    story: CallStory = CallStory()  # how it sounded, and who passed it on

    @property
    def is_missed(self) -> bool:
        """Return whether it rang here and nobody answered it, here or elsewhere."""
        elsewhere = self.cause is EndCause.ANSWERED_ELSEWHERE
        return self.is_incoming and self.answered_at is None and not elsewhere

    @property
    def talk_s(self) -> float:
        return (self.ended_at - self.answered_at).total_seconds() if self.answered_at else 0.0
