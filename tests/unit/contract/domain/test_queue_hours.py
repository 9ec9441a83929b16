"""A queue closes for each language on its own; seats and server apply the same rule."""

from datetime import UTC, datetime

from contract.domain.ids import QueueId
from contract.domain.queue import Entry, LanguageHours, MenuKey, Queue
from contract.domain.queue_hours import closes_at, is_open, languages_of_queue, opens_at

QUEUE = Queue(
    id=QueueId("informazioni"),
    name="Informazioni",
    entries=(Entry(number="060606"), Entry(number="060607", language="en")),
    hours="Mo-Su 07:00-22:00",
    language_hours=(LanguageHours(language="ar", hours="Mo-Sa 16:00-19:00"),),
)


def rome(hour: int, minute: int = 0) -> datetime:
    """A Wednesday in November: Rome is an hour ahead."""
    return datetime(2026, 11, 25, hour - 1, minute, tzinfo=UTC)


def test_a_language_closes_with_its_own_hours_or_with_the_queue() -> None:
    assert closes_at(QUEUE, "it", rome(17)) == rome(22)
    assert closes_at(QUEUE, "ar", rome(17)) == rome(19)
    assert is_open(QUEUE, "it", rome(20))
    assert not is_open(QUEUE, "ar", rome(20))
    assert opens_at(QUEUE, "ar", rome(14)) == rome(16)


def test_a_queue_without_hours_never_closes() -> None:
    always = Queue(id=QueueId("q"), name="Q")
    assert is_open(always, "it", rome(3))
    assert closes_at(always, "it", rome(3)) is None


def test_its_languages_are_those_it_is_reached_in_italian_first() -> None:
    assert languages_of_queue(QUEUE) == ("it", "ar", "en")
    assert languages_of_queue(Queue(id=QueueId("q"), name="Q")) == ("it",)


def test_a_key_that_changes_the_language_counts_one_that_leads_elsewhere_does_not() -> None:
    keys = (
        MenuKey(key="1", language="fr"),
        MenuKey(key="2", language="zh", queue_id=QueueId("altra")),
    )
    assert languages_of_queue(Queue(id=QueueId("q"), name="Q", menu=keys)) == ("it", "fr")


def test_a_queue_for_foreigners_need_not_speak_italian() -> None:
    foreign = Queue(id=QueueId("q"), name="Q", entries=(Entry(number="060607", language="en"),))
    assert languages_of_queue(foreign) == ("en",)
