"""Settings of the central server: defaults < TOML file < environment < flags, each checked."""

import logging
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from contract.command_line import nearest
from contract.domain.sending import USUAL_TEXTS_A_DAY
from server.exchange_settings import (
    CITY_NUMBER,
    SEAT,
    TRUNK_TEXT,
    TRUNK_TRANSFERS,
    AsteriskAccess,
    ExchangeSettings,
    ExchangeSetup,
    FreeSwitchAccess,
)
from server.setting_parsers import (
    Address,
    addresses,
    existing_file,
    ip_address,
    ip_addresses,
    is_loopback,
    matching,
    one,
    one_of,
    path,
    ports,
    text,
    url,
    urls,
    whole,
    words,
    yes_or_no,
)

__all__ = [
    "EXCHANGE_KEY_FILE",
    "Address",
    "ExchangeSettings",
    "ExchangeSetup",
    "MailSettings",
    "NonsenseSetting",
    "RetentionSettings",
    "ServerSettings",
    "SmsSettings",
    "is_loopback",
    "load_settings",
]

log = logging.getLogger(__name__)

ENVIRONMENT_PREFIX = "CHIAMAROMA_SERVER_"
DATABASE_FILE = "chiamaroma.db"
SMS_SENDER = r"[A-Za-z0-9 ._-]{1,11}|\+?[0-9]{3,15}"
MAIL_ADDRESS = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,250}"


class NonsenseSetting(Exception):
    """A setting that cannot be meant. str() is one sentence naming key, value and origin."""

    def __init__(self, key: str, value: object, origin: str, reason: str) -> None:
        shown = re.sub(r":[^:@/]+@", ":…@", str(value))  # a database URL may hold a password
        end = "" if reason.endswith("?") else "."
        super().__init__(f"Setting {key} = {shown!r} (from {origin}) {reason}{end}")
        self.key = key
        self.origin = origin


class UnreadableSettings(NonsenseSetting):
    """The file of settings cannot be read, or is no TOML."""

    def __init__(self, path: Path, error: Exception) -> None:
        reason = error.strerror if isinstance(error, OSError) else error
        Exception.__init__(self, f"The settings file {path} cannot be read: {reason}.")
        self.key = "config"
        self.origin = f"file {path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSettings:
    """Days after which records of calls and of duty lose something, at last themselves."""

    numbers_days: int = 90  # then callers' numbers, and what was written of a transfer, are gone
    operators_days: int = 90  # then nobody can tell who took a call; the log of duty goes
    figures_days: int = 731  # then the calls themselves are deleted: two years of accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """How mails to the owners of the knowledge base leave, and where the links in them lead."""

    host: str
    from_address: str
    public_url: str  # of this server, as owners reach it
    port: int = 587
    security: str = "starttls"  # "tls" from the first byte, "none" on the same computer only
    ca_file: Path | None = None  # None: what the system trusts
    user: str = ""
    password_file: Path | None = None
    reviews_a_day: int = 5  # most that one owner is asked to look at again

    @property
    def domain(self) -> str:
        return self.from_address.rpartition("@")[2]

    def password(self) -> str:
        """Return the first line of the password file. Raise OSError."""
        return "" if self.password_file is None else _first_line(self.password_file)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsSettings:
    """How cards reach mobile telephones: an SMS centre that speaks SMPP 3.4."""

    host: str
    system_id: str
    password_file: Path
    sender: str  # what the telephone shows: a number, or up to 11 letters
    port: int = 3550
    security: str = "tls"  # "tunnel": in clear inside a private network; "none": on this computer
    ca_file: Path | None = None  # None: what the system trusts
    system_type: str = ""
    texts_a_day: int = USUAL_TEXTS_A_DAY  # of one operator

    def password(self) -> str:
        """Return the first line of the password file. Raise OSError."""
        return _first_line(self.password_file)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    data_dir: Path
    database: str = field(repr=False)  # URL, "sqlite:///…" or "postgresql://…"; may hold a password
    host: str = "127.0.0.1"
    port: int = 8443  # 0: any free one, told in port_file
    port_file: Path | None = None
    name: str = "ChiamaRoma"
    tls_cert_file: Path | None = None  # both or none; none: self-signed, made at first start
    tls_key_file: Path | None = None
    tls_names: tuple[str, ...] = ()  # further names and addresses of the self-signed certificate
    stop_within_s: int = 3
    sentence_vectors: bool = True  # seats find by meaning what words do not
    exchange: ExchangeSettings | None = None
    exchange_setup: ExchangeSetup | None = None  # for "exchange configure" only
    asterisk: AsteriskAccess | None = None
    freeswitch: FreeSwitchAccess | None = None
    retention: RetentionSettings = RetentionSettings()
    mail: MailSettings | None = None
    sms: SmsSettings | None = None

    @property
    def greetings_folder(self) -> Path:
        """Where the greetings of the voicemail lie."""
        named = self.exchange.greetings_dir if self.exchange else None
        return named or self.data_dir / "greetings"


PARSERS: dict[str, Callable[[str], Any]] = {
    "data_dir": path,
    "database": url("sqlite", "postgresql"),
    "database_password_file": existing_file,
    "host": text,
    "port": whole(0, 65535),
    "port_file": path,
    "name": text,
    "tls_cert_file": existing_file,
    "tls_key_file": existing_file,
    "tls_names": words,
    "stop_within_s": whole(1, 120),
    "sentence_vectors": yes_or_no,
    "exchange.wss_urls": urls("wss"),
    "exchange.realm": text,
    "exchange.rpc_url": url("http", "https"),
    "exchange.more_rpc_urls": urls("http", "https"),
    "exchange.ca_file": existing_file,
    "exchange.names": words,
    "exchange.listen_host": text,
    "exchange.listen_port": whole(0, 65535),
    "exchange.key_file": path,
    "exchange.listen_cert_file": existing_file,
    "exchange.listen_key_file": existing_file,
    "exchange.client_ca_file": existing_file,
    "exchange.relays": addresses,
    "exchange.sounds_dir": text,
    "exchange.recording_allowed": yes_or_no,
    "exchange.digits_host": text,
    "exchange.digits_port": whole(0, 65535),
    "exchange.text_host": ip_address,
    "exchange.text_advertised": ip_address,
    "exchange.text_ports": ports,
    "exchange.voice_host": ip_address,
    "exchange.voice_port": whole(0, 65535),
    "exchange.voice_ports": ports,
    "exchange.sip_hosts": ip_addresses,
    "exchange.greetings_dir": path,
    "exchange.voicemail_days": whole(0, 3650),
    "exchange_setup.address": ip_address,
    "exchange_setup.sip_port": whole(1, 65535),
    "exchange_setup.trunk_address": ip_address,
    "exchange_setup.trunk_port": whole(1, 65535),
    "exchange_setup.trunk_transfers": one_of(*TRUNK_TRANSFERS),
    "exchange_setup.trunk_text": one_of(*TRUNK_TEXT),
    "exchange_setup.city_numbers": matching(CITY_NUMBER, "telephone numbers"),
    "exchange_setup.caller_number": one(CITY_NUMBER, "a telephone number"),
    "exchange_setup.fallback_seats": matching(SEAT, "seat numbers such as 1001"),
    "exchange_setup.emergency_numbers": matching(r"[0-9]{3,6}", "emergency numbers such as 112"),
    "exchange_setup.dials_a_minute": whole(1, 1000),
    "exchange_setup.fallback_ring_s": whole(3, 120),
    "exchange_setup.media_ports": ports,
    "exchange_setup.cli_ports": ports,
    "exchange_setup.recording_dir": one(r"/[A-Za-z0-9/_.-]+", "an absolute path"),
    "exchange_setup.cert_file": existing_file,
    "exchange_setup.cert_key_file": existing_file,
    "exchange_setup.server_url": url("http", "https"),
    "asterisk.url": url("http", "https"),
    "asterisk.user": text,
    "asterisk.password_file": existing_file,
    "asterisk.application": matching(r"[A-Za-z0-9_-]{1,40}", "a name"),
    "asterisk.endpoint": text,
    "asterisk.trunk": text,
    "asterisk.fallback_seats": matching(SEAT, "seat numbers such as 1001"),
    "freeswitch.host": text,
    "freeswitch.port": whole(1, 65535),
    "freeswitch.password_file": existing_file,
    "freeswitch.endpoint": text,
    "freeswitch.trunk": text,
    "freeswitch.fallback_seats": matching(SEAT, "seat numbers such as 1001"),
    "retention.numbers_days": whole(1, 3650),
    "retention.operators_days": whole(30, 3650),  # longer than a seat may be offline
    "retention.figures_days": whole(30, 3650),
    "mail.host": text,
    "mail.port": whole(1, 65535),
    "mail.security": one_of("starttls", "tls", "none"),
    "mail.ca_file": existing_file,
    "mail.user": text,
    "mail.password_file": existing_file,
    "mail.from_address": one(MAIL_ADDRESS, "a mail address"),
    "mail.public_url": url("https"),
    "mail.reviews_a_day": whole(0, 100),
    "sms.host": text,
    "sms.port": whole(1, 65535),
    "sms.security": one_of("tls", "tunnel", "none"),
    "sms.ca_file": existing_file,
    "sms.system_id": one(r"[!-~]{1,15}", "a system_id of up to 15 letters"),
    "sms.password_file": existing_file,
    "sms.system_type": one(r"[!-~]{1,12}", "a system_type of up to 12 letters"),
    "sms.texts_a_day": whole(1, 100_000),
    "sms.sender": one(SMS_SENDER, "a number or a name of up to 11 letters"),
}
OTHER_NEEDS = {
    "asterisk": ("asterisk.url", "asterisk.user", "asterisk.password_file"),
    "freeswitch": ("freeswitch.host", "freeswitch.password_file"),
    "mail": ("mail.host", "mail.from_address", "mail.public_url"),
    "sms": ("sms.host", "sms.system_id", "sms.password_file", "sms.sender"),
}
SETUP_NEEDS = ("exchange_setup.address", "exchange_setup.trunk_address")
EXCHANGE_NEEDS = ("exchange.wss_urls", "exchange.realm", "exchange.rpc_url")
LISTEN_TLS = ("listen_cert_file", "listen_key_file", "client_ca_file")
EXCHANGE_KEY_FILE = "exchange-key"

Given = tuple[str, str]  # (value, origin)


def load_settings(
    *,
    flags: Mapping[str, str | None],
    environment: Mapping[str, str] = os.environ,
    config_file: Path | None = None,
) -> ServerSettings:
    """Return the settings in force. flags: by key, None where not given. Raise NonsenseSetting."""
    given: dict[str, Given] = {}
    if config_file is not None:
        given |= _from_toml(config_file)
    given |= _from_environment(environment)
    given |= {key: (value, f"--{key.replace('_', '-')}") for key, value in flags.items() if value}
    values = {key: _parsed(key, *given[key]) for key in given}
    _check_pairs(given)
    _check_others(given)
    values |= _with_password(values, given)
    settings = _assembled(values)
    if settings.exchange is not None:
        _check_exchange(settings.exchange, given)
    _check_retention(settings.retention, given)
    if settings.mail is not None:
        _check_mail(settings.mail, given)
    if settings.sms is not None and settings.sms.security == "none":
        _check_near(settings.sms.host, "sms.security", given)
    return settings


def _from_toml(path: Path) -> dict[str, Given]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableSettings(path, error) from None
    flat: dict[str, Any] = {}
    for key, value in content.items():
        if isinstance(value, dict):
            flat |= {f"{key}.{inner}": content for inner, content in value.items()}
        else:
            flat[key] = value
    origin = f"file {path}"
    for key, value in flat.items():
        if key not in PARSERS:
            reason = f"is not a setting of this server{nearest(key, PARSERS)}"
            raise NonsenseSetting(key, value, origin, reason)
    return {key: (_toml_text(value), origin) for key, value in flat.items()}


def _toml_text(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _from_environment(environment: Mapping[str, str]) -> dict[str, Given]:
    names = {ENVIRONMENT_PREFIX + key.upper().replace(".", "_"): key for key in PARSERS}
    given = {}
    for name, value in environment.items():
        if not name.startswith(ENVIRONMENT_PREFIX):
            continue
        if name not in names:  # a console on this computer may own it, so it is no error
            log.warning("environment variable %s is not a setting of this server", name)
            continue
        given[names[name]] = (value, f"environment variable {name}")
    return given


def _parsed(key: str, value: str, origin: str) -> Any:
    try:
        return PARSERS[key](value)
    except ValueError as error:
        raise NonsenseSetting(key, value, origin, str(error)) from None


def _check_pairs(given: Mapping[str, Given]) -> None:
    """Raise NonsenseSetting where one setting means nothing without another."""
    for key, other in (("tls_cert_file", "tls_key_file"), ("tls_key_file", "tls_cert_file")):
        if key in given and other not in given:
            raise NonsenseSetting(key, *given[key], f"needs {other} beside it")
    exchange = [key for key in given if key.startswith("exchange.")]
    setup = [key for key in given if key.startswith("exchange_setup.")]
    for needed in (*EXCHANGE_NEEDS, *(SETUP_NEEDS if setup else ())):
        first = next(iter(exchange or setup), "")
        if first and needed not in given:
            raise NonsenseSetting(first, *given[first], f"needs {needed} beside it")


def _check_others(given: Mapping[str, Given]) -> None:
    """Raise NonsenseSetting where a peer cannot be reached as stated."""
    for section, needs in OTHER_NEEDS.items():
        first = next((key for key in given if key.startswith(f"{section}.")), "")
        for needed in needs if first else ():
            if needed not in given:
                raise NonsenseSetting(first, *given[first], f"needs {needed} beside it")


def _check_exchange(exchange: ExchangeSettings, given: Mapping[str, Given]) -> None:
    """Raise NonsenseSetting where the exchange's settings do not fit each other."""

    def refuse(name: str, reason: str) -> None:
        key = f"exchange.{name}"
        value, origin = given.get(key, (str(getattr(exchange, name)), "default"))
        raise NonsenseSetting(key, value, origin, reason)

    count = len(exchange.names)
    for name, values in (("wss_urls", exchange.wss_urls), ("rpc_url", exchange.rpc_urls)):
        if "exchange.names" in given and len(values) != count:
            refuse(name, f"is not one for each of the {count} exchanges in exchange.names")
    if exchange.relays and len(exchange.relays) != 2 * count:
        refuse("relays", f"is not two for each of the {count} exchanges in exchange.names")
    tls = [name for name in LISTEN_TLS if getattr(exchange, name) is not None]
    if tls and len(tls) < len(LISTEN_TLS):
        refuse(tls[0], f"needs {' and '.join(sorted(set(LISTEN_TLS) - set(tls)))} beside it")
    if exchange.voice_port and not exchange.sip_hosts:
        refuse("voice_port", "needs exchange.sip_hosts beside it")
    if not tls and not is_loopback(exchange.listen_host):
        refuse("listen_host", f"is not loopback and needs {', '.join(LISTEN_TLS)}")


def _check_retention(periods: RetentionSettings, given: Mapping[str, Given]) -> None:
    """Raise NonsenseSetting where rows would go before what they hold does."""
    for name in ("numbers_days", "operators_days"):
        days, key = getattr(periods, name), f"retention.{name}"
        if days > periods.figures_days:
            value, origin = given.get(key, (str(days), "default"))
            reason = f"is longer than retention.figures_days, {periods.figures_days}"
            raise NonsenseSetting(key, value, origin, reason)


def _check_mail(mail: MailSettings, given: Mapping[str, Given]) -> None:
    """Raise NonsenseSetting where a password or the mails would travel in clear."""
    if bool(mail.user) != (mail.password_file is not None):
        key = "mail.user" if mail.user else "mail.password_file"
        other = "mail.password_file" if mail.user else "mail.user"
        raise NonsenseSetting(key, *given[key], f"needs {other} beside it")
    if mail.security == "none":
        _check_near(mail.host, "mail.security", given)


def _check_near(host: str, key: str, given: Mapping[str, Given]) -> None:
    if not is_loopback(host):
        raise NonsenseSetting(key, *given[key], "is for a server on this computer only")


def _with_password(values: dict[str, Any], given: Mapping[str, Given]) -> dict[str, str]:
    """Take the file of the database's password out of values; return the URL that holds it."""
    key = "database_password_file"
    file = values.pop(key, None)
    if file is None:
        return {}
    parts = urlsplit(values.get("database", ""))
    if parts.scheme != "postgresql" or not parts.username or parts.password:
        reason = "needs a database such as postgresql://USER@HOST/NAME beside it"
        raise NonsenseSetting(key, *given[key], reason)
    try:
        password = _first_line(file)
    except (OSError, UnicodeDecodeError):
        raise NonsenseSetting(key, *given[key], "cannot be read by this account") from None
    user, _, place = parts.netloc.rpartition("@")
    netloc = f"{user}:{quote(password, safe='')}@{place}"
    return {"database": urlunsplit(parts._replace(netloc=netloc))}


def _assembled(values: dict[str, Any]) -> ServerSettings:
    exchange, setup = _section(values, "exchange"), _section(values, "exchange_setup")
    asterisk, freeswitch = _section(values, "asterisk"), _section(values, "freeswitch")
    retention = RetentionSettings(**_section(values, "retention"))
    mail, sms = _section(values, "mail"), _section(values, "sms")
    data_dir = values.pop("data_dir", None) or _default_data_dir()
    database = values.pop("database", None) or f"sqlite:///{data_dir / DATABASE_FILE}"
    return ServerSettings(
        data_dir=data_dir,
        database=database,
        exchange=ExchangeSettings(**exchange) if exchange else None,
        exchange_setup=ExchangeSetup(**setup) if setup else None,
        asterisk=AsteriskAccess(**asterisk) if asterisk else None,
        freeswitch=FreeSwitchAccess(**freeswitch) if freeswitch else None,
        retention=retention,
        mail=MailSettings(**mail) if mail else None,
        sms=SmsSettings(**sms) if sms else None,
        **values,
    )


def _first_line(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines[0] if lines else ""


def _section(values: dict[str, Any], name: str) -> dict[str, Any]:
    """Take the settings of one section out of values."""
    keys = [key for key in values if key.startswith(f"{name}.")]
    return {key.partition(".")[2]: values.pop(key) for key in keys}


def _default_data_dir() -> Path:
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "chiamaroma-server"
