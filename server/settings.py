"""Settings of the central server: defaults < TOML file < environment < flags, each checked."""

import logging
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

ENVIRONMENT_PREFIX = "CHIAMAROMA_SERVER_"
DATABASE_FILE = "chiamaroma.db"


class NonsenseSetting(Exception):
    """A setting that cannot be meant. str() is one sentence naming key, value and origin."""

    def __init__(self, key: str, value: object, origin: str, reason: str) -> None:
        shown = re.sub(r":[^:@/]+@", ":…@", str(value))  # a database URL may hold a password
        super().__init__(f"Setting {key} = {shown!r} (from {origin}) {reason}.")
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSettings:
    """How seats register at the telephone exchange, and where it takes their secrets."""

    wss_urls: tuple[str, ...]
    realm: str
    rpc_url: str
    ca_file: Path | None = None

    def ca_pem(self) -> str:
        """Return the certificate seats must trust for the exchange, "" for the system's."""
        return self.ca_file.read_text(encoding="ascii") if self.ca_file else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    data_dir: Path
    database: str  # URL, "sqlite:///…" or "postgresql://…"
    host: str = "127.0.0.1"
    port: int = 8443  # 0: any free one, told in port_file
    port_file: Path | None = None
    name: str = "ChiamaRoma"
    tls_cert_file: Path | None = None  # both or none; none: self-signed, made at first start
    tls_key_file: Path | None = None
    tls_names: tuple[str, ...] = ()  # further names and addresses of the self-signed certificate
    stop_within_s: int = 3
    exchange: ExchangeSettings | None = None


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    return value.strip()


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not value.strip().isascii() or not value.strip().isdigit():
            raise ValueError("is not a whole number")
        if not low <= int(value) <= high:
            raise ValueError(f"is not between {low} and {high}")
        return int(value)

    return parse


def _words(value: str) -> tuple[str, ...]:
    words = tuple(value.replace(",", " ").split())
    if not words:
        raise ValueError("is empty")
    return words


def _path(value: str) -> Path:
    return Path(_text(value)).expanduser().absolute()


def _existing_file(value: str) -> Path:
    path = _path(value)
    if not path.is_file():
        raise ValueError("is not an existing file")
    return path


def _url(*schemes: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        scheme, separator, rest = _text(value).partition("://")
        if not separator or not rest or scheme not in schemes:
            raise ValueError(f"does not begin with {' or '.join(f'{s}://' for s in schemes)}")
        return value.strip()

    return parse


def _wss_urls(value: str) -> tuple[str, ...]:
    return tuple(_url("wss")(word) for word in _words(value))


PARSERS: dict[str, Callable[[str], Any]] = {
    "data_dir": _path,
    "database": _url("sqlite", "postgresql"),
    "host": _text,
    "port": _whole(0, 65535),
    "port_file": _path,
    "name": _text,
    "tls_cert_file": _existing_file,
    "tls_key_file": _existing_file,
    "tls_names": _words,
    "stop_within_s": _whole(1, 120),
    "exchange.wss_urls": _wss_urls,
    "exchange.realm": _text,
    "exchange.rpc_url": _url("http", "https"),
    "exchange.ca_file": _existing_file,
}
EXCHANGE_NEEDS = ("exchange.wss_urls", "exchange.realm", "exchange.rpc_url")

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
    return _assembled(values)


def _from_toml(path: Path) -> dict[str, Given]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NonsenseSetting("config", str(path), "--config", f"cannot be read: {error}") from None
    flat: dict[str, Any] = {}
    for key, value in content.items():
        if isinstance(value, dict):
            flat |= {f"{key}.{inner}": content for inner, content in value.items()}
        else:
            flat[key] = value
    origin = f"file {path}"
    for key, value in flat.items():
        if key not in PARSERS:
            raise NonsenseSetting(key, value, origin, "is not a setting of this server")
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
    for needed in EXCHANGE_NEEDS:
        if exchange and needed not in given:
            raise NonsenseSetting(exchange[0], *given[exchange[0]], f"needs {needed} beside it")


def _assembled(values: dict[str, Any]) -> ServerSettings:
    exchange = {key.partition(".")[2]: values.pop(key) for key in list(values) if "." in key}
    data_dir = values.pop("data_dir", None) or _default_data_dir()
    database = values.pop("database", None) or f"sqlite:///{data_dir / DATABASE_FILE}"
    return ServerSettings(
        data_dir=data_dir,
        database=database,
        exchange=ExchangeSettings(**exchange) if exchange else None,
        **values,
    )


def _default_data_dir() -> Path:
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "chiamaroma-server"
