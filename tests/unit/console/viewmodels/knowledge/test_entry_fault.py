"""An operator says what is wrong with a card; what she typed outlives panel and console."""

from console.model.contact.unsent_input import fault_place
from console.model.knowledge.entry_fault import EntryFault
from console.runtime.task_scope import TaskScope
from console.viewmodels.knowledge.entry_fault import EntryFaultViewModel
from tests.support.waiting import until
from tests.unit.console.viewmodels.contact.test_card_sending import Desk
from tests.unit.console.viewmodels.kit.test_unsent_input import Disk
from tests.unit.console.viewmodels.seat import a_scope


class Reading(Desk):
    """A seat with a card in view; the words lie on a disk that outlives it."""

    def __init__(self, scope: TaskScope, disk: Disk) -> None:
        super().__init__(scope)
        self.told: list[EntryFault] = []
        self.words = disk.words(scope)
        self.fault = EntryFaultViewModel(
            knowledge=self.knowledge,
            editor=self.editor,
            notices=self.notices,
            words=self.words,
            report=self._report,
            scope=scope,
        )

    async def _report(self, fault: EntryFault) -> None:
        self.told.append(fault)


async def test_after_a_crash_the_words_stand_there_and_the_place_they_are_about() -> None:
    disk = Disk()
    async with a_scope() as scope:
        killed = Reading(scope, disk)
        await killed.find()
        assert killed.fault.open()
        killed.fault.type("La rata sc")
        killed.fault.choose(2)
        await until(lambda: killed.words.is_saved)
        again = Reading(scope, disk)
        await again.words.restore()
        await again.find()
        assert again.fault.open()
        assert (again.fault.text, again.fault.chosen) == ("La rata sc", 2)


async def test_a_fault_told_leaves_nothing_on_the_disk() -> None:
    disk = Disk()
    async with a_scope() as scope:
        desk = Reading(scope, disk)
        await desk.find()
        desk.fault.open()
        desk.fault.type("La rata scade il 17")
        await until(lambda: desk.words.is_saved)
        assert disk.kept
        assert desk.fault.send()
        await until(lambda: "entry_reported" in desk.notices.passing)
        await until(lambda: desk.words.is_saved)
        assert disk.kept == {}
        desk.fault.open()
        assert desk.fault.text == ""


async def test_a_panel_that_was_only_looked_at_keeps_nothing() -> None:
    disk = Disk()
    async with a_scope() as scope:
        desk = Reading(scope, disk)
        await desk.find()
        desk.fault.open()
        desk.fault.choose(0)  # as the list does when it is filled
        assert desk.words.is_saved
        assert desk.words.of(fault_place(desk.fault.subject)) == ("",)
