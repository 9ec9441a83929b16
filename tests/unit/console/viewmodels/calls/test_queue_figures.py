"""Figures of the queues: sums, and whether they still hold."""

from console.viewmodels.calls.queue_figures import QueueFiguresViewModel
from contract.domain.ids import QueueId
from contract.wire.duty import QueueFigures
from tests.unit.console.viewmodels.seat import HandClock

FIGURES = (
    QueueFigures(queue_id=QueueId("tributi"), waiting=5, longest_wait_s=42),
    QueueFigures(queue_id=QueueId("cie"), waiting=2, longest_wait_s=7),
)


def test_all_queues_make_one_line() -> None:
    clock = HandClock()
    model = QueueFiguresViewModel(monotonic_s=clock, now=clock.now)
    assert not model.is_known
    model.show(FIGURES)
    assert (model.waiting, model.longest_wait_s) == (7, 42)


def test_figures_are_old_when_the_server_is_silent_not_when_they_stay_the_same() -> None:
    clock = HandClock()
    model = QueueFiguresViewModel(monotonic_s=clock, now=clock.now)
    told: list[bool] = []
    model.changed.connect(lambda: told.append(model.is_old))
    model.show(FIGURES)
    for _ in range(10):
        clock.turn(2)
        model.note_server()
        model.tick()
    assert told == [False]
    heard_at = model.alive_at
    clock.turn(5.1)
    model.tick()
    model.tick()
    assert told == [False, True]
    assert model.alive_at == heard_at
    model.note_server()
    assert told == [False, True, False]
