"""The phone process is killed in a call: the console says so, starts it again, keeps the text."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any

from console.errors import PhoneUnavailable
from console.telephony.phone_link import PhoneLink
from tools.citizens.town import Town
from tools.demo.central_server import account_of_role
from tools.demo.citizens import MAIN_NUMBER, demo_number
from tools.demo.report import ServerFacts
from tools.demo.stage import LEVEL_ONE_SEAT
from tools.proofs.call_kills import facts_when_sent, shows
from tools.proofs.glance import Glance
from tools.proofs.killed_seat import KilledSeat, SeatFault, scene

SAID_LIMIT_S, BACK_LIMIT_S = 1.0, 2.0
SAID = "Il telefono si è fermato"
TEXT = "Chiede del bollettino"


@dataclass(slots=True)
class Tally:
    """Times are seconds from the kill."""

    kills: int = 0
    said_s: list[float] = field(default_factory=list)
    restarted_s: list[float] = field(default_factory=list)  # a new process takes commands
    ready_s: list[float] = field(default_factory=list)  # calls may ring again
    text_lost: int = 0
    numbers: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def prove(*, kills: int = 5, seed: int = 1) -> Any:
    """Kill the phone in so many calls; each time the next call comes in on its successor."""
    chance = random.Random(seed)
    tally = Tally()
    account = account_of_role("operator")
    with scene(account) as around:
        seat = KilledSeat(around, LEVEL_ONE_SEAT, account, has_own_phone=True)
        town = await around.town().open()
        try:
            await seat.sign_in()
            seat.order("key F5")
            await seat.sees(lambda glance: glance.look == "ready", 30, "PRONTO")
            for at in range(kills):
                await _one_call(seat, town, demo_number(40 + at), chance, tally)
            facts = await facts_when_sent(around, tally.numbers)
        except SeatFault as fault:
            tally.faults.append(str(fault))
            facts = await facts_when_sent(around, ())
        finally:
            await town.close()
            await seat.kill()
        return _result(tally, facts)


async def _one_call(
    seat: KilledSeat, town: Town, number: str, chance: random.Random, tally: Tally
) -> None:
    call = town.place_call(number, MAIN_NUMBER, name="CITTADINO DEMO")
    tally.numbers.append(number)
    await seat.sees(lambda glance: shows(glance, "ringing", number), 20, "the call ringing")
    seat.order("key F4")
    await seat.sees(lambda glance: glance.look == "talking" and glance.has_form, 10, "the talk")
    seat.order("key Alt+D", f"write {TEXT}")
    await seat.sees(lambda glance: glance.values["description"] == TEXT, 10, "the text")
    await asyncio.sleep(chance.uniform(0.0, 1.5))
    before = seat.phone_pid()
    killed_s = time.monotonic()
    seat.kill_phone()
    tally.kills += 1
    tally.restarted_s.append(await _until_it_listens(seat, before) - killed_s)
    said = await seat.sees(_says, 10, "that the phone stopped")
    tally.said_s.append(said.at_s - killed_s)
    await seat.sees(lambda glance: not _says(glance), 20, "the phone back")
    await _close_contact(seat, killed_s, tally)
    tally.faults += seat.faults()
    call.hang_up()
    await call.stop_media()


async def _until_it_listens(seat: KilledSeat, before: int) -> float:
    """Return when another process than before let a client in, CLOCK_MONOTONIC."""
    deadline = time.monotonic() + 20.0
    while time.monotonic() < deadline:
        await asyncio.sleep(0.02)
        if seat.phone_pid() in (0, before):
            continue
        try:
            link = await PhoneLink.attach(seat.phone_socket)
        except PhoneUnavailable:
            continue
        link.close()
        return time.monotonic()
    raise SeatFault("no new phone process")


def _says(glance: Glance) -> bool:
    return any(notice.startswith(SAID) for notice in glance.notices)


async def _close_contact(seat: KilledSeat, killed_s: float, tally: Tally) -> None:
    """The call is over, its contact is not: finish it, and be ready for the next."""
    seat.order("key F2", "write anagrafe")
    found = await seat.sees(
        lambda glance: glance.values["search"].endswith("anagrafe") and glance.hits > 0,
        15,
        "the results",
    )
    tally.text_lost += found.values["description"] != TEXT
    seat.order("key F9")
    ready = await seat.sees(
        lambda glance: glance.look == "ready" and not glance.has_form, 20, "PRONTO"
    )
    tally.ready_s.append(ready.at_s - killed_s)


def _result(tally: Tally, facts: ServerFacts) -> dict[str, Any]:
    counts = [facts.inbound[number] for number in tally.numbers]
    late = [seconds for seconds in tally.said_s if seconds > SAID_LIMIT_S]
    late += [seconds for seconds in tally.restarted_s if seconds > BACK_LIMIT_S]
    return {
        "kills": tally.kills,
        "said_s_max": round(max(tally.said_s, default=0.0), 2),
        "restarted_s_max": round(max(tally.restarted_s, default=0.0), 2),
        "ready_s_max": round(max(tally.ready_s, default=0.0), 2),
        "too_late": len(late),
        "text_lost": tally.text_lost,
        "duplicated": sum(max(0, count - 1) for count in counts),
        "lost": counts.count(0) + tally.text_lost,
        "faults": tally.faults,
    }
