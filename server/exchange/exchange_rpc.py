"""Requests and commands from the server to a telephone exchange: JSON-RPC over HTTP."""

import json
import logging
import ssl
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contract.wire.exchange import ExchangeCall
from server.exchange.silence import silence
from server.settings import ExchangeSettings

if TYPE_CHECKING:
    import httpx

log = logging.getLogger(__name__)

# A sign-in waits for it: a silent exchange costs two seconds at most (test_line_secrets).
RPC_TIMEOUT_S = 2.0
# A list of thousands of calls fits; anything longer comes from something else than an exchange.
ANSWER_LIMIT = 8 << 20  # bytes
SECRETS = "ha1"  # name of the exchange's table
REGISTRATIONS = "location"  # and of its registrations
TRUNK_THERE = ("A", "T")  # of a place it asks: active, or not yet silent long enough
ANSWERED_STATES = (3, 4)  # of a dialog: answered, answered and acknowledged


class ExchangeFault(Exception):
    """Ancestor: the exchange did not do it."""


class ExchangeSilent(ExchangeFault):
    """The exchange gave no answer, or none that can be understood, within RPC_TIMEOUT_S."""


class ExchangeRefused(ExchangeFault):
    """The exchange answered that it cannot."""


class ExchangeRpc:
    """One exchange. Every method raises ExchangeFault; each call is a connection of its own."""

    def __init__(
        self,
        url: str,
        *,
        name: str = "a",
        realm: str = "",
        key_file: Path | None = None,
        ca_file: Path | None = None,
    ) -> None:
        self.name = name
        self._key_file = key_file
        self._realm = realm
        self._url = url
        self._trust: ssl.SSLContext | bool = False
        if url.startswith("https://"):
            self._trust = ssl.create_default_context(cafile=ca_file)

    async def call(self, method: str, *params: str | int) -> Any:
        """Return the result of one command."""
        import httpx  # not before: most commands of the administration ask no exchange

        question = {"jsonrpc": "2.0", "method": method, "params": list(params), "id": 1}
        headers = self._key()
        try:
            # trust_env: a proxy of the environment is for the outside world.
            async with (
                httpx.AsyncClient(
                    verify=self._trust, trust_env=False, timeout=RPC_TIMEOUT_S
                ) as client,
                client.stream("POST", self._url, json=question, headers=headers) as answer,
            ):
                if answer.status_code == httpx.codes.UNAUTHORIZED:
                    raise ExchangeRefused('another key: run "exchange configure" for it again')
                reply = json.loads(await _body(answer))
        except (httpx.HTTPError, ValueError) as error:
            raise ExchangeSilent(silence(error)) from None
        if not isinstance(reply, dict):
            raise ExchangeSilent("an answer nobody understands")
        if "error" in reply:
            raise ExchangeRefused(f"{method}: {_reason(reply['error'])}")
        return reply.get("result")

    def _key(self) -> dict[str, str]:
        """Return the header that proves who asks: read each time, for it may be another by now."""
        if self._key_file is None:
            return {}
        try:
            return {"Authorization": f"Bearer {self._key_file.read_text(encoding='ascii').strip()}"}
        except (OSError, UnicodeDecodeError):
            raise ExchangeRefused(f"its key in {self._key_file} cannot be read") from None

    async def set_secret(self, seat: str, digest: str) -> None:
        """Let a seat register with the secret of this digest from now on."""
        await self.call("htable.sets", SECRETS, seat, digest)

    async def forget_secret(self, seat: str) -> None:
        """Let a seat register no more. One it does not know is all right."""
        try:
            await self.call("htable.delete", SECRETS, seat)
        except ExchangeRefused:
            # Kamailio refuses to delete what is not there: after its restart nothing is.
            log.debug("the secret of seat %s was not known", seat)

    async def known_secrets(self) -> dict[str, str]:
        """Return the digest of each seat that may register."""
        rows = _rows(await self.call("htable.dump", SECRETS), "name")
        return {row["name"]: str(row.get("value", "")) for row in rows}

    async def unregister(self, seats: Collection[str], *, spare_known: bool = False) -> None:
        """Ring these seats no more until they register anew; spare_known: those with a secret.

        One in a call stays: by its registration the other end of the call finds it.
        """
        # First the short question: hardly ever is one of them there, and calls are a long list.
        there = set(await self.registered_seats()).intersection(seats) if seats else set()
        if there:
            there -= await self._seats_in_calls()
        # Last: who signed in meanwhile has registered anew, and would not do so again for minutes.
        if there and spare_known:
            there -= (await self.known_secrets()).keys()
        for seat in sorted(there):
            try:
                await self.call("ul.rm", REGISTRATIONS, f"{seat}@{self._realm}")
            except ExchangeRefused:
                log.debug("seat %s was not registered any more", seat)

    async def _seats_in_calls(self) -> set[str]:
        """Return the seats that ring, talk or have placed a call."""
        dialogs = [one for one in await self.call("dlg.list") or () if isinstance(one, Mapping)]
        placed = {_user(str(one.get("from_uri", ""))) for one in dialogs}
        return placed | {_call(one).seat for one in dialogs}

    async def registered_seats(self) -> tuple[str, ...]:
        """Return the seats the exchange could ring now, in order."""
        try:
            found = await self.call("ul.dump", "brief")
        except ExchangeRefused:
            return ()  # so it speaks of an empty list
        return tuple(sorted({_user(row["AoR"]) for row in _rows(found, "AoR")}))

    async def has_trunk(self) -> bool:
        """Return whether its trunk answers it. Raise ExchangeRefused where it does not ask."""
        found = await self.call("dispatcher.list")
        flags = [place["FLAGS"] for place in _rows(found, "FLAGS")]
        # A configuration without a list of trunks asks nobody: that is not a silent trunk.
        if not flags:
            raise ExchangeRefused("dispatcher.list: no trunk")
        return any(one[:1] in TRUNK_THERE for one in flags)

    async def untold_calls(self) -> int:
        """Return of how many calls it keeps the end, as it counted them a few seconds ago.

        Raise ExchangeRefused where it keeps none.
        """
        found = await self.call("htable.get", "state", "untold")
        return int(found["item"]["value"])

    async def dlg_list(self) -> tuple[ExchangeCall, ...]:
        """Return the calls it carries: waiting, ringing and answered ones."""
        found = await self.call("dlg.list")
        return tuple(_call(dialog) for dialog in found or () if isinstance(dialog, Mapping))

    async def terminate(self, sip: str) -> bool:
        """End the answered call of this Call-ID on both sides; False: there is none.

        Raise ExchangeRefused when it has one and could not end it.
        """
        for dialog in await self.call("dlg.briefing", "cs") or ():
            # Only an answered call has two sides to end; others end by the answer to their
            # question.
            if dialog.get("call-id") == sip and dialog.get("state") in ANSWERED_STATES:
                await self.call("dlg.end_dlg", int(dialog["h_entry"]), int(dialog["h_id"]))
                return True
        return False


def rpcs_of(exchange: ExchangeSettings) -> tuple[ExchangeRpc, ...]:
    """Return all exchanges of the settings, in the order in which seats try them."""
    names = [*exchange.names, *(str(n) for n in range(2, 1 + len(exchange.rpc_urls)))]
    return tuple(
        ExchangeRpc(
            url,
            name=name,
            realm=exchange.realm,
            key_file=exchange.key_file,
            ca_file=exchange.ca_file,
        )
        for name, url in zip(names, exchange.rpc_urls, strict=False)
    )


async def _body(answer: "httpx.Response") -> bytes:
    parts: list[bytes] = []
    async for part in answer.aiter_bytes():
        parts.append(part)
        if sum(map(len, parts)) > ANSWER_LIMIT:
            raise ValueError("answer too long")
    return b"".join(parts)


def _reason(error: object) -> str:
    return str(error.get("message", "refused"))[:100] if isinstance(error, dict) else "refused"


def _rows(told: Any, name: str) -> list[Mapping[str, Any]]:
    """Return the rows that have a word of this name, whatever the depth they lie at."""
    match told:
        case Mapping():
            rows = [told] if isinstance(told.get(name), str) else []
            return rows + [row for inner in told.values() for row in _rows(inner, name)]
        case list():
            return [row for inner in told for row in _rows(inner, name)]
    return []


def _user(aor: str) -> str:
    return aor.removeprefix("sip:").partition("@")[0]


def _call(dialog: Mapping[str, Any]) -> ExchangeCall:
    variables = {
        name: value for pair in dialog.get("variables") or () for name, value in pair.items()
    }
    started = dialog.get("start_ts") or 0
    dialled = str(variables.get("dialled", ""))
    return ExchangeCall(
        sip=str(dialog.get("call-id", "")),
        seat=str(variables.get("seat", "")),
        offer=str(variables.get("offer", "")),
        is_answered=dialog.get("state") in ANSWERED_STATES,
        started_at=datetime.fromtimestamp(started, UTC) if started else None,
        placed_by=_user(str(dialog.get("from_uri", ""))) if dialled else "",
        dialled=dialled,
    )
