"""The installation page of the handbook, played word for word: two bare machines, no network."""

import tempfile
from pathlib import Path
from typing import Any

from tools.proofs.package import played, the_package

STORY = "tools.bare_machine.installation_story"


async def prove(*, package: str = "") -> Any:
    """Play it with a package; without one it is built. Then an operator signs in and is called."""
    with tempfile.TemporaryDirectory(prefix="installation-") as name:
        return played(STORY, the_package(package, Path(name)))
