"""What the phone loads at its start, what soon after, and what it gives back then."""

import subprocess
import sys

from phone.telephone import LATE_MODULES

_START = "import sys, phone.telephone; print(*sys.modules)"
_LATER = "import sys; from phone.telephone import settle; settle(); print(*sys.modules)"


def loaded_by(program: str) -> set[str]:
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return set(said.stdout.decode().split())


def test_the_start_loads_nothing_that_no_registration_needs() -> None:
    assert not loaded_by(_START) & set(LATE_MODULES)


def test_the_rest_is_loaded_before_anybody_waits_for_it() -> None:
    assert loaded_by(_LATER) >= set(LATE_MODULES)
