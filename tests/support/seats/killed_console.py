"""A console that is killed and started again: its disk and its ticket are all it has."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from console.store.session.resume_ticket import TicketKeeper
from console.viewmodels.session.session import SessionState
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until


def left_behind(killed: Path, folder: Path, keyring: MemoryKeyring) -> MemoryKeyring:
    """Copy a data folder while it is in use; return the keyring as the next console finds it."""
    shutil.copytree(killed, folder)
    found = MemoryKeyring()
    entry = TicketKeeper(found, folder)._entry  # it is named after the folder
    found.entries = dict(zip([entry], keyring.entries.values(), strict=False))
    return found


@asynccontextmanager
async def started_again(
    app: QApplication,
    server: RealServer,
    killed: DrivenConsole,
    tmp_path: Path,
    keyring: MemoryKeyring,
    **options: Any,
) -> AsyncIterator[DrivenConsole]:
    """Start a console over what the one in tmp_path / "killed" would leave now; it is signed in."""
    folder = tmp_path / "restarted"
    found = left_behind(tmp_path / "killed", folder, keyring)
    killed.window.hide()
    async with driven_console(app, server, folder, keyring=found, **options) as again:
        session = again.models.session
        await until(lambda: session.state is SessionState.SIGNED_IN)
        yield again
