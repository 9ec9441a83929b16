"""How this console is set up: default < file < environment < command line."""

import base64
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

LANGUAGES = ("it", "en", "ar")
THEMES = ("light", "dark", "contrast", "system")
TEXT_PERCENT = range(100, 201)
PREFIX = "CHIAMAROMA_"  # of environment variables
_LINE_DIGITS = 4
_KEY_BYTES = 32  # of an Ed25519 public key


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """data_dir None: runtime.paths decides. phone_socket None: the one below data_dir."""

    server: str = ""  # https URL of the central server, without a trailing slash; "": not set
    server_ca: Path | None = None  # PEM; only these certificates are trusted
    server_key: str = ""  # Base64 of the key that signs what is copied; "": the first one counts
    data_dir: Path | None = None
    seat: str = ""  # telephone line of the seat, "1001"
    phone_socket: Path | None = None
    language: str = "it"
    theme: str = "system"
    text: int = 100  # per cent
    has_phone: bool = True
    may_use_plain_http: bool = False  # tests on loopback only; no option for it in a file


class SettingsRefused(Exception):
    """A setting makes no sense. origin: "file", "environment" or "command line"."""

    def __init__(self, key: str, value: str, origin: str) -> None:
        super().__init__(f"{key}={value!r} ({origin})")
        self.key = key
        self.value = value
        self.origin = origin


def load(argv: Sequence[str], environ: Mapping[str, str], file: Path | None) -> Settings:
    """Return the settings; file is TOML, one that does not exist says nothing.

    argv is without the program's name; its options are "--key VALUE" or "--key=VALUE", and
    "--no-phone". Raise SettingsRefused for an unknown key and for a value out of its range.
    """
    values: dict[str, Any] = {}
    for origin, given in (
        ("file", _from_file(file)),
        ("environment", _from_environment(environ)),
        ("command line", _from_arguments(argv)),
    ):
        for key, text in given.items():
            values |= _read(key, text, origin, plain_http="--test-plain-http" in argv)
    if "--test-plain-http" in argv:
        values["may_use_plain_http"] = True
    return Settings(**values)


def _from_file(file: Path | None) -> dict[str, str]:
    if file is None or not file.exists():
        return {}
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsRefused(str(file), "", "file") from error
    return {key: _text(value) for key, value in table.items()}


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Other variables with our prefix belong to the server and to the demo."""
    names = {PREFIX + key.upper(): key for key in _READERS}
    return {key: environ[name] for name, key in names.items() if environ.get(name)}


def _from_arguments(argv: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    words = iter(argv)
    for word in words:
        option, equals, value = word.partition("=")
        key = option.removeprefix("--").replace("-", "_")
        if word == "--test-plain-http":
            continue
        if word == "--no-phone":
            given["no_phone"] = "true"
        elif not option.startswith("--") or key not in _READERS or key == "no_phone":
            raise SettingsRefused(option, value, "command line")
        else:
            given[key] = value if equals else next(words, "")
    return given


def _read(key: str, text: str, origin: str, *, plain_http: bool) -> dict[str, Any]:
    reader = _READERS.get(key)
    if reader is None:
        raise SettingsRefused(key, text, origin)
    try:
        return reader(text, plain_http)
    except ValueError as error:
        raise SettingsRefused(key, text, origin) from error


def _server(text: str, plain_http: bool) -> dict[str, Any]:
    parts = urlsplit(text)
    schemes = {"https"}
    if plain_http and parts.hostname in ("127.0.0.1", "localhost"):
        schemes.add("http")
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in schemes or not parts.hostname or extra:
        raise ValueError(text)
    _ = parts.port  # raises ValueError when it is none
    return {"server": text.rstrip("/")}


def _path(name: str) -> Callable[[str, bool], dict[str, Any]]:
    def read(text: str, _: bool) -> dict[str, Any]:
        if not text or "\0" in text:
            raise ValueError(text)
        return {name: Path(text).expanduser().absolute()}

    return read


def _existing_file(name: str) -> Callable[[str, bool], dict[str, Any]]:
    def read(text: str, _: bool) -> dict[str, Any]:
        if not text or "\0" in text or not Path(text).expanduser().is_file():
            raise ValueError(text)
        return {name: Path(text).expanduser().absolute()}

    return read


def _public_key(text: str, _: bool) -> dict[str, Any]:
    if len(base64.b64decode(text, validate=True)) != _KEY_BYTES:
        raise ValueError(text)
    return {"server_key": text}


def _choice(name: str, choices: tuple[str, ...]) -> Callable[[str, bool], dict[str, Any]]:
    def read(text: str, _: bool) -> dict[str, Any]:
        if text not in choices:
            raise ValueError(text)
        return {name: text}

    return read


def _seat(text: str, _: bool) -> dict[str, Any]:
    is_line = text.isascii() and text.isdigit() and len(text) == _LINE_DIGITS
    if not is_line or not text.startswith("1"):
        raise ValueError(text)
    return {"seat": text}


def _text_percent(text: str, _: bool) -> dict[str, Any]:
    if not (text.isascii() and text.isdigit()) or int(text[:4]) not in TEXT_PERCENT:
        raise ValueError(text)
    return {"text": int(text)}


def _no_phone(text: str, _: bool) -> dict[str, Any]:
    if text not in ("true", "false", "1", "0"):
        raise ValueError(text)
    return {"has_phone": text in ("false", "0")}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


_READERS: dict[str, Callable[[str, bool], dict[str, Any]]] = {
    "server": _server,
    "server_ca": _existing_file("server_ca"),
    "server_key": _public_key,
    "data_dir": _path("data_dir"),
    "seat": _seat,
    "phone_socket": _path("phone_socket"),
    "language": _choice("language", LANGUAGES),
    "theme": _choice("theme", THEMES),
    "text": _text_percent,
    "no_phone": _no_phone,
}
