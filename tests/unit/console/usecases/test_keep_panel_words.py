"""Words typed in a panel lie in the replica of whoever typed them, until they are handed over."""

from pathlib import Path

from console.store.panel_words_record import panel_words
from console.store.session_record import set_fact
from console.usecases.keep_panel_words import KeepPanelWords
from console.work.panel_words import fault_place, report_place
from tests.support.seat import NO_TOPICS, open_replica


async def test_words_of_each_place_are_read_again_by_the_next_console(tmp_path: Path) -> None:
    fault, report = fault_place("c1"), report_place("rep-1")
    async with open_replica(tmp_path / "replica.db") as database:
        keep = KeepPanelWords(database=database)
        await keep({fault: ("La rata sc", "card:c1:costs")})
        await keep({report: ("Va bene",)})
    async with open_replica(tmp_path / "replica.db") as database:
        kept = await database.read(panel_words)
    assert kept == {fault: ("La rata sc", "card:c1:costs"), report: ("Va bene",)}


async def test_a_place_without_words_leaves_nothing_on_the_disk() -> None:
    async with open_replica() as database:
        keep = KeepPanelWords(database=database)
        await keep({"one": ("Manca", ""), "two": ("", "31/12/2026 08:00")})
        await keep({"one": ()})
        assert await database.read(panel_words) == {"two": ("", "31/12/2026 08:00")}
        await keep({"two": ("", "")})
        assert await database.read(panel_words) == {}


async def test_words_that_cannot_be_read_do_not_take_the_others_along() -> None:
    async with open_replica() as database:
        await KeepPanelWords(database=database)({"one": ("Manca",)})
        await database.write(lambda c: set_fact(c, "panel_words two", "[1"), changes=NO_TOPICS)
        assert await database.read(panel_words) == {"one": ("Manca",)}
