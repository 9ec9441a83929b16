"""The phone or its page is killed in a call: said, started again; she calls the citizen back."""

import asyncio
import os
import random
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sqlcipher3 import dbapi2

from console.errors import PhoneUnavailable
from console.telephony.phone_link import PhoneLink
from console.telephony.phone_process import FAILING_S, FAILING_STARTS
from tools.benches.phone_process import page_pid
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.demo.central_server import account_of_role
from tools.demo.citizens import MAIN_NUMBER, demo_number
from tools.demo.stage import LEVEL_ONE_SEAT
from tools.proofs.judges.figures import highest
from tools.proofs.kills.call_kills import facts_when_sent, shows
from tools.proofs.seats.glance import Glance, starved_s
from tools.proofs.seats.killed_seat import KilledSeat, SeatFault, all_ready, scene
from tools.services.patience import PATIENCE
from tools.services.server_facts import ServerFacts
from tools.services.tone_pattern import share_of_frames_matching

SAID_LIMIT_S, BACK_LIMIT_S = 1.0, 2.0
LEG_ENDED_LIMIT_S = 5.0  # the server must hear of it, and the citizen must not sit in silence
GIVEN_LIMIT_S = 10.0
RING_LIMIT_S = 15.0  # who has called back is rung again at once
REST_S = 2.0
TALK_AGAIN_S, HEARD_SHARE = 1.0, 0.9
SAID = "Il telefono si è fermato"
TEXT = "Chiede del bollettino"


Kill = Callable[[KilledSeat, "Tally"], Awaitable[float]]  # returns when it killed


@dataclass(slots=True)
class Tally:
    """Times are seconds from the kill."""

    heard_share: float = HEARD_SHARE
    kills: int = 0
    killed_s: list[float] = field(default_factory=list)  # CLOCK_MONOTONIC
    said_s: list[float] = field(default_factory=list)
    said_unstarved_s: list[float] = field(default_factory=list)  # without waits for a core
    restarted_s: list[float] = field(default_factory=list)  # a new process takes commands
    unstarved_s: list[float] = field(default_factory=list)  # the same without its waits for a core
    ready_s: list[float] = field(default_factory=list)  # calls may ring again
    page_kills: int = 0
    leg_ended_s: list[float] = field(default_factory=list)  # the citizen's, by the exchange
    called_back_first: int = 0  # citizens whose callback the same operator was given at once
    talking_again_s: list[float] = field(default_factory=list)  # she has called, he has answered
    text_lost: int = 0
    numbers: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def prove(
    *, kills: int = 5, page_kills: int = 2, seed: int = 1, heard_share: float = HEARD_SHARE
) -> Any:
    """Kill the phone, then the process of its page, in so many calls each.

    Every time the citizen is to be given to the same operator first; she calls him back by keys,
    both are heard, and the next call comes in at once. heard_share: of the tune's frames, 0–1.
    """
    chance = random.Random(seed)
    tally = Tally(heard_share=heard_share)
    account = account_of_role("operator")
    with scene(account) as around:
        seat = KilledSeat(around, LEVEL_ONE_SEAT, account, has_own_phone=True)
        town = await around.town().open()
        try:
            await all_ready(seat)
            for at, kill in enumerate(_in_turns(kills, page_kills)):
                if kill is _kill_phone:
                    await _rest(tally)
                await _one_call(seat, town, demo_number(40 + at), kill, chance, tally)
            facts = await facts_when_sent(around, tally.numbers)
        except SeatFault as fault:
            tally.faults.append(str(fault))
            facts = await facts_when_sent(around, ())
        finally:
            await town.close()
            await seat.kill()
        return _result(tally, facts)


def _in_turns(kills: int, page_kills: int) -> list[Kill]:
    """Return the kills with those of pages spread evenly among them."""
    at = [(step / max(1, kills), 0, _kill_phone) for step in range(kills)]
    at += [((step + 0.5) / max(1, page_kills), 1, _kill_page) for step in range(page_kills)]
    return [kill for _, _, kill in sorted(at, key=lambda one: one[:2])]


async def _rest(tally: Tally) -> None:
    """Kill no more often than a phone may die that is started again at once."""
    if len(tally.killed_s) >= FAILING_STARTS - 1:
        next_s = tally.killed_s[1 - FAILING_STARTS] + FAILING_S + REST_S
        await asyncio.sleep(max(0.0, next_s - time.monotonic()))


async def _one_call(
    seat: KilledSeat, town: Town, number: str, kill: Kill, chance: random.Random, tally: Tally
) -> None:
    call = town.place_call(number, MAIN_NUMBER, name="CITTADINO DEMO")
    tally.numbers.append(number)
    await seat.sees(lambda glance: shows(glance, "ringing", number), RING_LIMIT_S, "the ring")
    seat.order("key F4")
    await seat.sees(lambda glance: glance.look == "talking" and glance.has_form, 10, "the talk")
    seat.order("key Alt+D", f"write {TEXT}")
    await seat.sees(lambda glance: glance.values["description"] == TEXT, 10, "the text")
    await asyncio.sleep(chance.uniform(0.0, 1.5))
    killed_s = await kill(seat, tally)
    await _is_given_back(seat, call, killed_s, tally)
    await seat.sees(lambda glance: glance.look != "talking" and not _says(glance), 20, "the phone")
    await _call_back(seat, town, number, killed_s, tally)
    await _close_contact(seat, killed_s, tally)
    tally.faults += seat.faults()
    await call.stop_media()


async def _kill_phone(seat: KilledSeat, tally: Tally) -> float:
    before = seat.phone_pid()
    window_starved_s = starved_s(str(seat.pid()))
    killed_s = time.monotonic()
    seat.kill_phone()
    tally.kills += 1
    tally.killed_s.append(killed_s)
    listens_s = await _until_it_listens(seat, before)
    tally.restarted_s.append(listens_s - killed_s)
    tally.unstarved_s.append(listens_s - killed_s - starved_s(str(seat.phone_pid())))
    said = await seat.sees(_says, 10, "that the phone stopped")
    tally.said_s.append(said.at_s - killed_s)
    waited_s = max(0.0, said.starved_s - window_starved_s)
    tally.said_unstarved_s.append(said.at_s - killed_s - waited_s)
    return killed_s


async def _kill_page(seat: KilledSeat, tally: Tally) -> float:
    """Kill the process that has the call; the phone itself goes on."""
    try:
        page = page_pid(seat.phone_pid())
    except ValueError as error:
        raise SeatFault("the phone has no page, or more than one") from error
    killed_s = time.monotonic()
    os.kill(page, signal.SIGKILL)
    tally.page_kills += 1
    return killed_s


async def _is_given_back(
    seat: KilledSeat, call: CitizenCall, killed_s: float, tally: Tally
) -> None:
    """The citizen's leg must end, and the callback be the same operator's."""
    try:
        async with asyncio.timeout(LEG_ENDED_LIMIT_S * PATIENCE):
            await call.ended.wait()
    except TimeoutError as error:
        raise SeatFault("the citizen is left in silence") from error
    tally.leg_ended_s.append((call.record.ended_s or 0.0) - killed_s)
    deadline_s = time.monotonic() + GIVEN_LIMIT_S * PATIENCE
    while not (given := _is_given(seat, call)) and time.monotonic() < deadline_s:
        await asyncio.sleep(0.1)
    tally.called_back_first += given


def _is_given(seat: KilledSeat, call: CitizenCall) -> bool:
    """Return whether the operator of the lost call holds its callback."""
    [database] = (seat.scene.folder / "server").glob("*.db")
    connection = dbapi2.connect(f"file:{database}?mode=ro", uri=True)
    try:
        found = connection.execute(
            "SELECT count(*) FROM queue_call q JOIN callback c ON c.id = q.callback_id"
            " JOIN account a ON a.id = c.holder_id"
            " WHERE q.sip = ? AND q.cause = 'seat_lost' AND a.login = ?",
            (call.call_id, seat.account.login),
        )
        return bool(found.fetchone()[0])
    finally:
        connection.close()


async def _call_back(
    seat: KilledSeat, town: Town, number: str, killed_s: float, tally: Tally
) -> None:
    """Call the citizen by the one key the notice names, and talk on."""
    seat.order("key F4")
    try:
        async with asyncio.timeout(GIVEN_LIMIT_S * PATIENCE):
            back = await town.taken.get()
            await back.answered.wait()
    except TimeoutError as error:
        raise SeatFault("the citizen is not called back") from error
    tally.talking_again_s.append(time.monotonic() - killed_s)
    await seat.sees(lambda glance: shows(glance, "talking", number), 5, "the talk with the citizen")
    start = len(back.media.heard())
    await asyncio.sleep(TALK_AGAIN_S)
    tune = f"seat:{back.number.removeprefix('+')}"
    heard = share_of_frames_matching(back.media.heard()[start:], tune)
    if back.number != number or heard < tally.heard_share:
        tally.faults.append(f"called back: {back.number == number}, heard {heard:.2f}")
    seat.order("key Shift+F8")
    async with asyncio.timeout(LEG_ENDED_LIMIT_S * PATIENCE):
        await back.ended.wait()
    await back.stop_media()


async def _until_it_listens(seat: KilledSeat, before: int) -> float:
    """Return when another process than before let a client in, CLOCK_MONOTONIC."""
    deadline = time.monotonic() + 20.0 * PATIENCE
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
        lambda glance: glance.look == "ready" and not glance.has_form, 20, "Pronto"
    )
    tally.ready_s.append(ready.at_s - killed_s)


def _result(tally: Tally, facts: ServerFacts) -> dict[str, Any]:
    counts = [facts.inbound[number] for number in tally.numbers]
    late = [seconds for seconds in tally.said_unstarved_s if seconds > SAID_LIMIT_S]
    late += [seconds for seconds in tally.unstarved_s if seconds > BACK_LIMIT_S]
    late += [seconds for seconds in tally.leg_ended_s if seconds > LEG_ENDED_LIMIT_S]
    called_back = min(tally.called_back_first, len(tally.talking_again_s))
    forgotten = tally.kills + tally.page_kills - called_back
    return {
        "kills": tally.kills,
        "page_kills": tally.page_kills,
        "leg_ended_s_max": highest(tally.leg_ended_s),
        "called_back_first": tally.called_back_first,
        "talking_again_s_max": highest(tally.talking_again_s),
        "dropped": forgotten,
        "said_s_max": highest(tally.said_s),
        "said_unstarved_s_max": highest(tally.said_unstarved_s),
        "restarted_s_max": highest(tally.restarted_s),
        "restarted_unstarved_s_max": highest(tally.unstarved_s),
        "ready_s_max": highest(tally.ready_s),
        "too_late": len(late),
        "text_lost": tally.text_lost,
        "duplicated": sum(max(0, count - 1) for count in counts),
        "lost": counts.count(0) + tally.text_lost,
        "faults": tally.faults,
    }
