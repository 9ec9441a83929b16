"""The TCP connections of this process, and the address the system would send from now. Linux."""

import contextlib
import os
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

_PROC = Path("/proc/self")
_ESTABLISHED = "01"
_WORD = 4


@dataclass(frozen=True, slots=True)
class Connection:
    local: str
    remote: str


def own_connections() -> frozenset[Connection]:
    """Return the established connections; none where the system does not list them."""
    inodes = set(_socket_inodes(_PROC / "fd"))
    found: set[Connection] = set()
    for name in ("tcp", "tcp6"):
        with contextlib.suppress(OSError):
            found |= set(established((_PROC / "net" / name).read_text().splitlines(), inodes))
    return frozenset(found)


def established(lines: Iterable[str], inodes: set[str]) -> Iterator[Connection]:
    """Yield those of /proc/net/tcp that belong to one of the sockets."""
    for line in lines:
        fields = line.split()
        if len(fields) > 9 and fields[3] == _ESTABLISHED and fields[9] in inodes:
            yield Connection(local=_address(fields[1]), remote=_address(fields[2]))


def source_towards(remote: str) -> str:
    """Return the address the system would send from; "" without a way to remote. Sends nothing."""
    family = socket.AF_INET6 if ":" in remote else socket.AF_INET
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        # Of a datagram socket this only asks the routing table.
        probe.connect((remote, 9))
        # A link-local address comes with its interface behind a %.
        return str(ip_address(probe.getsockname()[0].partition("%")[0]))
    return ""


def _socket_inodes(folder: Path) -> Iterator[str]:
    for entry in folder.iterdir():
        with contextlib.suppress(OSError):  # closed meanwhile
            target = os.readlink(entry)
            if target.startswith("socket:["):
                yield target[8:-1]


def _address(text: str) -> str:
    """ "0100007F:1F90" is 127.0.0.1: words of four bytes, each in the order of the processor."""
    digits = bytes.fromhex(text.partition(":")[0])
    words = (digits[at : at + _WORD] for at in range(0, len(digits), _WORD))
    raw = b"".join(word[::-1] for word in words)
    if len(raw) == _WORD:
        return str(IPv4Address(raw))
    address = IPv6Address(raw)
    # A socket of both families tells an IPv4 peer as ::ffff:a.b.c.d.
    return str(address.ipv4_mapped or address)
