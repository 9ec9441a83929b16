"""What a blind operator must hear, by Orca, with real keys: each sentence, and none too soon."""

import asyncio
import itertools
import sys
import time
from collections.abc import Awaitable
from typing import Any

from tools.citizens.citizen_call import CitizenCall
from tools.demo.central_server import account_of_role
from tools.demo.citizens import MAIN_NUMBER, demo_number
from tools.demo.stage import LEVEL_ONE_SEAT
from tools.proofs.judges.speech_tally import Tally, result
from tools.proofs.seats.killed_seat import Scene, scene
from tools.screen_reader.desktop import (
    ON_TOP,
    OTHER_PROGRAM,
    URGENT,
    WANTED,
    name_in_front,
    shown_windows,
    told_of,
)
from tools.screen_reader.reader_session import ReaderSession, missing_programs
from tools.screen_reader.speaking_server import LOOK_EVERY_S, Fate
from tools.services.patience import PATIENCE

HEARD_LIMIT_S = 20.0
QUEUED_S = 1.5
ASKS_AGAIN_S = 2.0
CHECKS = "Controllo l'accesso"
NEW, READY, RINGS = "Non pronto, appena entrato", "Pronto", "In arrivo"
REFUSED = "Nome utente o password non corretti. Controlla le maiuscole e riprova."
MISSED = "Non hai risposto in 15 secondi: la telefonata è tornata in coda."
ENDED = "Dopo chiamata, chiusa dal cittadino"
SAVED = "Contatto salvato"
LOST, BACK = "Senza collegamento", "Collegato di nuovo"
WORDS = "tributi bolletta rimborso"
FOUND, SECOND, TO_SAY, CARD = "risultati", "2 di", "Da dire", "Scheda:"
TAKEN, ASKS_WHAT, CASE = "Nel contatto", "Scrivi che cosa chiede il cittadino", "Pratica 20"
TEXT_LIMIT_S = 60.0  # a text for the citizen takes half a minute
TITLE = "^ChiamaRoma"


async def prove(*, rounds: int = 2) -> Any:
    """Let an operator work by ear for so many rounds; count what was heard.

    A round takes 4 to 5 minutes: most of it is the voice. Each step is told as it is heard. Needs
    Debian's orca, openbox, xdotool, xvfb, x11-utils and python3-pyatspi.
    """
    tally = Tally()
    if missing := missing_programs():
        tally.faults.append(f"install the Debian packages of: {', '.join(missing)}")
        return result(tally, [], [])
    with scene(account_of_role("operator")) as around:
        reader = ReaderSession(around.folder, around.processes, around.environment)
        try:
            async with reader:
                await _work(Shift(around, reader, tally), rounds)
        except TimeoutError as fault:
            tally.faults.append(f"after {tally.last_step or 'the start'}: {fault}")
        return result(tally, reader.announcements(), reader.utterances)


async def _work(shift: "Shift", rounds: int) -> None:
    await shift.open()
    try:
        for number in range(1, rounds + 1):
            _tell(f"round {number} of {rounds}")
            await shift.work()
    finally:
        await shift.close()


async def _comes(what: Awaitable[object], name: str) -> None:
    """Raise TimeoutError that says what did not come."""
    try:
        async with asyncio.timeout(HEARD_LIMIT_S * PATIENCE):
            await what
    except TimeoutError as error:
        raise TimeoutError(f"did not come: {name}") from error


def _tell(line: str) -> None:
    """Say how far it is: the line of the result comes after minutes."""
    print(line, file=sys.stderr, flush=True)


class Shift:
    """One operator at one seat, who hears the window and does not see it."""

    def __init__(self, around: Scene, reader: ReaderSession, tally: Tally) -> None:
        self._around = around
        self._reader = reader
        self._town = around.town()
        self._tally = tally
        self._account = account_of_role("operator")
        self._numbers = itertools.count(10)

    async def open(self) -> None:
        stage, folder = self._around.stage, self._around.folder
        await self._town.open()
        await asyncio.to_thread(stage.start_phone, LEVEL_ONE_SEAT)
        command = [sys.executable, "-m", "console", "--server", stage.server.url]
        command += ["--server-ca", str(stage.server.certificate), "--seat", LEVEL_ONE_SEAT]
        command += ["--data-dir", str(folder / "console")]
        command += ["--phone-socket", str(stage.phone_socket(LEVEL_ONE_SEAT))]
        start = self._around.processes.start
        await asyncio.to_thread(start, "console", command, self._reader.environment)
        await self._hears("", "Nome utente", time.monotonic())
        await self._reader.write(self._account.login)  # it stays there for the next time
        await self._reader.press("Tab")

    async def close(self) -> None:
        await self._town.close()

    async def work(self) -> None:
        """Do once what an operator does all day, and what goes wrong."""
        await self._is_refused()
        await self._signs_in()
        await self._misses_a_call_that_waited()
        await self._citizen_hangs_up()
        await self._saves()
        await self._citizen_hangs_up_while_she_types()
        await self._saves()
        await self._serves_a_citizen()
        await self._server_goes_and_comes()
        await self._signs_out()

    async def _is_refused(self) -> None:
        await self._reader.write("sbagliata")
        since_s = await self._press("Return")
        while not self._is_announced(CHECKS, since_s):  # the page takes no Return while it starts
            await asyncio.sleep(ASKS_AGAIN_S)
            if time.monotonic() > since_s + HEARD_LIMIT_S * PATIENCE:
                break
            await self._reader.press("Return")
        await self._hears("refused", REFUSED, since_s)

    async def _signs_in(self) -> None:
        await self._reader.write(self._account.password)
        since_s = await self._press("Return")
        await self._hears("", NEW, since_s)

    async def _misses_a_call_that_waited(self) -> None:
        call = await self._citizen_calls()
        await asyncio.sleep(QUEUED_S)
        since_s = await self._press("F5")
        await self._hears("ringing_after_f5", RINGS, since_s)
        await self._hears("missed", MISSED, since_s)
        call.leave()

    async def _citizen_hangs_up(self) -> None:
        since_s = await self._press("F5")
        await self._hears("ready", READY, since_s)
        call = await self._talks()
        since_s = time.monotonic()
        call.hang_up()
        await self._hears("hung_up", ENDED, since_s)

    async def _citizen_hangs_up_while_she_types(self) -> None:
        call = await self._talks()
        await self._reader.press("F7")
        await self._reader.write(WORDS)
        since_s = time.monotonic()  # the last letter fell just now
        call.hang_up()
        await self._hears("hung_up_while_typing", ENDED, since_s)
        await self._reader.press("Escape")

    async def _saves(self) -> None:
        """Choose a topic and close the contact; the wrap-up is over with it."""
        await self._reader.press("F2")
        await self._reader.write("tari")
        await self._reader.press("Return")
        since_s = await self._press("F9")
        await self._hears("saved", SAVED, since_s)

    async def _serves_a_citizen(self) -> None:
        """From the ringing behind another program to the number of the case, step by step."""
        await self._hears("state", READY, await self._press("ctrl+shift+s"))
        call = await self._rings_behind_another_program()
        await self._press("F4")
        await self._is_answered(call)
        since_s = time.monotonic()  # until then it may be said again that it rings
        await asyncio.sleep(QUEUED_S)
        over = [one.text for one in self._reader.announcements() if one.at_s >= since_s]
        self._tally.faults.extend(f"said over the citizen's first words: {one}" for one in over)
        await self._finds_and_takes()
        await self._forwards()
        since_s = time.monotonic()
        call.hang_up()
        await self._hears("ready_again", READY, since_s)

    async def _rings_behind_another_program(self) -> CitizenCall:
        reader, processes = self._reader, self._around.processes
        processes.start("other", [*OTHER_PROGRAM], reader.screen)
        await self._is_in_front(OTHER_PROGRAM[-1])
        since_s, number = time.monotonic(), demo_number(next(self._numbers))
        call = self._town.place_call(number, MAIN_NUMBER)
        await self._hears("who_rings", f"{RINGS}, {number.removeprefix('+39')}", since_s)
        windows = await asyncio.to_thread(shown_windows, TITLE, reader.screen)
        if not any(ON_TOP in one for one in windows):
            self._tally.faults.append("no strip stands above the other program")
        if not any(WANTED in one or URGENT in one for one in windows):
            self._tally.faults.append("the window does not ask for attention in the task bar")
        self._tally.seen.append(told_of(windows))
        await asyncio.to_thread(processes.stop, "other")
        await self._is_in_front("ChiamaRoma")
        return call

    async def _is_in_front(self, name: str) -> None:
        await _comes(self._has_keyboard(name), f"{name!r} in front")

    async def _has_keyboard(self, name: str) -> None:
        while name not in await asyncio.to_thread(name_in_front, self._reader.screen):
            await asyncio.sleep(LOOK_EVERY_S)

    async def _is_answered(self, call: CitizenCall) -> None:
        await _comes(call.answered.wait(), f"F4 answers {call.number}")

    async def _finds_and_takes(self) -> None:
        reader, since_s = self._reader, time.monotonic()
        await reader.write("tari")
        await self._hears("found", FOUND, since_s)
        await self._hears("row", SECOND, await self._press("Down"))
        await self._hears("to_say", TO_SAY, await self._press("ctrl+shift+l"), TEXT_LIMIT_S)
        await self._hears("card", CARD, await self._press("F6"))
        await self._hears("heading", TO_SAY, await self._press("ctrl+Down"), TEXT_LIMIT_S)
        await reader.press(*["Down"] * 4, "F2")
        await self._hears("taken", TAKEN, await self._press("Return"))

    async def _forwards(self) -> None:
        since_s = await self._press("shift+F9")
        await self._hears("asks_what", ASKS_WHAT, since_s)
        await self._reader.write(WORDS)
        await self._hears("case", CASE, await self._press("shift+F9"))

    async def _server_goes_and_comes(self) -> None:
        server, since_s = self._around.stage.server, time.monotonic()
        await asyncio.to_thread(self._around.processes.kill, "server")
        await self._hears("server_lost", LOST, since_s)
        since_s = time.monotonic()
        await asyncio.to_thread(server.start)
        await self._hears("server_back", BACK, since_s)

    async def _signs_out(self) -> None:
        await self._reader.press("ctrl+k")
        await self._reader.write("esci e cambia")
        since_s = await self._press("Return")
        # Whoever comes next has another name: it is asked for, and not the password alone.
        await self._hears("", "Nome utente", since_s)
        await self._reader.write(self._account.login)
        since_s = await self._press("Tab")
        await self._hears("", "Password", since_s)

    async def _talks(self) -> CitizenCall:
        await self._reader.silence()
        since_s = time.monotonic()
        call = await self._citizen_calls()
        await self._hears("ringing", RINGS, since_s)
        await self._reader.press("F4")
        await self._is_answered(call)
        await asyncio.sleep(QUEUED_S)
        return call

    async def _citizen_calls(self) -> CitizenCall:
        return self._town.place_call(demo_number(next(self._numbers)), MAIN_NUMBER)

    async def _press(self, key: str) -> float:
        """Return the moment from which on its answer counts."""
        await self._reader.silence()
        since_s = time.monotonic()
        await self._reader.press(key)
        return since_s

    def _is_announced(self, words: str, since_s: float) -> bool:
        told = self._reader.announcements()
        return any(one.at_s >= since_s and words in one.text for one in told)

    async def _hears(
        self, row: str, words: str, since_s: float, limit_s: float = HEARD_LIMIT_S
    ) -> None:
        """Wait until a sentence is heard to its end, or it is clear that it is not.

        row: in which line of the result it counts; "": nothing goes on without it.
        """
        reader, deadline = self._reader, time.monotonic() + limit_s * PATIENCE
        while (fate := reader.fate(words, since_s)) != Fate.SAID:
            if time.monotonic() > deadline:
                break
            await asyncio.sleep(LOOK_EVERY_S)
        _tell(f"  {time.monotonic() - since_s:5.1f} s  {row or 'goes on'}: {words!r} {fate}")
        if row:
            self._tally.count(row, fate)
        if fate in (Fate.SAID, Fate.CUT):
            return
        last = [one.text for one in reader.utterances[-6:]]
        raise TimeoutError(f"{words!r} was {fate}; last said: {last}")
