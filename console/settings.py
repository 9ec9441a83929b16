"""How this console is set up: product < this machine < file < environment < command line < policy.

The two files of the machine, its policy and what it proposes, are read in runtime.machine_settings.
"""

import argparse
import base64
import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from contract.command_line import CommandLine, add_version, nearest

LANGUAGES = ("it", "en", "ar")
THEMES = ("light", "dark", "contrast", "system")
TEXT_PERCENTS = (100, 115, 130, 150, 200)  # those of widgets.theme, which needs Qt
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
    offline_hours: int = 12  # a seat opens so long after the server's last word; the machine's own
    lock_minutes: int = 10  # without a key or a click; 0: never. The machine's own
    may_use_plain_http: bool = False  # tests on loopback only; no option for it in a file
    managed: frozenset[str] = frozenset()  # fields of this struct that the machine's policy gave
    enrol: str | None = None  # the code that enrols this computer, "" to be asked for; no option
    proposed: frozenset[str] = frozenset()  # fields it only proposed, and the operator left alone


class MachineSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Fields of Settings as IT wants them on this machine: policy wins, proposal gives way."""

    policy: dict[str, Any] = {}
    proposal: dict[str, Any] = {}
    notes: tuple[str, ...] = ()  # what was ignored, for the log; no values


class SettingsRefused(Exception):
    """A setting makes no sense; str() is one sentence that says what is right.

    origin: "file", "environment" or "command line".
    """

    def __init__(self, key: str, value: str, origin: str, sentence: str) -> None:
        super().__init__(sentence)
        self.key = key
        self.value = value
        self.origin = origin


class Option(NamedTuple):
    """One setting. right: what makes sense, after "give"; read raises ValueError for the rest."""

    help: str
    right: str
    read: Callable[[str], dict[str, Any]]
    metavar: str = ""  # "": a flag


def load(
    argv: Sequence[str],
    environ: Mapping[str, str],
    file: Path | None,
    machine: MachineSettings = MachineSettings(),  # noqa: B008 - it is frozen
) -> Settings:
    """Return the settings; file is TOML, one that does not exist says nothing.

    argv is without the program's name. An option nobody knows, --help and --version end the
    program. Raise SettingsRefused for an unknown key and for a value out of its range.
    """
    # First: --help and --version must answer whatever the files say.
    given = command_line().parse_args(argv)
    operator: dict[str, Any] = {}
    for key, text in _from_file(file).items():
        operator |= _read(key, text, "file", f"{file}: {key} = {text}")
    for key, text in _from_environment(environ).items():
        operator |= _read(key, text, "environment", f"{_variable(key)}={text}")
    for key, text in _from_arguments(given).items():
        operator |= _read(key, text, "command line", f"{_flag(key)} {text}")
    operator |= _plain_http(given)
    return Settings(
        # The later one wins: a proposal gives way to the operator, the policy to nobody.
        **machine.proposal | operator | machine.policy,
        may_use_plain_http=given.test_plain_http,
        enrol=given.enrol,
        managed=frozenset(machine.policy),
        proposed=frozenset(machine.proposal) - set(operator) - set(machine.policy),
    )


def command_line() -> CommandLine:
    parser = CommandLine(
        prog="chiamaroma",
        description="Operator console of ChiamaRoma.",
        epilog="The operator's own settings are in ~/.config/chiamaroma/console.toml, those of the"
        " machine in /etc/chiamaroma. Pictures of the window: chiamaroma --list-scenes --help",
    )
    add_version(parser)
    for key, option in OPTIONS.items():
        flag = _flag(key)
        if option.metavar:
            parser.add_argument(flag, metavar=option.metavar, help=option.help)
        else:
            parser.add_argument(flag, action="store_const", const="true", help=option.help)
    enrols = "enrol this computer with a code of IT, which is asked for; shows no window"
    parser.add_argument("--enrol", nargs="?", const="", metavar="CODE", help=enrols)
    # Without a line in the help: nobody at work is to find a way around TLS.
    parser.add_argument("--test-plain-http", action="store_true", help=argparse.SUPPRESS)
    return parser


def _from_file(file: Path | None) -> dict[str, str]:
    """Return the texts of the operator's own file. Raise SettingsRefused."""
    try:
        table = {} if file is None else tomllib.loads(file.read_text(encoding="utf-8"))
    # Most seats have no file of their own; one that cannot be read is something else.
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        sentence = f"{file} cannot be read ({error.strerror}): give it back to yourself, or move it"
        raise SettingsRefused(str(file), "", "file", f"{sentence} away.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        sentence = f"{file} is not valid TOML ({error}): mend it, or move it away."
        raise SettingsRefused(str(file), "", "file", sentence) from error
    return {key: text_of(value) for key, value in table.items()}


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Other variables with our prefix belong to the server and to the demo."""
    return {key: environ[_variable(key)] for key in OPTIONS if environ.get(_variable(key))}


def _from_arguments(given: argparse.Namespace) -> dict[str, str]:
    texts = {key: getattr(given, key) for key in OPTIONS}
    is_plain = bool(_plain_http(given))
    return {k: t for k, t in texts.items() if t is not None and not (k == "server" and is_plain)}


def _plain_http(given: argparse.Namespace) -> dict[str, Any]:
    """Return the server of a test, which may do without TLS on loopback."""
    parts = urlsplit(given.server or "")
    # Only what never leaves the computer may go without TLS, whoever asks for it.
    is_near = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    return {"server": given.server.rstrip("/")} if given.test_plain_http and is_near else {}


def _variable(key: str) -> str:
    return PREFIX + key.upper()


def _flag(key: str) -> str:
    return f"--{key.replace('_', '-')}"


def _read(key: str, text: str, origin: str, shown: str) -> dict[str, Any]:
    """Return the fields of a setting. Raise SettingsRefused, with shown before what is right."""
    option = OPTIONS.get(key)
    if option is None:
        # Named with the right key: ignored, a setting misspelt would seem to do nothing.
        hint = nearest(key, OPTIONS) or f"; there are {', '.join(OPTIONS)}."
        raise SettingsRefused(key, text, origin, f"{shown}: there is no such setting{hint}")
    try:
        return option.read(text)
    except ValueError as error:
        raise SettingsRefused(key, text, origin, f"{shown}: give {option.right}.") from error


def _server(text: str) -> dict[str, Any]:
    parts = urlsplit(text)
    # A password in an address would stand in process lists and logs; a path would reach no route.
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme != "https" or not parts.hostname or extra:
        raise ValueError(text)
    _ = parts.port  # raises ValueError when it is none
    return {"server": text.rstrip("/")}


def _path(name: str) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        # NUL ends a path inside the system: refused here, it is a sentence and no traceback.
        if not text or "\0" in text:
            raise ValueError(text)
        return {name: Path(text).expanduser().absolute()}

    return read


def _readable_file(name: str) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        path = Path(text).expanduser().absolute()
        if not text or "\0" in text or not path.is_file() or not os.access(path, os.R_OK):
            raise ValueError(text)
        return {name: path}

    return read


def _public_key(text: str) -> dict[str, Any]:
    if len(base64.b64decode(text, validate=True)) != _KEY_BYTES:
        raise ValueError(text)
    return {"server_key": text}


def _choice(name: str, choices: tuple[str, ...]) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        if text not in choices:
            raise ValueError(text)
        return {name: text}

    return read


def _seat(text: str) -> dict[str, Any]:
    # isdigit() alone takes digits of every script, which no exchange can dial.
    is_line = text.isascii() and text.isdigit() and len(text) == _LINE_DIGITS
    if not is_line or not text.startswith("1"):
        raise ValueError(text)
    return {"seat": text}


def _text_percent(text: str) -> dict[str, Any]:
    if text not in map(str, TEXT_PERCENTS):
        raise ValueError(text)
    return {"text": int(text)}


def _no_phone(text: str) -> dict[str, Any]:
    if text not in ("true", "false", "1", "0"):
        raise ValueError(text)
    return {"has_phone": text in ("false", "0")}


def text_of(value: object) -> str:
    """Return a value of a TOML file as it would stand on a command line."""
    return str(value).lower() if isinstance(value, bool) else str(value)


OPTIONS = {
    "server": Option(
        "address of the central server; it begins with https://",
        "an address that begins with https://, such as https://server.example:8443",
        _server,
        "URL",
    ),
    "server_ca": Option(
        "PEM file of the only certificates trusted for the server",
        "a PEM file that exists and that you may read",
        _readable_file("server_ca"),
        "FILE",
    ),
    "server_key": Option(
        "key that signs what is copied from the server (default: the first one counts)",
        f"the Base64 text of {_KEY_BYTES} bytes",
        _public_key,
        "BASE64",
    ),
    "data_dir": Option("folder of replicas and logs", "a folder", _path("data_dir"), "DIR"),
    "seat": Option(
        "telephone line of this seat, 1000 to 1999",
        "a line of four digits that begins with 1, such as 1001",
        _seat,
        "LINE",
    ),
    "phone_socket": Option(
        "socket of the phone process", "the path of a socket", _path("phone_socket"), "FILE"
    ),
    "language": Option(
        f"language of the window: {', '.join(LANGUAGES)}",
        f"one of {', '.join(LANGUAGES)}",
        _choice("language", LANGUAGES),
        "CODE",
    ),
    "theme": Option(
        f"colours of the window: {', '.join(THEMES)}",
        f"one of {', '.join(THEMES)}",
        _choice("theme", THEMES),
        "NAME",
    ),
    "text": Option(
        f"size of the text in per cent: {', '.join(map(str, TEXT_PERCENTS))}",
        f"one of {', '.join(map(str, TEXT_PERCENTS))}",
        _text_percent,
        "PERCENT",
    ),
    "no_phone": Option("work without a telephone at this seat", "true or false", _no_phone),
}
