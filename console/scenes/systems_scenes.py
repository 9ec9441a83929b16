"""States of IT's pages worth looking at."""

from datetime import timedelta

from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.scene_seat import SceneSeat
from console.screens.systems.accounts_screen import ACCOUNTS
from console.screens.systems.seats_screen import SeatsScreen
from console.shell.main_window import MainWindow
from contract.domain.account import Role
from contract.domain.ids import AccountId, DeskId, QueueId
from contract.wire.seat_health import SeatHealth
from contract.wire.systems import AccountLine, QueueLine, SeatState, SystemsNow, SystemsSetup

VERSION = "1.4.2"
SYSTEM = "Debian GNU/Linux 13 (trixie)"
USB, LOUD = "Cuffia USB", "Altoparlanti integrati"


def _seat(
    number: int,
    state: str,
    health: str = "ok",
    *,
    version: str = VERSION,
    headset: str = USB,
    ms: int = 3,
    disk: int = 41_000,
    seen_s: int = 1,
) -> SeatState:
    told = SeatHealth(
        version=version, system=SYSTEM, headset=headset, network_ms=ms, disk_free_mb=disk
    )
    return SeatState(
        seat=str(number),
        state=state,
        since_at=city.NOW - timedelta(seconds=372),
        health=health,
        told=told,
        seen_at=city.NOW - timedelta(seconds=seen_s),
    )


SEATS = (
    _seat(1001, "on_call"),
    _seat(1002, "ready", ms=2),
    _seat(1003, "not_ready"),
    _seat(1004, "on_call", "slow_network", ms=84),
    _seat(1005, "ready", "old_version", version="1.4.1", headset="Cuffia Bluetooth"),
    _seat(1006, "on_call", ms=2),
    _seat(1007, "not_ready", "no_microphone", headset=LOUD, ms=4),
    _seat(1008, "ready"),
    _seat(1009, "off", "off", seen_s=66_000),
    _seat(1010, "wrap_up", "little_disk", disk=900),
    _seat(1011, "on_call"),
    _seat(1012, "ready", "silent", seen_s=700),
    _seat(1013, "not_ready"),
)
SYSTEMS = SystemsNow(at=city.NOW, version=VERSION, seats=SEATS)
ROLES = (
    ("operatrice1", Role.OPERATOR, ("tributi",), ("it", "ar"), "active"),
    ("operatore2", Role.OPERATOR, (), ("it", "en"), "active"),
    ("tributi1", Role.LEVEL_TWO, ("tributi",), ("it",), "active"),
    ("redazione1", Role.EDITOR, (), ("it",), "active"),
    ("caposala1", Role.TEAM_LEAD, (), ("it",), "active"),
    ("sistemi1", Role.IT, (), ("it",), "active"),
    ("operatore9", Role.OPERATOR, (), ("it",), "no_password"),
    ("operatore3", Role.OPERATOR, (), ("it",), "blocked"),
)
SETUP = SystemsSetup(
    accounts=tuple(
        AccountLine(
            account_id=AccountId(login),
            login=login,
            role=role,
            desk_ids=tuple(map(DeskId, desks)),
            languages=languages,
            used_at=city.NOW - timedelta(hours=2 + 30 * at) if state == "active" else None,
            state=state,
        )
        for at, (login, role, desks, languages, state) in enumerate(ROLES)
    ),
    queues=(
        QueueLine(
            queue_id=QueueId("anagrafe"),
            name="II livello Anagrafe e stato civile",
            numbers=("+39065550601",),
            hours="Mo-Fr 08:00-18:30, Sa 08:30-13:00",
            people=14,
            overflow="Informazioni",
        ),
        QueueLine(
            queue_id=QueueId("informazioni"),
            name="Informazioni",
            numbers=("060606", "+39065550600", "+39065550602", "+39065550603"),
            people=43,
        ),
        QueueLine(
            queue_id=QueueId("tributi"),
            name="Tributi, II livello",
            hours="Mo-Fr 08:30-18:30",
            people=7,
        ),
    ),
    desks={"tributi": "Tributi"},
)


async def systems(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.role = Role.IT
    seat.server.answers.setdefault("/systems/seats", SYSTEMS)
    seat.server.answers.setdefault("/systems/accounts", SETUP)
    await seat.enter(seat="")
    await settle()
    window.part(SeatsScreen).table.select_key("1007")
    await settle()


async def systems_accounts(window: MainWindow, seat: SceneSeat) -> None:
    await systems(window, seat)
    window.work.show_module(ACCOUNTS)
    await settle()
