"""prove NAME [--option value…] runs one proof and prints one JSON line; 1 when it failed."""

import argparse
import asyncio
import importlib
import inspect
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.proofs.judges.collected_runs import CollectedRuns, NotToBeMixed, commit_at_hand
from tools.proofs.judges.verdict import why_unclean

LIMIT_S = 5400.0  # what the longest proof takes that is not told how long to go on


@dataclass(frozen=True, slots=True)
class Proof:
    """did: the field of its result that counts what was tried; judged: the fields it must have."""

    name: str
    module: str
    says: str
    did: str
    judged: str = "faults"


OF_HISTORY = "lost duplicated refused_but_there out_of_order faults"
OF_CALLS = "dropped too_late faults"
PROOFS = (
    Proof("server-kills", "kills.server_kills", "kill -9 of the server under 20 writing seats",
          "operations", OF_HISTORY),
    Proof("lost-replies", "lost_replies", "replies lost after commit, commands sent again",
          "operations", OF_HISTORY),
    Proof("callback-races", "callback_races", "two seats take one callback at once",
          "operations", "lost double_claims faults"),
    Proof("sync-histories", "sync_histories", "seats and server agree after faulty histories",
          "events", "violations"),
    Proof("opening-times", "opening_times", "timetables answered alike by two other engines",
          "compared", "violations"),
    Proof("offline-shift", "offline_shift", "a shift without the server, then everything once",
          "operations", f"{OF_HISTORY} too_late"),
    Proof("console-sync-kills", "kills.console_sync_kills",
          "the console dies between sent and answered", "operations", OF_HISTORY),
    Proof("typing-kills", "kills.typing_kills",
          "kill -9 of the console while a robot types into it",
          "kills", "corrupt focus_lost asked_password too_late faults"),
    Proof("call-kills", "kills.call_kills", "kill -9 of the console while it rings, talks, holds",
          "kills", f"lost duplicated {OF_CALLS}"),
    Proof("transfer-story", "transfer_story",
          "level I to II in real windows, three ways, kills", "transfers", OF_CALLS),
    Proof("phone-kills", "kills.phone_kills", "kill -9 of the phone process in a call",
          "kills", f"lost duplicated {OF_CALLS}"),
    Proof("frozen-console", "kills.frozen_console",
          "the console is stopped in a call, its phone is not", "freezes", OF_CALLS),
    Proof("hostile-input", "hostile_input", "broken and hostile input while a call is up",
          "attacks", "dropped violations faults"),
    Proof("device-losses", "device_losses", "the headset is pulled out in a call and put back",
          "losses", OF_CALLS),
    Proof("waiting-crowd", "waiting_crowd", "a crowd waits with music, the server dies twice",
          "answered", "dropped lost double_delivered out_of_order faults"),
    Proof("exchange-kills", "kills.exchange_kills", "kill -9 of Kamailio and the relays in calls",
          "calls_up", OF_CALLS),
    Proof("line-cuts", "line_cuts", "the line of a seat is cut in calls", "cuts", OF_CALLS),
    Proof("knowledge-spread", "knowledge_spread", "changed and withdrawn entries reach the seats",
          "contacts_meanwhile", "lost too_late faults"),
    Proof("speech", "speech",
          "what Orca says at work, with real keys: nothing lost, none too soon", "heard"),
    Proof("pictures", "pictures",
          "every scene in every look: whole, apart, legible, named, in order", "pictures"),
    Proof("package", "package", "the package on a bare Debian: installed, rung, searched, Arabic",
          "heard", ""),
    Proof("installation", "installation", "the handbook's page, on two bare machines",
          "heard", ""),
    Proof("wrong-starts", "wrong_starts", "each program started wrongly says one sentence",
          "starts"),
    Proof("restore-with-seats", "restore_with_seats",
          "last night's backup is restored under seats full of work", "operations",
          "lost duplicated taken_back violations faults"),
    Proof("power-cut", "power_cut",
          "the current is cut under a seat, a server on SQLite, one on PostgreSQL",
          "cuts", "lost duplicated corrupt out_of_order faults"),
    Proof("disk-full", "disk_full", "the server's disk is full while consoles work",
          "declared", f"{OF_HISTORY} too_late"),
    Proof("upgrade", "upgrade", "0.3.0 is upgraded, and its console works at this server",
          "rows", "lost old_console_rows faults"),
    Proof("soak", "soak", "memory, files and processor time of server and consoles do not climb",
          "operations", "lost violations faults"),
    Proof("random-examples", "random_examples",
          "the properties of the tests hold for examples that nobody has tried", "tests"),
    Proof("busy-hour", "busy_hour", "3,000 calls an hour, every one accounted for",
          "answered", "dropped lost double_delivered faults"),
)  # fmt: skip


def unclean(name: str, result: dict[str, Any]) -> list[str]:
    """Return why what the proof of this name found is not clean."""
    proof = next(proof for proof in PROOFS if proof.name == name)
    return why_unclean(proof.did, proof.judged.split(), result)


def options_of(function: Any) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(function).parameters)


def flag_of(name: str) -> str:
    """Return the option for a parameter, as "--break" for break_."""
    return f"--{name.rstrip('_').replace('_', '-')}"


def listed_options(proof: Proof) -> str:
    """Return the options and what they are by themselves; before set-up they are not known."""
    try:
        function = importlib.import_module(f"tools.proofs.{proof.module}").prove
    except ModuleNotFoundError:
        return "options: after set-up"
    return " ".join(
        f"{flag_of(name)} {parameter.default}" for name, parameter in options_of(function).items()
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="./prove", description=__doc__)
    parser.add_argument("name", nargs="?", choices=[proof.name for proof in PROOFS])
    parser.add_argument("--list", action="store_true", help="name the proofs and their options")
    parser.add_argument(
        "--resume", type=Path, metavar="DIR",
        help="keep the run in DIR, with the next seed, and add up all runs of this commit there",
    )  # fmt: skip
    known, rest = parser.parse_known_args()
    if known.list or known.name is None:
        for proof in PROOFS:
            print(f"{proof.name:16} {proof.says}  [{listed_options(proof)}]")
        return 0 if known.list else 64
    chosen = next(proof for proof in PROOFS if proof.name == known.name)
    function = importlib.import_module(f"tools.proofs.{chosen.module}").prove
    own = argparse.ArgumentParser(prog=f"./prove {chosen.name}")
    for name, parameter in options_of(function).items():
        flag = flag_of(name)
        if isinstance(parameter.default, bool):
            own.add_argument(flag, dest=name, action="store_true")
            continue
        own.add_argument(flag, dest=name, type=type(parameter.default), default=parameter.default)
    options = vars(own.parse_args(rest))
    if known.resume is None:
        return report(chosen.name, function, options)
    try:
        kept = CollectedRuns(known.resume, chosen.name, commit_at_hand(), options)
    except NotToBeMixed as error:
        parser.error(str(error))
    return resume(chosen.name, function, options, kept)


def resume(name: str, function: Any, options: dict[str, Any], kept: CollectedRuns) -> int:
    """Run it with the next seed, keep the run, and print all of them as one line more."""
    seed = kept.next_seed(options.get("seed", 1))
    chosen = {**options, "seed": seed} if "seed" in options else options
    result, seconds = run(function, chosen)
    tell(name, chosen, result, seconds)
    kept.add(seed, {**result, "took_s": seconds}, clean=not unclean(name, result))
    totals = kept.totals()
    print(json.dumps(totals))
    return 0 if totals["clean"] else 1


def report(name: str, function: Any, options: dict[str, Any]) -> int:
    result, seconds = run(function, options)
    tell(name, options, result, seconds)
    return 1 if unclean(name, result) else 0


def run(function: Any, options: dict[str, Any]) -> tuple[dict[str, Any], float]:
    """Return what the proof found, and how many seconds it took."""
    started = time.monotonic()

    async def bounded() -> Any:
        async with asyncio.timeout(limit_s(options)):
            return await function(**options)

    return asyncio.run(bounded()), round(time.monotonic() - started, 1)


def limit_s(options: dict[str, Any]) -> float:
    """Return the seconds after which a proof hangs: a soak of two hours was ended after half."""
    return LIMIT_S + 60.0 * float(options.get("minutes", 0.0))


def tell(name: str, options: dict[str, Any], result: dict[str, Any], seconds: float) -> None:
    why = unclean(name, result)
    line = {"proof": name, "clean": not why, **({"why": why} if why else {}), **options, **result}
    print(json.dumps({**line, "took_s": seconds}))


if __name__ == "__main__":
    sys.exit(main())
