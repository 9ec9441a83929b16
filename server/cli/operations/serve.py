"""chiamaroma-server serve: the process that answers the consoles, until SIGTERM or SIGINT."""

import argparse
import asyncio
import contextlib
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from contract.closed_process import hide_memory
from contract.version import VERSION
from server.api.tls_certificate import TlsFiles, self_signed
from server.bootstrap.server import RunningServer, running_server
from server.bootstrap.server_part import in_background
from server.cli import exit_codes
from server.cli.database_lock import database_lock
from server.cli.opened_database import opened_database
from server.cli.operations.certificate import look_daily
from server.cli.operations.http_servers import (
    ConsoleServer,
    ExchangeServer,
    PagesServer,
    ServerLoop,
    console_config,
    exchange_config,
    pages_config,
)
from server.cli.operations.listeners import CannotListen, listen
from server.cli.operations.usable_certificate import check_certificate
from server.cli.operations.watched_lock import WatchedLock
from server.section_settings import MailSettings
from server.settings import ServerSettings
from server.store.engine.server_database import ServerDatabase

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listeners:
    consoles: socket.socket
    exchanges: socket.socket | None
    owners: socket.socket | None


def serve(settings: ServerSettings, _: argparse.Namespace) -> int:
    hide_memory()
    _check_certificates(settings)
    with (
        # First: a second server on the file would hear of no commit of this one.
        database_lock(settings.database) as held,
        opened_database(settings) as database,
        contextlib.ExitStack() as stack,
    ):
        try:
            # Bound before the server starts: a port that is taken is told before any job runs.
            listeners = _listeners(settings, stack)
        except CannotListen as error:
            print(f"chiamaroma-server: {error}.", file=sys.stderr)
            return exit_codes.IN_USE
        lock = WatchedLock(held)
        with asyncio.Runner(loop_factory=ServerLoop) as runner:
            runner.run(_serve(settings, database, listeners, lock))
    if lock.lost is not None:
        raise lock.lost
    return exit_codes.DONE


def _check_certificates(settings: ServerSettings) -> None:
    """Raise UnusableCertificate before anything is opened: no traceback of the TLS library."""
    exchange, mail = settings.exchange, settings.mail
    if exchange and exchange.listen_cert_file and exchange.listen_key_file:
        check_certificate(exchange.listen_cert_file, exchange.listen_key_file)
    if mail and mail.pages_cert_file and mail.pages_key_file:
        check_certificate(mail.pages_cert_file, mail.pages_key_file)


def _listeners(settings: ServerSettings, stack: contextlib.ExitStack) -> _Listeners:
    """Raise CannotListen."""

    def bound(host: str, port: int) -> socket.socket:
        return stack.enter_context(listen(host, port, settings.connections_per_address))

    exchange, mail = settings.exchange, settings.mail
    return _Listeners(
        consoles=bound(settings.host, settings.port),
        exchanges=bound(exchange.listen_host, exchange.listen_port) if exchange else None,
        owners=_for_owners(bound, mail) if mail else None,
    )


def _for_owners(
    bound: Callable[[str, int], socket.socket], mail: MailSettings
) -> socket.socket | None:
    """Return None where the port is not to be had: the seats do not wait for the owners' pages."""
    try:
        return bound(mail.pages_host, mail.pages_port)
    except CannotListen as error:
        log.error("the pages for owners are served nowhere: %s", error)
        return None


async def _serve(
    settings: ServerSettings, database: ServerDatabase, listeners: _Listeners, lock: WatchedLock
) -> None:
    tls = tls_files(settings)
    # Around all listeners: parts are closed when nobody can ask them any more.
    async with running_server(settings, database) as running:
        server = ConsoleServer(console_config(settings, running, tls), running, settings.port_file)
        _announce(settings, tls, listeners.consoles)
        async with contextlib.AsyncExitStack() as beside:
            for other, listener, asks in _others(settings, running, listeners, tls):
                await beside.enter_async_context(_serving(other, listener, asks))
            await beside.enter_async_context(in_background(look_daily(settings), "certificate"))
            # Whoever looks after it then starts another process, which begins anew.
            watching = lock.watch(server.end)
            await beside.enter_async_context(in_background(watching, "lock"))
            await server.serve(sockets=[listeners.consoles])
    log.info("stopped")


def _others(
    settings: ServerSettings, running: RunningServer, listeners: _Listeners, tls: TlsFiles
) -> Iterator[tuple[PagesServer, socket.socket, str]]:
    """Yield the servers beside that of the consoles, where each listens, and who asks there."""
    exchange, mail = settings.exchange, settings.mail
    if exchange is not None and running.exchange_app is not None and listeners.exchanges:
        config = exchange_config(exchange, running.exchange_app)
        yield ExchangeServer(config), listeners.exchanges, "exchanges"
    if mail is not None and listeners.owners:
        if mail.pages_cert_file is not None and mail.pages_key_file is not None:
            tls = TlsFiles(cert=mail.pages_cert_file, key=mail.pages_key_file)
        yield PagesServer(pages_config(running.pages_app, tls)), listeners.owners, "owners"


@contextlib.asynccontextmanager
async def _serving(server: PagesServer, listener: socket.socket, asks: str) -> AsyncIterator[None]:
    """Answer who asks meanwhile. An exchange asks again when a stop cuts it off."""
    serving = asyncio.create_task(server.serve(sockets=[listener]), name=f"server.{asks}-http")
    log.info("%s are answered at port=%d", asks, listener.getsockname()[1])
    try:
        yield
    finally:
        server.should_exit = True
        await serving


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


def _announce(settings: ServerSettings, tls: TlsFiles, listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print(f"ChiamaRoma server {VERSION} at https://{shown}:{port}")
    print(f"Certificate for the consoles (--server-ca): {tls.cert}", flush=True)
    log.info("serving port=%d pid=%d exchange=%s", port, os.getpid(), bool(settings.exchange))
