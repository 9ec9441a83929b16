"""The telephone secret of a seat: minted at each sign-in, told to the exchange as a hash."""

import asyncio
import hashlib
import json
import logging
import secrets
import ssl
import urllib.request

from contract.wire.session import LineSettings
from server.settings import ExchangeSettings

log = logging.getLogger(__name__)

RPC_TIMEOUT_S = 2.0
TABLE = "ha1"


class ExchangeSilent(Exception):
    """The exchange did not take the command within RPC_TIMEOUT_S seconds."""


class LineSecrets:
    """Secrets of the seats signed in; kept as hashes, to tell an exchange that has restarted."""

    def __init__(self, exchange: ExchangeSettings) -> None:
        self._exchange = exchange
        self._hashes: dict[str, str] = {}

    async def mint(self, seat: str) -> LineSettings | None:
        """Return how the seat registers; None when the exchange is silent (work goes on)."""
        secret = secrets.token_urlsafe(24)
        realm = self._exchange.realm
        # The digest of SIP, RFC 3261: MD5 is what the protocol says.
        digest = hashlib.md5(f"{seat}:{realm}:{secret}".encode(), usedforsecurity=False)
        try:
            await self._call("htable.sets", TABLE, seat, digest.hexdigest())
            ca_pem = self._exchange.ca_pem()
        except (ExchangeSilent, OSError) as error:
            log.warning("seat %s gets no line: %s", seat, error)
            return None
        self._hashes[seat] = digest.hexdigest()
        return LineSettings(
            seat=seat, wss_urls=self._exchange.wss_urls, realm=realm, secret=secret, ca_pem=ca_pem
        )

    async def forget(self, seat: str) -> None:
        """Make the seat's secret useless. A silent exchange forgets it at its own restart."""
        if self._hashes.pop(seat, None) is None:
            return
        try:
            await self._call("htable.delete", TABLE, seat)
        except ExchangeSilent as error:
            log.warning("the exchange still knows the secret of seat %s: %s", seat, error)

    async def remind(self) -> None:
        """Tell all hashes again: an exchange that restarted has lost them."""
        for seat, digest in list(self._hashes.items()):
            try:
                await self._call("htable.sets", TABLE, seat, digest)
            except ExchangeSilent:
                return  # it will be told at the next turn

    async def _call(self, method: str, *params: str) -> None:
        await asyncio.to_thread(call_exchange, self._exchange, method, *params)


def call_exchange(exchange: ExchangeSettings, method: str, *params: str) -> object:
    """Call the exchange's JSON-RPC over HTTP and return its result. Raise ExchangeSilent."""
    body = {"jsonrpc": "2.0", "method": method, "params": list(params), "id": 1}
    # The settings allow http and https only, so no local file can be meant.
    request = urllib.request.Request(  # noqa: S310
        exchange.rpc_url,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    try:
        with _opener(exchange).open(request, timeout=RPC_TIMEOUT_S) as answer:
            reply = json.loads(answer.read(1 << 20))
    except (OSError, ValueError) as error:
        raise ExchangeSilent(type(error).__name__) from error
    if not isinstance(reply, dict) or "error" in reply:
        raise ExchangeSilent(f"{method} refused")
    return reply.get("result")


def _opener(exchange: ExchangeSettings) -> urllib.request.OpenerDirector:
    """Speak to the exchange itself: a proxy of the environment is for the outside world."""
    parts: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler({})]
    if exchange.rpc_url.startswith("https://"):
        context = ssl.create_default_context(cafile=exchange.ca_file)
        parts.append(urllib.request.HTTPSHandler(context=context))
    return urllib.request.build_opener(*parts)
