"""Where one run of the demo keeps what its programs leave behind, and the shape of each file."""

import time
from dataclasses import dataclass
from pathlib import Path

import msgspec


class CitizenRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One call in citizens.jsonl, as the citizen's SIP and RTP saw it; times monotonic seconds."""

    number: str  # E.164
    side: str  # "placed" or "taken"
    call_id: str
    attempts: int  # how often she dialled before somebody was free
    status: int
    invited_s: float
    ringing_s: float | None
    answered_s: float | None
    ended_s: float | None
    ended_by: str
    first_rtp_s: float | None
    rtp_sent: int
    rtp_received: int
    rtp_lost: int
    longest_gap_s: float
    heard_file: str


class SeatSighting(msgspec.Struct, frozen=True, kw_only=True):
    """One line of sightings-<seat>.jsonl: what the watcher of a real window saw, or did."""

    # "rang", "answer_key", "search", "search_missed" (ms: how long it was waited for), "stall",
    # "stall_busy", "error", "closed", "called_back"
    what: str
    at_s: float
    number: str = ""
    ms: float = 0.0
    text: str = ""


@dataclass(frozen=True, slots=True)
class RunFolder:
    path: Path

    @property
    def citizens(self) -> Path:
        return self.path / "citizens.jsonl"

    @property
    def plan(self) -> Path:
        return self.path / "plan.json"

    @property
    def heard(self) -> Path:
        return self.path / "heard"

    @property
    def taps(self) -> Path:
        return self.path / "taps"

    @property
    def server_data(self) -> Path:
        return self.path / "server"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    def program_logs(self) -> list[Path]:
        """Return the logs of the server, the phones and the consoles."""
        return sorted(
            log
            for pattern in ("logs/*.log", "phone-*/*.log", "console-*/logs/*.log")
            for log in self.path.glob(pattern)
        )

    def note_fault(self, text: str) -> None:
        """Keep what the run itself saw go wrong; the report tells it as an error."""
        sighting = SeatSighting(what="error", at_s=time.monotonic(), text=text)
        with (self.path / "sightings-run.jsonl").open("ab") as out:
            out.write(msgspec.json.encode(sighting) + b"\n")

    def sightings(self) -> list[SeatSighting]:
        return [
            msgspec.json.decode(line, type=SeatSighting)
            for file in sorted(self.path.glob("sightings-*.jsonl"))
            for line in file.read_bytes().splitlines()
            if line
        ]

    def citizen_records(self) -> list[CitizenRecord]:
        if not self.citizens.exists():
            return []
        lines = self.citizens.read_bytes().splitlines()
        return [msgspec.json.decode(line, type=CitizenRecord) for line in lines if line]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What the run set out to do; the report is red when less came about."""

    calls: int
    forwards: int
    callbacks: int
    is_server_down: bool = False  # for a while: calls then ring without it
    clock_s: float = 0.0  # wall clock less monotonic clock, to compare the server's times
