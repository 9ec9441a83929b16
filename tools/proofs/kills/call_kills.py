"""The console is killed in a call with a real citizen: the voice goes on, the new window has it."""

import asyncio
import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.demo.central_server import account_of_role
from tools.demo.citizens import MAIN_NUMBER, demo_number
from tools.demo.stage import LEVEL_ONE_SEAT, LEVEL_TWO_SEAT
from tools.proofs.judges.figures import highest, middle
from tools.proofs.judges.voices import digits_of, tap_of
from tools.proofs.seats.glance import Glance, needed_s, now_s
from tools.proofs.seats.killed_seat import KilledSeat, Scene, SeatFault, all_ready, scene
from tools.services.patience import PATIENCE
from tools.services.server_facts import ServerFacts
from tools.services.tone_pattern import share_of_frames_matching

STATES = ("talking", "held", "ringing", "consulting")
ATTACHED_LIMIT_S = 3.0
LATE_LIMIT_S = 0.5  # of a machine that does other work too; what never came is judged apart
HEARD_SHARE = 0.95
LISTEN_S, LISTENS = 2.0, 3
SENT_LIMIT_S = 20.0
TEXT = "Chiede del bollettino"
CLERK = "Tributi"  # part of the name of the queue that is consulted


@dataclass(slots=True)
class Tally:
    """What became of the kills. attached_s: from the process's start until the call is shown."""

    heard_share: float = HEARD_SHARE
    kills: int = 0
    dropped: int = 0
    missing_s: list[float] = field(default_factory=list)  # voice that never came
    late_s: list[float] = field(default_factory=list)  # longest time between two packets
    late_before_s: list[float] = field(default_factory=list)  # of the same calls before the kill
    attached_s: list[float] = field(default_factory=list)
    unstarved_s: list[float] = field(default_factory=list)  # without the waits for a core
    cpu_s: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)


async def prove(*, kills: int = 10, seed: int = 1, heard_share: float = HEARD_SHARE) -> Any:
    """Kill the console in so many calls: while it rings, talks, holds or consults.

    heard_share: of a tune's frames that both must hear afterwards, 0–1.
    """
    chance = random.Random(seed)
    states = [STATES[at % len(STATES)] for at in range(kills)]
    chance.shuffle(states)
    tally = Tally(heard_share=heard_share)
    account, clerks = account_of_role("operator"), account_of_role("level_two")
    with scene(account, clerks) as around:
        clerk = KilledSeat(around, LEVEL_TWO_SEAT, clerks, has_own_phone=True)
        seat = KilledSeat(around, LEVEL_ONE_SEAT, account, has_own_phone=True)
        windows: list[KilledSeat] = []
        town = await around.town().open()
        try:
            windows += (seat, clerk) if "consulting" in states else (seat,)
            await all_ready(*windows)
            for at, state in enumerate(states):
                number = demo_number(10 + at)
                await _one_call(seat, clerk, town, number, state, chance, tally)
        except (SeatFault, TimeoutError) as fault:
            tally.faults.append(str(fault) or "no recording")
        finally:
            await town.close()
        facts = await facts_when_sent(around, tally.numbers)
        for one in windows:
            await one.kill()
        return _result(tally, facts)


async def facts_when_sent(around: Scene, numbers: Sequence[str]) -> ServerFacts:
    """Return what the server has once every call is there, or it has had the time for it."""
    deadline = now_s() + SENT_LIMIT_S * PATIENCE
    while True:
        facts = ServerFacts(around.folder / "server")
        if now_s() > deadline or all(facts.inbound[number] for number in numbers):
            return facts
        await asyncio.sleep(0.2)


async def _one_call(
    seat: KilledSeat,
    clerk: KilledSeat,
    town: Town,
    number: str,
    state: str,
    chance: random.Random,
    tally: Tally,
) -> None:
    call = town.place_call(number, MAIN_NUMBER, name="CITTADINO DEMO")
    tally.numbers.append(number)
    await seat.sees(lambda glance: shows(glance, "ringing", number), 15, "the call ringing")
    await _bring_into(seat, clerk, state)
    await asyncio.sleep(chance.uniform(0.2, 2.0))
    await seat.kill()
    killed_s = seat.killed_s
    tally.kills += 1
    await asyncio.sleep(chance.uniform(0.0, 1.0))
    await seat.start()
    back = await seat.sees(lambda glance: shows(glance, state, number), 20, f"the call {state}")
    tally.attached_s.append(back.at_s - seat.started_s)
    tally.unstarved_s.append(needed_s(back, seat.started_s))
    tally.cpu_s.append(back.cpu_s)
    if state == "talking" and back.values["description"] != TEXT:
        tally.faults.append(f"the description is {back.values['description']!r}")
    if state == "consulting":
        await _end_consultation(seat, clerk)
    elif state != "talking":
        seat.order("key F4")
    await seat.sees(lambda glance: shows(glance, "talking", number), 10, "the talk")
    await _listen(seat.taps, call, state, killed_s, tally)
    await _finish(seat, call, tally)
    tally.faults += seat.faults()
    await call.stop_media()


def shows(glance: Glance, look: str, number: str) -> bool:
    """Whether the window shows the citizen's call so; consulting: both calls."""
    if look == "consulting":
        is_there = glance.other[0] == "held" and digits_of(number).endswith(
            digits_of(glance.other[1]) or "?"
        )
        return glance.page == "work" and glance.look == look and is_there
    shown = f"+39{glance.number.removeprefix('39')}"
    return glance.page == "work" and glance.look == look and shown == number


async def _bring_into(seat: KilledSeat, clerk: KilledSeat, state: str) -> None:
    """Answer, write a line and wait until it must be safe; then hold, or consult the clerk."""
    if state == "ringing":
        return
    seat.order("key F4")
    await seat.sees(lambda glance: glance.look == "talking" and glance.has_form, 10, "the talk")
    seat.order("key Alt+D", f"write {TEXT}")
    await seat.sees(lambda glance: glance.values["description"] == TEXT, 10, "the text")
    await seat.sees(lambda glance: glance.is_kept, 10, "that it is on disk")
    if state == "held":
        seat.order("key F4")
        await seat.sees(lambda glance: glance.look == "held", 10, "the hold")
    if state == "consulting":
        seat.order("key F7", "write trib")
        await seat.sees(lambda glance: CLERK in "".join(glance.lines[:1]), 10, "the queue found")
        seat.order("key Return")
        await clerk.sees(lambda glance: glance.look == "ringing", 15, "the clerk's ringing")
        clerk.order("key F4")
        await seat.sees(lambda glance: glance.look == "consulting", 10, "Consulti")


async def _end_consultation(seat: KilledSeat, clerk: KilledSeat) -> None:
    """Hang up the clerk by the panel's key in the new window; she closes what was opened."""
    seat.order("key F7")
    await seat.sees(lambda glance: "back" in glance.usable, 5, "the way back")
    seat.order("key Escape")
    await clerk.sees(lambda glance: glance.look not in ("ringing", "talking"), 10, "her end")
    await _search(clerk)
    clerk.order("key F9")
    await clerk.sees(lambda glance: glance.look == "ready", 15, "the clerk's Pronto")


async def _listen(
    folder: Path, call: CitizenCall, state: str, killed_s: float, tally: Tally
) -> None:
    """Look for gaps since the kill, and for both tunes in what is heard from now on."""
    digits = call.number.removeprefix("+")
    start = len(call.media.heard())
    seat = await _heard_at(await tap_of(folder, digits), f"citizen:{digits}")
    arrivals = [at for at, _, _ in call.media.arrivals]
    if state == "talking":
        start = sum(at < killed_s for at in arrivals) * 160
        tally.missing_s.append(call.media.missing_s(killed_s - 0.5, arrivals[-1]))
        tally.late_s.append(longest_gap_s(arrivals, killed_s - 0.5, arrivals[-1]))
        tally.late_before_s.append(longest_gap_s(arrivals, arrivals[0], killed_s - 0.5))
    citizen = share_of_frames_matching(call.media.heard()[start:], f"seat:{digits}")
    steps = " ".join(call.record.steps)
    if call.ended.is_set():
        tally.dropped += 1
        tally.faults.append(f"{state}: ended; {steps}")
    elif min(citizen, seat) < tally.heard_share:
        tally.faults.append(f"{state}: heard {citizen:.2f} and {seat:.2f}; {steps}")


async def _heard_at(tap: Path, tune: str) -> float:
    """Return the share of the tune at the seat in one of some seconds: a busy machine swallows."""
    share = 0.0
    for _ in range(LISTENS):
        start = tap.stat().st_size // 2 * 2
        await asyncio.sleep(LISTEN_S)
        share = max(share, share_of_frames_matching(np.fromfile(tap, "<i2", offset=start), tune))
        if share >= HEARD_SHARE:
            break
    return share


async def _search(seat: KilledSeat) -> None:
    """Find a card: the contact has its topic by that."""
    seat.order("key F2", "write anagrafe")
    await seat.sees(
        lambda glance: glance.values["search"].endswith("anagrafe") and glance.hits > 0,
        10,
        "the results",
    )


async def _finish(seat: KilledSeat, call: CitizenCall, tally: Tally) -> None:
    """Hang up by key, then close the contact as any other."""
    await _search(seat)
    seat.order("key Shift+F8")
    try:
        await asyncio.wait_for(call.ended.wait(), 5 * PATIENCE)
    except TimeoutError as error:
        raise SeatFault("the key did not hang up") from error
    if call.record.ended_by != "seat":
        tally.dropped += 1
    await seat.sees(lambda glance: glance.look not in ("talking", "held"), 5, "the end of the call")
    seat.order("key F9")
    await seat.sees(lambda glance: glance.look == "ready" and not glance.has_form, 10, "Pronto")


def longest_gap_s(arrivals: Sequence[float], from_s: float, to_s: float) -> float:
    """Return the longest time without a packet between two moments."""
    within = [at for at in arrivals if from_s <= at <= to_s]
    return max((b - a for a, b in itertools.pairwise(within)), default=0.0)


def _result(tally: Tally, facts: ServerFacts) -> dict[str, Any]:
    counts = [facts.inbound[number] for number in tally.numbers]
    late = [seconds for seconds in tally.unstarved_s if seconds > ATTACHED_LIMIT_S]
    missing_s = max(tally.missing_s, default=0.0)
    late_s, before_s = max(tally.late_s, default=0.0), max(tally.late_before_s, default=0.0)
    if missing_s > 0:
        tally.faults.append(f"{missing_s * 1000:.0f} ms of the voice never came")
    if late_s > max(LATE_LIMIT_S, 2 * before_s):
        late.append(late_s)
    return {
        "kills": tally.kills,
        "dropped": tally.dropped,
        "gap_ms_max": highest(tally.missing_s, digits=1, times=1000),
        "late_ms_max": highest(tally.late_s, digits=1, times=1000),
        "late_ms_max_before": highest(tally.late_before_s, digits=1, times=1000),
        "attached_s_max": highest(tally.attached_s),
        "attached_s_p50": middle(tally.attached_s),
        "attached_unstarved_s_max": highest(tally.unstarved_s),
        "attached_cpu_s_max": highest(tally.cpu_s),
        "too_late": len(late),
        "duplicated": sum(max(0, count - 1) for count in counts),
        "lost": counts.count(0),
        "faults": tally.faults,
    }
