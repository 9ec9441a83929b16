"""Seats of clerks, spread over processes of their own: how these are started, and what they get."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tools.desk.raw_seat import RawSeat
from tools.proofs.judges.server_under_proof import PASSWORD, ServerUnderProof

READY = "ready"

type Process = subprocess.Popen[str]


@contextmanager
def seat_processes(
    module: str, options: argparse.Namespace, proof: ServerUnderProof, *more: str
) -> Iterator[list[Process]]:
    """Run the module in options.processes processes until each has printed READY.

    options.seats: of all processes together. more: further options of the module.
    """
    each = -(-options.seats // options.processes)
    port = urlsplit(proof.server.url).port
    with ExitStack() as stack:
        processes = []
        for first in range(0, options.seats, each):
            command = [sys.executable, "-m", module, "--port", str(port), *more]
            command += ["--certificate", str(proof.server.certificate), "--password", PASSWORD]
            command += ["--first", str(first), "--seats", str(min(each, options.seats - first))]
            process = stack.enter_context(
                subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            )
            stack.callback(process.kill)
            processes.append(process)
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == f"{READY}\n"
        yield processes


def seat_arguments() -> argparse.ArgumentParser:
    """Return the options that such a process is started with."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int)
    parser.add_argument("--certificate", type=Path)
    parser.add_argument("--password")
    parser.add_argument("--first", type=int)
    parser.add_argument("--seats", type=int)
    return parser


async def signed_in(options: argparse.Namespace, *, takes_changes: bool) -> list[RawSeat]:
    """Return the seats of this process, each with its clerk."""
    seats = []
    for number in range(options.first, options.first + options.seats):
        seat = RawSeat(options.port, options.certificate, number, takes_changes=takes_changes)
        await seat.sign_in(f"clerk{number}", options.password)
        seats.append(seat)
    return seats
