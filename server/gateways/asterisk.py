"""Adapter for an Asterisk through its REST interface: it answers, waits and joins as told.

Built from the documented messages and tested with a replayed peer; not run on a real Asterisk.
"""

import asyncio
import logging
import random
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit
from uuid import uuid4

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from contract.wire.decoding import MalformedMessage, decode
from contract.wire.exchange import Digit
from server.gateways.asterisk_messages import (
    Application,
    Bridge,
    Channel,
    ChannelEvent,
    outcome_of,
    read_event,
)
from server.gateways.routed_call import ANSWERED, CallRouting, Citizen, ExchangeRefused, RoutedCall
from server.gateways.routed_calls import RoutedCalls

log = logging.getLogger(__name__)

TIMEOUT_S = 5.0
# An event may hold what a stranger's phone sent: no frame without end is collected.
FRAME_LIMIT = 256 * 1024  # bytes of one event
RECONNECT_S = (0.5, 10.0)
SEAT_ARGUMENT = "seat"  # first argument of a channel we made; a citizen's has none


@dataclass(frozen=True, slots=True, kw_only=True)
class AsteriskSettings:
    """url is "http://host:8088" of the Asterisk; endpoint makes a seat's number dialable."""

    url: str
    user: str
    password: str
    application: str = "chiamaroma"
    endpoint: str = "PJSIP/{seat}"
    trunk: str = "PJSIP/{number}@trunk"
    music_class: str = "default"
    fallback_seats: tuple[str, ...] = ()


class Asterisk:
    """run() stays connected until cancelled. Implements Legs for its calls."""

    def __init__(
        self,
        settings: AsteriskSettings,
        *,
        routing: CallRouting,
        client: httpx.AsyncClient,
    ) -> None:
        """client has settings.url as its base_url and the user's basic authentication."""
        self._settings = settings
        self._routing = routing
        self._client = client
        self._boot = uuid4().hex
        self._rung: dict[str, asyncio.Future[str]] = {}  # seat's channel -> how its ring ended
        self._bridges: dict[str, str] = {}
        self.calls = RoutedCalls(self._call_of)

    async def run(self) -> None:
        failures = 0
        while True:
            try:
                async with self._events() as events:
                    failures = 0
                    # Who waited while nobody listened would hear music for ever: Asterisk tells no
                    # event again.
                    await self._take_up()
                    async for frame in events:
                        event = read_event(frame)
                        if event is not None and event.channel is not None:
                            await self._on_event(event, event.channel)
            except (OSError, WebSocketException, ExchangeRefused) as fault:
                log.warning("no Asterisk: %s", type(fault).__name__)
            failures += 1
            low, high = RECONNECT_S
            await asyncio.sleep(min(high, low * 2**failures) * (0.5 + random.random() / 2))  # noqa: S311

    async def close(self) -> None:
        await self.calls.close()

    # what routing asks for

    async def play_music(self, leg: str) -> None:
        await self._ask("POST", f"/channels/{_name(leg)}/answer")
        music = {"mohClass": self._settings.music_class}
        await self._ask("POST", f"/channels/{_name(leg)}/moh", params=music)

    async def ring(
        self, leg: str, seat: str, headers: Mapping[str, str], ring_s: int
    ) -> tuple[str, str]:
        channel = f"{leg}-{uuid4().hex[:8]}"
        ended = asyncio.get_running_loop().create_future()
        # Before the request: the seat may answer before its reply is read.
        self._rung[channel] = ended
        parameters = {
            "endpoint": self._settings.endpoint.format(seat=seat),
            "app": self._settings.application,
            "appArgs": SEAT_ARGUMENT,
            "timeout": str(ring_s),
            "originator": leg,
        }
        variables = {f"PJSIP_HEADER(add,{name})": value for name, value in headers.items()}
        try:
            path = f"/channels/{_name(channel)}"
            await self._ask("POST", path, params=parameters, body={"variables": variables})
            outcome = await ended
        except asyncio.CancelledError:  # the citizen has hung up: the seat stops ringing
            await asyncio.shield(self._stop_ringing(channel))
            raise
        finally:
            self._rung.pop(channel, None)
        return (channel, ANSWERED) if outcome == ANSWERED else ("", outcome)

    async def join(self, leg: str, seat_leg: str) -> None:
        bridge = self._bridges[leg] = f"bridge-{leg}"  # whoever leaves meanwhile ends it, too
        # Music ends before the bridge: it would go on below the voices.
        await self._ask("DELETE", f"/channels/{_name(leg)}/moh")
        await self._ask("POST", f"/bridges/{_name(bridge)}", params={"type": "mixing"})
        both = {"channel": f"{leg},{seat_leg}"}
        await self._ask("POST", f"/bridges/{_name(bridge)}/addChannel", params=both)

    async def hang_up(self, leg: str, code: int) -> None:
        reason = "busy" if code == 486 else "normal"
        await self._ask("DELETE", f"/channels/{_name(leg)}", params={"reason": reason})

    async def send_to(self, leg: str, to: str) -> None:
        endpoint = self._settings.trunk.format(number=to)
        await self._ask("POST", f"/channels/{_name(leg)}/redirect", params={"endpoint": endpoint})

    # what Asterisk tells

    async def _on_event(self, event: ChannelEvent, channel: Channel) -> None:
        # A seat's channel enters the application too: routed as a citizen, it would ring other
        # seats.
        is_seat = bool(event.args) and event.args[0] == SEAT_ARGUMENT
        match event.type:
            case "StasisStart" if is_seat:
                self._end_ring(channel.id, ANSWERED)
            case "StasisStart":
                self._begin(channel)
            case "ChannelDestroyed":
                # Asterisk tells how a ring ended by the end of its channel alone.
                self._end_ring(channel.id, outcome_of(event.cause))
                await self._leave(channel.id)
            case "StasisEnd":
                await self._leave(channel.id)
            case "ChannelDtmfReceived" if event.digit:
                await self._routing.digit(Digit(sip=channel.id, from_tag="", digit=event.digit))

    def _begin(self, channel: Channel) -> None:
        citizen = Citizen(
            leg=channel.id, caller=channel.caller.number, dialled=channel.dialplan.exten
        )
        self.calls.begin(citizen)

    def _end_ring(self, channel: str, outcome: str) -> None:
        ended = self._rung.get(channel)
        if ended is not None and not ended.done():
            ended.set_result(outcome)

    async def _leave(self, channel: str) -> None:
        # Left alone at Asterisk a bridge keeps a citizen on the line who talks with nobody.
        bridge = self._bridges.pop(channel, None)
        await self.calls.gone(channel, "hung_up")
        if bridge is not None:
            try:
                await self._ask("DELETE", f"/bridges/{_name(bridge)}")
            except ExchangeRefused:
                log.info("the bridge had gone")

    async def _stop_ringing(self, channel: str) -> None:
        try:
            await self._ask("DELETE", f"/channels/{_name(channel)}")
        except ExchangeRefused:
            log.info("the seat had stopped ringing")

    async def _take_up(self) -> None:
        """Calls that waited while nobody listened are still in the application: route them."""
        known = await self._read(f"/applications/{_name(self._settings.application)}", Application)
        joined: set[str] = set()
        for bridge_id in known.bridge_ids:
            bridge = await self._read(f"/bridges/{_name(bridge_id)}", Bridge)
            joined.update(bridge.channels)
        for leg in known.channel_ids:
            # Who talks already goes on: routed again, an operator would be rung for an answered
            # call.
            if leg not in joined:
                self._begin(await self._read(f"/channels/{_name(leg)}", Channel))

    # the line

    def _call_of(self, citizen: Citizen) -> RoutedCall:
        return RoutedCall(
            citizen,
            exchange="asterisk",
            boot=self._boot,
            legs=self,
            routing=self._routing,
            fallback_seats=self._settings.fallback_seats,
        )

    def _events(self) -> connect:
        place = urlsplit(self._settings.url)
        scheme = "wss" if place.scheme == "https" else "ws"
        application = quote(self._settings.application, safe="")
        url = f"{scheme}://{place.netloc}/ari/events?app={application}"
        login = httpx.BasicAuth(self._settings.user, self._settings.password)
        request = next(login.auth_flow(httpx.Request("GET", self._settings.url)))
        return connect(
            url,
            additional_headers={"Authorization": request.headers["Authorization"]},
            max_size=FRAME_LIMIT,
            open_timeout=TIMEOUT_S,
            # A proxy of the environment is for the web, not for the exchange inside the house.
            proxy=None,
        )

    async def _ask(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: object = None,
    ) -> bytes:
        try:
            answer = await self._client.request(
                method, f"/ari{path}", params=params, json=body, timeout=TIMEOUT_S
            )
        except httpx.HTTPError as fault:
            raise ExchangeRefused(type(fault).__name__) from fault
        if answer.status_code >= 300:
            raise ExchangeRefused(f"{method} {answer.status_code}")
        return answer.content

    async def _read[T](self, path: str, kind: type[T]) -> T:
        try:
            return decode(await self._ask("GET", path), kind)
        except MalformedMessage as fault:
            raise ExchangeRefused(f"unreadable answer: {kind.__name__}") from fault


def _name(leg: str) -> str:
    return quote(leg, safe="")
