"""One thing doctor looked at, and how it is."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from server.cli import exit_codes
from server.cli.terminal import harmless

GOOD, WARNING, BAD = "ok", "warning", "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    check: str
    state: str  # GOOD, WARNING or BAD
    text: str


def report(findings: Iterable[Finding], *, as_json: bool) -> int:
    """Print the findings; return the exit code they ask for."""
    found = list(findings)
    if as_json:
        print(json.dumps([asdict(one) for one in found]))
    else:
        for one in found:
            print(harmless(f"{one.state:<8} {one.check:<12} {one.text}"))
    return exit_codes.PROBLEMS_FOUND if any(one.state == BAD for one in found) else exit_codes.DONE
