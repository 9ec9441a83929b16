"""What the work of one command has at hand: who asks, when, and the rows it writes."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from contract.domain.account import Account, Capability
from contract.domain.ids import DeskId
from contract.wire import reason_codes
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.usecases.operations.refused import Refused


@dataclass(frozen=True, slots=True)
class Outcome:
    """reason None: applied. Otherwise refused, yet what was written is kept."""

    reason: str | None = None
    detail: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CommandWork:
    connection: Connection
    account: Account
    command_id: str
    now: datetime
    edit: FeedEdit

    def require(self, capability: Capability) -> None:
        """Raise Refused when the account may not do this at all."""
        if not self.account.may(capability):
            raise Refused(reason_codes.FORBIDDEN, needs=str(capability))

    def require_desk(self, desk_id: DeskId) -> None:
        """Raise Refused when the account does not work at this desk."""
        if desk_id not in self.account.desk_ids:
            raise Refused(reason_codes.FORBIDDEN, desk=desk_id)

    def require_author(self, author_id: str, path: str) -> None:
        """Raise Refused when somebody signs with another's name."""
        if author_id != self.account.id:
            raise Refused(reason_codes.FORBIDDEN, field=path)

    def id_for(self, part: str) -> str:
        """Return the id of a row this command makes; the same however often it is tried."""
        return str(uuid5(NAMESPACE_OID, f"{self.command_id}/{part}"))
