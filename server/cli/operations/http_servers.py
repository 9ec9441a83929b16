"""The HTTP servers of the process: how each listens, answers and stops."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uvicorn
from litestar import Litestar

from server.api.bounded_connection import BoundedConnection
from server.api.tls_certificate import TlsFiles
from server.bootstrap.server import RunningServer
from server.settings import ExchangeSettings, ServerSettings

FAREWELL_S = 0.3  # for the last bytes to leave
HANDSHAKE_WITHIN_S = 10.0


class ServerLoop(asyncio.SelectorEventLoop):
    """A loop whose servers do not wait for a minute, as asyncio does, until TLS is agreed on."""

    async def create_server(self, *arguments: Any, **named: Any) -> asyncio.Server:
        if named.get("ssl") is not None:
            named.setdefault("ssl_handshake_timeout", HANDSHAKE_WITHIN_S)
        return await super().create_server(*arguments, **named)


def abort_lines(server: uvicorn.Server) -> None:
    for connection in list(server.server_state.connections):
        transport = getattr(connection, "transport", None)
        if transport is not None:
            transport.abort()


class PagesServer(uvicorn.Server):
    """Stops by should_exit; signals are handled by the server of the consoles."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class ExchangeServer(PagesServer):
    """Leaves what waits for an answer without one when it stops."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Abort waiting requests without an answer: the exchange asks again at once.

        Kamailio 6.0 that gets an answer and the end of a connection together misses what comes next
        under that connection's number, until its request times out.
        """
        stopping = asyncio.create_task(super().shutdown(sockets=sockets))
        await asyncio.sleep(FAREWELL_S)
        abort_lines(self)
        await stopping


class ConsoleServer(uvicorn.Server):
    """Ends the open streams when it stops, and leaves the process its own exit code."""

    def __init__(
        self, config: uvicorn.Config, running: RunningServer, port_file: Path | None
    ) -> None:
        super().__init__(config)
        self._running = running
        self._port_file = port_file

    def end(self) -> None:
        """Stop in good order, as a signal has it."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self._port_file is not None and sockets:
            _write_whole(self._port_file, str(sockets[0].getsockname()[1]))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # First: open streams never end by themselves, and the stop would wait for them.
        self._running.hub.close()
        stopping = asyncio.create_task(super().shutdown(sockets=sockets))
        await self._hang_up()
        await stopping
        if self._port_file is not None:
            # Whoever reads it must not knock at a server that has stopped.
            self._port_file.unlink(missing_ok=True)

    async def _hang_up(self) -> None:
        """Once all is answered, wait no longer: an idle console never says farewell in TLS."""
        if answering := set(self.server_state.tasks):
            await asyncio.wait(answering, timeout=self.config.timeout_graceful_shutdown)
        await asyncio.sleep(FAREWELL_S)
        abort_lines(self)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop in good order on a signal; the inherited method would then die of it again."""
        loop = asyncio.get_running_loop()
        for number in uvicorn.server.HANDLED_SIGNALS:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in uvicorn.server.HANDLED_SIGNALS:
                loop.remove_signal_handler(number)


def console_config(
    settings: ServerSettings, running: RunningServer, tls: TlsFiles
) -> uvicorn.Config:
    return _config(
        running.app,
        kept_alive_s=75,
        stop_within_s=settings.stop_within_s,
        ssl_certfile=str(tls.cert),
        ssl_keyfile=str(tls.key),
    )


def pages_config(app: Litestar, tls: TlsFiles) -> uvicorn.Config:
    return _config(
        app,
        kept_alive_s=5,  # a page is one answer
        stop_within_s=1,
        ssl_certfile=str(tls.cert),
        ssl_keyfile=str(tls.key),
    )


def exchange_config(exchange: ExchangeSettings, app: Litestar) -> uvicorn.Config:
    return _config(
        app,
        kept_alive_s=300,
        stop_within_s=1,
        ssl_certfile=_text(exchange.listen_cert_file),
        ssl_keyfile=_text(exchange.listen_key_file),
        ssl_ca_certs=_text(exchange.client_ca_file),
        ssl_cert_reqs=ssl.CERT_REQUIRED if exchange.client_ca_file else ssl.CERT_NONE,
    )


def _config(
    app: Litestar, *, kept_alive_s: int, stop_within_s: int, **certificates: Any
) -> uvicorn.Config:
    """Return what all listeners have in common; certificates: as uvicorn names them."""
    return uvicorn.Config(
        app,
        loop="asyncio",
        http=BoundedConnection,
        ws="none",
        lifespan="off",
        log_config=None,
        # It would log telephone numbers in queries, and addresses that are the right to answer.
        access_log=False,
        server_header=False,
        date_header=False,
        # Else whoever asks from this computer says from which address.
        proxy_headers=False,
        timeout_keep_alive=kept_alive_s,
        timeout_graceful_shutdown=stop_within_s,
        **certificates,
    )


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _write_whole(path: Path, text: str) -> None:
    """Write so that a reader sees all of it or no file."""
    partial = path.with_name(path.name + ".partial")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial.write_text(text, encoding="ascii")
    partial.replace(path)
