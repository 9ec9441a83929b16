"""The demo by hand: a console window for each level, and citizens who call until it is closed."""

import asyncio
import random
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.citizens.town import Town
from tools.demo.citizens import Citizens, demo_number
from tools.demo.invitation import accounts, on_sign_in_page, on_terminal
from tools.demo.processes import Processes
from tools.demo.progress import Progress
from tools.demo.questions import QUESTIONS
from tools.demo.report import verdict_by_hand
from tools.demo.run_folder import RunFolder
from tools.demo.stage import LEVEL_ONE_SEAT, LEVEL_TWO_SEAT, Stage
from tools.demo.voices import Voices

FIRST_CALL_S, PAUSE_S, TALK_S = 20.0, (8.0, 25.0), 90.0
SEATS = (LEVEL_ONE_SEAT, LEVEL_TWO_SEAT)
BACK_AFTER_S = {"console": 1.0, "phone": 5.0, "server": 30.0}  # long enough to see what it does


async def play(
    folder: RunFolder, sockets: Path, environment: Mapping[str, str], say: Progress
) -> int:
    """Run until the level-I window is closed; what is killed meanwhile is started again.

    environment: of all its processes.
    """
    processes = Processes(folder.logs, environment)
    logins = tuple(account.login for account in accounts())
    stage = Stage(folder.path, sockets, processes, logins, say=say)
    async with stage.with_town() as town:
        for seat in SEATS:
            stage.start_phone(seat)
            _open_window(stage, folder, processes, seat)
            say(f"the window of seat {seat} opens")
        print(on_terminal(folder.path), flush=True)
        voices = Voices()
        if voices.can_speak:
            town.voice_of, town.voices_loop = voices.of, False
        citizens = asyncio.get_running_loop().create_task(_calls(town, voices, folder, say))
        try:
            await _until_closed(stage, folder, processes, say)
            say(f"the window of seat {LEVEL_ONE_SEAT} is closed: the rest ends")
        finally:
            citizens.cancel()
            await asyncio.gather(citizens, return_exceptions=True)
    print("\n".join(verdict_by_hand(folder)), flush=True)
    return 0


async def _until_closed(
    stage: Stage, folder: RunFolder, processes: Processes, say: Progress
) -> None:
    window = f"console-{LEVEL_ONE_SEAT}"
    while processes.is_running(window) or window in processes.died():
        for name in processes.died():
            kind, _, seat = name.partition("-")
            say(f"{name} was killed: it comes back in {BACK_AFTER_S[kind]:.0f} s")
            await asyncio.sleep(BACK_AFTER_S[kind])
            if kind == "console":
                _open_window(stage, folder, processes, seat)
            elif kind == "phone":
                stage.start_phone(seat)
            else:
                await stage.server.start_beside()
        await asyncio.sleep(0.5)


def _open_window(stage: Stage, folder: RunFolder, processes: Processes, seat: str) -> None:
    command = [sys.executable, "-m", "console", "--server", stage.server.url]
    command += ["--server-ca", str(stage.server.certificate), "--seat", seat]
    command += ["--data-dir", str(folder.path / f"console-{seat}")]
    command += ["--phone-socket", str(stage.phone_socket(seat))]
    environment = {
        "CHIAMAROMA_SIGN_IN_NOTE": on_sign_in_page(),
        "CHIAMAROMA_QUESTIONS": "\n".join(one.text for one in QUESTIONS),
    }
    processes.start(f"console-{seat}", command, environment)


async def _calls(town: Town, voices: Voices, folder: RunFolder, say: Progress) -> None:
    citizens = Citizens(town, folder)
    taking = asyncio.get_running_loop().create_task(citizens.take_calls(TALK_S))
    try:
        await asyncio.sleep(FIRST_CALL_S)
        say("the first citizen calls the main number")
        while True:
            index = random.randrange(2000)
            number = demo_number(index)
            await voices.prepare(number)
            await citizens.call(number, name=f"CITTADINO DEMO {index + 1}", talk_s=TALK_S)
            await asyncio.sleep(random.uniform(*PAUSE_S))
    finally:
        taking.cancel()
        await asyncio.gather(taking, return_exceptions=True)
