"""Reads the audit as it grows and tells the leads of patterns that look like misuse."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from contract.domain.ids import AccountId
from contract.wire import reason_codes
from contract.wire.duty import CallNews
from contract.wire.floor import DIALS, LOOK_UPS, SIGN_INS, Misuse
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.operations.audit_log import AuditLine, audit_page, audit_part, last_line
from server.usecases.contacts import find_case, look_up_caller
from server.usecases.duty.raise_alarm import leads
from server.usecases.misuse import dial_audit
from server.usecases.operations.write_audit import write_audit

MISUSE = "misuse"  # action of the audit, kind of the news
_BLOCK = 500  # lines looked back at once
_BLOCKS = 40  # more in ten minutes no city writes

type Tell = Callable[[str, CallNews], None]
WITHIN = timedelta(minutes=10)
EVERYBODY = ""  # in place of an account: sign-ins of all
# The limit of look-ups is a count already. Two wrong numbers happen. Ten wrong passwords of one
# operator are no slip; thirty of all within ten minutes are no morning of a city.
ENOUGH = {LOOK_UPS: 1, DIALS: 3, SIGN_INS: 10}
ENOUGH_OF_ALL = 30
_TRIES = ("sign_in_refused", "password_refused")  # the latter of whoever changes the own one
_LOOKS_REFUSED = (look_up_caller.REFUSED, find_case.REFUSED)
_GUESSES = (
    reason_codes.BAD_CREDENTIALS,
    reason_codes.TOO_MANY_ATTEMPTS,
    reason_codes.SECOND_FACTOR_WRONG,
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """kind and whose it is: an account's, or of dials a seat's."""

    kind: str
    whose: str

    @property
    def enough(self) -> int:
        return ENOUGH_OF_ALL if self.whose == EVERYBODY else ENOUGH[self.kind]


def patterns_of(line: AuditLine) -> Iterator[Pattern]:
    """Yield the patterns that a line of the audit belongs to."""
    if line.action in _LOOKS_REFUSED and line.account_id:
        yield Pattern(LOOK_UPS, line.account_id)
    elif line.action == dial_audit.REFUSED:
        yield Pattern(DIALS, line.subject.partition(" ")[0])
    elif line.action in _TRIES and line.subject in _GUESSES:
        yield Pattern(SIGN_INS, EVERYBODY)
        if line.account_id:
            yield Pattern(SIGN_INS, line.account_id)


class WatchMisuse:
    """Call it each few seconds. All it knows it reads of the audit: a restart forgets nothing."""

    def __init__(
        self, *, database: ServerDatabase, clock: Callable[[], datetime], tell: Tell
    ) -> None:
        self._database = database
        self._clock = clock
        self._tell = tell
        self._seq: int | None = None  # of the last line that was read
        self._seen: dict[Pattern, deque[datetime]] = {}
        self._told: dict[Pattern, datetime] = {}  # since when the leads know

    async def __call__(self) -> None:
        """Raise StoreFault."""
        now = self._clock()
        if self._seq is None:
            self._seq = await self._database.read(lambda c: _line_before(c, now - WITHIN))
        while (part := await self._database.read(self._next))[1] > self._seq:
            for line in part[0]:
                self._take(line)
            self._seq = part[1]
        self._forget(now)
        for pattern, seen in self._seen.items():
            if len(seen) >= pattern.enough and pattern not in self._told:
                await self._raise(pattern, len(seen), now)

    def present(self) -> tuple[Misuse, ...]:
        """Return what the leads were told of and is not over, the oldest first."""
        return tuple(
            Misuse(kind=p.kind, seat=p.whose if p.kind == DIALS else "", since_at=since)
            for p, since in sorted(self._told.items(), key=lambda told: told[1])
        )

    def _next(self, connection: Connection) -> tuple[list[AuditLine], int]:
        return audit_part(connection, self._seq or 0)

    def _take(self, line: AuditLine) -> None:
        if line.action == MISUSE:
            kind, _, whose = line.subject.partition(" ")
            self._told.setdefault(Pattern(kind, whose), line.at)
        for pattern in patterns_of(line):
            self._seen.setdefault(pattern, deque()).append(line.at)

    def _forget(self, now: datetime) -> None:
        """Leave out what is older than WITHIN; after such a quiet it would be news again."""
        for pattern, lines in list(self._seen.items()):
            # A line that lies ahead was written by a wrong clock: it would count until then.
            seen = self._seen[pattern] = deque(min(at, now) for at in lines)
            while seen and seen[0] < now - WITHIN:
                seen.popleft()
            if not seen:
                del self._seen[pattern]
        self._told = {one: min(at, now) for one, at in self._told.items() if one in self._seen}

    async def _raise(self, pattern: Pattern, count: int, now: datetime) -> None:
        """Note it and tell every lead but the one whom it is about."""
        news, told = await self._database.write(lambda c: _noted(c, pattern, count, now))
        self._told[pattern] = now
        for lead in told:
            self._tell(lead, news)


def _noted(
    connection: Connection, pattern: Pattern, count: int, now: datetime
) -> tuple[CallNews, tuple[AccountId, ...]]:
    """Write the audit's line; return the news, and the leads to tell."""
    is_seat = pattern.kind == DIALS
    write_audit(connection, None, MISUSE, f"{pattern.kind} {pattern.whose}".rstrip(), now)
    found = connection.one(
        "SELECT id, display_name FROM account WHERE id = :id"
        if not is_seat
        else "SELECT account.id, display_name FROM seat JOIN account ON account.id ="
        " seat.account_id WHERE seat.seat = :id",
        {"id": pattern.whose},
    )
    news = CallNews(
        kind=MISUSE,
        text=pattern.kind,
        seat=pattern.whose if is_seat else "",
        name=found["display_name"] if found else "",
        account_id=AccountId(found["id"]) if found else None,
    )
    return news, tuple(one for one in leads(connection) if one != news.account_id)


def _line_before(connection: Connection, at: datetime) -> int:
    """Return the number of a line that is older than that, as far as one looks back."""
    seq = last_line(connection)[0]
    for _ in range(_BLOCKS):
        # All of a block: its first line may be one that tells no time.
        lines = audit_page(connection, max(0, seq - _BLOCK), limit=_BLOCK)
        if seq <= 0 or (lines and lines[0].at < at):
            break
        seq -= _BLOCK
    return max(0, seq - _BLOCK)
