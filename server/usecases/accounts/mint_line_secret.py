"""The SIP secret of a seat: minted at each sign-in, sent to the exchanges as a hash."""

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from contract.domain.account import CAPABILITIES, Capability
from contract.wire.exchange import ExchangeEvent
from contract.wire.session import LineSettings
from server.exchange.exchange_rpc import ExchangeFault, ExchangeRpc, rpcs_of
from server.settings import ExchangeSettings
from server.store.engine.connection import Connection, millis
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase

log = logging.getLogger(__name__)

# A console in a call learns from a refusal that its session has ended, and then renews it: without
# its secret until then, its phone would lose the line in the middle of the call.
RENEWED_WITHIN = timedelta(minutes=1)
STARTED = "started"  # event of an exchange
Told = Callable[[ExchangeRpc], Awaitable[None]]
_WITH_PHONE = ", ".join(
    f"'{role}'"
    for role, capabilities in CAPABILITIES.items()
    if Capability.PHONE_USE in capabilities
)


class LineSecrets:
    """Secrets of the seats signed in: each ends with its session, whatever ended that.

    Only hashes are kept, for an exchange that restarted. They lie in the database: a server that
    restarts too knows them still.
    """

    def __init__(
        self,
        exchange: ExchangeSettings,
        database: ServerDatabase,
        clock: Callable[[], datetime],
    ) -> None:
        self._exchange = exchange
        self._database = database
        self._clock = clock
        self._rpcs = rpcs_of(exchange)
        # Rounds come by the clock and by events: of two at once the older might end last.
        self._round = asyncio.Lock()
        self._reminding: asyncio.Task[None] | None = None
        self._owes_reminder = False  # an exchange has started since the last one began

    async def mint(self, seat: str, session_id: str) -> LineSettings | None:
        """Return how the seat registers; None when every exchange is silent (work goes on).

        None also for a session that has ended meanwhile, as by another sign-in.
        """
        secret = secrets.token_urlsafe(24)
        realm = self._exchange.realm
        # The digest of SIP, RFC 3261: MD5 is what the protocol says.
        digest = hashlib.md5(f"{seat}:{realm}:{secret}".encode(), usedforsecurity=False).hexdigest()
        # Before the exchanges are told: one that starts in between is told by what is kept.
        left = await self._database.write(lambda c: _take(c, seat, session_id, digest))
        if left is None:
            log.info("seat %s gets no line: its session has ended", seat)
            return None
        faults = await self._tell_all(partial(_hand_over, seat=seat, digest=digest, left=left))
        # One that answers is enough: a seat registers at each that knows it.
        if len(faults) == len(self._rpcs):
            log.warning("seat %s gets no line: %s", seat, faults[0])
            return None
        try:
            ca_pem = self._exchange.ca_pem()
        except OSError as error:
            log.warning("seat %s gets no line: %s", seat, error)
            return None
        return LineSettings(
            seat=seat, wss_urls=self._exchange.wss_urls, realm=realm, secret=secret, ca_pem=ca_pem
        )

    async def forget(self, seat: str) -> None:
        """Make the seat's secret useless. A silent exchange forgets it when it speaks again."""
        # Who signed in there meanwhile keeps the line.
        if not await self._database.write(lambda c: _release(c, seat)):
            return
        # After the row: a reminder that runs now must not teach it again.
        for fault in await self._tell_all(partial(_forget, seats=[seat])):
            log.warning("an exchange may still know the secret of seat %s: %s", seat, fault)

    async def remind(self) -> None:
        """Bring all exchanges up to date, and end the lines of sessions that have ended.

        One that restarted has lost what it knew, one that was silent knows too much. A sign-in or
        sign-out meanwhile may have been overtaken by what was read before: that is sent once more.
        """
        async with self._round:
            await self._remind()

    async def _remind(self) -> None:
        ended = await self._database.write(lambda c: _end_dead(c, self._clock()))
        if ended:
            log.info("line ended with its session: seats %s", ", ".join(ended))
        told: dict[str, str] | None = None
        # Who signs in or out during the round was passed by: told once more until nothing differs.
        while (known := await self._database.read(_digests)) != told:
            # A silent one is told at the next turn.
            await self._tell_all(partial(_bring_up_to_date, known=known))
            told = known

    def on_event(self, event: ExchangeEvent) -> None:
        """Send the hashes to an exchange that reports its start. Loop's thread.

        One that starts during a round gets another round: it may have been passed by.
        """
        if event.ev != STARTED:
            return
        self._owes_reminder = True
        if self._reminding is None or self._reminding.done():
            self._reminding = asyncio.create_task(self._remind_now(), name="exchange.remind")

    async def finish(self) -> None:
        """Stop reminding."""
        if self._reminding is not None:
            self._reminding.cancel()
            await asyncio.gather(self._reminding, return_exceptions=True)

    async def _remind_now(self) -> None:
        # Set while a round is running: that exchange may have been passed by already.
        while self._owes_reminder:
            self._owes_reminder = False
            try:
                await self.remind()
            except StoreFault as fault:
                log.warning("the exchange is reminded later: %s", type(fault).__name__)

    async def _tell_all(self, tell: Told) -> list[ExchangeFault]:
        """Send to all exchanges at once; return the faults of those that did not take it."""
        told = await asyncio.gather(*(_told(rpc, tell) for rpc in self._rpcs))
        return [fault for fault in told if fault is not None]


async def _hand_over(rpc: ExchangeRpc, seat: str, digest: str, left: Sequence[str]) -> None:
    await rpc.set_secret(seat, digest)
    # The phone of before, too, until it registers with the new secret: it may be somebody else's.
    await rpc.unregister([seat])
    await _forget(rpc, left)


async def _forget(rpc: ExchangeRpc, seats: Sequence[str]) -> None:
    for seat in seats:
        await rpc.forget_secret(seat)
    await rpc.unregister(seats, spare_known=True)


async def _bring_up_to_date(rpc: ExchangeRpc, known: Mapping[str, str]) -> None:
    """Teach an exchange what it does not know, and have it forget what has ended."""
    there = await rpc.known_secrets()
    for seat, digest in known.items():
        if digest and digest != there.get(seat):
            await rpc.set_secret(seat, digest)
    ended = [seat for seat, digest in known.items() if not digest]
    for seat in there.keys() & ended:
        await rpc.forget_secret(seat)
    # Each time: a call that was up kept its seat registered until it was over.
    await rpc.unregister(ended, spare_known=True)


async def _told(rpc: ExchangeRpc, tell: Told) -> ExchangeFault | None:
    try:
        await tell(rpc)
    except ExchangeFault as fault:
        return fault
    return None


def _digests(connection: Connection) -> dict[str, str]:
    """Return the digest of each seat, "" of one without a secret."""
    rows = connection.execute("SELECT seat, line_digest FROM seat ORDER BY seat")
    return {row["seat"]: row["line_digest"] for row in rows}


def _release(connection: Connection, seat: str) -> bool:
    """Keep no digest of the seat; False: somebody has it, and with it a digest of their own."""
    freed = connection.execute(
        "UPDATE seat SET line_digest = '' WHERE seat = :seat AND account_id IS NULL RETURNING seat",
        {"seat": seat},
    )
    return bool(freed)


def _take(connection: Connection, seat: str, session_id: str, digest: str) -> list[str] | None:
    """Keep the digest; return the other seats whose line the account had until now.

    None: the session has ended, or does not hold the seat.
    """
    taken = connection.execute(
        "UPDATE seat SET line_digest = :digest WHERE seat = :seat AND EXISTS ("
        " SELECT 1 FROM session s WHERE s.id = :session AND s.account_id = seat.account_id"
        " AND s.device_id = seat.device_id AND s.revoked_at IS NULL AND s.ended_as = '')"
        " RETURNING account_id",
        {"seat": seat, "session": session_id, "digest": digest},
    )
    if not taken:
        return None
    left = connection.execute(
        "UPDATE seat SET line_digest = '' WHERE seat <> :seat AND line_digest <> ''"
        " AND account_id = :account_id RETURNING seat",
        {"seat": seat, **taken[0]},
    )
    return [row["seat"] for row in left]


def _end_dead(connection: Connection, now: datetime) -> list[str]:
    """Keep no digest of a seat without a live session of an account that may use a phone."""
    ended = connection.execute(
        "UPDATE seat SET line_digest = '' WHERE line_digest <> '' AND NOT EXISTS ("
        " SELECT 1 FROM session s JOIN account a ON a.id = s.account_id"
        " WHERE s.account_id = seat.account_id AND s.seat = seat.seat"
        " AND s.device_id = seat.device_id AND s.revoked_at IS NULL"
        # One that was ended from afar has a minute left to send what it holds, and no line.
        " AND s.ended_as = '' AND s.expires_at > :since"
        f" AND a.is_active = 1 AND a.role IN ({_WITH_PHONE})) RETURNING seat",
        {"since": millis(now - RENEWED_WITHIN)},
    )
    return sorted(row["seat"] for row in ended)
