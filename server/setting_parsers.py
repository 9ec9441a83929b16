"""How the text of a setting becomes a value; each raises ValueError with the rest of a sentence."""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from contract.whole_number import whole_number

Address = tuple[str, int]  # host, port


def text(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    return value.strip()


def whole(low: int, high: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not value.strip().isascii() or not value.strip().isdigit():
            raise ValueError("is not a whole number")
        number = whole_number(value.strip(), high)
        if number is None or number < low:
            raise ValueError(f"is not between {low} and {high}")
        return number

    return parse


def words(value: str) -> tuple[str, ...]:
    found = tuple(value.replace(",", " ").split())
    if not found:
        raise ValueError("is empty")
    return found


def path(value: str) -> Path:
    return Path(text(value)).expanduser().absolute()


def existing_file(value: str) -> Path:
    found = path(value)
    if not found.is_file():
        raise ValueError("is not an existing file")
    return found


def addresses(value: str) -> tuple[Address, ...]:
    return tuple(address(word) for word in words(value))


def address(word: str) -> Address:
    host, _, port = word.rpartition(":")
    number = whole_number(port, 65535) if host else None
    if not number:
        raise ValueError("is not a list of HOST:PORT")
    return host.strip("[]"), number


def url(*schemes: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        scheme, separator, rest = text(value).partition("://")
        if not separator or not rest or scheme not in schemes:
            raise ValueError(f"does not begin with {' or '.join(f'{s}://' for s in schemes)}")
        return value.strip()

    return parse


def private_url(value: str) -> str:
    """Accept a place that nobody on the way can listen to, nor write for."""
    found = url("http", "https")(value)
    parts = urlsplit(found)
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise ValueError("must be on loopback, where an encrypted tunnel may begin, or https://")
    return found


def private_urls(value: str) -> tuple[str, ...]:
    return tuple(private_url(word) for word in words(value))


def urls(*schemes: str) -> Callable[[str], tuple[str, ...]]:
    return lambda value: tuple(url(*schemes)(word) for word in words(value))


def ip_address(value: str) -> str:
    try:
        return str(ipaddress.ip_address(text(value)))
    except ValueError:
        raise ValueError("is not an IP address") from None


def ip_addresses(value: str) -> tuple[str, ...]:
    return tuple(map(ip_address, words(value)))


def ports(value: str) -> tuple[int, int]:
    """Parse "46000-46999": the first and the last of a range."""
    first, _, last = value.partition("-")
    found = (whole(1024, 65535)(first), whole(1024, 65535)(last))
    if found[1] <= found[0]:
        raise ValueError("is not a range such as 46000-46999")
    return found


def yes_or_no(value: str) -> bool:
    word = value.strip().lower()
    if word not in ("yes", "no", "true", "false"):
        raise ValueError("is neither yes nor no")
    return word in ("yes", "true")


def one_of(*allowed: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value.strip() not in allowed:
            raise ValueError(f"is not one of {', '.join(allowed)}")
        return value.strip()

    return parse


def one(pattern: str, what: str) -> Callable[[str], str]:
    """Parse one word that matches pattern whole."""

    def parse(value: str) -> str:
        if not re.fullmatch(pattern, value.strip()):
            raise ValueError(f"is not {what}")
        return value.strip()

    return parse


def matching(pattern: str, what: str) -> Callable[[str], tuple[str, ...]]:
    """Parse a list of words that match pattern whole; what says what they are."""

    def parse(value: str) -> tuple[str, ...]:
        found = words(value)
        if not all(re.fullmatch(pattern, word) for word in found):
            raise ValueError(f"is not a list of {what}")
        return found

    return parse


def is_loopback(host: str) -> bool:
    """Return whether only this computer can reach host; a name other than localhost: no."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def first_line(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines[0] if lines else ""


# A setting is a field whose type says how its text becomes a value.
Text = Annotated[str, text]
Words = Annotated[tuple[str, ...], words]
MaybePath = Annotated[Path | None, path]
File = Annotated[Path, existing_file]
MaybeFile = Annotated[Path | None, existing_file]
WebUrl = Annotated[str, url("http", "https")]
Ip = Annotated[str, ip_address]
Port = Annotated[int, whole(1, 65535)]
FreePort = Annotated[int, whole(0, 65535)]
PortRange = Annotated[tuple[int, int], ports]


def parsers_of(kind: type, section: str = "") -> dict[str, Callable[[str], Any]]:
    """Return by key how each setting of a class of settings is read."""
    return {
        f"{section}{field.name}": field.type.__metadata__[0]
        for field in fields(kind)
        if hasattr(field.type, "__metadata__")
    }


def needs_of(kind: type) -> list[str]:
    """Return the settings that a section cannot be without."""
    return [field.name for field in fields(kind) if field.default is MISSING]
