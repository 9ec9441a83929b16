"""The report of a run, from the citizens' SIP and RTP, the phones' taps and the server's database.

Of what the console says of itself only the times in its window count, and its bugs, which are
errors. Usage: python -m tools.demo.report RUN_FOLDER
Prints one JSON object; ends 0 when nothing is wrong, else 1.
"""

import sys
from pathlib import Path

import msgspec
import numpy as np

from tools.demo.run_folder import CitizenRecord, Plan, RunFolder, SeatSighting
from tools.services.patience import PATIENCE
from tools.services.server_facts import ServerFacts
from tools.services.tone_pattern import share_of_frames_matching

REQUIRED_SHARE = 0.95
SEATS = 2  # each with a window that is watched
TIMES = (
    "ring_to_screen_ms", "answer_to_talk_ms", "search_ms", "gui_stall_ms_max",
    "gui_stall_busy_ms_max",
)  # fmt: skip
STALL_LIMIT_MS = 100.0  # without the waiting for a processor
type Figures = dict[str, float | None]  # None: nothing was measured


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
    ring_to_screen_ms: Figures
    answer_to_talk_ms: Figures
    search_ms: Figures
    searches_missed: int  # keys whose results did not come before the next one
    gui_stall_ms_max: float | None
    gui_stall_busy_ms_max: float | None  # without the waiting for a processor
    errors: list[str]


def percentiles(values: list[float], *wanted: int) -> Figures:
    if not values:
        return {f"p{at}": None for at in wanted}
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
    facts = ServerFacts(folder.server_data)
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
        search_ms=percentiles(searches_ms(sightings), 50, 99),
        searches_missed=sum(s.what == "search_missed" for s in sightings),
        gui_stall_ms_max=longest_ms(sightings, "stall"),
        gui_stall_busy_ms_max=longest_ms(sightings, "stall_busy"),
        errors=[s.text for s in sightings if s.what == "error"],
    )
    report.errors += complaints(report, plan, len(shares))
    report.errors += unmeasured(report, sightings)
    report.errors += logged_errors(folder)
    return report


def longest_ms(sightings: list[SeatSighting], what: str) -> float | None:
    return max((round(one.ms, 1) for one in sightings if one.what == what), default=None)


def unmeasured(report: Report, sightings: list[SeatSighting]) -> list[str]:
    """Return a sentence for each figure that nobody measured: it is neither good nor bad."""
    missing = []
    for name in TIMES:
        figure = getattr(report, name)
        if None in (figure.values() if isinstance(figure, dict) else (figure,)):
            missing.append(f"{name} was not measured")
    watched = sum(one.what == "stall" for one in sightings)
    if watched != SEATS:
        missing.append(f"{watched} of {SEATS} windows were watched to the end")
    return missing


def logged_errors(folder: RunFolder) -> list[str]:
    """Return which programs wrote errors into their logs, and how many."""
    texts = {log: log.read_text("utf-8", "replace") for log in folder.program_logs()}
    counts = {log.relative_to(folder.path): text.count(" ERROR ") for log, text in texts.items()}
    return [f"{count} errors in {name}" for name, count in counts.items() if count]


def searches_ms(sightings: list[SeatSighting]) -> list[float]:
    """Return how long each key's results took; of those that were missed, how long at least."""
    return [one.ms for one in sightings if one.what in ("search", "search_missed")]


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
            (report.gui_stall_busy_ms_max or 0.0) <= STALL_LIMIT_MS * PATIENCE,
            "a window stood still for too long",
        ),
        (
            report.contacts_on_server == report.calls_answered,
            "contacts and answered calls differ in number",
        ),
    )
    return [text for holds, text in checks if not holds]


def verdict(report: Report, plan: Plan) -> list[str]:
    """Return the report in three lines of words."""
    ring, talk = (
        in_words(report.ring_to_screen_ms["p95"]),
        in_words(report.answer_to_talk_ms["p95"]),
    )
    talks = len(report.audio_shares)
    good = f"All well: {report.calls_answered} of {plan.calls} calls answered"
    return [
        f"Not well: {'; '.join(report.errors)}" if report.errors else good,
        f"{report.contacts_on_server} contacts on the server, {report.contacts_missing} missing,"
        f" {report.contacts_duplicated} twice; {report.forwards} forwarded,"
        f" {report.callbacks_called_back} of {plan.callbacks} called back;"
        f" voices heard both ways in {report.audio_verified_both_ways} of {talks} talks",
        f"95 of 100 calls were on screen within {ring} and were heard {talk} after"
        f" the answer; the window stood still for {in_words(report.gui_stall_ms_max)} at most",
    ]


def in_words(ms: float | None) -> str:
    return "an unknown time" if ms is None else f"{ms:.0f} ms"


def verdict_by_hand(folder: RunFolder) -> list[str]:
    """Return what came of the calls so far, of this run and of those that used its folder before.

    Nothing was planned, so nothing is missing: only the programs' own logs may hold errors.
    """
    placed = [record for record in folder.citizen_records() if record.side == "placed"]
    answered = sum(record.answered_s is not None for record in placed)
    facts = ServerFacts(folder.server_data)
    errors = logged_errors(folder)
    return [
        f"{len(placed)} citizens called, {answered} were answered",
        f"{sum(facts.inbound.values())} contacts of theirs and {len(facts.callbacks)} callbacks are"
        " on the server",
        f"Not well: {', '.join(errors)}" if errors else "All well: no error in any log",
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
