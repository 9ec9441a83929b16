"""The console's process is stopped in a call: the phone's strip appears and ends the call."""

import asyncio
import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.citizens.town import Town
from tools.demo.central_server import account_of_role
from tools.demo.citizens import MAIN_NUMBER, demo_number
from tools.demo.stage import LEVEL_ONE_SEAT
from tools.proofs.judges.figures import highest
from tools.proofs.kills.call_kills import shows
from tools.proofs.seats.killed_seat import KilledSeat, SeatFault, scene
from tools.services.virtual_screen import VirtualScreen

BUTTON = "#9f1c1c"  # the strip's, in the light theme
THERE_LIMIT_S = 5.0
FROZEN_S = 5.0
GAP_LIMIT_S = 0.3


@dataclass(slots=True)
class Tally:
    freezes: int = 0
    dropped: int = 0
    strip_s: list[float] = field(default_factory=list)  # from the freeze
    gap_s: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def prove(*, freezes: int = 5, picture: str = "") -> Any:
    """Freeze the console in so many calls; the strip's button ends each. picture: a PNG to keep."""
    tally = Tally()
    account = account_of_role("operator")
    with VirtualScreen() as screen, scene(account) as around:
        around.environment |= screen.variables | {"CHIAMAROMA_THEME": "light"}
        seat = KilledSeat(around, LEVEL_ONE_SEAT, account, has_own_phone=True)
        town = await around.town().open()
        try:
            await _sign_in(seat, screen)
            seat.order("key F5")
            await seat.sees(lambda glance: glance.look == "ready", 30, "Pronto")
            for at in range(freezes):
                await _one_call(seat, town, screen, demo_number(60 + at), tally, picture)
        except SeatFault as fault:
            tally.faults.append(str(fault))
        finally:
            await town.close()
            await seat.kill()
    late = [seconds for seconds in tally.strip_s if seconds > THERE_LIMIT_S]
    late += [seconds for seconds in tally.gap_s if seconds > GAP_LIMIT_S]
    return {
        "freezes": tally.freezes,
        "dropped": tally.dropped,
        "strip_s_max": highest(tally.strip_s),
        "gap_s_max": highest(tally.gap_s, digits=3),
        "too_late": len(late),
        "faults": tally.faults,
    }


async def _sign_in(seat: KilledSeat, screen: VirtualScreen) -> None:
    signing_in = asyncio.get_running_loop().create_task(seat.sign_in())
    while not signing_in.done():
        screen.give_focus()
        await asyncio.sleep(0.2)
    await signing_in


async def _one_call(
    seat: KilledSeat, town: Town, screen: VirtualScreen, number: str, tally: Tally, picture: str
) -> None:
    call = town.place_call(number, MAIN_NUMBER, name="CITTADINO DEMO")
    await seat.sees(lambda glance: shows(glance, "ringing", number), 20, "the call ringing")
    seat.order("key F4")
    await seat.sees(lambda glance: glance.look == "talking" and glance.has_form, 10, "the talk")
    pid = seat.pid()
    os.kill(pid, signal.SIGSTOP)
    frozen_s = time.monotonic()
    tally.freezes += 1
    try:
        place = await _strip(screen, tally)
        tally.strip_s.append(time.monotonic() - frozen_s)
        await asyncio.sleep(max(0.0, frozen_s + FROZEN_S - time.monotonic()))
        tally.gap_s.append(call.media.longest_gap_s())
        tally.dropped += call.ended.is_set()
        if picture:
            _keep(screen, Path(picture))
        screen.click(*place)
        try:
            await asyncio.wait_for(call.ended.wait(), 5)
        except TimeoutError:
            tally.faults.append("the strip's button does not hang up")
    finally:
        os.kill(pid, signal.SIGCONT)
    await _finish(seat)
    await call.stop_media()


async def _strip(screen: VirtualScreen, tally: Tally) -> tuple[int, int]:
    deadline_s = time.monotonic() + 4 * THERE_LIMIT_S
    while time.monotonic() < deadline_s:
        place = screen.centre_of(BUTTON)
        if place is not None:
            return place
        await asyncio.sleep(0.05)
    tally.faults.append("no strip")
    raise SeatFault("no strip")


async def _finish(seat: KilledSeat) -> None:
    """The window works again: the contact is closed as any other."""
    await seat.sees(lambda glance: glance.look != "talking", 20, "the end of the call")
    seat.order("key F2", "write anagrafe")
    await seat.sees(
        lambda glance: glance.values["search"].endswith("anagrafe") and glance.hits > 0,
        15,
        "the results",
    )
    seat.order("key F9")
    await seat.sees(lambda glance: glance.look == "ready" and not glance.has_form, 20, "Pronto")


def _keep(screen: VirtualScreen, file: Path) -> None:
    from PySide6.QtGui import QImage

    pixels = screen.picture().copy()
    height, width, _ = pixels.shape
    QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).save(str(file))
