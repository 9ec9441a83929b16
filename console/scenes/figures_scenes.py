"""How the entries do: as an editor finds it, with nothing to show, and with no server."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.editing_scenes import editing
from console.scenes.scene_seat import SceneSeat
from console.shell.main_window import MainWindow
from console.viewmodels.editing.entry_figures import EntryFiguresViewModel
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.entry_figures import (
    EntryRow,
    FiguresColumn,
    FiguresOfEntries,
    FiguresSort,
    VainWords,
)

ROWS = (
    EntryRow(
        entry_kind=EntryKind.CARD,
        entry_id=city.CARDS[0].id,
        title=city.CARDS[0].title,
        read=412,
        linked=208,
        sent=31,
        reported=2,
        due_on=date(2026, 12, 27),
    ),
    EntryRow(
        entry_kind=EntryKind.CARD,
        entry_id=city.CARDS[1].id,
        title=city.CARDS[1].title,
        read=380,
        linked=190,
        reported=4,
        due_on=date(2026, 11, 3),
        is_overdue=True,
    ),
    EntryRow(
        entry_kind=EntryKind.OFFICE,
        entry_id=city.OFFICES[0].id,
        title=city.OFFICES[0].name,
        read=96,
        due_on=date(2027, 3, 1),
    ),
    EntryRow(
        entry_kind=EntryKind.FAQ,
        entry_id=city.FAQS[0].id,
        title=f"{city.FAQS[0].question} {'Vale anche per chi abita fuori città? ' * 3}",
        read=12,
    ),
)
FIGURES = FiguresOfEntries(
    since=date(2026, 10, 26),
    rows=ROWS,
    total=948,
    listed=948,
    unused=213,
    overdue=37,
    vain=(VainWords(words="bonus tari isee", times=38),),
)


async def _open(window: MainWindow, seat: SceneSeat, found: FiguresOfEntries = FIGURES) -> None:
    seat.server.answers["/knowledge/figures"] = found
    await editing(window, seat)
    window.commands.run("figures.open")
    await settle()


async def entry_figures(window: MainWindow, seat: SceneSeat) -> None:
    await _open(window, seat)


async def entry_figures_empty(window: MainWindow, seat: SceneSeat) -> None:
    await _open(window, seat, FiguresOfEntries(since=FIGURES.since))


async def entry_figures_saved(window: MainWindow, seat: SceneSeat) -> None:
    await entry_figures(window, seat)
    figures = seat.models.of(EntryFiguresViewModel)
    figures.saved = Path("Scaricati/schede-2026-11-25-30.csv")  # no folder of a real computer
    figures.changed.emit()


async def entry_figures_sorted(window: MainWindow, seat: SceneSeat) -> None:
    await _open(window, seat)
    by_reports = tuple(sorted(ROWS, key=lambda row: -row.reported))
    sort = FiguresSort(column=FiguresColumn.REPORTED, is_falling=True)
    seat.server.answers["/knowledge/figures"] = replace(FIGURES, rows=by_reports, sort=sort)
    seat.models.of(EntryFiguresViewModel).sort_by(FiguresColumn.REPORTED)
