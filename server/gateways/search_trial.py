"""Runs the trial of what was learned in a process of its own, gently: an index of 20,000 texts.

One question, a JSON TrialAsk on its input to the end, and one answer. Nothing is left of it.
"""

import asyncio
import os
import sys

import msgspec

from contract.launcher import command_for
from server.usecases.knowledge.learning.search_trial import TrialAsk, TrialTold, tried

NICENESS = 15
LONGEST_S = 3600.0  # minutes are usual: one that hangs must not be the last


class TrialProcessDied(Exception):
    """The next night tries again."""


async def try_elsewhere(ask: TrialAsk, longest_s: float = LONGEST_S) -> TrialTold:
    """Return how the trial went. Raise TrialProcessDied or TimeoutError.

    Cut off, the process is killed.
    """
    process = await asyncio.create_subprocess_exec(
        *command_for("server.gateways.search_trial"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(longest_s):
            told, _ = await process.communicate(msgspec.json.encode(ask))
        if process.returncode:
            raise TrialProcessDied(f"exit code {process.returncode}")
        return msgspec.json.decode(told, type=TrialTold)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def main() -> int:
    os.nice(NICENESS)
    ask = msgspec.json.decode(sys.stdin.buffer.read(), type=TrialAsk)
    sys.stdout.buffer.write(msgspec.json.encode(tried(ask)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
