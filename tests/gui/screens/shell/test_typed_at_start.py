"""Whoever types while the console still starts keeps every letter, and the cursor its place."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.viewmodels.session.session import SessionState
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import driven_console
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.servers.real_server import PASSWORD
from tests.support.waiting import until


class SlowKeyring(MemoryKeyring):
    """Answers whether somebody was signed in before a crash only once it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = asyncio.Event()

    async def read(self, entry: str) -> str | None:
        await self.answers.wait()
        return await super().read(entry)


@pytest.mark.parametrize("early", [2, len("anna"), len("anna") + 4, len("anna") + len(PASSWORD)])
async def test_who_types_before_the_console_is_ready_signs_in_all_the_same(
    app: QApplication, tmp_path: Path, early: int
) -> None:
    keyring = SlowKeyring()
    async with a_city() as server, driven_console(app, server, tmp_path, keyring=keyring) as driven:
        session = driven.models.session
        typed = 0
        for text in ("anna", PASSWORD):
            for letter in text:
                if typed == early:
                    keyring.answers.set()
                    await until(lambda: session.state is SessionState.SIGNED_OUT)
                driven.type(letter)
                typed += 1
            if text == "anna":
                driven.press(Qt.Key.Key_Tab)
        keyring.answers.set()
        await until(lambda: session.state is SessionState.SIGNED_OUT)
        driven.press(Qt.Key.Key_Return)
        await until(lambda: session.state is SessionState.SIGNED_IN)
        assert session.account is not None
        assert session.account.login == "anna"
