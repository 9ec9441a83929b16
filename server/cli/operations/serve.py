"""chiamaroma-server serve: the process that answers the consoles, until SIGTERM or SIGINT."""

import argparse
import asyncio
import contextlib
import errno
import logging
import os
import socket
import ssl
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from litestar import Litestar

from contract.version import VERSION
from server.api.tls_certificate import TlsFiles, self_signed
from server.bootstrap.server import RunningServer, running_server
from server.cli import exit_codes
from server.cli.database_lock import database_lock
from server.cli.opened_database import opened_database
from server.cli.operations.usable_certificate import check_certificate
from server.settings import ExchangeSettings, ServerSettings
from server.store.engine.server_database import ServerDatabase

log = logging.getLogger(__name__)

FAREWELL_S = 0.3  # for the last bytes to leave


def serve(settings: ServerSettings, _: argparse.Namespace) -> int:
    if (exchange := settings.exchange) and exchange.listen_cert_file and exchange.listen_key_file:
        # Before anything is opened: told as a sentence, not as a traceback of the TLS library.
        check_certificate(exchange.listen_cert_file, exchange.listen_key_file)
    with (
        # First: a second server on the file would hear of no commit of this one.
        database_lock(settings.database),
        opened_database(settings) as database,
        contextlib.ExitStack() as stack,
    ):
        try:
            # Bound before the server starts: a port that is taken is told before any job runs.
            listener = stack.enter_context(_listen(settings.host, settings.port))
            for_exchange = None
            if (exchange := settings.exchange) is not None:
                for_exchange = _listen(exchange.listen_host, exchange.listen_port)
                stack.enter_context(for_exchange)
        except CannotListen as error:
            print(f"chiamaroma-server: {error}.", file=sys.stderr)
            return exit_codes.IN_USE
        asyncio.run(_serve(settings, database, listener, for_exchange))
    return exit_codes.DONE


async def _serve(
    settings: ServerSettings,
    database: ServerDatabase,
    listener: socket.socket,
    for_exchange: socket.socket | None,
) -> None:
    tls = tls_files(settings)
    # Around both listeners: parts are closed when nobody can ask them any more.
    async with running_server(settings, database) as running:
        server = ConsoleServer(_uvicorn(settings, running, tls), running, settings.port_file)
        _announce(settings, tls, listener)
        async with _serving_exchange(settings, running, for_exchange):
            await server.serve(sockets=[listener])
    log.info("stopped")


@contextlib.asynccontextmanager
async def _serving_exchange(
    settings: ServerSettings, running: RunningServer, listener: socket.socket | None
) -> AsyncIterator[None]:
    """Answer the telephone exchanges meanwhile. They ask again when a stop cuts them off."""
    if settings.exchange is None or running.exchange_app is None or listener is None:
        yield
        return
    server = ExchangeServer(_exchange_uvicorn(settings.exchange, running.exchange_app))
    serving = asyncio.create_task(server.serve(sockets=[listener]), name="server.exchange-http")
    log.info("exchanges are answered at port=%d", listener.getsockname()[1])
    try:
        yield
    finally:
        server.should_exit = True
        await serving


def abort_lines(server: uvicorn.Server) -> None:
    for connection in list(server.server_state.connections):
        transport = getattr(connection, "transport", None)
        if transport is not None:
            transport.abort()


class ExchangeServer(uvicorn.Server):
    """Stops by should_exit; signals are handled by the server of the consoles."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Abort waiting requests without an answer: the exchange asks again at once.

        Kamailio 6.0 that gets an answer and the end of a connection together misses what comes next
        under that connection's number, until its request times out.
        """
        stopping = asyncio.create_task(super().shutdown(sockets=sockets))
        await asyncio.sleep(FAREWELL_S)
        abort_lines(self)
        await stopping

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


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


def tls_files(settings: ServerSettings) -> TlsFiles:
    """Return the administrator's certificate, else our own, made at the first start.

    Raise UnusableCertificate.
    """
    if settings.tls_cert_file is not None and settings.tls_key_file is not None:
        files = TlsFiles(cert=settings.tls_cert_file, key=settings.tls_key_file)
    else:
        files = self_signed(settings.data_dir, settings.tls_names, now=datetime.now(UTC))
    check_certificate(files.cert, files.key)
    return files


class CannotListen(Exception):
    """str() says where, why, and what to do, without a full stop."""


_WHY_NOT = {
    errno.EADDRINUSE: "another program has this port: stop it, or give --port another",
    errno.EADDRNOTAVAIL: "this machine does not have that address: give --host one of its own",
    errno.EACCES: "ports below 1024 are the administrator's: give --port a higher one",
    socket.EAI_NONAME: "that name is unknown here: give --host an address of this machine",
}


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        reason = _WHY_NOT.get(error.errno or 0, error.strerror)
        raise CannotListen(f"Cannot listen at {host} port {port}: {reason}") from None


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


def _exchange_uvicorn(exchange: ExchangeSettings, app: Litestar) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=300,
        timeout_graceful_shutdown=1,
        ssl_certfile=_text(exchange.listen_cert_file),
        ssl_keyfile=_text(exchange.listen_key_file),
        ssl_ca_certs=_text(exchange.client_ca_file),
        ssl_cert_reqs=ssl.CERT_REQUIRED if exchange.client_ca_file else ssl.CERT_NONE,
    )


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _announce(settings: ServerSettings, tls: TlsFiles, listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print(f"ChiamaRoma server {VERSION} at https://{shown}:{port}")
    print(f"Certificate for the consoles (--server-ca): {tls.cert}", flush=True)
    log.info("serving port=%d pid=%d exchange=%s", port, os.getpid(), bool(settings.exchange))


def _write_whole(path: Path, text: str) -> None:
    """Write so that a reader sees all of it or no file."""
    partial = path.with_name(path.name + ".partial")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial.write_text(text, encoding="ascii")
    partial.replace(path)
