"""What is typed in a panel is at hand by its place, on disk soon, and gone once handed over."""

import asyncio

from console.errors import LocalStoreBroken
from console.runtime.task_scope import TaskScope
from console.viewmodels.panel_words import PanelWordsViewModel, WordsByPlace
from console.work.panel_words import Words
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import a_scope


class Disk:
    """Takes words and gives them back; fault: why it takes none."""

    def __init__(self) -> None:
        self.kept: dict[str, Words] = {}
        self.fault = ""
        self.may_write = asyncio.Event()
        self.may_write.set()
        self.is_writing = False

    async def load(self) -> WordsByPlace:
        return dict(self.kept)

    async def save(self, typed: WordsByPlace) -> WordsByPlace:
        self.is_writing = True
        await self.may_write.wait()
        self.is_writing = False
        if self.fault:
            raise LocalStoreBroken(self.fault)
        self.kept |= typed
        self.kept = {place: words for place, words in self.kept.items() if any(words)}
        return typed

    def words(self, scope: TaskScope) -> PanelWordsViewModel:
        return PanelWordsViewModel(load=self.load, save=self.save, scope=scope)


async def test_words_of_two_places_typed_in_a_row_are_both_on_disk() -> None:
    disk = Disk()
    async with a_scope() as scope:
        words = disk.words(scope)
        words.type("one", ("Manca la del",))
        words.type("two", ("Va bene",))
        assert not words.is_saved
        await until(lambda: words.is_saved)
        assert disk.kept == {"one": ("Manca la del",), "two": ("Va bene",)}


async def test_after_a_crash_the_words_stand_at_their_place() -> None:
    disk = Disk()
    async with a_scope() as scope:
        killed = disk.words(scope)
        killed.type("one", ("Manca", "31/12"))
        await until(lambda: killed.is_saved)
        again = disk.words(scope)
        assert again.of("one", 2) == ("", "")
        await again.restore()
        assert again.of("one", 2) == ("Manca", "31/12")
        assert again.of("another") == ("",)


async def test_a_panel_that_has_one_field_more_than_before_shows_it_empty() -> None:
    disk = Disk()
    disk.kept = {"one": ("Manca",)}
    async with a_scope() as scope:
        words = disk.words(scope)
        await words.restore()
        assert words.of("one", 2) == ("Manca", "")


async def test_words_handed_over_leave_the_disk_and_those_typed_since_stay() -> None:
    disk = Disk()
    async with a_scope() as scope:
        words = disk.words(scope)
        words.type("one", ("Manca",))
        words.type("two", ("Va bene",))
        await until(lambda: words.is_saved)
        words.handed_over("one", ("Manca",))
        words.type("two", ("Va bene così",))
        words.handed_over("two", ("Va bene",))
        await until(lambda: words.is_saved)
        assert words.of("one") == ("",)
        assert disk.kept == {"two": ("Va bene così",)}


async def test_a_letter_typed_while_the_disk_writes_reaches_it_too() -> None:
    disk = Disk()
    async with a_scope() as scope:
        words = disk.words(scope)
        disk.may_write.clear()
        words.type("one", ("Manc",))
        await until(lambda: disk.is_writing)
        words.type("one", ("Manca",))
        disk.may_write.set()
        await until(lambda: words.is_saved)
        assert disk.kept == {"one": ("Manca",)}


async def test_a_full_disk_is_told_and_the_words_wait_for_room() -> None:
    disk, told = Disk(), []
    async with a_scope() as scope:
        words = disk.words(scope)
        words.store_failed.connect(told.append)
        disk.fault = "full"
        words.type("one", ("Manca",))
        await until(lambda: told)
        words.type("two", ("Va bene",))
        disk.fault = ""
        await until(lambda: words.is_saved)
        assert told[0] == "full"
        assert disk.kept == {"one": ("Manca",), "two": ("Va bene",)}


async def test_the_next_operator_finds_no_word_and_takes_none_off_the_disk() -> None:
    disk = Disk()
    async with a_scope() as scope:
        words = disk.words(scope)
        words.type("one", ("Manca",))
        await words.flush()
        words.forget()
        assert words.of("one") == ("",)
        assert words.is_saved
        assert disk.kept == {"one": ("Manca",)}
