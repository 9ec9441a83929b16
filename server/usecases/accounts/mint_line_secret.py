"""The SIP secret of a seat: minted at each sign-in, sent to the exchanges as a hash."""

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterable
from functools import partial

from contract.wire.exchange import ExchangeEvent
from contract.wire.session import LineSettings
from server.exchange.exchange_rpc import ExchangeFault, ExchangeRpc, rpcs_of
from server.settings import ExchangeSettings
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase

log = logging.getLogger(__name__)

STARTED = "started"  # event of an exchange
Told = Callable[[ExchangeRpc], Awaitable[None]]


class LineSecrets:
    """Secrets of the seats signed in. Only hashes are kept, for an exchange that restarted.

    The hashes lie in the database: a server that restarts too knows them still.
    """

    def __init__(self, exchange: ExchangeSettings, database: ServerDatabase) -> None:
        self._exchange = exchange
        self._database = database
        self._rpcs = rpcs_of(exchange)
        self._reminding: asyncio.Task[None] | None = None
        self._owes_reminder = False  # an exchange has started since the last one began

    async def mint(self, seat: str) -> LineSettings | None:
        """Return how the seat registers; None when every exchange is silent (work goes on)."""
        secret = secrets.token_urlsafe(24)
        realm = self._exchange.realm
        # The digest of SIP, RFC 3261: MD5 is what the protocol says.
        digest = hashlib.md5(f"{seat}:{realm}:{secret}".encode(), usedforsecurity=False).hexdigest()
        # Before the exchanges are told: one that starts in between is told by what is kept.
        await self._keep(seat, digest)
        faults = await self._tell_all(lambda rpc: rpc.set_secret(seat, digest))
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
        """Make the seat's secret useless. A silent exchange forgets it at its own restart."""
        await self._keep(seat, "")
        # After the row: a reminder that runs now must not teach it again.
        for fault in await self._tell_all(lambda rpc: rpc.forget_secret(seat)):
            log.warning("an exchange may still know the secret of seat %s: %s", seat, fault)

    async def remind(self) -> None:
        """Send all hashes again: an exchange that restarted has lost them.

        A sign-in or sign-out meanwhile may have been overtaken by what was read before: that is
        sent once more.
        """
        told = dict[str, str]()
        # Who signs in or out during the round was passed by: told once more until nothing differs.
        while (known := await self._known()) != told:
            changed = sorted(known.items() - told.items())
            gone = sorted(told.keys() - known.keys())
            # A silent one is told at the next turn.
            await self._tell_all(partial(_teach, changed=changed, gone=gone))
            told = known

    async def _known(self) -> dict[str, str]:
        rows = await self._database.read(
            lambda c: c.execute("SELECT seat, line_digest FROM seat WHERE line_digest <> ''")
        )
        return {row["seat"]: row["line_digest"] for row in rows}

    def on_event(self, event: ExchangeEvent) -> None:
        """Send the hashes to an exchange that reports its start. Loop's thread.

        One that starts during a round gets another round: it may have been passed by.
        """
        if event.ev != STARTED:
            return
        self._owes_reminder = True
        # One round at a time: an older one that ends last would undo the newer.
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

    async def _keep(self, seat: str, digest: str) -> None:
        await self._database.write(
            lambda c: c.execute(
                "UPDATE seat SET line_digest = :digest WHERE seat = :seat",
                {"seat": seat, "digest": digest},
            )
        )

    async def _tell_all(self, tell: Told) -> list[ExchangeFault]:
        """Send to all exchanges at once; return the faults of those that did not take it."""
        told = await asyncio.gather(*(_told(rpc, tell) for rpc in self._rpcs))
        return [fault for fault in told if fault is not None]


async def _teach(rpc: ExchangeRpc, changed: Iterable[tuple[str, str]], gone: Iterable[str]) -> None:
    for seat in gone:
        await rpc.forget_secret(seat)
    for seat, digest in changed:
        await rpc.set_secret(seat, digest)


async def _told(rpc: ExchangeRpc, tell: Told) -> ExchangeFault | None:
    try:
        await tell(rpc)
    except ExchangeFault as fault:
        return fault
    return None
