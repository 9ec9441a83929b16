"""A seat's line is cut again and again in calls: the calls live, the seat comes back."""

import asyncio
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contract.domain.agents.agent import DutyState
from tools.call_centre.cut_line import Cut, CutLine
from tools.call_centre.house import House, open_house
from tools.call_centre.phone_seats import PhoneSeat, PhoneSeats
from tools.citizens.citizen_call import CitizenCall
from tools.demo.citizens import MAIN_NUMBER, demo_number, voice_of
from tools.proofs.judges.figures import highest
from tools.proofs.kills.call_kills import longest_gap_s
from tools.proofs.kills.exchange_kills import HEARD_SHARE, SceneFault, share_heard, until

REGISTERED_LIMIT_S = 15.0  # once the line is back
ENDED_LIMIT_S = 3.0
MISSED_END_LIMIT_S = 20.0  # for an end that fell into the cut, once the line is back
GAP_LIMIT_S = 0.2
LISTEN_S = 1.5
ENDS = ("seat", "citizen", "citizen in the cut")


@dataclass(slots=True)
class Tally:
    """Times are seconds since the line is back; patience multiplies their limits."""

    patience: float = 1.0
    cuts: int = 0
    dropped: int = 0
    gap_s: list[float] = field(default_factory=list)
    quiet_gap_s: list[float] = field(default_factory=list)  # before the cut
    registered_s: list[float] = field(default_factory=list)
    ended_s: list[float] = field(default_factory=list)  # from one end hanging up to the other
    missed_end_s: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def prove(*, cuts: int = 10, cut_s: float = 15.0, patience: float = 1.0) -> Any:
    """Cut the line of a seat in so many calls, silently and with a reset in turn.

    Only signalling is cut: voice takes another way. The ends hang up in turn.
    patience: how many times longer than it may take, on a machine that does other work too.
    """
    tally = Tally(patience)
    with (
        tempfile.TemporaryDirectory(prefix="cr-", ignore_cleanup_errors=True) as name,
        open_house(Path(name), 1, has_line=True) as house,
    ):
        settings = house.exchange.settings
        line = await CutLine(settings.address, house.line_port, settings.wss_port).open()
        phones = PhoneSeats(house, house.seats, flags=("--test-tones",))
        town = await house.town(voice_of).open()
        try:
            await phones.open()
            for at in range(cuts):
                how = (Cut.SILENT, Cut.RESET)[at % 2]
                call = town.place_call(demo_number(at), MAIN_NUMBER)
                await _one_cut(phones.seats[0], line, call, how, ENDS[at % 3], cut_s, tally)
        except SceneFault as fault:
            tally.faults.append(str(fault))
        finally:
            await town.close()
            await phones.close()
            await line.close()
        tally.faults += phones.faults
        return _result(house, tally)


async def _one_cut(
    seat: PhoneSeat,
    line: CutLine,
    call: CitizenCall,
    how: Cut,
    end: str,
    cut_s: float,
    tally: Tally,
) -> None:
    await until(call.answered.is_set, 60, "answer")
    await until(lambda: len(call.media.arrivals) > 75, 60, "voice")
    cut_at_s = time.monotonic()
    await line.cut(how)
    tally.cuts += 1
    await asyncio.sleep(cut_s - 1.0)
    _measure_gap(call, cut_at_s, tally)
    if end == "citizen in the cut":
        call.hang_up()
    await asyncio.sleep(1.0)
    await line.mend()
    back_s = time.monotonic()
    if end == "citizen in the cut":
        await until(lambda: not seat.phone.snapshot.calls, 3 * MISSED_END_LIMIT_S, "missed end")
        tally.missed_end_s.append(time.monotonic() - back_s)
    await until(lambda: seat.phone.snapshot.line.registered, 60, f"registration after {how}")
    tally.registered_s.append(time.monotonic() - back_s)
    if end != "citizen in the cut":
        await _still_talks(seat, call, how, tally)
        await _hang_up(seat, call, end, tally)
    await call.stop_media()
    await until(lambda: seat.duty.view is not None and _is_ready(seat), 80, "ready seat")


def _is_ready(seat: PhoneSeat) -> bool:
    return seat.duty.view is not None and seat.duty.view.state is DutyState.READY


def _measure_gap(call: CitizenCall, cut_s: float, tally: Tally) -> None:
    arrivals = [at for at, _, _ in call.media.arrivals]
    now_s = time.monotonic()
    tally.gap_s.append(longest_gap_s([*arrivals, now_s], cut_s - 0.2, now_s))
    tally.quiet_gap_s.append(longest_gap_s(arrivals, arrivals[0], cut_s - 0.2))


async def _still_talks(seat: PhoneSeat, call: CitizenCall, how: Cut, tally: Tally) -> None:
    await asyncio.sleep(1.0)  # a repair of the call may be on its way
    share = await share_heard(call, LISTEN_S)
    is_up = seat.phone.snapshot.calls and not call.ended.is_set()
    if not is_up or share < HEARD_SHARE:
        tally.dropped += 1
        tally.faults.append(f"after {how}: {share:.2f} of the seat is heard")


async def _hang_up(seat: PhoneSeat, call: CitizenCall, end: str, tally: Tally) -> None:
    asked_s = time.monotonic()
    if end == "seat" and seat.phone.snapshot.calls:
        await seat.phone.hang_up(seat.phone.snapshot.calls[0].call)
        await until(call.ended.is_set, 10 * ENDED_LIMIT_S, "citizen hearing of the end")
    else:
        call.hang_up()
        await until(lambda: not seat.phone.snapshot.calls, 10 * ENDED_LIMIT_S, "end at the seat")
    tally.ended_s.append(time.monotonic() - asked_s)


def _result(house: House, tally: Tally) -> dict[str, Any]:
    longer = tally.patience
    late = [s for s in tally.registered_s if s > REGISTERED_LIMIT_S * longer]
    late += [s for s in tally.ended_s if s > ENDED_LIMIT_S * longer]
    late += [s for s in tally.missed_end_s if s > MISSED_END_LIMIT_S * longer]
    late += [s for s in tally.gap_s if s > GAP_LIMIT_S * longer]
    talked = house.server.rows("SELECT count(*) FROM queue_call WHERE answered_at IS NOT NULL")
    if talked[0][0] != tally.cuts:
        tally.faults.append(f"{talked[0][0]} calls were answered, not {tally.cuts}")
    return {
        "cuts": tally.cuts,
        "dropped": tally.dropped,
        "too_late": len(late),
        "gap_ms_max": highest(tally.gap_s, digits=1, times=1000),
        "gap_ms_max_before": highest(tally.quiet_gap_s, digits=1, times=1000),
        "registered_s_max": highest(tally.registered_s),
        "ended_s_max": highest(tally.ended_s),
        "missed_end_s": [round(seconds, 2) for seconds in tally.missed_end_s],
        "faults": tally.faults,
    }
