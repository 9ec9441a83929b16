"""A citizen's side that follows REFER, as a carrier does: a new call, and reports of it."""

import asyncio
from typing import Protocol
from urllib.parse import unquote

from tools.citizens.citizen_call import CitizenCall
from tools.citizens.sip_message import user_of

ANSWER_S = 30.0


class PlaceCall(Protocol):
    def __call__(
        self, number: str, to: str, *, name: str = "", headers: tuple[str, ...] = ()
    ) -> CitizenCall: ...


async def follow(call: CitizenCall, target: str, referrer: str, place_call: PlaceCall) -> None:
    """Call target ("sip:1002@realm?Replaces=…") in call's place and report until the end of that.

    The seat that asked hangs up the old call when it hears of the new one.
    """
    address, _, header = target.partition("?")
    headers = [f"Referred-By: {referrer}"]
    if header.lower().startswith("replaces="):
        headers.append(f"Replaces: {unquote(header.partition('=')[2])}")
    call.notify("100 Trying", is_last=False)
    new = call.transferred_to = place_call(call.number, user_of(address), headers=tuple(headers))
    has_rung = False
    deadline = asyncio.get_running_loop().time() + ANSWER_S
    while not (new.answered.is_set() or new.ended.is_set()):
        if new.record.ringing_s is not None and not has_rung:
            has_rung = True
            call.notify("180 Ringing", is_last=False)
        if call.ended.is_set() or asyncio.get_running_loop().time() > deadline:
            new.cancel()
            call.notify("408 Nobody Answered", is_last=True)  # else the seat waits for its report
            return
        await asyncio.sleep(0.02)
    status = "200 OK" if new.answered.is_set() else f"{new.record.status} Not Taken"
    call.notify(status, is_last=True)
