"""Which tests a change asks for: ./check --changed runs those that use it, the nearest first.

As many as fit the time, some of each gate; what is left out is said.
"""

import json
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.gates.gates import NEEDS_ROOT, ROOT, Gate, files_that_need_root, gate_of, slow_gates
from tools.gates.import_distances import ImportDistances

SECONDS = 100.0  # for tests on each processor; the quick gates take the rest of three minutes
BEGINS_S = 8.0  # a gate: to read its tests, to start what they share
PAPERS = {".md", ".txt", ".lock"}
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """gates: the tests to run; lines: what is to be said of the choice."""

    gates: tuple[Gate, ...]
    lines: tuple[str, ...]


def chosen_tests(base: str, number: int) -> Chosen:
    """Choose tests for what differs from base (a commit, "" for where main was left)."""
    base = base or _left_main()
    changed = changed_files(base)
    reached = ImportDistances(ROOT)
    distances = reached.of_tests(changed)
    gates = [gate for gate in slow_gates() if not gate.needs_root]
    homes = {file: gate.name for gate in gates for file in distances if gate.runs(file)}
    seconds = _seconds(gates, homes)
    taken = within(distances, seconds, homes, number)
    lines = [f"{len(changed)} files differ from {base[:12]}; {len(homes)} files of tests use them."]
    lines += [
        f"   nothing of ours names {file}: is the whole ./check needed?"
        for file in changed
        if Path(file).suffix not in PAPERS and not reached.changed_by(file)
    ]
    return Chosen(_gates(taken, homes), (*lines, *_told(taken, distances, homes)))


def changed_files(base: str) -> list[str]:
    """Return what differs from base, committed or not, new files too."""
    names = _git("diff", "--name-only", base) + _git("ls-files", "-o", "--exclude-standard")
    return sorted(set(names))


def within(
    distances: Mapping[str, int],
    seconds: Mapping[str, float],
    homes: Mapping[str, str],
    number: int,
) -> list[str]:
    """Return the files of tests that fit the time of number processors, the nearest first.

    Of each gate the nearest comes before any second one. No gate takes longer than SECONDS.
    """
    ordered = sorted(homes, key=lambda file: (distances[file], seconds[file], file))
    first = list({homes[file]: file for file in reversed(ordered)}.values())
    ordered = sorted(first, key=ordered.index) + [file for file in ordered if file not in first]
    spent, taken = defaultdict[str, float](float), list[str]()
    for file in ordered:
        cost = seconds[file] + (0.0 if homes[file] in spent else BEGINS_S)
        fits = sum(spent.values()) + cost <= SECONDS * number
        if fits and spent.get(homes[file], 0.0) + cost <= SECONDS:
            spent[homes[file]] += cost
            taken.append(file)
    return taken


def _left_main() -> str:
    return (_git("merge-base", "main", "HEAD", fails=True) or _git("rev-parse", "HEAD"))[0]


def _git(*words: str, fails: bool = False) -> list[str]:
    """Return the lines it prints. Raise CalledProcessError when it fails, unless it may."""
    done = subprocess.run(
        ("git", *words), cwd=ROOT, capture_output=True, text=True, check=not fails
    )
    return done.stdout.splitlines() if done.returncode == 0 else []


def _seconds(gates: Iterable[Gate], homes: Mapping[str, str]) -> dict[str, float]:
    """Return how long each file takes: as at its last run here, else as the average of its gate."""
    last = _last_seconds()
    usual = dict[str, float]()
    for gate in gates:
        files = [file for path in gate.paths for file in _files(path)]
        usual[gate.name] = gate.usual_s / max(1, len(files))
    return {file: last.get(file, usual[home]) for file, home in homes.items()}


def _last_seconds() -> dict[str, float]:
    spent = defaultdict[str, float](float)
    for record in (ROOT / ".cache" / "check").glob("*.jsonl"):
        for line in record.read_text("utf-8").splitlines():
            told = json.loads(line)
            if "ended" in told:
                spent[told["ended"].partition("::")[0]] += told["s"]
    return spent


def _files(path: str) -> list[Path]:
    found = ROOT / path
    return [found] if found.is_file() else sorted(found.rglob("test_*.py"))


def _gates(taken: Iterable[str], homes: Mapping[str, str]) -> tuple[Gate, ...]:
    files = defaultdict[str, list[str]](list)
    rooted = set(files_that_need_root())
    for file in taken:
        files[homes[file]].append(file)
        if file in rooted:
            files[NEEDS_ROOT].append(file)
    return tuple(
        gate_of(gate.name, SECONDS, *files[gate.name], may_be_empty=True)
        for gate in slow_gates()
        if gate.name in files
    )


def _told(
    taken: list[str], distances: Mapping[str, int], homes: Mapping[str, str]
) -> Iterable[str]:
    yield "Tests chosen, with the imports between them and the change:"
    yield from (f"   {distances[file]}  {file}" for file in taken[:SHOWN])
    if len(taken) > SHOWN:
        yield f"   and {len(taken) - SHOWN} more"
    left = Counter(home for file, home in homes.items() if file not in taken)
    if left:
        gates = ", ".join(f"{count} of {home}" for home, count in left.most_common())
        yield f"Left out for the time, farther away or long: {gates}. ./check runs them all."
