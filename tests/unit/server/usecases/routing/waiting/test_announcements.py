"""What a waiting citizen hears, and how often."""

from contract.domain.ids import QueueId
from contract.domain.queue import Queue, RecordingMode
from server.usecases.routing.waiting.announcements import (
    GAP_MS,
    MOST_PLACES,
    Standing,
    Told,
    next_announcement,
    note_told,
)

QUEUE = Queue(
    id=QueueId("q"),
    name="Q",
    tells_position=True,
    tells_wait=True,
    emergency_text="neve",
    recording=RecordingMode.ON,
    recording_notice="registrata",
    dpia_note="prot. 1",
    offers_callback_s=60,
)


def heard(queue: Queue, *queue_positions: Standing) -> list[str | None]:
    """Return what is heard when each of these is looked at, GAP_MS apart."""
    told = Told()
    names = []
    for number, standing in enumerate(queue_positions):
        name = next_announcement(queue, standing, told, number * GAP_MS)
        if name is not None:
            note_told(told, name, number * GAP_MS)
        names.append(name)
    return names


def at(position: int = 3, expected_s: int | None = 130, waited_s: int = 0) -> Standing:
    return Standing(position=position, expected_s=expected_s, waited_ms=waited_s * 1000)


def test_the_emergency_comes_first_then_the_notice_then_place_and_wait_in_turn() -> None:
    names = heard(QUEUE, at(), at(), at(), at(), at(position=2))
    assert names == ["emergency-neve", "recording-registrata", "position-3", "wait-3", "position-2"]


def test_the_callback_is_offered_once_the_wait_was_long_enough() -> None:
    names = heard(QUEUE, at(), at(), at(waited_s=61), at(waited_s=91))
    assert names[2:] == ["callback-offer", "position-3"]


def test_a_wait_nobody_can_estimate_is_not_told() -> None:
    queue = Queue(id=QueueId("q"), name="Q", tells_wait=True)
    assert heard(queue, at(expected_s=None), at(expected_s=30)) == [None, "wait-1"]


def test_a_queue_that_tells_nothing_is_silent() -> None:
    assert heard(Queue(id=QueueId("q"), name="Q"), at(), at(waited_s=600)) == [None, None]


def test_nothing_is_played_within_thirty_seconds_of_the_last_announcement() -> None:
    told = Told()
    name = next_announcement(QUEUE, at(), told, 1_000)
    assert name is not None
    note_told(told, name, 1_000)
    assert next_announcement(QUEUE, at(), told, 1_000 + GAP_MS - 1) is None
    assert next_announcement(QUEUE, at(), told, 1_000 + GAP_MS) is not None


def test_recording_that_is_off_needs_no_notice() -> None:
    queue = Queue(id=QueueId("q"), name="Q", recording_notice="registrata")
    assert heard(queue, at()) == [None]


def test_a_place_nobody_has_recorded_is_not_told() -> None:
    queue = Queue(id=QueueId("q"), name="Q", tells_position=True)
    assert heard(queue, at(MOST_PLACES + 1), at(MOST_PLACES)) == [None, f"position-{MOST_PLACES}"]
