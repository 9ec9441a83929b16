"""A seat tells of its computer when a word changes, and of its numbers once a minute."""

from msgspec.structs import replace

from console.sync.health_report import HealthReport
from contract.wire.seat_health import HEALTH_EVERY_S, SeatHealth

WELL = SeatHealth(version="1.0", system="Debian", headset="Cuffia", network_ms=3, disk_free_mb=900)


class _Computer:
    def __init__(self) -> None:
        self.now = WELL
        self.time_s = 500.0
        self.report = HealthReport(lambda: self.now, lambda: self.time_s)

    def beat(self, *, is_heard: bool = True) -> SeatHealth | None:
        """Return what goes along with a report."""
        due = self.report.due()
        if is_heard:
            self.report.told(due)
        return due


def test_it_is_told_at_once_and_then_not_at_each_beat() -> None:
    computer = _Computer()
    assert computer.beat() == WELL
    computer.now = replace(WELL, network_ms=40, disk_free_mb=800)
    assert computer.beat() is None
    computer.time_s += HEALTH_EVERY_S
    assert computer.beat() == computer.now


def test_another_headset_is_told_at_once() -> None:
    computer = _Computer()
    computer.beat()
    computer.now = replace(WELL, headset="Altoparlanti")
    assert computer.beat() == computer.now


def test_what_no_server_heard_is_told_again() -> None:
    computer = _Computer()
    assert computer.beat(is_heard=False) == WELL
    assert computer.beat() == WELL
    assert computer.beat() is None
