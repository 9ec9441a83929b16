"""Broken and hostile input at exchange, seat and server while a call is up: it goes on, heard.

A second call of the same kind is up beside it, in a house nobody attacks, on the same computer:
what that one loses too, the computer's load has cost and not the attack.
"""

import asyncio
import contextlib
import multiprocessing
import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tools.call_centre.duty_seat import DutySeat
from tools.call_centre.house import House
from tools.citizens.desk_phones import DeskPhones
from tools.hostile import (
    descriptions,
    http_attacks,
    lone_phone,
    media_attacks,
    phone_attacks,
    relay_attacks,
    route_attacks,
    sip_attacks,
    slow_attacks,
    storms,
    web_attacks,
)
from tools.hostile.aftermath import Aftermath, media_ports
from tools.hostile.between import Between
from tools.hostile.refused import attack_list
from tools.hostile.refused.verdicts import Verdicts, wrongs
from tools.hostile.target import Target, target_of
from tools.hostile.watched_call import Mark, WatchedCall
from tools.services.exchange import Exchange, free_ports

HEARD_LIMIT, HEARD_MARGIN = 0.99, 0.01
HEARD_ALONE = 0.5  # a busy machine swallows sound; of what is not there nothing would match
GAP_LIMIT_S, GAP_MARGIN_S = 0.5, 0.3
BESIDE_HOST = 80  # last byte of the other house's first address
PLAIN_SEAT, PLAIN_SECRET = "1002", "secret-of-the-plain-seat"
FUZZED_SEAT = "1003"
SEATS = 3
ATTACK_LIMIT_S = 900.0
A_STORM = 2000  # requests; the exchange shuts out who sends more than 400 in two seconds
SLOW_LINES = 500
QUIET_S = 3.0
LIST = (*attack_list.NAMES, "forged_dialogs", "dials", "slow_connections", "web_sockets")
TRIED = ("sent", "packets", "ports", "rung", "asked", "names", "strangers", "kinds", "dials")
NEVER = (
    "lost_place", "no_music", "not_asked_again", "injected", "forged_reached_a_seat", "passed",
    "failed", "silent", "faults", "not_refused",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """What an attack found, and the part of the call it lasted for."""

    found: dict[str, Any]
    begin: tuple[Mark, Mark]  # of the attacked call, and of the one beside it
    end: tuple[Mark, Mark]
    took_s: float


@dataclass(slots=True)
class Tally:
    spans: dict[str, Span] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Scene:
    """The house with one call that is up, and another process for the attacks."""

    def __init__(self, folder: Path, *, is_alone: bool) -> None:
        self.house = House(folder, SEATS, city_numbers=("060606",))
        settings = self.house.exchange.settings
        route_port = int(settings.server_url.split(":")[2].split("/")[0])
        between_port = free_ports("127.0.0.1", 1)[0]
        self.between = Between(between_port, route_port)
        url = f"http://127.0.0.1:{between_port}/exchange/v1"
        self.house.exchange = Exchange(folder / "exchange", replace(settings, server_url=url))
        self._route_port = route_port
        self.call = WatchedCall(self.house, folder / "taps")
        self.houses, self.beside = [self.house], self.call
        if not is_alone:
            beside = House(folder / "beside", 1, city_numbers=("060606",), host=BESIDE_HOST)
            self.houses.append(beside)
            self.beside = WatchedCall(beside, folder / "beside" / "taps")
        self.calls = list(dict.fromkeys((self.call, self.beside)))
        self.plain = DeskPhones(
            address=self.house.desks,
            port=free_ports(self.house.desks, 1)[0],
            exchange=self.house.exchange.sip_address,
            realm=settings.realm,
            voice_of=lambda _: self.call.citizen.media._voice,
        )
        self.plain.answer_after_s = None
        self.pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _step_back)
        self.tally = Tally()
        self.token = ""
        self.owners_port = 0
        self.verdicts = Verdicts(self.house)

    @property
    def target(self) -> Target:
        return target_of(self.house, self._route_port, self.owners_port)

    async def open(self) -> None:
        for house in self.houses:  # before there is a call: it takes seconds
            house.exchange.start()
            house.prepare()
            if house is self.house:
                self.owners_port = attack_list.prepare(house)
            house.server.start()
        await self.between.start()
        for call in self.calls:
            await call.open()
        self.house.exchange.set_secret(PLAIN_SEAT, PLAIN_SECRET)
        await self.plain.open()
        await self.plain.register(PLAIN_SEAT, PLAIN_SECRET)
        self.token = await self._token()
        self.aftermath = Aftermath(self.house, self.call)

    async def close(self) -> None:
        self.pool.shutdown(cancel_futures=True)
        await self.plain.close()
        for call in self.calls:
            await call.close()
        for house in self.houses:
            house.exchange.stop()
        await self.between.stop()
        for house in self.houses:
            house.server.stop()

    def mark(self) -> tuple[Mark, Mark]:
        return self.call.mark(), self.beside.mark()

    async def _token(self) -> str:
        server = self.house.server.server
        seat = DutySeat(server.url, str(server.certificate), FUZZED_SEAT)
        try:
            return await seat.access_token()
        finally:
            await seat.close()

    async def aside(self, attack: Callable[..., dict[str, Any]], *words: Any) -> dict[str, Any]:
        """Run an attack in the other process, so that it does not stop the citizen's voice."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(ATTACK_LIMIT_S):
            return await loop.run_in_executor(self.pool, attack, *words)


@contextlib.asynccontextmanager
async def scene(keep: str, *, is_alone: bool) -> AsyncIterator[Scene]:
    with tempfile.TemporaryDirectory(prefix="hi-", ignore_cleanup_errors=True) as name:
        folder = Path(keep or name)
        (folder / "beside").mkdir(parents=True, exist_ok=True)
        around = Scene(folder, is_alone=is_alone)
        try:
            await around.open()
            yield around
        finally:
            await around.close()


async def prove(
    *,
    mutations: int = 10_000,
    seconds: float = 30.0,
    seed: int = 1,
    keep: str = "",
    only: str = "",
    alone: bool = False,
) -> Any:
    """seconds: how long a flood lasts; keep: a folder for the logs; only: attacks, with commas.

    alone: no call is up beside, and half of the voice may be missing.
    """
    began = time.monotonic()
    async with scene(keep, is_alone=alone) as around:
        tally = around.tally
        mark = around.mark()
        await asyncio.sleep(QUIET_S)
        tally.spans["quiet"] = Span({}, mark, around.mark(), QUIET_S)
        chosen = only.split(",") if only else None
        for name, attack in _attacks(around, mutations, seconds, seed).items():
            if chosen is not None and name not in chosen:
                continue
            await _one(around, name, attack)
            if not around.call.is_up:
                break
        if chosen is None:
            missing = [name for name in LIST if name not in tally.spans]
            tally.violations += [f"{name}: not tried" for name in missing]
        end = around.mark()
        is_up = around.call.is_up
        tally.violations += await around.aftermath.violations(_numbers(around))
        return _result(around, end, is_up, time.monotonic() - began, alone=alone)


def _attacks(
    around: Scene, mutations: int, seconds: float, seed: int
) -> dict[str, Callable[[], Any]]:
    target, aside = around.target, around.aside
    many = max(60, mutations // 5)
    socket = around.house.folder / f"p{around.house.seats[0]}"
    net = (target.stranger, target.storm)
    return {
        "torture": lambda: aside(sip_attacks.torture, target),
        "mutations": lambda: aside(sip_attacks.mutations, target, mutations, seed),
        "forged_dialogs": lambda: aside(
            sip_attacks.forged_dialogs, target, attack_list.FORGER, attack_list.FORGERS_SECRET
        ),
        "descriptions": lambda: aside(descriptions.descriptions, target),
        "callers": lambda: route_attacks.hostile_callers(
            around.between, around.call.town, around.plain
        ),
        "answers": lambda: route_attacks.wrong_answers(
            around.between, around.call.town, around.plain
        ),
        "web_sockets": lambda: aside(web_attacks.web_sockets, target, min(seconds, 20.0)),
        "rtp_floods": lambda: aside(
            media_attacks.floods, media_ports(around.house, around.call), seconds, net, seed
        ),
        "exchange_routes": lambda: aside(http_attacks.exchange_routes, target, many, seed),
        "console_routes": lambda: aside(
            http_attacks.console_routes, target, around.token, many, seed
        ),
        "mad_relay": lambda: relay_attacks.mad_relay(around.house.trunk, many // 4, seed),
        "phone_socket": lambda: aside(phone_attacks.phone_socket, str(socket)),
        "phone_dials": lambda: lone_phone.dials(around.house, storms.DIALS),
        "dials": lambda: aside(storms.dials, target, PLAIN_SEAT, PLAIN_SECRET),
        "registrations": lambda: aside(storms.registrations, target, min(seconds / 2, 5.0)),
        "slow_connections": lambda: aside(
            slow_attacks.slow_connections, target, around.token, SLOW_LINES
        ),
        "sign_ins": lambda: aside(storms.sign_ins, target, 40),
        **attack_list.attack_list(around, around.call.town),
    }


async def _one(around: Scene, name: str, attack: Callable[[], Any]) -> None:
    mark, began = around.mark(), time.monotonic()
    stood = await asyncio.to_thread(around.verdicts.begin)
    try:
        found = await attack()
    except Exception as error:  # noqa: BLE001 - what could not be tried is a fault; the rest goes on
        found = {}
        around.tally.faults.append(f"{name}: {error!r}")
    if name in LIST:
        found["verdict"] = await around.verdicts.of(found, stood)
        around.tally.violations += [f"{name}: {what}" for what in wrongs(found["verdict"])]
    await asyncio.sleep(1.0)
    span = Span(found, mark, around.mark(), time.monotonic() - began)
    around.tally.spans[name] = span
    around.tally.violations += [f"{name}: {what}" for what in await around.aftermath.harm(name)]
    around.tally.violations += [f"{name}: {what}" for what in _refusals(found)]


def _told(around: Scene, span: Span) -> dict[str, Any]:
    return span.found | _heard(around, span.begin, span.end) | {"took_s": round(span.took_s, 1)}


def _heard(
    around: Scene, since: tuple[Mark, Mark] | None, until: tuple[Mark, Mark]
) -> dict[str, Any]:
    """Judge a part of both calls; since is None for all of them."""
    heard = around.call.heard(since and since[0], until[0])
    beside = around.beside.heard(since and since[1], until[1])
    return {
        "heard_here": heard.here,
        "heard_there": heard.there,
        "gap_ms": round(heard.gap_s * 1000),
        "packets_missed": heard.lost,
        "beside": [beside.here, beside.there, round(beside.gap_s * 1000), beside.lost],
    }


def _refusals(found: dict[str, Any]) -> list[str]:
    """Return what an attack itself saw that must not be."""
    wrong = [f"{name} {found[name]}" for name in NEVER if found.get(name)]
    wrong += [f"{name} is 0: nothing was tried" for name in TRIED if found.get(name) == 0]
    plain, over_web = found.get("plain", {}), found.get("over_web_sockets", {})
    if plain.get("accepted") or over_web.get("accepted"):
        wrong.append("a guessed password was taken")
    if over_web and over_web["sent"] >= A_STORM and not over_web["shut_out"]:
        wrong.append("nobody is shut out")
    if found.get("strangers", 0) != found.get("cut_off", 0):
        wrong.append("a stranger stays at the phone's socket")
    return wrong


def _numbers(around: Scene) -> list[str]:
    """Return what no log may hold."""
    called = {
        call.number.lstrip("+").removeprefix("39") for call in around.call.town.calls.values()
    }
    return [*called, "0699000001", PLAIN_SECRET, around.token]


def _result(
    around: Scene, end: tuple[Mark, Mark], is_up: bool, took_s: float, *, alone: bool
) -> dict[str, Any]:
    whole = _heard(around, None, end)
    return {
        "dropped": int(not is_up),
        **whole,
        "call_s": round(took_s),
        "list": {n: s.found["verdict"] for n, s in around.tally.spans.items() if n in LIST},
        "attacks": {name: _told(around, span) for name, span in around.tally.spans.items()},
        "violations": [*around.tally.violations, *_disturbed(whole, alone=alone)],
        "faults": around.tally.faults,
    }


def _disturbed(whole: dict[str, Any], *, alone: bool) -> list[str]:
    """Return what the attacked call lost that the one beside it did not."""
    here, there, gap_ms, lost = whole["beside"]
    found = []
    for side, beside in (("heard_here", here), ("heard_there", there)):
        if whole[side] < (HEARD_ALONE if alone else min(HEARD_LIMIT, beside - HEARD_MARGIN)):
            found.append(f"{side} {whole[side]}, beside {beside}")
    if whole["gap_ms"] > 1000 * max(GAP_LIMIT_S, gap_ms / 1000 + GAP_MARGIN_S):
        found.append(f"a gap of {whole['gap_ms']} ms, beside {gap_ms}")
    if whole["packets_missed"] > lost:
        found.append(f"{whole['packets_missed']} packets missed, beside {lost}")
    return found


def _step_back() -> None:
    os.nice(5)
