"""What a report of a seat must be, whatever it says: anything else is malformed."""

import re
from datetime import datetime

from contract.wire.decoding import MalformedMessage
from contract.wire.duty import DutyReport, DutyStep, SeatCall
from server.usecases.sync.value_checks import YEARS

STEPS_LIMIT = 200
CALLS_LIMIT = 20
TEXT_LIMIT = 256  # a phone cuts a call's name there, and strangers choose how long it is
NUMBER_LIMIT = 2**53
_BOOT = re.compile(r"[A-Za-z0-9-]{0,64}")


def check_report(report: DutyReport) -> None:
    """Raise MalformedMessage naming the place."""
    if not _BOOT.fullmatch(report.boot) or (report.steps and not report.boot):
        raise MalformedMessage("boot - at `$.boot`")
    if len(report.steps) > STEPS_LIMIT:
        raise MalformedMessage("too many - at `$.steps`")
    if len(report.calls) > CALLS_LIMIT:
        raise MalformedMessage("too many - at `$.calls`")
    if len(report.not_calling) > CALLS_LIMIT:
        raise MalformedMessage("too many - at `$.not_calling`")
    if len(report.taking) > CALLS_LIMIT:
        raise MalformedMessage("too many - at `$.taking`")
    _check_texts("$.seat", report.seat, *report.not_calling, *report.taking)
    for call in report.calls:
        _check_call(call)
    for step in report.steps:
        _check_step(step)


def _check_call(call: SeatCall) -> None:
    _check_texts("$.calls", call.call_key, call.sip_id, call.offer, call.state, call.peer)


def _check_step(step: DutyStep) -> None:
    if not 1 <= step.number < NUMBER_LIMIT:
        raise MalformedMessage("number - at `$.steps`")
    check_instant(step.at, "$.steps")
    _check_texts("$.steps", step.wish, step.reason, step.call_key, step.offer)


def check_instant(at: datetime, path: str) -> None:
    """Raise MalformedMessage for one without a zone or of another age."""
    if at.tzinfo is None or at.year not in YEARS:
        raise MalformedMessage(f"instant - at `{path}`")


def _check_texts(path: str, *texts: str) -> None:
    for text in texts:
        if len(text) > TEXT_LIMIT or "\0" in text:
            raise MalformedMessage(f"text - at `{path}`")
