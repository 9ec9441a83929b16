"""Programs that a test runs to their end: what they say, as text, and how they ended."""

import subprocess
from typing import Any

ENDS_WITHIN_S = 400.0  # no program of a test takes so long, but on a machine that does all at once


def ran(*command: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command; options are those of subprocess.run, a code other than 0 is no error."""
    usual = {"capture_output": True, "text": True, "timeout": ENDS_WITHIN_S, "check": False}
    return subprocess.run([str(word) for word in command], **(usual | options))
