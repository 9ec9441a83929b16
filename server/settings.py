"""Settings of the central server: defaults < TOML file < environment < flags, each checked."""

import logging
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urlsplit, urlunsplit

from contract.command_line import nearest
from server.account_settings import AccountSettings
from server.backup_settings import BackupSettings
from server.exchange_settings import (
    AsteriskAccess,
    ExchangeSettings,
    ExchangeSetup,
    FreeSwitchAccess,
)
from server.section_settings import MailSettings, OidcSettings, RetentionSettings, SmsSettings
from server.setting_checks import (
    Given,
    NonsenseSetting,
    UnreadableSettings,
    check_exchange,
    check_in_clear,
    check_mail,
    check_near,
    check_pairs,
    check_retention,
    secured,
)
from server.setting_parsers import (
    Address,
    FreePort,
    MaybeFile,
    MaybePath,
    Text,
    Words,
    existing_file,
    first_line,
    is_loopback,
    parsers_of,
    path,
    url,
    whole,
    yes_or_no,
)

__all__ = [
    "EXCHANGE_KEY_FILE",
    "Address",
    "BackupSettings",
    "ExchangeSettings",
    "ExchangeSetup",
    "MailSettings",
    "NonsenseSetting",
    "OidcSettings",
    "RetentionSettings",
    "ServerSettings",
    "SmsSettings",
    "is_loopback",
    "load_settings",
]

log = logging.getLogger(__name__)

ENVIRONMENT_PREFIX = "CHIAMAROMA_SERVER_"
DATABASE_FILE = "chiamaroma.db"


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
    # of one address, this computer's apart; more where many seats stand behind one address
    connections_per_address: Annotated[int, whole(8, 100_000)] = 64
    stop_within_s: Annotated[int, whole(1, 120)] = 3
    sentence_vectors: Annotated[bool, yes_or_no] = True  # seats find by meaning what words do not
    exchange: ExchangeSettings | None = None
    exchange_setup: ExchangeSetup | None = None  # for "exchange configure" only
    asterisk: AsteriskAccess | None = None
    freeswitch: FreeSwitchAccess | None = None
    retention: RetentionSettings = field(default_factory=RetentionSettings)
    accounts: AccountSettings = field(default_factory=AccountSettings)
    backup: BackupSettings = field(default_factory=BackupSettings)
    mail: MailSettings | None = None
    sms: SmsSettings | None = None
    oidc: OidcSettings | None = None
    config_file: Path | None = None  # where settings were read; no setting itself

    @property
    def greetings_folder(self) -> Path:
        """Where the greetings of the voicemail lie."""
        named = self.exchange.greetings_dir if self.exchange else None
        return named or self.data_dir / "greetings"


SECTIONS: dict[str, type] = {
    "accounts": AccountSettings,
    "exchange": ExchangeSettings,
    "exchange_setup": ExchangeSetup,
    "asterisk": AsteriskAccess,
    "freeswitch": FreeSwitchAccess,
    "retention": RetentionSettings,
    "backup": BackupSettings,
    "mail": MailSettings,
    "sms": SmsSettings,
    "oidc": OidcSettings,
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
EXCHANGE_KEY_FILE = "exchange-key"


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
    check_pairs(given, SECTIONS)
    values |= _with_password(values, given)
    if "database" in values:
        is_stated = "PGSSLMODE" in environment
        values["database"] = secured(values["database"], given, is_stated=is_stated)
    check_in_clear(given)
    values["config_file"] = config_file.absolute() if config_file else None
    settings = _assembled(values)
    if settings.exchange is not None:
        check_exchange(settings.exchange, given)
    check_retention(settings.retention, given)
    if settings.backup.folder and not settings.backup.recipients:
        reason = "needs backup.recipients beside it: backups would lie there in clear"
        raise NonsenseSetting("backup.folder", *given["backup.folder"], reason)
    if settings.mail is not None:
        check_mail(settings.mail, given)
    if settings.sms is not None and settings.sms.security == "none":
        check_near(settings.sms.host, "sms.security", given)
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
        password = first_line(file)
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
    if exchange := values.get("exchange"):
        values["exchange"] = replace(
            exchange, key_file=exchange.key_file or data_dir / EXCHANGE_KEY_FILE
        )
    return ServerSettings(**values)


def _section(values: dict[str, Any], name: str) -> dict[str, Any]:
    """Take the settings of one section out of values."""
    keys = [key for key in values if key.startswith(f"{name}.")]
    return {key.partition(".")[2]: values.pop(key) for key in keys}


def _default_data_dir() -> Path:
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "chiamaroma-server"
