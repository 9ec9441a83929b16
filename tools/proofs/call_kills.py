"""The console is killed in a call with a real citizen: the voice goes on, the new window has it."""

import asyncio
import itertools
import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.demo.central_server import account_of_role
from tools.demo.citizens import MAIN_NUMBER, demo_number
from tools.demo.report import ServerFacts
from tools.demo.stage import LEVEL_ONE_SEAT
from tools.proofs.glance import Glance, now_s
from tools.proofs.killed_seat import KilledSeat, Scene, SeatFault, scene
from tools.tone_pattern import share_of_frames_matching

STATES = ("talking", "held", "ringing")
ATTACHED_LIMIT_S = 3.0
GAP_LIMIT_S = 0.1
HEARD_SHARE = 0.95
LISTEN_S = 2.0
SENT_LIMIT_S = 20.0
TEXT = "Chiede del bollettino"
TAP_LIMIT_S = 5.0


@dataclass(slots=True)
class Tally:
    """What became of the kills. attached_s: from the process's start until the call is shown."""

    kills: int = 0
    dropped: int = 0
    gap_s: list[float] = field(default_factory=list)
    quiet_gap_s: list[float] = field(default_factory=list)  # of the same calls before the kill
    attached_s: list[float] = field(default_factory=list)
    unstarved_s: list[float] = field(default_factory=list)  # without the waits for a core
    cpu_s: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)


async def prove(*, kills: int = 10, seed: int = 1) -> Any:
    """Kill the console in so many calls: while it rings, talks or holds."""
    chance = random.Random(seed)
    states = [STATES[at % len(STATES)] for at in range(kills)]
    chance.shuffle(states)
    tally = Tally()
    account = account_of_role("operator")
    with scene(account) as around:
        seat = KilledSeat(around, LEVEL_ONE_SEAT, account, has_own_phone=True)
        town = await around.town().open()
        try:
            await seat.sign_in()
            seat.order("key F5")
            await seat.sees(lambda glance: glance.look == "ready", 30, "PRONTO")
            for at, state in enumerate(states):
                await _one_call(around, seat, town, demo_number(10 + at), state, chance, tally)
        except (SeatFault, TimeoutError) as fault:
            tally.faults.append(str(fault) or "no recording")
        finally:
            await town.close()
        facts = await facts_when_sent(around, tally.numbers)
        await seat.kill()
        return _result(tally, facts)


async def facts_when_sent(around: Scene, numbers: Sequence[str]) -> ServerFacts:
    """Return what the server has once every call is there, or it has had the time for it."""
    [database] = (around.folder / "server").glob("*.db")
    deadline = now_s() + SENT_LIMIT_S
    while True:
        facts = ServerFacts(database)
        if now_s() > deadline or all(facts.inbound[number] for number in numbers):
            return facts
        await asyncio.sleep(0.2)


async def _one_call(
    around: Scene,
    seat: KilledSeat,
    town: Town,
    number: str,
    state: str,
    chance: random.Random,
    tally: Tally,
) -> None:
    call = town.place_call(number, MAIN_NUMBER, name="CITTADINO DEMO")
    tally.numbers.append(number)
    await seat.sees(lambda glance: shows(glance, "ringing", number), 15, "the call ringing")
    await _bring_into(seat, state)
    await asyncio.sleep(chance.uniform(0.2, 2.0))
    await seat.kill()
    killed_s = seat.killed_s
    tally.kills += 1
    await asyncio.sleep(chance.uniform(0.0, 1.0))
    await seat.start()
    back = await seat.sees(lambda glance: shows(glance, state, number), 20, f"the call {state}")
    tally.attached_s.append(back.at_s - seat.started_s)
    tally.unstarved_s.append(back.at_s - seat.started_s - back.starved_s)
    tally.cpu_s.append(back.cpu_s)
    if state == "talking" and back.values["description"] != TEXT:
        tally.faults.append(f"the description is {back.values['description']!r}")
    if state != "talking":
        seat.order("key F4")
        await seat.sees(lambda glance: glance.look == "talking", 10, "the talk")
    await _listen(around, call, state, killed_s, tally)
    await _finish(seat, call, tally)
    tally.faults += seat.faults()
    await call.stop_media()


def shows(glance: Glance, look: str, number: str) -> bool:
    shown = f"+39{glance.number.removeprefix('39')}"
    return glance.page == "work" and glance.look == look and shown == number


async def _bring_into(seat: KilledSeat, state: str) -> None:
    """Answer, write a line and wait until it must be safe; then hold."""
    if state == "ringing":
        return
    seat.order("key F4")
    await seat.sees(lambda glance: glance.look == "talking" and glance.has_form, 10, "the talk")
    seat.order("key Alt+D", f"write {TEXT}")
    await seat.sees(lambda glance: glance.values["description"] == TEXT, 10, "the text")
    await asyncio.sleep(1.0)
    if state == "held":
        seat.order("key F4")
        await seat.sees(lambda glance: glance.look == "held", 10, "the hold")


async def _listen(
    around: Scene, call: CitizenCall, state: str, killed_s: float, tally: Tally
) -> None:
    """Look for gaps since the kill, and for both tunes in what is heard from now on."""
    digits = call.number.removeprefix("+")
    tap = await _tap_of(around.folder / "taps", digits)
    start, tap_start = len(call.media.heard()), tap.stat().st_size
    await asyncio.sleep(LISTEN_S)
    arrivals = [at for at, _, _ in call.media.arrivals]
    if state == "talking":
        start = sum(at < killed_s for at in arrivals) * 160
        tally.gap_s.append(longest_gap_s(arrivals, killed_s - 0.5, arrivals[-1]))
        tally.quiet_gap_s.append(longest_gap_s(arrivals, arrivals[0], killed_s - 0.5))
    citizen = share_of_frames_matching(call.media.heard()[start:], f"seat:{digits}")
    seat_heard = np.fromfile(tap, dtype="<i2", offset=tap_start // 2 * 2)
    seat = share_of_frames_matching(seat_heard, f"citizen:{digits}")
    if call.ended.is_set() or min(citizen, seat) < HEARD_SHARE:
        tally.dropped += 1
        steps = " ".join(call.record.steps)
        tally.faults.append(f"{state}: heard {citizen:.2f} and {seat:.2f}; {steps}")


async def _tap_of(folder: Path, digits: str) -> Path:
    """Return the phone's recording of the call; it begins a little after the answer."""
    async with asyncio.timeout(TAP_LIMIT_S):
        while True:
            for note in folder.glob("*.json"):
                peer = str(msgspec.json.decode(note.read_bytes()).get("peer", ""))
                if peer.removeprefix("+") == digits:
                    return note.with_suffix(".raw")
            await asyncio.sleep(0.05)


async def _finish(seat: KilledSeat, call: CitizenCall, tally: Tally) -> None:
    """Hang up by key, then close the contact as any other."""
    seat.order("key F2", "write anagrafe")
    await seat.sees(
        lambda glance: glance.values["search"].endswith("anagrafe") and glance.hits > 0,
        10,
        "the results",
    )
    seat.order("key Shift+F8")
    try:
        await asyncio.wait_for(call.ended.wait(), 5)
    except TimeoutError as error:
        raise SeatFault("the key did not hang up") from error
    if call.record.ended_by != "seat":
        tally.dropped += 1
    await seat.sees(lambda glance: glance.look not in ("talking", "held"), 5, "the end of the call")
    seat.order("key F9")
    await seat.sees(lambda glance: glance.look == "ready" and not glance.has_form, 10, "PRONTO")


def longest_gap_s(arrivals: Sequence[float], from_s: float, to_s: float) -> float:
    """Return the longest time without a packet between two moments."""
    within = [at for at in arrivals if from_s <= at <= to_s]
    return max((b - a for a, b in itertools.pairwise(within)), default=0.0)


def _result(tally: Tally, facts: ServerFacts) -> dict[str, Any]:
    counts = [facts.inbound[number] for number in tally.numbers]
    late = [seconds for seconds in tally.unstarved_s if seconds > ATTACHED_LIMIT_S]
    gap_s = max(tally.gap_s, default=0.0)
    quiet_s = max(tally.quiet_gap_s, default=0.0)
    if gap_s > GAP_LIMIT_S:
        tally.faults.append(f"a gap of {gap_s * 1000:.0f} ms in the voice")
    return {
        "kills": tally.kills,
        "dropped": tally.dropped,
        "gap_ms_max": round(gap_s * 1000, 1),
        "gap_ms_max_before": round(quiet_s * 1000, 1),
        "attached_s_max": round(max(tally.attached_s, default=0.0), 2),
        "attached_s_p50": round(statistics.median(tally.attached_s or [0.0]), 2),
        "attached_unstarved_s_max": round(max(tally.unstarved_s, default=0.0), 2),
        "attached_cpu_s_max": round(max(tally.cpu_s, default=0.0), 2),
        "too_late": len(late),
        "duplicated": sum(max(0, count - 1) for count in counts),
        "lost": counts.count(0),
        "faults": tally.faults,
    }
