"""What the work of one command has at hand: who asks, when, and the rows it writes."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from uuid import NAMESPACE_OID, uuid5

from contract.domain.account import Account, Capability
from contract.domain.ids import DeskId
from contract.wire import reason_codes
from contract.wire.commands import Verdict
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audits
from server.usecases.sync.refill import Past


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
    lines: list[tuple[str, str]] = field(default_factory=list)  # of the audit, not yet written
    past: Past | None = None  # None: nothing was lost

    @property
    def earlier(self) -> Verdict | None:
        """What this server said of the command before it lost it: that it was applied."""
        return self.past.earlier if self.past is not None else None

    @property
    def comes_again(self) -> bool:
        """Whether it was made before the server went back to an earlier state of its data."""
        return self.past is not None and self.past.again is not None

    @property
    def at(self) -> datetime:
        """When it was done: now, or before the server lost it."""
        return self.past.at if self.past is not None else self.now

    def audit(self, action: str, subject: str) -> None:
        """Note a line for the audit; subject is ids and names of fields, never a value."""
        self.lines.append((action, subject))

    def finish(self) -> dict[str, int]:
        """Write the audit, then number the changes; return the marks."""
        # In the order of all commands, and last: both stay locked from here to the commit.
        for action, lines in groupby(self.lines, key=itemgetter(0)):
            subjects = [subject for _, subject in lines]
            write_audits(self.connection, self.account.id, action, subjects, self.now)
        return self.edit.finish()

    def require(self, capability: Capability) -> None:
        """Raise Refused when the account may not do this at all."""
        # What was done is done: the rights of today are not those it was done with.
        if self.earlier is None and not self.account.may(capability):
            raise Refused(reason_codes.FORBIDDEN, needs=str(capability))

    def require_desk(self, desk_id: DeskId) -> None:
        """Raise Refused when the account does not work at this desk."""
        if self.earlier is None and desk_id not in self.account.desk_ids:
            raise Refused(reason_codes.FORBIDDEN, desk=desk_id)

    def require_author(self, author_id: str, path: str) -> None:
        """Raise Refused when somebody signs with another's name."""
        if author_id != self.account.id:
            raise Refused(reason_codes.FORBIDDEN, field=path)

    def id_for(self, part: str) -> str:
        """Return the id of a row this command makes; the same however often it is tried."""
        return str(uuid5(NAMESPACE_OID, f"{self.command_id}/{part}"))
