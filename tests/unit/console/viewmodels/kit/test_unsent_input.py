"""What is typed in a panel is at hand by its place, on disk soon, and gone once handed over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from console.errors import LocalStoreBroken
from console.model.contact.unsent_input import (
    BULK_HOURS,
    About,
    Typed,
    Words,
    closed_line_place,
    fault_place,
    report_place,
    transfer_place,
)
from console.runtime.change_feed import ChangeFeed
from console.runtime.clock import Clock
from console.runtime.task_scope import TaskScope
from console.viewmodels.kit.unsent_input import InputByPlace, UnsentInputViewModel
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import NOW, HandClock, a_scope


class Disk:
    """Takes words and gives them back; fault: why it takes none."""

    def __init__(self) -> None:
        self.typed: dict[str, Typed] = {}
        self.feed = ChangeFeed()
        self.fault = ""
        self.may_read = asyncio.Event()
        self.may_read.set()
        self.is_reading = False
        self.may_write = asyncio.Event()
        self.may_write.set()
        self.is_writing = False

    @property
    def kept(self) -> dict[str, Words]:
        return {place: one.words for place, one in self.typed.items()}

    async def load(self) -> InputByPlace:
        found, self.is_reading = dict(self.typed), True
        await self.may_read.wait()
        self.is_reading = False
        return found

    async def save(self, typed: InputByPlace) -> InputByPlace:
        self.is_writing = True
        await self.may_write.wait()
        self.is_writing = False
        if self.fault:
            raise LocalStoreBroken(self.fault)
        self.typed |= typed
        self.typed = {place: one for place, one in self.typed.items() if any(one.words)}
        return typed

    def words(self, scope: TaskScope, now: Clock = lambda: NOW) -> UnsentInputViewModel:
        return UnsentInputViewModel(
            load=self.load, save=self.save, feed=self.feed, scope=scope, now=now
        )


@asynccontextmanager
async def at_hand(now: Clock = lambda: NOW) -> AsyncIterator[tuple[UnsentInputViewModel, Disk]]:
    disk = Disk()
    async with a_scope() as scope:
        yield disk.words(scope, now), disk


async def test_words_of_two_places_typed_in_a_row_are_both_on_disk() -> None:
    async with at_hand() as (words, disk):
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
    disk.typed = {"one": Typed(words=("Manca",))}
    async with a_scope() as scope:
        words = disk.words(scope)
        await words.restore()
        assert words.of("one", 2) == ("Manca", "")


async def test_words_handed_over_leave_the_disk_and_those_typed_since_stay() -> None:
    async with at_hand() as (words, disk):
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
    async with at_hand() as (words, disk):
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


async def test_words_typed_while_old_ones_come_from_the_disk_are_neither_mixed_nor_lost() -> None:
    disk = Disk()
    disk.typed = {"one": Typed(words=("Manca", "31/12")), "two": Typed(words=("Va bene",))}
    async with a_scope() as scope:
        words = disk.words(scope)
        disk.may_read.clear()
        scope.start("restore", words.restore())
        await until(lambda: disk.is_reading)
        words.type("one", ("S", ""))
        disk.may_read.set()
        await until(lambda: words.of("two") == ("Va bene",))
        assert words.of("one", 2) == ("S", "")
        await until(lambda: words.is_saved)
        assert disk.kept == {"one": ("S", ""), "two": ("Va bene",)}


async def test_words_handed_over_while_the_disk_is_read_do_not_come_back() -> None:
    disk = Disk()
    disk.typed = {"one": Typed(words=("Manca",)), "two": Typed(words=("Va bene",))}
    async with a_scope() as scope:
        words = disk.words(scope)
        disk.may_read.clear()
        scope.start("restore", words.restore())
        await until(lambda: disk.is_reading)
        words.type("one", ("S",))
        words.handed_over("one", ("S",))
        await words.saver.flush()
        disk.may_read.set()
        await until(lambda: words.of("two") == ("Va bene",))
        assert words.of("one") == ("",)
        assert disk.kept == {"two": ("Va bene",)}


async def test_the_latest_words_are_the_first_of_those_that_wait_with_what_they_are_about() -> None:
    disk, clock = Disk(), HandClock()
    async with a_scope() as scope:
        words = disk.words(scope, clock.now)
        told: list[None] = []
        words.places_changed.connect(lambda: told.append(None))
        words.type(fault_place("c1"), ("La rata sc", "card:c1:costs"), About(title="TARI"))
        clock.turn(60)
        words.type(report_place("rep-1"), ("Va bene",))
        words.type(report_place("rep-1"), ("Va bene così",))
        assert list(words.waiting) == ["report rep-1", "fault c1"]
        assert words.waiting["fault c1"].about == About(title="TARI")
        words.drop("report rep-1")
        assert list(words.waiting) == ["fault c1"]
        assert len(told) == 3, "of places, not of each letter"


async def test_what_was_only_chosen_or_searched_for_is_at_hand_and_waits_for_nobody() -> None:
    async with at_hand() as (words, _):
        words.type(fault_place("c1"), ("", "card:c1:costs"))
        words.type(BULK_HOURS, ("tributi", "", "", "desk"))
        assert not words.waiting
        assert words.of(BULK_HOURS) == ("tributi",)
        words.type(BULK_HOURS, ("tributi", "", "Sciop", "desk"))
        assert list(words.waiting) == [BULK_HOURS]


async def test_with_a_call_go_the_words_for_whoever_would_have_got_its_citizen() -> None:
    async with at_hand() as (words, disk):
        for place in (
            transfer_place("k1"), closed_line_place("k1", "office o1"), transfer_place("k12"),
        ):  # fmt: skip
            words.type(place, ("Ha scritto",))
        words.call_ended("k1")
        await until(lambda: words.is_saved)
        assert list(disk.kept) == [transfer_place("k12")]


async def test_words_that_grow_old_while_the_console_runs_leave_screen_and_disk() -> None:
    disk, clock = Disk(), HandClock()
    async with a_scope() as scope:
        words = disk.words(scope, clock.now)
        words.type(transfer_place("k1"), ("Ha scritto ieri",))
        words.type(fault_place("c1"), ("La rata sc", ""))
        await words.saver.flush()
        clock.turn(24 * 3600 + 1)
        words.drop_old()
        assert list(words.waiting) == ["fault c1"]
        await until(lambda: words.is_saved)
        assert list(disk.kept) == ["fault c1"]


async def test_words_no_disk_took_are_there_for_her_when_her_store_opens_again() -> None:
    disk = Disk()
    disk.typed = {"one": Typed(words=("Manca",)), "two": Typed(words=("Va bene",))}
    async with a_scope() as scope:
        words = disk.words(scope)
        await words.restore()
        disk.fault = "corrupt"
        words.type("one", ("Manca la delibera",))
        words.drop("two")
        await words.restore()
        assert words.of("one") == ("Manca la delibera",)
        assert words.of("two") == ("",)
        disk.fault = ""
        await until(lambda: words.is_saved)
        assert disk.kept == {"one": ("Manca la delibera",)}
