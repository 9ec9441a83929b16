"""Loads what the window needs after its first picture, while the sign-in page takes letters."""

import asyncio
import importlib
import pkgutil
import sys

# Loaded on another thread while the sign-in page is already being typed into: nothing of Qt.
HEAVY = ("httpx", "phonenumbers", "sqlcipher3.dbapi2", "keyring", "lucide")
OWN_HEAVY = ("console.store", "console.sync", "console.telephony", "console.usecases")
# Loaded on this thread, for they make Qt classes; one module per turn of the loop.
GENTLE = (
    "console.viewmodels",
    "widgets",
    "console.screens",
    "console.shell",
    "console.bootstrap.feature",
)


def load_heavy() -> None:
    """Load the parts without Qt; any thread may."""
    # The command line of httpx: where its packages are, too, it would bring in rich, for 0.2 s.
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # makes its import fail
    for name in HEAVY:
        importlib.import_module(name)
    for name in OWN_HEAVY:
        for module in modules_of(name):
            importlib.import_module(module)
    importlib.import_module("contract.domain.opening_times.opening_hours")


async def load_gently() -> None:
    """Load the parts that make Qt classes, a turn of the loop for each module."""
    for name in GENTLE:
        for module in modules_of(name):
            importlib.import_module(module)
            # A module a turn: letters typed into the sign-in page come between two of them.
            await asyncio.sleep(0)


def modules_of(package: str) -> list[str]:
    """Return the names of all modules below a package."""
    path = importlib.import_module(package).__path__
    return [module.name for module in pkgutil.walk_packages(path, f"{package}.")]
