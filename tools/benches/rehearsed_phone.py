"""A phone without a network for benches, where citizens call, and the console that has it."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from console.bootstrap import Console, Seams
from console.model.calls.live_call import PhoneAbility, PhoneListener
from console.screens.contact.contact_screen import CONTACT
from console.settings import Settings
from console.shell.main_window import MainWindow
from console.start.window_run import run
from console.telephony.no_phone import NoPhone
from contract.wire.phone_socket import Call, CallState, EndCause, Line, Snapshot
from tools.benches.console_driver import until
from tools.demo.central_server import CentralServer


class RehearsedPhone(NoPhone):
    """The softphone port; is_available tells whether the console lets queue calls ring here."""

    can = frozenset(PhoneAbility)

    def __init__(self) -> None:
        self.is_available = False
        self._line = Line(registered=True, server="bench")
        self._call: Call | None = None
        self._numbers = itertools.count(1)
        self._listeners: list[PhoneListener] = []

    def listen(self, listener: PhoneListener) -> Callable[[], None]:
        self._listeners.append(listener)
        listener.on_snapshot(Snapshot(line=self._line))
        return lambda: self._listeners.remove(listener)

    def citizen_calls(self, peer: str) -> None:
        """Ring for a citizen with this number, as by the queue."""
        number = next(self._numbers)
        self._tell(
            Call(
                call=number,
                sip_id=f"{number}@bench",
                call_key=f"bench-{number}",
                queue="Tributi",
                state=CallState.INCOMING,
                peer=peer,
                started_utc_s=time.time(),
                started_mono_s=time.monotonic(),
            )
        )

    def citizen_hangs_up(self) -> None:
        self._end(EndCause.HUNG_UP_THERE)

    async def set_available(self, available: bool) -> None:
        self.is_available = available

    async def answer(self, call: int) -> None:
        if self._call is not None:
            answered = replace(
                self._call,
                state=CallState.ACTIVE,
                answered_mono_s=time.monotonic(),
                answered_utc_s=time.time(),
            )
            self._tell(answered)

    async def hold(self, call: int) -> None:
        self._change_to(CallState.HELD)

    async def resume(self, call: int) -> None:
        self._change_to(CallState.ACTIVE)

    async def hang_up(self, call: int) -> None:
        self._end(EndCause.HUNG_UP_HERE)

    def _change_to(self, state: CallState) -> None:
        if self._call is not None:
            self._tell(replace(self._call, state=state))

    def _end(self, cause: EndCause) -> None:
        if self._call is not None:
            now_s = time.monotonic()
            ended = replace(self._call, state=CallState.ENDED, cause=cause, ended_mono_s=now_s)
            self._tell(ended)
            self._call = None

    def _tell(self, call: Call) -> None:
        self._call = call
        for listener in tuple(self._listeners):
            listener.on_call(call)


@asynccontextmanager
async def running_console(
    app: QApplication, server: CentralServer, data_dir: Path, phone: RehearsedPhone
) -> AsyncIterator[tuple[MainWindow, Console]]:
    """Run the console with this phone and the session resumed, until the block ends."""
    settings = Settings(
        server=server.url, server_ca=server.certificate, data_dir=data_dir, theme="light"
    )
    loop = asyncio.get_running_loop()
    attached: asyncio.Future[tuple[MainWindow, Console]] = loop.create_future()
    seams = Seams(softphone=phone)
    running = loop.create_task(
        run(app, settings, on_ready=lambda *both: attached.set_result(both), seams=seams)
    )
    running.add_done_callback(lambda _: attached.cancel())  # a start that failed
    window, console = await attached
    await until(lambda: console.models.session.state == "signed_in")
    window.work.show_module(CONTACT)
    try:
        yield window, console
    finally:
        window.close_requested.emit()
        await running
