"""Figures of a room, filled: tiles, a table with lines and tags, bars of a day, what is wrong."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tools.gallery.widget_samples import sample_page
from widgets.figures.day_bars import Bar, DayBars
from widgets.figures.figure_table import (
    ERROR,
    SHARE,
    STRONG,
    TREND,
    WARNING,
    FigureColumn,
    FigureRecord,
    FigureTable,
)
from widgets.figures.figure_tile import Figure, FigureTile
from widgets.figures.lines_bar import LinesBar, Share
from widgets.figures.problem_list import ProblemList, ProblemRow
from widgets.figures.sparkline import Trend
from widgets.tables.record_model import Column

DAY = Trend((3.0, 6.0, 9.0, None, None, 7.0, 8.0, 5.0), 6.0)


def figures_sample() -> QWidget:
    return sample_page(900, 620, _tiles(), _table(), _bars())


def problems_sample() -> QWidget:
    problems = ProblemList("Che cosa non va adesso", "Nessuna promessa si rompe adesso.")
    problems.show_rows(
        (
            ProblemRow(
                key="a",
                title="Minaccia al telefono",
                detail="postazione 1011 · da 2:10",
                icon="siren",
                is_grave=True,
                button="Apri",
            ),
            ProblemRow(key="b", title="Tributi: attesa oltre l'obiettivo", detail="2:04"),
        )
    )
    lines = LinesBar()
    lines.show_shares((Share("talking", 48), Share("held", 7)), 180, "Linee, 55 di 180 occupate")
    quiet = ProblemList("Che cosa non va", "Nessuna promessa si rompe adesso.")
    return sample_page(400, 260, problems, lines, quiet)


def _tiles() -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    figures = (
        Figure(value="7", words="25 pronti", trend=DAY),
        Figure(value="2:04", words="obiettivo sotto 1:30", verdict="warning", trend=DAY),
        Figure(value="86 %", words="obiettivo 80 %", verdict="ok", is_old=True),
    )
    for number, figure in enumerate(figures):
        tile = FigureTile(f"tile_{number}", "Attesa più lunga")
        tile.show_figure(figure)
        row.addWidget(tile)
    return holder


def _table() -> FigureTable:
    table = FigureTable(
        "Code",
        (
            Column(title="Coda", width=0),
            Column(title="Entro 20 s", width=8, is_number=True),
            FigureColumn(title="Quota", width=12, holds=SHARE),
            FigureColumn(title="Arrivi", width=12, holds=TREND),
        ),
    )
    inks = (("", STRONG), ("", WARNING), ("", ERROR))
    table.set_records(
        [
            FigureRecord(
                key=str(number),
                cells=("Mobilità e multe", f"{74 + number} %", "", ""),
                inks=(*ink, "", ""),
                tag="ferma alle 14:31" if number == 1 else "",
                is_muted=number == 1,
                icon="phone",
                look="talking",
                trend=DAY,
                share=0.3 * number,
            )
            for number, ink in enumerate(inks)
        ]
    )
    table.flush()
    return table


def _bars() -> DayBars:
    bars = DayBars()
    shown = [Bar(f"{7 + at}:00", 40 + 20 * at, 38 + 19 * at) for at in range(8)]
    bars.show_bars(shown, "Arrivi e risposte di oggi")
    return bars
