"""The life of the server's certificate: how long it is, what follows it, and how that is taken."""

import argparse
import asyncio
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

from server.api.tls_certificate import (
    CERT_FILE,
    certificate_in,
    days_left,
    ends_soon,
    make_next,
    names_missing,
    self_signed,
    take_next,
)
from server.cli import exit_codes
from server.cli.operations.usable_certificate import UnusableCertificate
from server.settings import ServerSettings

log = logging.getLogger(__name__)

LOOK_EVERY_S = 24 * 3600.0
RENEW = "run chiamaroma-server certificate renew"
REPLACE = "put a new one in its place and restart"


def certificate_show(settings: ServerSettings, _: argparse.Namespace) -> int:
    path = settings.tls_cert_file or settings.data_dir / CERT_FILE
    if not path.is_file():
        raise UnusableCertificate(f"{path} is missing: the first start makes it")
    print(f"{path}: {days_left(path, datetime.now(UTC))} days left.")
    for warning in warnings_of(settings):
        print(warning)
    return exit_codes.DONE


def certificate_renew(settings: ServerSettings, _: argparse.Namespace) -> int:
    """Make the next one and what pins both; the server goes on with the present one."""
    _refuse_others(settings)
    now = datetime.now(UTC)
    self_signed(settings.data_dir, settings.tls_names, now=now)
    pins = make_next(settings.data_dir, settings.tls_names, now=now)
    print(f"{pins} holds the present certificate and the next one.")
    print("1. Give it to all seats as server_ca: they take both, before and after.")
    print("2. Then run chiamaroma-server certificate switch, and restart the server.")
    return exit_codes.DONE


def certificate_switch(settings: ServerSettings, _: argparse.Namespace) -> int:
    _refuse_others(settings)
    if not take_next(settings.data_dir):
        raise UnusableCertificate(f"There is no next certificate: {RENEW} first")
    print("Restart the server: it serves with the next certificate then.")
    return exit_codes.DONE


def _refuse_others(settings: ServerSettings) -> None:
    if settings.tls_cert_file is not None:
        path = settings.tls_cert_file
        raise UnusableCertificate(f"{path} is yours: {REPLACE}")


def warnings_of(settings: ServerSettings) -> Iterator[str]:
    """Say what seats will meet, or meet now; nothing while all is well."""
    path = settings.tls_cert_file or settings.data_dir / CERT_FILE
    if not path.is_file():
        return
    # The command refuses one that is not the server's own.
    advice = RENEW if settings.tls_cert_file is None else REPLACE
    now = datetime.now(UTC)
    if ends_soon(certificate_in(path), now):
        # Then no seat reaches the server any more, all at the same moment.
        yield f"The certificate {path} has {days_left(path, now)} days left: {advice}."
    if missing := names_missing(path, settings.tls_names):
        yield f"The certificate {path} does not hold {', '.join(missing)} of tls_names: {advice}."


async def look_daily(settings: ServerSettings) -> None:
    """Tell the log each day what seats will meet."""
    while True:
        for warning in warnings_of(settings):
            log.warning("%s", warning)
        await asyncio.sleep(LOOK_EVERY_S)
