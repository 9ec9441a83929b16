"""How the entries do: as an editor finds it, with nothing to show, and with no server."""

from msgspec.structs import replace

from console.scenes.editing_scenes import editing
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import Scene, settle
from console.shell.main_window import MainWindow
from contract.wire.entry_figures import FiguresColumn, FiguresOfEntries


async def _open(window: MainWindow) -> None:
    window.commands.run("figures.open")
    await settle()


async def entry_figures(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    await _open(window)


async def entry_figures_empty(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    seat.store.figures.found = FiguresOfEntries(since=seat.store.figures.found.since)
    await _open(window)


async def entry_figures_saved(window: MainWindow, seat: SceneSeat) -> None:
    await entry_figures(window, seat)
    seat.models.entry_figures.export()
    await settle()


async def entry_figures_sorted(window: MainWindow, seat: SceneSeat) -> None:
    rows = seat.store.figures.found.rows
    by_reports = tuple(sorted(rows, key=lambda row: -row.reported))
    seat.store.figures.found = replace(seat.store.figures.found, rows=by_reports)
    await entry_figures(window, seat)
    seat.models.entry_figures.sort_by(FiguresColumn.REPORTED)
    await settle()


SCENES: tuple[Scene, ...] = (
    entry_figures,
    entry_figures_sorted,
    entry_figures_empty,
    entry_figures_saved,
)
