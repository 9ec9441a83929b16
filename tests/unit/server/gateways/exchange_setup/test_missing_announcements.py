"""Which announcements a queue needs, and which of them are not there."""

from pathlib import Path

from msgspec.structs import replace

from contract.domain.ids import QueueId
from contract.domain.queue import Entry, MenuKey, Queue, RecordingMode
from server.gateways.exchange_setup.missing_announcements import (
    in_short,
    languages_of,
    missing,
    needed,
)

QUEUE = Queue(id=QueueId("generale"), name="Informazioni")


def names(queue: Queue, *, records: bool = False) -> set[str]:
    return set(needed(queue, ("1001",), records=records))


def test_a_plain_queue_needs_little() -> None:
    assert names(QUEUE) == {"blocked", "nobody-free"}


def test_what_a_queue_does_must_be_said() -> None:
    queue = replace(
        QUEUE,
        tells_position=True,
        tells_wait=True,
        tells_operator_code=True,
        emergency_text="neve",
        hours="Mo-Fr 08:00-18:00",
        recording=RecordingMode.ON,
        recording_notice="avviso",
        dpia_note="prot. 1",
    )
    found = names(queue, records=True)
    assert {"position-99", "wait-60", "operator-1001", "emergency-neve", "closed"} <= found
    assert "recording-avviso" in found
    assert "recording-avviso" not in names(queue)  # a house that records nothing
    offering = names(replace(queue, menu=(MenuKey(key="1", callback=True),)))
    assert {"callback-offer", "callback-taken", "closed-callback"} <= offering
    assert "closed" not in offering


def test_languages_are_those_of_entries_and_keys() -> None:
    queue = replace(
        QUEUE,
        entries=(Entry(number="060606"), Entry(number="0655550100", language="ar")),
        menu=(MenuKey(key="2", language="en"),),
    )
    assert languages_of(queue) == ("it", "ar", "en")
    assert languages_of(QUEUE) == ("it",)


def test_missing_ones_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "it").mkdir()
    for name in ("position-1", "position-2", "wait-2"):
        (tmp_path / "it" / f"{name}.wav").touch()
    wanted = ["closed", *(f"position-{n}" for n in range(1, 6)), "wait-1", "wait-2", "wait-3"]
    found = missing(tmp_path, "it", wanted)
    assert in_short(found) == "closed, position-3 to 5, wait-1, wait-3"
    assert missing(tmp_path, "en", ["closed", "closed"]) == ("closed",)
