"""What an operator does at a desk of the installed product, and what must come of it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

from tools.bare_machine.centre import LOGIN, MAIN_NUMBER, PASSWORD, Centre
from tools.bare_machine.desk import Desk, NotSeen
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.demo.citizens import demo_number
from tools.services.patience import PATIENCE
from tools.services.tone_pattern import samples, share_of_frames_matching

HEADSET, MOUTH = "cuffia", "seat:operatore"
HEARD_SHARE, LISTENS, LISTEN_S = 0.8, 12, 1.0
OPENS_S, SHOWS_S, ARRIVES_S = 60.0, 40.0, 30.0
CONTACT = "SELECT 1 FROM contact WHERE caller_phone = ? AND direction = 'inbound'"
# By words alone nothing at all is found. Letters of every keyboard, for keys are pressed.
QUESTION = "non sono in classifica"
ANSWER = "*, Sono in graduatoria: come vedo il mio punteggio?*"


class Shift:
    """One operator from the sign-in page to the end. Blocking work runs beside the loop: media."""

    def __init__(self, desk: Desk, centre: Centre, town: Town, *, password: str = PASSWORD) -> None:
        self._desk, self._centre, self._town = desk, centre, town
        self._password = password

    async def sees(self, pattern: str) -> None:
        await asyncio.to_thread(self._desk.until, pattern, SHOWS_S)

    async def presses(self, *keys: str) -> None:
        await asyncio.to_thread(self._desk.press, *keys)

    async def signs_in(self, button: str) -> None:
        """Name, Tab, password, Enter: the seat is IT's to say. button: of the page."""
        self._desk.open_console()
        await asyncio.to_thread(self._desk.until_enabled, button, OPENS_S)
        await asyncio.to_thread(self._desk.type, LOGIN)
        await self.presses("Tab")
        await asyncio.to_thread(self._desk.type, self._password)
        await self.presses("Return")

    async def becomes_ready(self, *, before: str, after: str) -> None:
        """Press F5 at work. before, after: the state as the window calls it."""
        await self.sees(before)
        await self.presses("F5")
        await self.sees(after)

    @asynccontextmanager
    async def a_call(self, number: int, *, rings: str) -> AsyncIterator[CitizenCall]:
        """Yield a citizen's call that was shown, and answered by a key."""
        call = self._town.place_call(demo_number(number), MAIN_NUMBER)
        await self.sees(rings)
        await self.presses("F4")
        await _within(call.answered.wait(), "the citizen is answered")
        yield call
        call.hang_up()
        await call.stop_media()

    async def voices_are_heard(self, call: CitizenCall) -> dict[str, float]:
        """Return how much of her each heard of the other's tune. Raise NotSeen for too little."""
        sound = self._desk.sound
        voice = sound.say(f"{HEADSET}_lips", samples(MOUTH, 1.6), seconds=120)
        by_seat = by_citizen = 0.0
        try:
            for _ in range(LISTENS):
                begun = len(call.media.heard())
                heard = await asyncio.to_thread(sound.listen, f"{HEADSET}.monitor", LISTEN_S)
                key = f"citizen:{call.number.lstrip('+')}"
                by_seat = max(by_seat, share_of_frames_matching(heard, key))
                said = call.media.heard()[begun:]
                by_citizen = max(by_citizen, share_of_frames_matching(said, MOUTH))
                if min(by_seat, by_citizen) >= HEARD_SHARE:
                    return {"by_seat": round(by_seat, 2), "by_citizen": round(by_citizen, 2)}
        finally:
            voice.kill()
            voice.wait()
        raise NotSeen(f"voice: the seat heard {by_seat:.2f}, the citizen {by_citizen:.2f}")

    async def finds_by_meaning(self) -> None:
        """Ask as a citizen does; the console has read what the server knows of every entry."""
        await self.presses("F2")
        await asyncio.to_thread(self._desk.type, QUESTION)
        await self.sees(ANSWER)

    async def writes_contact(self, call: CitizenCall) -> None:
        """Take the first answer into the contact and close it; then it is at the server."""
        await self.presses("ctrl+1", "F9")
        try:
            async with asyncio.timeout(ARRIVES_S * PATIENCE):
                while not self._centre.rows(CONTACT, call.number):
                    await asyncio.sleep(0.2)
        except TimeoutError as error:
            raise NotSeen(f"no contact with {call.number} at the server") from error

    async def leaves(self) -> None:
        code = await asyncio.to_thread(self._desk.close_console)
        if code != 0:
            raise NotSeen(f"the console closed with {code}")


async def _within(awaited: Awaitable[object], what: str) -> None:
    try:
        await asyncio.wait_for(awaited, ARRIVES_S * PATIENCE)
    except TimeoutError as error:
        raise NotSeen(f"not within {ARRIVES_S:.0f} s: {what}") from error
