"""The server of demo and proofs, which is killed and started again at one port."""

from pathlib import Path
from urllib.parse import urlsplit

from tools.demo.central_server import CentralServer
from tools.demo.processes import Processes

GIVEN_BY_THE_SYSTEM = Path("/proc/sys/net/ipv4/ip_local_port_range")


def test_a_server_that_is_away_for_a_while_loses_its_port_to_nobody(tmp_path: Path) -> None:
    server = CentralServer(tmp_path, Processes(tmp_path / "logs"))
    first, last = map(int, GIVEN_BY_THE_SYSTEM.read_text().split())
    port = urlsplit(server.url).port
    assert port
    assert not first <= port <= last
