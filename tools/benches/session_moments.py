"""What it costs the GUI thread of a real window that a seat changes hands: sign-out, sign-in."""

from typing import Any

from PySide6.QtCore import Qt

from console.bootstrap import Console
from console.shell.main_window import MainWindow
from tools.benches.console_driver import focused, press, press_letter, until
from tools.benches.measured import judged
from tools.benches.moments import Moments
from tools.benches.timed_application import TimedApplication
from tools.proofs.judges.server_under_proof import PASSWORD

SLOT_LIMIT_MS = 16.0
WATCHED_S = 1.5  # the next operator's pages are built by then


class SessionMoments:
    """Somebody must be signed in; editor is the login of who follows her, again and again."""

    def __init__(
        self, app: TimedApplication, window: MainWindow, console: Console, editor: str
    ) -> None:
        self._window = window
        self._console = console
        self._editor = editor
        self._moments = Moments(app, WATCHED_S)

    async def measure(self, sessions: int) -> dict[str, Any]:
        """The first sign-out is the one of who had worked; then so many of the editor."""
        await self._sign_out("signs_out_after_work")
        for _ in range(sessions):
            await self._sign_in()
            await self._sign_out("editor_signs_out")
        return {"sessions": sessions} | self._moments.figures()

    def bars(self) -> dict[str, Any]:
        """Return what must hold, beside what was found; ask once the sessions are over."""
        return {"session_slot_cpu_ms": judged(self._moments.worst_slot_ms, SLOT_LIMIT_MS)}

    async def _sign_in(self) -> None:
        page = self._window.sign_in
        page.set_values(login=self._editor, has_phone=False)
        page.focus_first()
        for letter in PASSWORD:
            press_letter(focused(), letter)
        models = self._console.models
        await self._moments.watch(
            "editor_signs_in",
            lambda: press(focused(), Qt.Key.Key_Return),
            lambda: models.session.state == "signed_in",
        )
        await until(lambda: models.knowledge.answer.hits)

    async def _sign_out(self, name: str) -> None:
        session = self._console.models.session
        await self._moments.watch(
            name,
            lambda: self._window.commands.run("session.sign_out"),
            lambda: session.state == "signed_out" and not session.is_busy,
        )
