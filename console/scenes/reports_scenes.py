"""What became of the faults I told: a number beside my list, then the list itself."""

from console.scenes.scene_reports import REPORTS
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import Scene, idle, settle
from console.shell.main_window import MainWindow


async def report_ended(window: MainWindow, seat: SceneSeat) -> None:
    seat.store.reports.reports = REPORTS
    await idle(window, seat)
    seat.models.own_reports.refresh()
    await settle()


async def own_reports(window: MainWindow, seat: SceneSeat) -> None:
    await report_ended(window, seat)
    window.work.show_module("own")
    await settle()


SCENES: tuple[Scene, ...] = (report_ended, own_reports)
