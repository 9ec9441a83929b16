"""Counts the keys of told stories in the real window, against the bars. One JSON line.

  .venv/bin/python -m tools.keys             # 20 stories; --sample: one of each kind

A real server with the demo city in a process of its own; in this one the console of an operator,
then that of a clerk, each with its own store, and a phone that rings as told. Exit 1: a bar is
missed. information: all keys, letters too, and the median counts; the others: commands, the most
counts.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from console.shell.translation import install_translation
from tools.benches.console_driver import until
from tools.benches.file_keyring import file_keyring
from tools.benches.rehearsed_phone import running_console
from tools.keys.robot import CallingPhone, KeyRobot
from tools.keys.stories import BARS, SAMPLE, STORIES, Kind, Story
from tools.proofs.judges.server_under_proof import ServerUnderProof, server_under_proof
from tools.services.filled_server import copied_seat

OPERATOR, CLERK = "keys1", "keys2"
TOPIC = "tributi-tari"  # of all that is forwarded in the stories: the clerk's desk has it


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--sample", action="store_true", help="one story of each kind")
    stories = SAMPLE if parser.parse_args().sample else STORIES
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    install_translation(app, "it")
    with (
        server_under_proof("sqlite") as proof,
        tempfile.TemporaryDirectory() as folder,
        file_keyring(Path(folder) / "keyring.json"),
    ):
        _prepare(proof, Path(folder))
        with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
            counted = runner.run(_play(app, proof, Path(folder), stories))
    line = _line(counted)
    print(json.dumps(line, ensure_ascii=False))
    return 0 if line["passed"] else 1


def _prepare(proof: ServerUnderProof, folder: Path) -> None:
    [(desk,)] = proof.rows(f"SELECT desk_id FROM topic WHERE id = '{TOPIC}'")
    proof.add_account(OPERATOR, "operator")
    proof.add_account(CLERK, "level_two", str(desk))
    proof.start()
    for login, seat in ((OPERATOR, "1001"), (CLERK, "1002")):
        asyncio.run(copied_seat(proof, folder / login, login, seat_number=seat))


async def _play(
    app: QApplication, proof: ServerUnderProof, folder: Path, stories: Sequence[Story]
) -> list[tuple[Story, int]]:
    counted: list[tuple[Story, int]] = []
    for login, is_clerk in ((OPERATOR, False), (CLERK, True)):
        own = [one for one in stories if (one.kind is Kind.CALLBACK) is is_clerk]
        async with _robot(app, proof, folder / login) as robot:
            if not is_clerk:
                await robot.become_ready()
            counted += [(one, await robot.play(one)) for one in own]
    return counted


@asynccontextmanager
async def _robot(
    app: QApplication, proof: ServerUnderProof, data_dir: Path
) -> AsyncIterator[KeyRobot]:
    """Run a console with the session resumed, until the block ends."""
    phone = CallingPhone()
    async with running_console(app, proof.server, data_dir, phone) as (window, console):
        await until(lambda: console.models.knowledge.answer.hits)
        yield KeyRobot(window, console, phone)


def _line(counted: Sequence[tuple[Story, int]]) -> dict[str, Any]:
    by_kind = {kind: [n for one, n in counted if one.kind is kind] for kind in Kind}
    judged = {
        kind: statistics.median(found) if kind is Kind.INFORMATION else max(found)
        for kind, found in by_kind.items()
        if found
    }
    return {
        "tool": "keys",
        "stories": len(counted),
        **{kind.value: {"counts": judged[kind], "bar": BARS[kind], "each": by_kind[kind]}
           for kind in judged},
        "passed": all(found <= BARS[kind] for kind, found in judged.items()),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
