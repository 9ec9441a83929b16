"""Calls through an event socket, against a peer that replays FreeSWITCH's documented messages."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from contract.wire.exchange import Reject, Ring, SendTo
from server.gateways.freeswitch import FreeSwitch, FreeSwitchSettings
from tests.integration.exchanges.replayed_routing import ReplayedRouting
from tests.support.waiting import until

LEG = "6c0c5e1a-aaaa"
RING = Ring(seat="1001", ring_s="15", offer="o-1", queue="informazioni")


class ReplayedFreeSwitch:
    """Speaks as the documentation says; originate_result answers each originate in turn.

    holds: a command of this name is answered when go_on() says so; refuses: with an error.
    """

    def __init__(self, *originate_results: str, holds: str = "", refuses: str = "") -> None:
        self._results = list(originate_results)
        self._holds, self._refuses = holds, refuses
        self.commands: list[str] = []
        self.seat_legs: list[str] = []
        self._writer: asyncio.StreamWriter | None = None

    @asynccontextmanager
    async def served(self) -> AsyncIterator[int]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            if self._writer is not None:
                self._writer.close()
            await server.wait_closed()

    def tell(self, name: str, body: str = "", **headers: str) -> None:
        lines = [f"Event-Name: {name}"]
        lines += [f"{key.replace('_', '-')}: {value}" for key, value in headers.items()]
        if body:
            lines.append(f"Content-Length: {len(body)}")
        event = "\n".join(lines) + "\n\n" + body
        self._say(f"Content-Length: {len(event)}\nContent-Type: text/event-plain\n\n{event}")

    def go_on(self) -> None:
        """Agree to a command."""
        self._say("Content-Type: api/response\nContent-Length: 3\n\n+OK")

    def drop(self) -> None:
        assert self._writer is not None
        self._writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._say("Content-Type: auth/request\n\n")
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                self._on_command((await reader.readuntil(b"\n\n")).decode().strip())
        writer.close()

    def _on_command(self, command: str) -> None:
        self.commands.append(command)
        if self._holds and self._holds in command:
            return
        if self._refuses and self._refuses in command:
            self._say("Content-Type: api/response\nContent-Length: 4\n\n-ERR")
        elif command.startswith("api "):
            self.go_on()
        else:
            self._say("Content-Type: command/reply\nReply-Text: +OK accepted\n\n")
        if command.startswith("bgapi originate"):
            seat_leg = command.partition("origination_uuid='")[2].partition("'")[0]
            self.seat_legs.append(seat_leg)
            if self._results:
                result = self._results.pop(0).replace("LEG", seat_leg)
                job = command.partition("Job-UUID: ")[2]
                self.tell("BACKGROUND_JOB", result + "\n", Job_UUID=job)

    def _say(self, text: str) -> None:
        assert self._writer is not None
        self._writer.write(text.encode())


@asynccontextmanager
async def connected(
    peer: ReplayedFreeSwitch, routing: ReplayedRouting
) -> AsyncIterator[FreeSwitch]:
    async with peer.served() as port:
        adapter = FreeSwitch(
            FreeSwitchSettings(
                host="127.0.0.1", port=port, password="demo", fallback_seats=("1003",)
            ),
            routing=routing,
        )
        running = asyncio.create_task(adapter.run())
        await until(lambda: any(c.startswith("event plain") for c in peer.commands))
        try:
            yield adapter
        finally:
            await adapter.close()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


def park(peer: ReplayedFreeSwitch) -> None:
    peer.tell(
        "CHANNEL_PARK",
        Unique_ID=LEG,
        Call_Direction="inbound",
        Caller_Caller_ID_Number="%2B39065551234",
        Caller_Destination_Number="060606",
    )


async def test_a_parked_citizen_is_rung_out_and_bridged_to_the_seat_the_server_names() -> None:
    peer, routing = ReplayedFreeSwitch("+OK LEG"), ReplayedRouting(RING)
    async with connected(peer, routing):
        park(peer)
        await until(lambda: "answered" in routing.told)
        assert routing.asked[0].caller == "+39065551234"
        assert routing.asked[0].dialled == "060606"
        await until(lambda: f"api uuid_bridge {LEG} {peer.seat_legs[0]}" in peer.commands)
        originate = next(c for c in peer.commands if c.startswith("bgapi originate"))
        assert "user/1001 &park()" in originate
        assert "sip_h_X-Offer='o-1'" in originate


async def test_a_busy_seat_gives_the_citizen_back_to_the_server() -> None:
    peer = ReplayedFreeSwitch("-ERR USER_BUSY", "+OK LEG")
    routing = ReplayedRouting(RING, RING)
    async with connected(peer, routing):
        park(peer)
        await until(lambda: "answered" in routing.told)
        assert [request.last for request in routing.asked] == ["", "busy"]
        assert routing.told == ["offered", "not_answered", "offered", "answered"]


async def test_a_citizen_who_hangs_up_while_a_seat_rings_stops_the_ringing() -> None:
    peer, routing = ReplayedFreeSwitch(), ReplayedRouting(RING)
    async with connected(peer, routing) as adapter:
        park(peer)
        await until(lambda: bool(peer.seat_legs))
        peer.tell("CHANNEL_HANGUP_COMPLETE", Unique_ID=LEG, Hangup_Cause="ORIGINATOR_CANCEL")
        await until(lambda: "abandoned" in routing.told)
        await until(lambda: f"api uuid_kill {peer.seat_legs[0]} ORIGINATOR_CANCEL" in peer.commands)
        await until(lambda: adapter.calls.count == 0)


async def test_when_the_seat_hangs_up_the_citizen_s_leg_ends_and_the_server_hears_it() -> None:
    peer, routing = ReplayedFreeSwitch("+OK LEG"), ReplayedRouting(RING)
    async with connected(peer, routing):
        park(peer)
        await until(lambda: "answered" in routing.told)
        peer.tell("CHANNEL_HANGUP_COMPLETE", Unique_ID=peer.seat_legs[0], Hangup_Cause="NORMAL")
        await until(lambda: "ended" in routing.told)
        await until(lambda: f"api uuid_kill {LEG} NORMAL_CLEARING" in peer.commands)


@pytest.mark.parametrize("who", ["citizen", "seat"])
async def test_who_hangs_up_just_before_they_are_joined_leaves_nobody_alone_on_the_line(
    who: str,
) -> None:
    peer = ReplayedFreeSwitch("+OK LEG", holds="uuid_bridge")
    routing = ReplayedRouting(RING)
    async with connected(peer, routing) as adapter:
        park(peer)
        await until(lambda: any("uuid_bridge" in c for c in peer.commands))
        legs = {"citizen": LEG, "seat": peer.seat_legs[0]}
        gone = legs.pop(who)
        (left,) = legs.values()
        peer.tell("CHANNEL_HANGUP_COMPLETE", Unique_ID=gone, Hangup_Cause="NORMAL")
        await until(lambda: f"api uuid_kill {left} NORMAL_CLEARING" in peer.commands)
        peer.go_on()
        await until(lambda: adapter.calls.count == 0)
        assert routing.told == ["offered", "ended"]


async def test_the_server_hears_the_end_also_when_both_have_hung_up_at_once() -> None:
    peer, routing = ReplayedFreeSwitch("+OK LEG", refuses="uuid_kill"), ReplayedRouting(RING)
    async with connected(peer, routing) as adapter:
        park(peer)
        await until(lambda: "answered" in routing.told)
        peer.tell("CHANNEL_HANGUP_COMPLETE", Unique_ID=LEG, Hangup_Cause="NORMAL")
        await until(lambda: adapter.calls.count == 0)
        assert routing.told == ["offered", "answered", "ended"]


async def test_a_closed_queue_ends_the_call_and_a_sent_one_goes_to_the_trunk() -> None:
    peer, routing = ReplayedFreeSwitch(), ReplayedRouting(SendTo(to="+39065550000"))
    async with connected(peer, routing):
        park(peer)
        await until(lambda: any("uuid_transfer" in c for c in peer.commands))
        (sent,) = (command for command in peer.commands if "uuid_transfer" in command)
        assert sent.endswith("bridge:sofia/gateway/trunk/0039065550000 inline")
    peer, routing = ReplayedFreeSwitch(), ReplayedRouting(Reject(code="486"))
    async with connected(peer, routing):
        park(peer)
        await until(lambda: f"api uuid_kill {LEG} USER_BUSY" in peer.commands)


async def test_digits_reach_the_server_and_a_lost_line_is_connected_again() -> None:
    peer, routing = ReplayedFreeSwitch(), ReplayedRouting()
    async with connected(peer, routing):
        peer.tell("DTMF", Unique_ID=LEG, DTMF_Digit="1")
        await until(lambda: len(routing.digits) == 1)
        peer.commands.clear()
        peer.drop()
        await until(lambda: any(c.startswith("event plain") for c in peer.commands))
