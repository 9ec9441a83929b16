"""The central server dies, talks nonsense or stays away: the citizen keeps her place."""

import asyncio
import contextlib
import json
import os
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest

from contract.wire.phone_socket import CallState
from server.exchange.exchange_rpc import ExchangeRpc
from tests.integration.exchange.conftest import server
from tests.integration.phone.seat import citizens, seat
from tests.support.servers.scripted_central import Message, never, ring
from tests.support.waiting import until
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

FALLBACK_S = 90.0  # a silent server is asked six times, which takes ten seconds


async def test_server_that_restarts_within_three_seconds_keeps_every_waiting_call(
    exchange: Exchange,
) -> None:
    async with server(exchange) as central, citizens(exchange) as town:
        waiting = [town.place_call(f"+39061234500{n}") for n in range(8)]
        await until(lambda: len({q["sip"] for q in central.questions}) == len(waiting))
        await central.stop()
        await asyncio.sleep(2.5)
        central.questions.clear()
        await central.start()
        await until(lambda: len({q["sip"] for q in central.questions}) == len(waiting))
        assert not any(citizen.ended.is_set() for citizen in waiting)
        assert {question["try"] for question in central.questions} == {0}
        for citizen in waiting:
            citizen.cancel()
        await until(lambda: all(citizen.ended.is_set() for citizen in waiting))


async def test_server_that_stays_away_is_replaced_by_the_fallback_seats(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange, "1002") as here:
        citizen = town.place_call()
        call = await here.rings(FALLBACK_S)
        assert (call.offer, call.queue) == ("", "informazioni")
        await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        await until(lambda: len(citizen.media.arrivals) > 50)
        await here.left_by(citizen)


async def test_server_that_stands_still_is_replaced_before_its_questions_run_out(
    exchange: Exchange,
) -> None:
    """Frozen it takes every connection: six questions of sixteen seconds were waited for."""
    async with (
        server(exchange) as central,
        citizens(exchange) as town,
        seat(exchange, "1002") as here,
    ):
        citizen = town.place_call()
        await until(lambda: central.questions)
        central.stands_still = True
        call = await here.rings(FALLBACK_S)
        assert (call.offer, call.queue) == ("", "informazioni")
        assert len(central.questions) == 1, "the first question is still open"
        await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        await here.left_by(citizen)


async def test_a_busy_exchange_sees_that_the_server_stands_still(own_exchange: Exchange) -> None:
    """Each silence is measured from its own question, however late the exchange hears of it."""
    async with (
        server(own_exchange) as central,
        citizens(own_exchange) as town,
        seat(own_exchange, "1002") as here,
    ):
        central.stands_still = True
        citizen = town.place_call()
        await until(lambda: asking(own_exchange, central.port))
        async with busy(asking(own_exchange, central.port)):
            await here.rings(FALLBACK_S)
        asked = [one for one in central.unanswered if "waited_ms" in one]
        assert len(asked) == 1, "the first question is still open"
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)


def asking(exchange: Exchange, server_port: int) -> list[int]:
    """Return the processes of the exchange that have a connection to its server."""
    pid = exchange.pid("kamailio")
    rows = [line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
    sockets = {f"socket:[{row[9]}]" for row in rows if row[2].endswith(f":{server_port:04X}")}
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children if not sockets.isdisjoint(_open_files(child))]


def _open_files(pid: str) -> Iterator[str]:
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            yield str(file.readlink())


@contextlib.asynccontextmanager
async def busy(pids: list[int]) -> AsyncIterator[None]:
    """Let these processes work for a moment only, every one and a half seconds."""

    async def hold() -> None:
        while True:
            for pid in pids:
                os.kill(pid, signal.SIGSTOP)
            await asyncio.sleep(1.4)
            for pid in pids:
                os.kill(pid, signal.SIGCONT)
            await asyncio.sleep(0.1)

    holding = asyncio.create_task(hold())
    try:
        yield
    finally:
        holding.cancel()
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


async def test_seat_that_declines_is_not_rung_in_a_rush_while_the_server_stands_still(
    exchange: Exchange,
) -> None:
    """Each ring costs one of thirty: rung again at once, the citizen was soon sent away."""
    async with (
        server(exchange) as central,
        citizens(exchange) as town,
        seat(exchange, "1002") as here,
    ):
        central.stands_still = True
        citizen = town.place_call()
        for _ in range(2):
            call = await here.rings(FALLBACK_S)
            await here.phone.reject(call.call)
            await here.becomes(CallState.ENDED)
        await here.rings(FALLBACK_S)
        waited_ms = [one["waited_ms"] for one in central.unanswered if "waited_ms" in one]
        rounds = pairwise(sorted(waited_ms))
        assert [one for one in rounds if one[1] - one[0] < 7000] == []
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_citizen_waits_untouched_while_neither_server_nor_seat_is_there(
    exchange: Exchange,
) -> None:
    # Each time she is taken out of her waiting costs one of thirty: then she would be sent away.
    async with citizens(exchange) as town:
        citizen = town.place_call()
        await asyncio.sleep(13)  # past the time when seats of the fallback would ring
        async with server(exchange) as central:
            await until(lambda: central.questions)
            assert not citizen.ended.is_set()
            assert central.questions[0]["last"] == ""
            citizen.cancel()
            await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_without_a_server_waiting_citizens_share_the_one_seat_that_comes_back(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town:
        waiting = [town.place_call(f"+39061234501{n}") for n in range(3)]
        await asyncio.sleep(13)
        async with seat(exchange, "1002") as here:
            await here.rings(FALLBACK_S)
            await here.answers()
            await until(lambda: any(citizen.answered.is_set() for citizen in waiting))
            talking = next(citizen for citizen in waiting if citizen.answered.is_set())
            await here.left_by(talking)
            await here.rings(FALLBACK_S)
            assert sum(citizen.ended.is_set() for citizen in waiting) == 1
            for citizen in waiting:
                citizen.leave()
            await here.becomes(CallState.ENDED)


NONSENSE: tuple[Message | tuple[int, bytes], ...] = (
    (200, b"<html>proxy error</html>"),
    (200, b'{"do":"ring","seat":'),
    {"do": "dance"},
    (200, b"[1,2]"),
    (500, b'{"do":"ring","seat":"1001"}'),
    (200, b'{"do":"ring","seat":"1001","x":"' + b"x" * 1_000_000 + b'"}'),
    {"do": "ring", "ring_s": "10", "offer": "o"},
    {"do": "ring", "seat": "1001@evil.test", "offer": "o"},
    {"do": "ring", "seat": "1002\r\nX-Evil: 1"},
    {"do": "reject", "code": "999"},
    (200, b""),
)


async def test_answers_nobody_understands_count_as_wait_and_cost_no_place(
    exchange: Exchange,
) -> None:
    async def decide(question: Message) -> Message | tuple[int, bytes]:
        asked[question["from"]] += 1
        return given[question["from"]] if asked[question["from"]] == 1 else await never(question)

    given = {f"+3906123450{place:02}": answer for place, answer in enumerate(NONSENSE)}
    asked: Counter[str] = Counter()
    async with server(exchange, decide), citizens(exchange) as town:
        calls = {number: town.place_call(number) for number in given}

        def not_asked_again() -> list[object]:
            return [given[number] for number in given if asked[number] < 2]

        with contextlib.suppress(AssertionError):  # the next line says of which it did not
            await until(lambda: not not_asked_again())
        assert not_asked_again() == []
        assert [given[number] for number, call in calls.items() if call.ended.is_set()] == []
        for call in calls.values():
            call.cancel()
            await asyncio.wait_for(call.ended.wait(), 45)


async def test_server_that_says_wait_at_once_is_not_asked_in_a_rush(exchange: Exchange) -> None:
    async def decide(_: Message) -> Message:
        asked_s.append(time.monotonic())
        return {"do": "wait"}

    asked_s: list[float] = []
    async with server(exchange, decide), citizens(exchange) as town:
        citizen = town.place_call()
        await until(lambda: len(asked_s) >= 4)
        assert asked_s[3] - asked_s[0] > 2  # every 2 s by a clock of whole seconds
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_hostile_texts_in_an_answer_reach_no_header(exchange: Exchange) -> None:
    async def decide(question: Message) -> Message:
        if question["try"] > 0:
            return await never(question)
        evil = "x\r\nX-Ring: 1\r\nX-Evil: yes"
        return {**ring("1001", evil), "queue": evil, "language": evil, "waited_s": evil}

    async with (
        server(exchange, decide),
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        citizen = town.place_call()
        call = await here.rings()
        assert (call.offer, call.queue, call.language, call.waited_s) == ("", "", "it", 0)
        citizen.cancel()
        await here.becomes(CallState.ENDED)


async def test_exchange_tells_that_it_has_started_until_the_server_hears_it(
    own_exchange: Exchange,
) -> None:
    await asyncio.sleep(1.5)
    async with server(own_exchange) as central:
        await until(lambda: central.heard("started"))
        boot = central.heard("started")[0]["boot"]
        await asyncio.to_thread(own_exchange.stop_kamailio, kill=True)
        await asyncio.to_thread(own_exchange.start_kamailio)
        await until(lambda: any(told["boot"] != boot for told in central.heard("started")))


async def test_behind_many_waiting_calls_a_failed_question_is_asked_again_within_seconds(
    exchange: Exchange,
) -> None:
    async def decide(question: Message) -> Message | tuple[int, bytes]:
        asked[question["sip"]] += 1
        return await never(question) if asked[question["sip"]] > 2 else (500, b"")

    asked: Counter[object] = Counter()
    async with (
        server(exchange, decide),
        citizens(exchange) as town,
        many_who_are_asked_for_later(exchange),
    ):
        town.hears_early = False
        waiting = [town.place_call(f"+39061234500{n}") for n in range(6)]
        await until(lambda: len(asked) == len(waiting) and min(asked.values()) > 2)
        for citizen in waiting:
            citizen.cancel()
        await until(lambda: all(citizen.ended.is_set() for citizen in waiting))


@contextlib.asynccontextmanager
async def many_who_are_asked_for_later(exchange: Exchange) -> AsyncIterator[None]:
    """Lay more of them where the exchange looks each second than a walk of its takes by default.

    Real calls would cost the machine a minute for a walk past their Call-IDs.
    """

    def lay() -> None:
        for n in range(300):
            exchange.rpc("htable.seti", "again", f"later-{n}", int(time.time()) + 3600)

    await asyncio.to_thread(lay)
    try:
        yield
    finally:
        await asyncio.to_thread(exchange.rpc, "htable.flush", "again")


async def test_server_that_is_back_is_told_of_the_call_that_ended_while_it_was_away(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange, "1002") as here:
        citizen = town.place_call()
        await here.rings(FALLBACK_S)
        await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        await here.left_by(citizen)
        await until(lambda: [event["ev"] for event in kept(exchange)] == ["ended"])
        rpc = ExchangeRpc(exchange.rpc_url, key_file=exchange.key_file)
        async with asyncio.timeout(45):
            while await rpc.untold_calls() != 1:
                await asyncio.sleep(0.2)
        async with server(exchange) as central:
            await until(lambda: central.heard("ended"))
            [told] = central.heard("ended")
            assert (told["again"], told["seat"], told["why"]) == ("1", "1002", "bye")
            assert (told["from"], told["to"]) == (citizen.number, "060606")
            assert float(told["since"]) < float(told["answered"]) < float(told["t"])
            await until(lambda: not kept(exchange))
            assert {event["ev"] for event in central.events} <= {"ended", "started"}


async def test_server_that_took_nothing_of_it_is_told_again_of_a_citizen_who_gave_up(
    exchange: Exchange,
) -> None:
    async with server(exchange) as central, citizens(exchange) as town:
        central.takes_events = False
        citizen = town.place_call()
        await until(lambda: central.questions)
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)
        await until(lambda: any(event.get("again") for event in central.events))
        assert len(kept(exchange)) == 1
        central.takes_events = True
        await until(lambda: not kept(exchange))
        call = central.questions[0]["call"]
        told = [event for event in central.events if event.get("again")]
        assert {event["call"] for event in told} == {call}
        assert not any("answered" in event for event in told)


async def test_nothing_is_kept_of_what_the_server_has_taken(exchange: Exchange) -> None:
    async def decide(question: Message) -> Message:
        return ring("1001") if question["try"] == 0 else await never(question)

    async with (
        server(exchange, decide) as central,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        citizen = town.place_call()
        await here.answers()
        await here.left_by(citizen)
        await until(lambda: central.heard("ended"))
        await until(lambda: not kept(exchange))
        assert not any(event.get("again") for event in central.events)


def kept(exchange: Exchange) -> list[Message]:
    """Return the events that the exchange keeps for the server."""
    slots = cast("list[dict[str, Any]]", exchange.rpc("htable.dump", "untold") or [])
    return [json.loads(one["value"]) for slot in slots for one in slot["slot"]]
