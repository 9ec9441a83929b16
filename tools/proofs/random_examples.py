"""The properties of the tests with new examples: ./check tries the same ones each time."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]


async def prove(*, paths: str = "tests/unit", seed: int = 1) -> Any:
    """Run the tests that generate examples; the seed makes what was found come again.

    paths: folders or files, with commas.
    """
    files = [str(file) for file in generating(paths.split(","))]
    if not files:
        return {"tests": 0, "faults": [f"no test below {paths} generates examples"]}
    with tempfile.TemporaryDirectory(prefix="random-") as folder:
        told = Path(folder) / "told.xml"
        command = ["-m", "pytest", "-q", f"--hypothesis-seed={seed}", f"--junitxml={told}", *files]
        environment = {**os.environ, "CHIAMAROMA_RANDOM_EXAMPLES": "1"}
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=ROOT, env=environment, stdout=sys.stderr
        )
        ended = await process.wait()
        if not told.exists():
            return {"tests": 0, "faults": [f"pytest ended with {ended}"]}
        return judged(told.read_text("utf-8"), ended)


def generating(paths: list[str]) -> list[Path]:
    """Return the files of tests with properties."""
    found = []
    for path in map(ROOT.joinpath, paths):
        files = sorted(path.rglob("test_*.py")) if path.is_dir() else [path]
        found += [file for file in files if "hypothesis" in file.read_text("utf-8")]
    return found


def judged(told: str, ended: int) -> dict[str, Any]:
    """Count the tests that ran and name those that failed."""
    cases = ElementTree.fromstring(told).findall(".//testcase")
    ran = [case for case in cases if case.find("skipped") is None]
    wrong = [case for case in ran if {one.tag for one in case} & {"failure", "error"}]
    faults = [f"{case.get('classname')}::{case.get('name')}" for case in wrong]
    if ended and not faults:
        faults.append(f"pytest ended with {ended}")
    return {"tests": len(ran), "faults": faults}
