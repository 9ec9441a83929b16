"""The whole console is killed while a robot types into its window: text, cursor and time."""

import asyncio
import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from contract.domain.ids import DeskId, TopicId
from contract.wire.commands import Status
from tools.demo.central_server import account_of_role
from tools.demo.citizens import MAIN_NUMBER, demo_number
from tools.demo.stage import LEVEL_ONE_SEAT, LEVEL_TWO_SEAT
from tools.proofs.callback_races import forwarded_contact
from tools.proofs.judges.figures import highest, middle
from tools.proofs.seats.glance import Glance, needed_s
from tools.proofs.seats.killed_seat import KilledSeat, Scene, SeatFault, scene
from tools.proofs.seats.simulated_seat import SimulatedSeat

TOO_OLD_S = 1.0  # of what was typed before the kill, and may be lost
LIFE_S = (0.3, 4.0)  # of typing, before the kill
BACK_LIMIT_S = 30.0
FORM_FIELDS = ("description", "description", "description", "name", "topic", "search")
TYPED = ("description", "name", "topic_text", "fact_address", "search", "answer")


@dataclass(slots=True)
class Tally:
    """What became of the kills; times are wall-clock seconds, cpu_s the console's own."""

    too_old_s: float = TOO_OLD_S
    kills: int = 0
    keys: int = 0
    lost_age_s_max: float = 0.0
    too_late: int = 0
    focus_lost: int = 0
    back_s: list[float] = field(default_factory=list)
    back_cpu_s: list[float] = field(default_factory=list)
    back_unstarved_s: list[float] = field(default_factory=list)
    corrupt: int = 0
    asked_password: int = 0
    faults: list[str] = field(default_factory=list)


async def prove(*, kills: int = 20, seed: int = 1, too_old_s: float = TOO_OLD_S) -> Any:
    """Kill a typing console so often: with a contact open, a case in hand, in a call, in turn.

    too_old_s: a machine without a free core, or with a slow disk, may keep the text later.
    """
    chance = random.Random(seed)
    tally = Tally(too_old_s=too_old_s)
    one, two = account_of_role("operator"), account_of_role("level_two")
    with scene(one, two) as around:
        seat = KilledSeat(around, LEVEL_ONE_SEAT, one)
        around.stage.start_phone(seat.number)
        await seat.sign_in()
        shares = [len(range(at, kills, 3)) for at in range(3)]
        seat.order("key Ctrl+N")
        await _kill_while_typing(seat, FORM_FIELDS, shares[0], chance, tally)
        if shares[2]:
            await _in_a_call(around, seat, shares[2], chance, tally)
        await seat.kill()
        if shares[1]:
            clerk = KilledSeat(around, LEVEL_TWO_SEAT, two)
            await _with_a_case(around, clerk, shares[1], chance, tally)
    return _result(tally)


async def _in_a_call(
    around: Scene, seat: KilledSeat, kills: int, chance: random.Random, tally: Tally
) -> None:
    """A citizen calls and stays on the line while the console dies and comes back."""
    town = around.town()
    await town.open()
    try:
        seat.order("key F5")
        await seat.sees(lambda glance: glance.look == "ready", 20, "Pronto")
        call = town.place_call(demo_number(1), MAIN_NUMBER, name="CITTADINO DEMO")
        await seat.sees(lambda glance: glance.look == "ringing", 10, "the call")
        seat.order("key F4")
        await seat.sees(lambda glance: glance.look == "talking", 10, "the talk")
        await _kill_while_typing(seat, FORM_FIELDS, kills, chance, tally)
        if call.ended.is_set():
            tally.faults.append("the call ended")
    finally:
        await town.close()


async def _with_a_case(
    around: Scene, clerk: KilledSeat, kills: int, chance: random.Random, tally: Tally
) -> None:
    await _forward_a_case(around)
    await clerk.sign_in()
    clerk.order("key F11")
    await clerk.sees(lambda glance: glance.has_form, 10, "the callback in hand")
    clerk.order("key Alt+S")
    await clerk.sees(lambda glance: glance.focus == "answer", 5, "the cursor in the answer")
    await _kill_while_typing(clerk, ("answer",), kills, chance, tally)
    await clerk.kill()


async def _forward_a_case(around: Scene) -> None:
    account, server = account_of_role("operator"), around.stage.server
    seat = SimulatedSeat(
        url=server.url,
        certificate=str(server.certificate),
        login=account.login,
        password=account.password,
        seed=1,
    )
    try:
        await seat.sign_in()
        command, _ = forwarded_contact(seat, TopicId("tributi-tari"), DeskId("tributi"))
        verdict = await seat.post_command(command)
        if verdict.status is not Status.APPLIED:
            raise SeatFault(f"the case was refused: {verdict.reason}")
    finally:
        await seat.close()


async def _kill_while_typing(
    seat: KilledSeat, fields: Sequence[str], kills: int, chance: random.Random, tally: Tally
) -> None:
    """Type, kill, start again, compare; the last console lives and types no more."""
    await seat.sees(lambda glance: glance.has_form and bool(glance.focus), 10, "the form")
    for _ in range(kills):
        seat.order(f"type {chance.randrange(1 << 30)} {' '.join(fields)}")
        await seat.sees(lambda glance: glance.takes_keys, BACK_LIMIT_S, "a key taken")
        await asyncio.sleep(chance.uniform(*LIFE_S))
        await seat.kill()
        history, killed_s = seat.glances, seat.killed_s
        tally.kills += 1
        tally.faults += seat.faults()
        await seat.start()
        back = await seat.sees(
            lambda glance: glance.page == "sign_in" or (glance.has_form and bool(glance.focus)),
            BACK_LIMIT_S,
            "the draft",
        )
        if back.page == "sign_in":
            tally.asked_password += 1
            raise SeatFault("the console asked for the password")
        judge(tally, history, back, killed_s)
        seat.order("write a")
        alive = await seat.sees(lambda glance: glance.takes_keys, BACK_LIMIT_S, "a key taken")
        tally.back_s.append(alive.at_s - seat.started_s)
        tally.back_cpu_s.append(alive.cpu_s)
        tally.back_unstarved_s.append(needed_s(alive, seat.started_s))


def judge(tally: Tally, history: list[Glance], back: Glance, killed_s: float) -> None:
    """Compare what is on the screen again with what was there until killed_s."""
    tally.keys += sum(one.values != two.values for one, two in itertools.pairwise(history))
    for name in TYPED:
        lost_s = first_lost_s([(one.at_s, one.values[name]) for one in history], back.values[name])
        if lost_s is None:
            tally.corrupt += 1
            tally.faults.append(f"{name} shows what never stood there: {back.values[name]!r}")
            continue
        age_s = killed_s - lost_s if lost_s else 0.0
        tally.lost_age_s_max = max(tally.lost_age_s_max, age_s)
        if age_s > tally.too_old_s:
            tally.too_late += 1
            tally.faults.append(f"{name} lost {age_s:.2f} s")
    recent = [one for one in history if one.at_s >= killed_s - tally.too_old_s]
    before = history[: len(history) - len(recent)][-1:]
    places = {(one.focus, one.cursor) for one in before + recent}
    if (back.focus, back.cursor) not in places:
        tally.focus_lost += 1
        tally.faults.append(f"the cursor is in {back.focus} {back.cursor}, it was in {places}")


def first_lost_s(history: list[tuple[float, str]], found: str) -> float | None:
    """Return when the first text after the one found was typed; 0.0: none was, None: never there.

    history: when and what stood in the field, oldest first.
    """
    for at in range(len(history) - 1, -1, -1):
        if history[at][1] == found:
            return history[at + 1][0] if at + 1 < len(history) else 0.0
    return None


def _result(tally: Tally) -> dict[str, Any]:
    return {
        "kills": tally.kills,
        "keys": tally.keys,
        "lost_age_s_max": round(tally.lost_age_s_max, 3),
        "too_late": tally.too_late,
        "focus_lost": tally.focus_lost,
        "back_s_max": highest(tally.back_s),
        "back_s_p50": middle(tally.back_s),
        "back_unstarved_s_max": highest(tally.back_unstarved_s),
        "back_cpu_s_max": highest(tally.back_cpu_s),
        "corrupt": tally.corrupt,
        "asked_password": tally.asked_password,
        "faults": tally.faults,
    }
