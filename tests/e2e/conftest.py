"""What the stories of the whole product share: patient seats, quick sign-ins, the package."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from console.screens.contact.contact_screen import ContactScreen
from tests.gui.failures.conftest import app
from tests.support.processes import ran
from tests.support.seats.driven_console import DrivenConsole
from tests.support.seats.seat_limits import seal_quickly, wait_long
from tests.support.waiting import until

__all__ = ["app"]

ROOT = Path(__file__).resolve().parents[2]
BUILD_LIMIT_S = 900.0


@pytest.fixture(autouse=True)
def _patient_and_quick_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    wait_long(monkeypatch)
    seal_quickly(monkeypatch)


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of this checkout, built once; its own files painted a window."""
    folder = tmp_path_factory.mktemp("package")
    command = [sys.executable, "build_installer.py", "--target", "linux-deb", "--smoke"]
    command += ["--compression", "zstd"]
    done = ran(*command, "--output", str(folder), cwd=ROOT, timeout=BUILD_LIMIT_S)
    assert done.returncode == 0, done.stderr
    [built] = folder.glob("chiamaroma_*_amd64.deb")
    return built


async def in_a_call_with_the_card(driven: DrivenConsole) -> None:
    """Answer a citizen who asks about the waste tax, and find its card."""
    await driven.start_work("anna")
    await driven.become_ready()
    driven.phone.citizen_calls()
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    box = driven.window.part(ContactScreen).search.field.editor
    await until(lambda: driven.focus() is box)
    driven.type("rifiuti")
    await until(lambda: driven.models.knowledge.answer.query == "rifiuti")
    assert await driven.models.knowledge.card_in_use() is not None
