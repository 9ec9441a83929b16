"""Runs of one proof kept in a folder and added up, so that a long proof may be done in several."""

import json
import subprocess
from pathlib import Path
from typing import Any

MEASURED = ("_s", "_ms", "_mib", "_pct", "_share")  # the ends of names of what is no count
ROOT = Path(__file__).resolve().parents[3]


class NotToBeMixed(Exception):
    """These runs cannot be added to those of the folder; the text says why and what to do."""


class CollectedRuns:
    """One JSON line for each run, in folder/PROOF.jsonl, all of one commit and of equal options."""

    def __init__(self, folder: Path, proof: str, commit: str, options: dict[str, Any]) -> None:
        """Raise NotToBeMixed when the folder holds other ones."""
        self._file = folder / f"{proof}.jsonl"
        self._head = {"proof": proof, "commit": commit}
        self._options = {key: value for key, value in options.items() if key != "seed"}
        self.runs: list[dict[str, Any]] = []
        if self._file.exists():
            self.runs = [json.loads(line) for line in self._file.read_text("utf-8").splitlines()]
        for run in self.runs:
            self._compare("another commit", run["commit"], commit)
            self._compare("other options", run["options"], self._options)

    def next_seed(self, first: int) -> int:
        """Return the first seed from first on that has not been run."""
        used = {run["seed"] for run in self.runs}
        return next(seed for seed in range(first, first + len(used) + 1) if seed not in used)

    def add(self, seed: int, result: dict[str, Any], *, clean: bool) -> None:
        """Keep a run: who is interrupted while it goes on has lost this one only."""
        run = {**self._head, "options": self._options, "seed": seed, "clean": clean}
        self.runs.append({**run, "result": result})
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(self.runs[-1]) + "\n")

    def totals(self) -> dict[str, Any]:
        """Return all runs as one: counts and lists added, of other figures the highest."""
        added: dict[str, Any] = {}
        for run in self.runs:
            added = _added(added, run["result"])
        head = {**self._head, "runs": len(self.runs), "seeds": [run["seed"] for run in self.runs]}
        took_s = sum(run["result"].get("took_s", 0.0) for run in self.runs)
        clean = bool(self.runs) and all(run["clean"] for run in self.runs)
        return {**head, "clean": clean, **added, "took_s": round(took_s, 1)}

    def _compare(self, what: str, there: object, here: object) -> None:
        if there != here:
            raise NotToBeMixed(
                f"{self._file} holds runs of {what} ({there}, now {here}). "
                "Runs of different ones are not added up: name another folder."
            )


def commit_at_hand() -> str:
    """Return the commit that is proved. Raise NotToBeMixed where files differ from it."""
    if _git("status", "--porcelain", "--untracked-files=no"):
        raise NotToBeMixed(
            "Files differ from the commit: commit them first, so that it has a name."
        )
    return _git("rev-parse", "HEAD")


def _git(*words: str) -> str:
    done = subprocess.run(("git", *words), cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _added(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    both = {
        key: _highest(one[key], other[key])
        if key.endswith(MEASURED)
        else _sum(one[key], other[key])
        for key in one.keys() & other.keys()
    }
    return {**one, **other, **both}


def _sum(one: Any, other: Any) -> Any:
    """Add whole numbers and lists; of anything measured the highest is the one to look at."""
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *other]
    if _is_count(one) and _is_count(other):
        return one + other
    return _highest(one, other)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _highest(one: Any, other: Any) -> Any:
    """Return the highest; of figures under names, each one's."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: _highest(one.get(key), other.get(key)) for key in {**one, **other}}
    numbers = [each for each in (one, other) if isinstance(each, int | float)]
    return max(numbers) if numbers else (one if one is not None else other)
