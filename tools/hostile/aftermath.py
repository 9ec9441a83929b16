"""What an attack left behind: dead processes, silence, calls nobody ended, words in logs."""

import asyncio
import secrets
import socket
from collections import Counter
from pathlib import Path
from typing import Any

from server.exchange.bencode import decode, encode
from tools.call_centre.house import House
from tools.hostile.sip_peer import UdpPeer
from tools.hostile.watched_call import WatchedCall

SETTLE_S = 30.0  # what was given up last may take a while to end
ENDED = 5  # such a call the exchange only remembers for a while
PROCESSES = ("kamailio", "rtpengine1", "rtpengine2")


class Aftermath:
    """Knows how it was before the first attack."""

    def __init__(self, house: House, call: WatchedCall) -> None:
        self._house, self._call = house, call
        self._before = self._pids()
        self._first_seen: dict[str, str] = {}  # Call-ID at a relay -> the attack it came with

    async def harm(self, attack: str) -> list[str]:
        """Return what is wrong now, after that attack."""
        found = []
        for call_id in await asyncio.to_thread(self._relayed):
            self._first_seen.setdefault(call_id, attack)
        if not self._call.is_up:
            found.append("the call is gone")
        if not self._call.seat.phone.snapshot.line.registered:
            found.append("the seat is not registered at its phone")
        found += await asyncio.to_thread(self._silent)
        if self._pids() != self._before:
            found.append("a process died or was born again")
        return found

    async def violations(self, never_logged: list[str]) -> list[str]:
        """Return what remained after everything; logs are searched for what they may not hold."""
        left = ""
        for _ in range(round(SETTLE_S / 0.5)):
            left = await asyncio.to_thread(self._left)
            if not left:
                break
            await asyncio.sleep(0.5)
        told = [left] if left else []
        for path in self._logs():
            text = path.read_text(errors="replace")
            words = [word for word in never_logged if word and word in text]
            told += [f"{path.name} holds {len(words)} numbers or secrets"] if words else []
            if "bug" in text and path.name == "server.log":
                told.append("the server speaks of a bug")
            if any(word in text for word in ("segfault", "core dumped", "signal 11", "signal 6")):
                told.append(f"{path.name} speaks of a crash")
        return told

    def _logs(self) -> list[Path]:
        return [path for path in self._house.folder.rglob("*.log") if path.is_file()]

    def _pids(self) -> dict[str, int]:
        exchange, house = self._house.exchange, self._house
        pids = {name: exchange.pid(name) for name in PROCESSES}
        pids |= {"server": house.server.pid, "phone": self._call.phones.pid(house.seats[0])}
        children = Path(f"/proc/{pids['kamailio']}/task/{pids['kamailio']}/children").read_text()
        pids["workers"] = hash(children)
        return {name: pid for name, pid in pids.items() if name == "workers" or _is_alive(pid)}

    def _silent(self) -> list[str]:
        found = []
        try:
            self._house.exchange.rpc("core.uptime")
        except OSError:
            found.append("the exchange does not answer")
        if not self._house.exchange.registered(self._house.seats[0]):
            found.append("the seat is not registered at the exchange")
        found += [] if _options(self._house) else ["the exchange does not answer OPTIONS"]
        if not any(_asked(place, {"command": "ping"}) for place in _relays(self._house)):
            found.append("no relay answers")
        return found

    def _left(self) -> str:
        """Say which calls are there beside ours."""
        known: Any = self._house.exchange.rpc("dlg.list") or []
        dialogs = [call for call in known if call["state"] != ENDED]
        calls = self._relayed()
        if len(dialogs) <= 1 and len(calls) <= 1:
            return ""
        own = self._call.citizen.call_id
        came = Counter(self._first_seen.get(call, "?") for call in calls if call != own)
        return f"{len(dialogs)} calls at the exchange, at the relays those of {dict(came)}"

    def _relayed(self) -> list[str]:
        """Return the Call-IDs known to the relays."""
        return [call for place in _relays(self._house) for call in calls_at(place)]


def media_ports(house: House, call: WatchedCall) -> list[tuple[str, int]]:
    """Return where voice of the call arrives: all ports of the relay, and the seat's browser."""
    found = ports_of_relay(_relays(house), call.citizen.call_id)
    return found + _browser_ports(call.phones.pid(house.seats[0]))


def ports_of_relay(relays: list[tuple[str, int]], call_id: str) -> list[tuple[str, int]]:
    """Ask the relays' control ports where they listen for a call."""
    found = set()
    for place in relays:
        told = _asked(place, {"command": "query", "call-id": call_id})
        found |= {(place[0], port) for port in _local_ports(told) if port}
    return sorted(found)


def _local_ports(told: Any) -> list[int]:
    match told:
        case {"local port": int(port), **rest}:
            return [port, *_local_ports(rest)]
        case dict():
            return [port for inner in told.values() for port in _local_ports(inner)]
        case list():
            return [port for inner in told for port in _local_ports(inner)]
    return []


def _browser_ports(pid: int) -> list[tuple[str, int]]:
    """Return the UDP ports that a process or one of its descendants has open."""
    family = [pid]
    for parent in family:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            family += [int(child) for child in task.read_text().split()]
    inodes = set()
    for member in family:
        for link in Path(f"/proc/{member}/fd").glob("*"):
            try:
                inodes.add(str(link.readlink()))
            except OSError:
                continue
    found = []
    for line in Path("/proc/net/udp").read_text().splitlines()[1:]:
        words = line.split()
        if f"socket:[{words[9]}]" in inodes:
            address, port = words[1].split(":")
            shown = socket.inet_ntoa(int(address, 16).to_bytes(4, "little"))
            found.append(("127.0.0.1" if shown == "0.0.0.0" else shown, int(port, 16)))
    return found


def _relays(house: House) -> list[tuple[str, int]]:
    settings = house.exchange.settings
    return [(settings.address, port) for port in settings.relay_ports]


def calls_at(place: tuple[str, int]) -> list[str]:
    """Return the Call-IDs known to a relay, asked at its control port."""
    told = _asked(place, {"command": "list", "limit": 1000})
    calls = told.get("calls", [])
    return [str(call) for call in calls] if isinstance(calls, list) else []


def _asked(place: tuple[str, int], question: dict[str, Any]) -> dict[str, Any]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind((place[0], 0))
        one.settimeout(2)
        try:
            # A relay answers a cookie it has seen as it did then.
            one.sendto(secrets.token_hex(8).encode() + b" " + encode(question), place)
            answer = decode(one.recv(65_536).partition(b" ")[2])
        except OSError:
            return {}
    return answer if isinstance(answer, dict) else {}


def _options(house: House) -> bool:
    with UdpPeer(house.desks, house.exchange.sip_address, house.exchange.settings.realm) as peer:
        for _ in range(10):
            peer.send(peer.message("OPTIONS"))
            peer.settle(0.5, 1.0)
            if peer.statuses[200]:
                return True
    return False


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
