"""Computes vectors in a process of its own, gently: 20,000 texts are minutes of work.

Each line read is a JSON list of [title, text]; each line written the list of their numbers. The
process ends with the line it reads from, so none is left when the server is killed.
"""

import asyncio
import os
import sys
from collections.abc import Sequence

import msgspec

from contract.launcher import command_for
from contract.sentence_encoder import NoSentenceModel, SentenceEncoder
from server.usecases.knowledge.vector_text import VectorText, computed

# Calls are routed on the same processors: a vector may be minutes late.
NICENESS = 15
NO_MODEL = 3  # exit code
ENDS_WITHIN_S = 5.0
# asyncio's own limit of a line is 64 KiB: the numbers of many texts are longer.
LONGEST_LINE = 1 << 24


class SentenceProcessDied(Exception):
    """The next texts start another one."""


class SentenceProcess:
    """Started by the first texts, ended by close(); one question at a time."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    async def compute(self, texts: Sequence[VectorText]) -> list[str]:
        """Return the numbers of each text. Raise NoSentenceModel or SentenceProcessDied."""
        process = self._process or await self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(msgspec.json.encode(texts) + b"\n")
            await process.stdin.drain()
            return msgspec.json.decode(await process.stdout.readuntil(), type=list[str])
        # Its death comes as a cut pipe: only the exit code tells a missing model from a crash.
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            await self.close()
            if process.returncode == NO_MODEL:
                raise NoSentenceModel("see its packages") from error
            raise SentenceProcessDied(f"exit code {process.returncode}") from error

    async def close(self) -> None:
        """Let the process end, and with it 200 MB of memory. Cut off, it may be called again."""
        process = self._process
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        # The process ends with the line it reads from, by itself also when this server is killed.
        process.stdin.close()
        try:
            async with asyncio.timeout(ENDS_WITHIN_S):
                await process.stdout.read()  # to its end: only then are its pipes given back
        except TimeoutError:
            process.kill()
        await process.wait()
        self._process = None

    async def _started(self) -> asyncio.subprocess.Process:
        self._process = await asyncio.create_subprocess_exec(
            *command_for("server.gateways.sentences"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=LONGEST_LINE,
        )
        return self._process


def main() -> int:
    os.nice(NICENESS)
    try:
        encoder = SentenceEncoder.load()
    except NoSentenceModel:
        return NO_MODEL
    for line in sys.stdin.buffer:
        texts = msgspec.json.decode(line, type=list[VectorText])
        sys.stdout.buffer.write(msgspec.json.encode(computed(encoder, texts)) + b"\n")
        # The server waits for the line: written into a buffer it would never come.
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
