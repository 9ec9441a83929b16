"""Wrong routing answers, hostile callers and their wrong descriptions: nobody loses her place."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tools.citizens.citizen_call import CitizenCall
from tools.citizens.desk_phones import DeskPhones
from tools.citizens.town import Town
from tools.hostile.between import Between, Question
from tools.hostile.watched_call import CITY
from tools.hostile.wrong_answers import HALF_SENSE, MEANINGLESS, http

# An answer sent together with the end of its line can cost the exchange the next question: its HTTP
# client hears no more of a line that gets the same number. It asks again after 45 s at the latest.
ASKED_AGAIN_S = 100.0  # that is twice
TIMES = 2  # that each citizen's exchange gets its wrong answer
OWN_HEADERS = ("x-call", "x-offer", "x-queue", "x-language", "x-waited", "x-auto-answer", "x-ring")
FORGED = (
    "X-Call: forged",
    "X-Offer: forged",
    "X-Queue: forged",
    "X-Language: forged",
    "X-Waited: 77777",
    "X-Auto-Answer: 88888",
    "X-Ring: 99999",
    "x-offer : forged",
    "X-Media: anew",
)
NAMES = (
    "A" * 10_240,
    "Anna\u0007\u0000\u001b[2J",
    "\u202eannA\u2066\u200f\u061c",
    "\U0001f986" * 400,
    'An"na" <sip:evil@example.org>;x="',
    'A"\r\nX-Offer: forged\r\nX-Evil: "1',
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE citizen; --",
    "=cmd|' /C calc'!A0",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
)


@dataclass(slots=True)
class Rings:
    """What reached the plain seat."""

    rung: int = 0
    refused: int = 0  # by the exchange, in words
    forged: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)


async def wrong_answers(between: Between, town: Town, phones: DeskPhones) -> dict[str, Any]:
    """Let as many citizens call as there are wrong answers; each must still be waiting after."""
    numbers = {f"+39065555{at:04}": name for at, name in enumerate(MEANINGLESS)}
    given: Counter[str] = Counter()

    def decide(question: Question) -> bytes | None:
        number = question["from"]
        if number not in numbers or given[number] >= TIMES:
            return None
        given[number] += 1
        return MEANINGLESS[numbers[number]]

    between.decide = decide
    calls = {number: town.place_call(number, CITY) for number in numbers}
    loop = asyncio.get_running_loop()
    began_s = loop.time()
    while loop.time() < began_s + ASKED_AGAIN_S:
        if all(given[number] >= TIMES for number, call in calls.items() if not _is_over(call)):
            break
        await asyncio.sleep(0.1)
    asked_again_s = loop.time() - began_s
    await asyncio.sleep(2.5)
    silent_exchange = [numbers[number] for number in calls if given[number] < TIMES]
    music = {number: len(call.media.early) for number, call in calls.items()}
    await asyncio.sleep(0.6)
    lost = [numbers[number] for number, call in calls.items() if _is_over(call)]
    silent = [numbers[n] for n, call in calls.items() if len(call.media.early) < music[n] + 15]
    for call in calls.values():
        call.cancel()
    await _all_over(calls.values())
    between.decide = lambda _: None
    half = await _half_sense(between, town, phones)
    return (
        {"answers": len(MEANINGLESS), "lost_place": lost, "no_music": silent}
        | {"not_asked_again": silent_exchange, "asked_again_s": round(asked_again_s, 1)}
        | half
    )


async def hostile_callers(between: Between, town: Town, phones: DeskPhones) -> dict[str, Any]:
    """Ring the plain seat with absurd names and forged headers; see what it is told."""
    between.decide = lambda question: (
        http(b'{"do":"ring","seat":"1002","ring_s":"6","offer":"true-offer","queue":"true-queue"}')
        if question["from"].startswith("+390644")
        else None
    )
    rings = Rings()
    for at, name in enumerate(NAMES):
        call = town.place_call(f"+390644440{at:03}", CITY, name=name, headers=FORGED)
        await _ring_once(call, phones, rings)
    between.decide = lambda _: None
    return {
        "names": len(NAMES),
        "rung": rings.rung,
        "refused": {str(code): count for code, count in rings.statuses.items()},
        "forged_reached_a_seat": rings.forged,
    }


async def _half_sense(between: Between, town: Town, phones: DeskPhones) -> dict[str, Any]:
    rings = Rings()
    for at, answer in enumerate(HALF_SENSE.values()):
        number = f"+390655660{at:03}"
        given: list[str] = []

        def decide(
            question: Question,
            number: str = number,
            answer: bytes = answer,
            given: list[str] = given,
        ) -> bytes | None:
            if question["from"] != number or given:
                return None
            given.append(number)
            return answer

        between.decide = decide
        await _ring_once(town.place_call(number, CITY), phones, rings)
    between.decide = lambda _: None
    return {
        "half_sense": len(HALF_SENSE),
        "half_sense_rung": rings.rung,
        "injected": rings.forged,
    }


async def _ring_once(call: CitizenCall, phones: DeskPhones, rings: Rings) -> None:
    """Wait until the plain seat rings or the call is refused; then the citizen gives up."""
    taking = asyncio.ensure_future(phones.taken.get())
    refused = asyncio.ensure_future(call.ended.wait())
    await asyncio.wait({taking, refused}, timeout=6, return_when=asyncio.FIRST_COMPLETED)
    if taking.done():
        there = taking.result()
        rings.rung += 1
        told = {name: there.asked_header(name) for name in (*OWN_HEADERS, "x-evil", "x-media")}
        wrong = ("forged", "77777", "88888", "99999", "anew")
        rings.forged += [
            f"{name}: {value}"
            for name, value in told.items()
            if value in wrong or (name in ("x-evil", "x-media") and value)
        ]
    elif refused.done():
        rings.statuses[call.record.status] += 1
    for waiting in (taking, refused):
        waiting.cancel()
    if not _is_over(call):
        call.cancel()
    await _all_over([call])


def _is_over(call: CitizenCall) -> bool:
    return call.ended.is_set()


async def _all_over(calls: Any) -> None:
    for call in calls:
        try:
            async with asyncio.timeout(5):
                await call.ended.wait()
        except TimeoutError:
            pass
        await call.stop_media()
