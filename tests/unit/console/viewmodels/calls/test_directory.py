"""Whether a line is open is answered for the citizen who would be brought there."""

from datetime import UTC, datetime

from console.model.calls.directory_entry import DirectoryEntry, LineKind
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.directory import DirectoryViewModel, LanguageNow
from contract.domain.ids import QueueId
from contract.domain.queue import Entry, LanguageHours, Queue
from contract.wire.duty import QueueFigures

QUEUE = Queue(
    id=QueueId("informazioni"),
    name="Informazioni",
    entries=(Entry(number="060606"), Entry(number="060607", language="en")),
    hours="Mo-Su 07:00-22:00",
    language_hours=(LanguageHours(language="ar", hours="Mo-Sa 16:00-19:00"),),
)
AT = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)  # a Wednesday, 14:00 in Rome
SEVEN_UTC = AT.replace(hour=21)  # 22:00 in Rome
FOUR_UTC = AT.replace(hour=15)  # 16:00 in Rome


def an_entry(queue: Queue) -> DirectoryEntry:
    return DirectoryEntry(
        kind=LineKind.QUEUE, id=queue.id, name=queue.name, queue_id=queue.id, queue=queue
    )


class NoLines:
    def find(self, text: str, limit: int) -> tuple[DirectoryEntry, ...]:
        return ()

    def common(self, limit: int) -> tuple[DirectoryEntry, ...]:
        return ()

    async def ask_colleagues(self) -> bool:
        return True


def a_directory(scope: TaskScope, language: str) -> DirectoryViewModel:
    return DirectoryViewModel(
        lines=NoLines(), scope=scope, now=lambda: AT, language=lambda: language
    )


async def test_a_queue_closed_in_the_citizens_language_is_closed_for_him(scope: TaskScope) -> None:
    now = a_directory(scope, "ar").now_of(an_entry(QUEUE))
    assert (now.is_open, now.until, now.language) == (False, FOUR_UTC, "ar")
    assert now.languages == (
        LanguageNow(language="it", is_open=True, until=SEVEN_UTC),
        LanguageNow(language="ar", is_open=False, until=FOUR_UTC),
        LanguageNow(language="en", is_open=True, until=SEVEN_UTC),
    )


async def test_for_an_italian_it_is_open_at_the_same_time(scope: TaskScope) -> None:
    for unsaid in ("it", ""):
        now = a_directory(scope, unsaid).now_of(an_entry(QUEUE))
        assert (now.is_open, now.until, now.language) == (True, SEVEN_UTC, "it")


async def test_a_queue_of_one_language_says_nothing_of_languages(scope: TaskScope) -> None:
    plain = Queue(id=QueueId("tributi"), name="Tributi", hours="Mo-Fr 08:00-18:30")
    now = a_directory(scope, "it").now_of(an_entry(plain))
    assert (now.is_open, now.languages) == (True, ())


async def test_a_language_nobody_serves_shows_those_that_are_served(scope: TaskScope) -> None:
    plain = Queue(id=QueueId("tributi"), name="Tributi", hours="Mo-Fr 08:00-18:30")
    now = a_directory(scope, "ru").now_of(an_entry(plain))
    assert [one.language for one in now.languages] == ["it"]


async def test_the_server_s_word_on_italian_closes_italian_only(scope: TaskScope) -> None:
    directory = a_directory(scope, "en")
    closed = QueueFigures(queue_id=QUEUE.id, waiting=3, is_open=False)
    directory.show_figures((closed,))
    now = directory.now_of(an_entry(QUEUE))
    assert (now.is_open, now.waiting) == (True, 3)
    assert [one.language for one in now.languages if one.is_open] == ["en"]


class OneQueue(NoLines):
    def common(self, limit: int) -> tuple[DirectoryEntry, ...]:
        return (an_entry(QUEUE),)

    def find(self, text: str, limit: int) -> tuple[DirectoryEntry, ...]:
        return self.common(limit)


async def test_no_line_is_chosen_before_she_names_or_marks_one(scope: TaskScope) -> None:
    directory = DirectoryViewModel(lines=OneQueue(), scope=scope, now=lambda: AT)
    directory.open()
    assert (len(directory.found), directory.entry) == (1, None)
    directory.select(0)
    assert directory.entry == an_entry(QUEUE)
    directory.type_text("trib")
    assert directory.entry == an_entry(QUEUE)
    directory.offer_first(lambda: (an_entry(QUEUE),))  # the card on the screen names it
    directory.type_text("")
    assert directory.entry == an_entry(QUEUE)
