"""The demo without a screen: citizens call, automatic operators answer, a report judges."""

import asyncio
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from tools.citizens.town import Town
from tools.demo.arguments import Options
from tools.demo.central_server import account_of_role
from tools.demo.citizens import Citizens, demo_number
from tools.demo.processes import Processes, ProcessFailed
from tools.demo.progress import Progress
from tools.demo.report import make_report, verdict
from tools.demo.run_folder import Plan, RunFolder
from tools.demo.stage import LEVEL_ONE_SEAT, LEVEL_TWO_SEAT, Stage
from tools.services.patience import PATIENCE
from tools.services.server_facts import ServerFacts

OPERATOR_READY_S = 40.0
CALL_S = 10.0  # a call with what lies before and after it
LAST_S = 24.0  # for the last callback and for the outbox to drain
TALK_S, CALLED_BACK_TALK_S = 7.0, 20.0
DOWN_FROM, DOWN_TO = 0.15, 0.55  # of the calls: in between there is no server, if so wanted
FORWARD_EVERY = 3  # the 2nd, 5th, 8th… citizen needs level II


def make_plan(seconds: float, is_server_down: bool) -> Plan:
    calls = max(2, int((seconds - LAST_S) // CALL_S))
    forwards = sum(is_forwarded(index) for index in range(calls))
    return Plan(
        calls=calls,
        forwards=forwards,
        callbacks=forwards,
        is_server_down=is_server_down,
        clock_s=time.time() - time.monotonic(),
    )


def is_forwarded(index: int) -> bool:
    return index % FORWARD_EVERY == 1


async def play(
    options: Options,
    folder: RunFolder,
    sockets: Path,
    environment: Mapping[str, str],
    say: Progress,
) -> int:
    """Run the whole demo; return the exit code. environment: of all its processes."""
    processes = Processes(folder.logs, environment)
    seats = ((LEVEL_ONE_SEAT, "operator"), (LEVEL_TWO_SEAT, "level_two"))
    logins = tuple(account_of_role(role).login for _, role in seats)
    stage = Stage(folder.path, sockets, processes, logins, say=say)
    async with stage.with_town() as town:
        for seat, role in seats:
            stage.start_phone(seat)
            start_operator(stage, folder, processes, seat, role)
        say("two seats start: each a phone, a console and an operator who presses its keys")
        for seat in (LEVEL_ONE_SEAT, LEVEL_TWO_SEAT):
            ready = folder.path / f"ready-{seat}"
            name = f"operator-{seat}"
            limit_s, what = OPERATOR_READY_S, f"operator {seat}"
            # Beside the loop: the citizens must go on answering the exchange.
            await asyncio.to_thread(processes.wait_for_file, name, ready, limit_s, what)
            say(f"operator {seat} is signed in")
        plan = make_plan(options.seconds, options.server_down)
        folder.plan.write_bytes(msgspec.json.encode(plan))
        await play_citizens(stage, town, folder, plan, options, processes, say)
        (folder.path / "finish").write_text("now")
        await _until_operators_end(processes, folder)
        say("the seats have sent everything; judging what citizens, phones and server have")
    report = make_report(folder)
    for line in verdict(report, plan):
        print(line)
    text = msgspec.json.encode(report)
    if options.report:
        options.report.write_bytes(msgspec.json.format(text, indent=1) + b"\n")
    else:
        print(text.decode())
    return 1 if report.errors else 0


def start_operator(
    stage: Stage, folder: RunFolder, processes: Processes, seat: str, role: str
) -> None:
    account = account_of_role(role)
    command = [sys.executable, "-m", "tools.demo.auto_operator", "--folder", str(folder.path)]
    command += ["--role", role, "--login", account.login, "--", "--server", stage.server.url]
    command += ["--server-ca", str(stage.server.certificate), "--seat", seat]
    command += ["--data-dir", str(folder.path / f"console-{seat}")]
    command += ["--phone-socket", str(stage.phone_socket(seat))]
    environment = {"QT_QPA_PLATFORM": "offscreen", "CHIAMAROMA_DEMO_PASSWORD": account.password}
    processes.start(f"operator-{seat}", command, environment)


async def play_citizens(
    stage: Stage,
    town: Town,
    folder: RunFolder,
    plan: Plan,
    options: Options,
    processes: Processes,
    say: Progress,
) -> None:
    citizens = Citizens(town, folder)
    loop = asyncio.get_running_loop()
    taking = loop.create_task(citizens.take_calls(CALLED_BACK_TALK_S))
    weather = loop.create_task(_weather(stage, processes, citizens, folder, plan, say))
    deadline = time.monotonic() + options.seconds * PATIENCE
    try:
        for index in range(plan.calls):
            name = f"CITTADINO DEMO {index + 1}"
            call = await citizens.call(demo_number(index), name=name, talk_s=TALK_S)
            became = "answered" if call.answered.is_set() else "answered by nobody"
            say(f"call {index + 1} of {plan.calls}: {became}")
        await weather
        while citizens.called_back < plan.callbacks and time.monotonic() < deadline:
            await asyncio.sleep(0.2)
        say(f"{citizens.called_back} of {plan.callbacks} citizens called back")
        await asyncio.sleep(2.0)  # the clerk still writes the result
    finally:
        for task in (taking, weather):
            task.cancel()
        await asyncio.gather(taking, weather, return_exceptions=True)


async def _weather(
    stage: Stage,
    processes: Processes,
    citizens: Citizens,
    folder: RunFolder,
    plan: Plan,
    say: Progress,
) -> None:
    """With --server-down: no server from the answer of an early call to that of a later one."""
    if not plan.is_server_down:
        return
    first, last = (1 + int(plan.calls * share) for share in (DOWN_FROM, DOWN_TO))
    # Once it knows of the answer: what the exchange tells nobody is learned much later.
    await _until(
        lambda: citizens.went_on > first or ServerFacts(folder.server_data).routed >= first
    )
    await asyncio.to_thread(processes.stop, "server")
    say("server stopped for a while: calls, search and writing go on")
    await _until(lambda: citizens.went_on >= last)
    await stage.server.start_beside()
    say("server up again")


async def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.1)


async def _until_operators_end(processes: Processes, folder: RunFolder) -> None:
    """Keep what went wrong with them, and which other process has died before its time."""
    operators = [f"operator-{seat}" for seat in (LEVEL_ONE_SEAT, LEVEL_TWO_SEAT)]
    for name in operators:
        try:
            await asyncio.to_thread(processes.wait, name, 25.0)
        except ProcessFailed as failure:
            print(failure, file=sys.stderr)
            folder.note_fault(str(failure).splitlines()[0])
    for name in set(processes.died()) - set(operators):
        folder.note_fault(f"{name} has died")
