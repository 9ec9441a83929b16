"""The report of a run, from the citizens' SIP and RTP, the phones' taps and the server's database.

Nothing the console says of itself counts here. Usage: python -m tools.demo.report RUN_FOLDER
Prints one JSON object; ends 0 when nothing is wrong, else 1.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from sqlcipher3 import dbapi2

from tools.demo.run_folder import CitizenRecord, Plan, RunFolder, SeatSighting
from tools.services.tone_pattern import share_of_frames_matching

REQUIRED_SHARE = 0.95
STALL_LIMIT_MS = 100.0


class Percentiles(msgspec.Struct, frozen=True, kw_only=True):
    p50: float
    p95: float
    p99: float


class Report(msgspec.Struct, kw_only=True):
    calls_offered: int
    calls_answered: int
    calls_routed: int  # answered through the server's routing, not the exchange's fallback
    contacts_on_server: int
    contacts_missing: int
    contacts_duplicated: int
    forwards: int
    callbacks_created: int
    callbacks_called_back: int
    called_back_twice: int
    audio_verified_both_ways: int
    audio_shares: dict[str, tuple[float, float]]  # number -> heard by citizen, heard by seat
    ring_to_screen_ms: dict[str, float]
    answer_to_talk_ms: dict[str, float]
    search_ms: dict[str, float]
    gui_stall_ms_max: float
    gui_stall_busy_ms_max: float  # without the waiting for a processor
    errors: list[str]


class ServerFacts:
    """What the server's database holds, read without any code of the server."""

    def __init__(self, database: Path) -> None:
        connection = dbapi2.connect(f"file:{database}?mode=ro", uri=True)
        try:
            self.inbound = Counter(
                _column(connection, "SELECT caller_phone FROM contact WHERE direction='inbound'")
            )
            self.forwarded = _column(
                connection,
                "SELECT caller_phone FROM contact WHERE disposition='forwarded'"
                " AND case_id IN (SELECT id FROM case_)",
            )
            self.callbacks = _column(connection, "SELECT caller_phone FROM callback")
            self.called_back = _column(
                connection,
                "SELECT c.caller_phone FROM callback c WHERE c.state='done' AND EXISTS"
                " (SELECT 1 FROM callback_attempt a WHERE a.callback_id=c.id"
                " AND a.outcome='solved')",
            )
            self.offered_ms: dict[str, int] = dict(
                connection.execute(
                    "SELECT c.caller, max(o.offered_at) FROM queue_offer o"
                    " JOIN queue_call c ON c.id=o.call_id WHERE o.outcome='answered'"
                    " GROUP BY c.caller"
                )
            )
            self.routed = len(_column(connection, "SELECT id FROM queue_call WHERE answered_at>0"))
        finally:
            connection.close()


def _column(connection: Any, query: str) -> list[str]:
    return [str(value) for (value,) in connection.execute(query)]


def percentiles(values: list[float], *wanted: int) -> dict[str, float]:
    if not values:
        return {f"p{at}": 0.0 for at in wanted}
    return {f"p{at}": round(float(np.percentile(values, at)), 1) for at in wanted}


def audio_shares(folder: RunFolder, record: CitizenRecord) -> tuple[float, float]:
    """Return the share of frames with the call's own tune: at the citizen, at the seat."""
    digits = record.number.removeprefix("+")
    citizen_heard = np.fromfile(folder.heard / record.heard_file, dtype="<i2")
    best_seat = 0.0
    for sidecar in folder.taps.glob("*.json"):
        tap = msgspec.json.decode(sidecar.read_bytes())
        if str(tap.get("peer", "")).removeprefix("+") != digits:
            continue
        seat_heard = np.fromfile(sidecar.with_suffix(".raw"), dtype="<i2")
        best_seat = max(best_seat, share_of_frames_matching(seat_heard, f"citizen:{digits}"))
    return share_of_frames_matching(citizen_heard, f"seat:{digits}"), best_seat


def make_report(folder: RunFolder) -> Report:
    records, sightings = folder.citizen_records(), folder.sightings()
    placed = [record for record in records if record.side == "placed"]
    answered = [record for record in placed if record.answered_s is not None]
    dialled = [r for r in records if r.side == "taken" and r.answered_s is not None]
    facts = ServerFacts(next(iter(folder.server_data.glob("*.db"))))
    shares = {f"{r.side} {r.number}": audio_shares(folder, r) for r in answered + dialled}
    dialled_numbers = {record.number for record in dialled}
    plan = msgspec.json.decode(folder.plan.read_bytes(), type=Plan)
    offered_s = {who: at / 1000 - plan.clock_s for who, at in facts.offered_ms.items()}
    report = Report(
        calls_offered=len(placed),
        calls_answered=len(answered),
        calls_routed=facts.routed,
        contacts_on_server=sum(facts.inbound.values()),
        contacts_missing=sum(facts.inbound[r.number] == 0 for r in answered),
        contacts_duplicated=sum(max(0, facts.inbound[r.number] - 1) for r in answered),
        forwards=len(facts.forwarded),
        callbacks_created=len(facts.callbacks),
        callbacks_called_back=len(dialled_numbers & set(facts.called_back)),
        called_back_twice=len(dialled) - len(dialled_numbers),
        audio_verified_both_ways=sum(min(pair) >= REQUIRED_SHARE for pair in shares.values()),
        audio_shares={who: (round(a, 3), round(b, 3)) for who, (a, b) in shares.items()},
        ring_to_screen_ms=percentiles(ring_to_screen_ms(offered_s, sightings), 50, 95),
        answer_to_talk_ms=percentiles(answer_to_talk_ms(answered, sightings), 50, 95),
        search_ms=percentiles([s.ms for s in sightings if s.what == "search"], 50, 99),
        gui_stall_ms_max=longest_ms(sightings, "stall"),
        gui_stall_busy_ms_max=longest_ms(sightings, "stall_busy"),
        errors=[s.text for s in sightings if s.what == "error"],
    )
    report.errors += complaints(report, plan, len(shares))
    return report


def longest_ms(sightings: list[SeatSighting], what: str) -> float:
    return round(max((one.ms for one in sightings if one.what == what), default=0), 1)


def ring_to_screen_ms(offered_s: dict[str, float], sightings: list[SeatSighting]) -> list[float]:
    """From the server's decision to ring the seat to the caller's number seen in the window."""
    seen = {s.number: s.at_s for s in sightings if s.what == "rang"}
    return [(seen[number] - at_s) * 1000 for number, at_s in offered_s.items() if number in seen]


def answer_to_talk_ms(answered: list[CitizenRecord], sightings: list[SeatSighting]) -> list[float]:
    """From the answer key to the first sound at the citizen."""
    pressed = {s.number: s.at_s for s in sightings if s.what == "answer_key"}
    return [
        (r.first_rtp_s - pressed[r.number]) * 1000
        for r in answered
        if r.number in pressed and r.first_rtp_s is not None
    ]


def complaints(report: Report, plan: Plan, talks: int) -> list[str]:
    """Return a sentence for everything that is not as planned; empty means green."""
    checks = (
        (report.calls_answered >= plan.calls, "fewer calls answered than planned"),
        (
            report.calls_routed == report.calls_answered or plan.is_server_down,
            "calls were answered past the server's routing",
        ),
        (report.contacts_missing == 0, "a contact is missing on the server"),
        (report.contacts_duplicated == 0, "a contact is on the server twice"),
        (report.forwards >= plan.forwards, "fewer forwards than planned"),
        (report.callbacks_created >= plan.callbacks, "fewer callbacks created than planned"),
        (report.callbacks_called_back >= plan.callbacks, "fewer callbacks made than planned"),
        (report.called_back_twice == 0, "a citizen was called back twice"),
        (report.audio_verified_both_ways == talks, "a call whose own tune was not heard"),
        (talks > 0, "nobody talked"),
        (
            report.contacts_on_server == report.calls_answered,
            "contacts and answered calls differ in number",
        ),
    )
    return [text for holds, text in checks if not holds]


def verdict(report: Report, plan: Plan) -> list[str]:
    """Return the report in three lines of words."""
    ring, talk = report.ring_to_screen_ms["p95"], report.answer_to_talk_ms["p95"]
    talks = len(report.audio_shares)
    good = f"All well: {report.calls_answered} of {plan.calls} calls answered"
    return [
        f"Not well: {'; '.join(report.errors)}" if report.errors else good,
        f"{report.contacts_on_server} contacts on the server, {report.contacts_missing} missing,"
        f" {report.contacts_duplicated} twice; {report.forwards} forwarded,"
        f" {report.callbacks_called_back} of {plan.callbacks} called back;"
        f" voices heard both ways in {report.audio_verified_both_ways} of {talks} talks",
        f"95 of 100 calls were on screen within {ring:.0f} ms and were heard {talk:.0f} ms after"
        f" the answer; the window stood still for {report.gui_stall_ms_max:.0f} ms at most",
    ]


def verdict_by_hand(folder: RunFolder) -> list[str]:
    """Return what came of the calls so far, of this run and of those that used its folder before.

    Nothing was planned, so nothing is missing: only the server's own log may hold errors.
    """
    placed = [record for record in folder.citizen_records() if record.side == "placed"]
    answered = sum(record.answered_s is not None for record in placed)
    facts = ServerFacts(next(iter(folder.server_data.glob("*.db"))))
    log = folder.logs / "server.log"
    errors = log.read_text("utf-8", "replace").count(" ERROR ") if log.exists() else 0
    return [
        f"{len(placed)} citizens called, {answered} were answered",
        f"{sum(facts.inbound.values())} contacts of theirs and {len(facts.callbacks)} callbacks are"
        " on the server",
        f"Not well: {errors} errors in {log}"
        if errors
        else "All well: no error in the server's log",
    ]


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: python -m tools.demo.report RUN_FOLDER", file=sys.stderr)
        return 64
    report = make_report(RunFolder(Path(sys.argv[1])))
    print(msgspec.json.format(msgspec.json.encode(report), indent=1).decode())
    return 1 if report.errors else 0


if __name__ == "__main__":
    sys.exit(main())
