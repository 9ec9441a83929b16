"""chiamaroma-server exchange: write the configuration of a telephone exchange, look at it."""

import argparse
import datetime
import shlex
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from server.cli import exit_codes
from server.cli.exchange.exchange_checks import exchange_findings
from server.cli.finding import report
from server.cli.opened_database import opened_database
from server.gateways.exchange_setup.exchange_certificates import (
    CERT_FILE,
    KEY_FILE,
    write_certificates,
)
from server.gateways.exchange_setup.exchange_files import (
    ExchangePlan,
    write_exchange_files,
    write_service_files,
)
from server.gateways.exchange_setup.exchange_key import exchange_key, key_file
from server.gateways.exchange_setup.exchange_plan import (
    MUSIC,
    UnusablePlan,
    plan_exchange,
    queue_numbers,
    seats_known,
)
from server.gateways.exchange_setup.make_announcements import write_music
from server.settings import ExchangeSettings, ServerSettings

CERTIFICATE_VALID = datetime.timedelta(days=3650)
AUTHORITY = "ChiamaRoma exchange"


def exchange_configure(settings: ServerSettings, options: argparse.Namespace) -> int:
    """Write everything the exchange's computer needs; certificates that are there stay."""
    exchange = settings.exchange
    if exchange is None:
        raise UnusablePlan("The settings have no section [exchange]")
    folder = Path(options.out).absolute()
    # Before the first file: nonsense is refused in a sentence and nothing is written.
    plan = _plan(settings, exchange, options.exchange_name or exchange.names[0])
    write_exchange_files(folder, plan)
    write_service_files(folder, plan, exchange.sounds_dir, _check_command(options))
    is_new = _provide_certificate(settings, plan, folder)
    _write_sounds(folder)
    print(f"Wrote the configuration of exchange {plan.name} to {folder}.")
    print(f"  seats      {exchange.wss_urls[exchange.names.index(plan.name)]}")
    print(f"  citizens   from {plan.trunk_address} to {', '.join(plan.city_numbers)}")
    print(f"  server     {plan.server_url}")
    print(f"  fallback   seats {', '.join(plan.fallback_seats)}")
    if is_new:
        print(f"  new        {folder / 'ca.pem'}: name it in exchange.ca_file of the server")
    print(f"How to install it: {folder / 'README.txt'}")
    return exit_codes.DONE


def _check_command(options: argparse.Namespace) -> str:
    """Return how to check with these settings: with others it would look at another server."""
    given = {"--config": options.config and options.config.absolute()}
    given |= {"--data-dir": options.data_dir and Path(options.data_dir).absolute()}
    given |= {"--database": options.database}
    words = [f"{option} {shlex.quote(str(value))}" for option, value in given.items() if value]
    return " ".join(["chiamaroma-server exchange check", *words])


def exchange_check(settings: ServerSettings, options: argparse.Namespace) -> int:
    return report(exchange_findings(settings), as_json=options.json)


def _plan(settings: ServerSettings, exchange: ExchangeSettings, name: str) -> ExchangePlan:
    with opened_database(settings) as database:
        numbers = database.read_now(queue_numbers)
        seats = database.read_now(seats_known)
    key = exchange_key(key_file(settings, exchange))
    return plan_exchange(settings, name, key=key, queue_numbers=numbers, seats=seats)


def _provide_certificate(settings: ServerSettings, plan: ExchangePlan, folder: Path) -> bool:
    """Copy the administrator's, else make one where there is none. Return whether one was made."""
    setup = settings.exchange_setup
    if setup is not None and setup.cert_file is not None and setup.cert_key_file is not None:
        shutil.copyfile(setup.cert_file, folder / CERT_FILE)
        # Before the copy: the key is never readable by others, not even for a moment.
        (folder / KEY_FILE).touch(mode=0o600)
        (folder / KEY_FILE).chmod(0o600)  # one that was there keeps its mode
        shutil.copyfile(setup.cert_key_file, folder / KEY_FILE)
        return False
    # Seats trust the one that is there: a new one would cut off all lines.
    if (folder / CERT_FILE).exists() or settings.exchange is None:
        return False
    place = settings.exchange.names.index(plan.name)
    host = urlsplit(settings.exchange.wss_urls[place]).hostname or plan.address
    names = dict.fromkeys((host, plan.address))
    write_certificates(folder, names=names, valid=CERTIFICATE_VALID, authority=AUTHORITY)
    return True


def _write_sounds(folder: Path) -> None:
    sounds = folder / "sounds"
    sounds.mkdir(exist_ok=True)
    # A city's own music stays.
    if not (sounds / MUSIC).exists():
        write_music(sounds / MUSIC)
