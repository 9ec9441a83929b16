"""Keeps a record of one commit under docs/figures, and compares two.

  .venv/bin/python -m tools.figures house|scenes|faults|benches [--commit HEAD] [--out FOLDER]
  .venv/bin/python -m tools.figures pairs --against COMMIT --only gui startup [--pairs 7]
  .venv/bin/python -m tools.figures compare OLD NEW      # two scenes.jsonl or faults.jsonl

The commit is looked at in a work tree of its own, so that faults are never planted here.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.figures import bench_lines, bench_pairs, house, planted_faults
from tools.figures.compared import compare

ROOT = Path(__file__).resolve().parents[2]
RECORD = ROOT / "docs" / "figures"
# What set-up makes and git does not carry.
MADE = (".venv", "node_modules", "build", "phone/page/jssip.js")


@contextmanager
def work_tree(commit: str) -> Iterator[Path]:
    """Give a tree of the commit with what set-up made here; it is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="chiamaroma-figures-") as folder:
        tree = Path(folder) / "tree"
        _git("worktree", "add", "--quiet", "--detach", str(tree), commit)
        try:
            for name in MADE:
                (tree / name).symlink_to(ROOT / name)
            yield tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*words: str) -> str:
    done = subprocess.run(("git", *words), cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def keep_house(tree: Path, out: Path, options: argparse.Namespace) -> None:
    found = {"commit": _git("rev-parse", "--short", options.commit)} | house.measure(tree)
    (out / "house.json").write_text(json.dumps(found, indent=1) + "\n")


def keep_scenes(tree: Path, out: Path, options: argparse.Namespace) -> None:
    script = Path(__file__).with_name("scene_record.py")
    where = ("--out", out / "scenes.jsonl", "--pictures", out / "scenes")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run((sys.executable, script, *where), cwd=tree, check=True, env=environment)


def keep_faults(tree: Path, out: Path, options: argparse.Namespace) -> None:
    work = options.work or Path(tempfile.mkdtemp(prefix="chiamaroma-faults-"))
    work.mkdir(parents=True, exist_ok=True)
    with (out / "faults.jsonl").open("w", encoding="utf-8") as file:
        for record in _planted(tree, work, options):
            print(json.dumps(record, ensure_ascii=False), file=file, flush=True)


def _planted(tree: Path, work: Path, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    if options.like is not None:
        return planted_faults.run_again(tree, work, options.like)
    return planted_faults.run(tree, work, count=options.count, seed=options.seed)


def keep_benches(tree: Path, out: Path, options: argparse.Namespace) -> None:
    with (out / "benches.jsonl").open("w", encoding="utf-8") as file:
        for line in bench_lines.run(tree, options.only):
            print(line, file=file, flush=True)


def keep_pairs(tree: Path, out: Path, options: argparse.Namespace) -> None:
    only = options.only or list(bench_lines.BENCHES)
    with work_tree(options.against) as old, (out / "pairs.jsonl").open("w") as file:
        commits = {"old": options.against, "new": options.commit}
        for record in bench_pairs.run(old, tree, only=only, pairs=options.pairs):
            print(json.dumps(commits | record), file=file, flush=True)


KEEPERS = {
    "house": keep_house, "scenes": keep_scenes, "faults": keep_faults, "benches": keep_benches,
    "pairs": keep_pairs,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.figures", description=__doc__)
    parser.add_argument("what", choices=(*KEEPERS, "compare"))
    parser.add_argument("records", nargs="*", type=Path, help="compare: the old and the new one")
    parser.add_argument("--commit", default="HEAD")
    parser.add_argument("--out", type=Path, default=RECORD, help="folder of the record")
    parser.add_argument("--seed", type=int, default=1, help="of the faults")
    parser.add_argument("--count", type=int, default=60, help="of the faults")
    parser.add_argument("--like", type=Path, help="faults: plant those of this record again")
    parser.add_argument("--work", type=Path, help="where the map of tests is kept for another run")
    parser.add_argument("--only", nargs="+", default=[], help="names of benches")
    parser.add_argument("--against", help="pairs: the commit to compare with")
    parser.add_argument("--pairs", type=int, default=7)
    options = parser.parse_args()
    if options.what == "compare":
        if len(options.records) != 2:
            parser.error("compare needs two records: the old and the new one")
        return compare(*options.records)
    if options.what == "pairs" and options.against is None:
        parser.error("pairs needs --against: the commit to compare with")
    options.out.mkdir(parents=True, exist_ok=True)
    with work_tree(options.commit) as tree:
        KEEPERS[options.what](tree, options.out.resolve(), options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
