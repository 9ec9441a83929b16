"""Where the attacked house listens, and the addresses the attackers come from."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from tools.call_centre.house import House
from tools.proofs.judges.server_under_proof import PASSWORD

LEAD = "lead"  # login of a team lead
KNOWN_COMPUTER = "known-computer"  # where one operator has worked before


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """All a program beside the house needs to know; it is handed to another process."""

    exchange: tuple[str, int]  # SIP over UDP
    wss_port: int
    realm: str
    trunk: str  # the carrier's address: the exchange trusts it
    trunk_port: int  # where the citizens listen
    stranger: str  # the exchange knows nobody there
    storm: str  # another stranger, whom the exchange will shut out
    other_storm: str
    server_port: int
    certificate: str  # of the server
    route_port: int
    route_key: str
    digits_port: int
    owners_port: int
    log: str  # of the server
    busy_seat: str  # where somebody is in a call
    password: str  # of all accounts
    answers_mark: str = ""  # the server's public key, which all seats know
    tag: str = field(default_factory=lambda: secrets.token_hex(3))

    @property
    def wss(self) -> tuple[str, int]:
        return self.exchange[0], self.wss_port


def target_of(house: House, route_port: int, owners_port: int) -> Target:
    settings = house.exchange.settings
    net = house.address.rpartition(".")[0]
    digits = settings.digits_address.rpartition(":")[2]
    return Target(
        exchange=house.exchange.sip_address,
        wss_port=settings.wss_port,
        realm=settings.realm,
        trunk=settings.trunk_address,
        trunk_port=settings.trunk_port,
        stranger=f"{net}.53",
        storm=f"{net}.54",
        other_storm=f"{net}.55",
        server_port=int(house.server.server.url.rpartition(":")[2]),
        certificate=str(Path(house.server.server.certificate)),
        route_port=route_port,
        route_key=settings.server_key,
        digits_port=int(digits),
        owners_port=owners_port,
        log=str(house.folder / "logs" / "server.log"),
        busy_seat=house.seats[0],
        password=PASSWORD,
    )
