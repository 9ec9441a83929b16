"""chiamaroma-server serve: the process that answers the consoles, until SIGTERM or SIGINT."""

import argparse
import asyncio
import contextlib
import logging
import os
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from server.api.tls_certificate import TlsFiles, self_signed
from server.bootstrap import RunningServer, product_version, running_server
from server.cli import exit_codes
from server.cli.database_lock import database_lock
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.store.server_database import ServerDatabase

log = logging.getLogger(__name__)

FAREWELL_S = 0.3  # for the last bytes to leave


def serve(settings: ServerSettings, _: argparse.Namespace) -> int:
    with database_lock(settings.database), opened_database(settings) as database:
        try:
            listener = _listen(settings)
        except OSError as error:
            place = f"{settings.host} port {settings.port}"
            print(
                f"chiamaroma-server: Cannot listen at {place}: {error.strerror}.", file=sys.stderr
            )
            return exit_codes.IN_USE
        with listener:
            asyncio.run(_serve(settings, database, listener))
    return exit_codes.DONE


async def _serve(
    settings: ServerSettings, database: ServerDatabase, listener: socket.socket
) -> None:
    tls = tls_files(settings)
    async with running_server(settings, database) as running:
        server = ConsoleServer(_uvicorn(settings, running, tls), running, settings.port_file)
        _announce(settings, tls, listener)
        await server.serve(sockets=[listener])
    log.info("stopped")


class ConsoleServer(uvicorn.Server):
    """Ends the open streams when it stops, and leaves the process its own exit code."""

    def __init__(
        self, config: uvicorn.Config, running: RunningServer, port_file: Path | None
    ) -> None:
        super().__init__(config)
        self._running = running
        self._port_file = port_file

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self._port_file is not None and sockets:
            _write_whole(self._port_file, str(sockets[0].getsockname()[1]))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._running.hub.close()
        stopping = asyncio.create_task(super().shutdown(sockets=sockets))
        await self._hang_up()
        await stopping
        if self._port_file is not None:
            self._port_file.unlink(missing_ok=True)

    async def _hang_up(self) -> None:
        """Once all is answered, wait no longer: an idle console never says farewell in TLS."""
        if answering := set(self.server_state.tasks):
            await asyncio.wait(answering, timeout=self.config.timeout_graceful_shutdown)
        await asyncio.sleep(FAREWELL_S)
        for connection in list(self.server_state.connections):
            transport = getattr(connection, "transport", None)
            if transport is not None:
                transport.abort()

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


def tls_files(settings: ServerSettings) -> TlsFiles:
    """Return the administrator's certificate, else our own, made at the first start."""
    if settings.tls_cert_file is not None and settings.tls_key_file is not None:
        return TlsFiles(cert=settings.tls_cert_file, key=settings.tls_key_file)
    return self_signed(settings.data_dir, settings.tls_names, now=datetime.now(UTC))


def _listen(settings: ServerSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    return socket.create_server((settings.host, settings.port), family=family, backlog=512)


def _uvicorn(settings: ServerSettings, running: RunningServer, tls: TlsFiles) -> uvicorn.Config:
    return uvicorn.Config(
        running.app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,  # it would log telephone numbers in query strings
        server_header=False,
        date_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=settings.stop_within_s,
        ssl_certfile=str(tls.cert),
        ssl_keyfile=str(tls.key),
    )


def _announce(settings: ServerSettings, tls: TlsFiles, listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print(f"ChiamaRoma server {product_version()} at https://{shown}:{port}")
    print(f"Certificate for the consoles (--server-ca): {tls.cert}", flush=True)
    log.info("serving port=%d pid=%d exchange=%s", port, os.getpid(), bool(settings.exchange))


def _write_whole(path: Path, text: str) -> None:
    """Write so that a reader sees all of it or no file."""
    partial = path.with_name(path.name + ".partial")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial.write_text(text, encoding="ascii")
    partial.replace(path)
