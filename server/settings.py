"""Settings of the central server: defaults < TOML file < environment < flags, each checked."""

import logging
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urlsplit, urlunsplit

from contract.command_line import nearest
from contract.domain.sending import USUAL_TEXTS_A_DAY
from server.exchange_settings import (
    AsteriskAccess,
    ExchangeSettings,
    ExchangeSetup,
    FreeSwitchAccess,
)
from server.setting_parsers import (
    Address,
    File,
    FreePort,
    MaybeFile,
    MaybePath,
    Port,
    Text,
    Words,
    existing_file,
    is_loopback,
    needs_of,
    one,
    one_of,
    parsers_of,
    path,
    url,
    whole,
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

    # then callers' numbers, and what was written of a transfer, are gone
    numbers_days: Annotated[int, whole(1, 3650)] = 90
    # then nobody can tell who took a call; the log of duty goes. Longer than a seat may be offline.
    operators_days: Annotated[int, whole(30, 3650)] = 90
    # then the calls themselves are deleted: two years of accounts
    figures_days: Annotated[int, whole(30, 3650)] = 731


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """How mails to the owners of the knowledge base leave, and where the links in them lead."""

    host: Text
    from_address: Annotated[str, one(MAIL_ADDRESS, "a mail address")]
    public_url: Annotated[str, url("https")]  # of this server, as owners reach it
    port: Port = 587
    # "tls" from the first byte, "none" on the same computer only
    security: Annotated[str, one_of("starttls", "tls", "none")] = "starttls"
    ca_file: MaybeFile = None  # None: what the system trusts
    user: Text = ""
    password_file: MaybeFile = None
    # most that one owner is asked to look at again
    reviews_a_day: Annotated[int, whole(0, 100)] = 5

    @property
    def domain(self) -> str:
        return self.from_address.rpartition("@")[2]

    def password(self) -> str:
        """Return the first line of the password file. Raise OSError."""
        return "" if self.password_file is None else _first_line(self.password_file)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsSettings:
    """How cards reach mobile telephones: an SMS centre that speaks SMPP 3.4."""

    host: Text
    system_id: Annotated[str, one(r"[!-~]{1,15}", "a system_id of up to 15 letters")]
    password_file: File
    # what the telephone shows: a number, or up to 11 letters
    sender: Annotated[str, one(SMS_SENDER, "a number or a name of up to 11 letters")]
    port: Port = 3550
    # "tunnel": in clear inside a private network; "none": on this computer
    security: Annotated[str, one_of("tls", "tunnel", "none")] = "tls"
    ca_file: MaybeFile = None  # None: what the system trusts
    system_type: Annotated[str, one(r"[!-~]{1,12}", "a system_type of up to 12 letters")] = ""
    texts_a_day: Annotated[int, whole(1, 100_000)] = USUAL_TEXTS_A_DAY  # of one operator

    def password(self) -> str:
        """Return the first line of the password file. Raise OSError."""
        return _first_line(self.password_file)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    data_dir: Annotated[Path, path]
    # URL, "sqlite:///…" or "postgresql://…"; may hold a password
    database: Annotated[str, url("sqlite", "postgresql")] = field(repr=False)
    host: Text = "127.0.0.1"
    port: FreePort = 8443  # 0: any free one, told in port_file
    port_file: MaybePath = None
    name: Text = "ChiamaRoma"
    tls_cert_file: MaybeFile = None  # both or none; none: self-signed, made at first start
    tls_key_file: MaybeFile = None
    tls_names: Words = ()  # further names and addresses of the self-signed certificate
    stop_within_s: Annotated[int, whole(1, 120)] = 3
    sentence_vectors: Annotated[bool, yes_or_no] = True  # seats find by meaning what words do not
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


SECTIONS: dict[str, type] = {
    "exchange": ExchangeSettings,
    "exchange_setup": ExchangeSetup,
    "asterisk": AsteriskAccess,
    "freeswitch": FreeSwitchAccess,
    "retention": RetentionSettings,
    "mail": MailSettings,
    "sms": SmsSettings,
}
PARSERS = (
    parsers_of(ServerSettings)
    | {"database_password_file": existing_file}
    | {
        key: read
        for name, kind in SECTIONS.items()
        for key, read in parsers_of(kind, f"{name}.").items()
    }
)
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
    for section, kind in SECTIONS.items():
        # What sets up an exchange says nothing without how it is reached.
        begun_by = ("exchange", "exchange_setup") if section.startswith("exchange") else (section,)
        first = next((key for one in begun_by for key in given if key.startswith(f"{one}.")), "")
        is_begun = section == "exchange" or any(key.startswith(f"{section}.") for key in given)
        for needed in needs_of(kind) if first and is_begun else ():
            if f"{section}.{needed}" not in given:
                raise NonsenseSetting(first, *given[first], f"needs {section}.{needed} beside it")


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
    for name, kind in SECTIONS.items():
        if section := _section(values, name):
            values[name] = kind(**section)
    data_dir = values.setdefault("data_dir", _default_data_dir())
    values.setdefault("database", f"sqlite:///{data_dir / DATABASE_FILE}")
    return ServerSettings(**values)


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
