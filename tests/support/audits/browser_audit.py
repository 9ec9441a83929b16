"""Pages as a browser shows them: a walk through them, audited with axe at each width and zoom."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Self

import msgspec
import uvicorn
from litestar import Litestar

from tests.support.audits.browser_process import AXE
from tests.support.waiting import until

REPOSITORY = Path(__file__).parents[3]
ENDS_WITHIN_S = 120.0
# Width in pixels and zoom: a telephone, the same with the text twice as large, and a desk.
SIGHTS = ((320, 1.0), (320, 2.0), (1280, 1.0), (1280, 2.0))


def why_no_audit() -> str:
    """Return why pages cannot be audited here, "" where they can."""
    return "" if AXE.is_file() else "node_modules has no axe-core"


class Audit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """width: CSS pixels; held, undecided, broken: rules of axe; too_wide: parts one must scroll."""

    title: str
    width: int
    is_dark: bool
    held: tuple[str, ...]
    undecided: tuple[str, ...]
    broken: tuple[str, ...]
    too_wide: tuple[str, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        return (*self.broken, *(f"too wide: {part}" for part in self.too_wide))


class Walk:
    """Steps of one visitor; nothing happens before audits()."""

    def __init__(self) -> None:
        self._steps: list[dict[str, object]] = []

    def open(self, url: str) -> Self:
        return self._then(do="open", url=url)

    def show(self, html: str) -> Self:
        """Show a page that no server has."""
        return self._then(do="show", html=html)

    def act(self, script: str) -> Self:
        """Run a script that leads to another page, as a click on a button does."""
        return self._then(do="act", script=script)

    def audit(self) -> Self:
        """Look at the page in every sight."""
        for width, zoom in SIGHTS:
            self._then(do="audit", width=width, zoom=zoom)
        return self

    async def audits(self, *, dark: bool = False) -> list[Audit]:
        """Walk, and return what was seen; dark: as somebody who prefers dark pages."""
        browser = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-m",
                "tests.support.audits.browser_process",
                "dark" if dark else "light",
            ),
            cwd=REPOSITORY,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(ENDS_WITHIN_S):
                told, noise = await browser.communicate(msgspec.json.encode(self._steps))
        except TimeoutError:
            browser.kill()
            await browser.communicate()
            raise
        assert browser.returncode == 0, noise.decode(errors="replace")
        return msgspec.json.decode(told, type=list[Audit])

    def _then(self, **step: object) -> Self:
        self._steps.append(step)
        return self


@asynccontextmanager
async def on_loopback(app: Litestar) -> AsyncIterator[str]:
    """Serve an application that already runs to real browsers; yield its address."""
    config = uvicorn.Config(app, port=0, log_level="error", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    server.capture_signals = _NoSignals  # type: ignore[assignment,method-assign]
    running = asyncio.create_task(server.serve())
    try:
        await until(lambda: server.started or running.done(), what="the server listens")
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await running


class _NoSignals:
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...
