"""Binds the room to its page: every refresh fills the same places."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from console.screens.floor.floor_screen import FloorScreen
from console.screens.floor.floor_side import LATE_ROWS
from console.screens.floor.floor_tables import day_rows, half_hours, people_rows, queue_rows
from console.screens.floor.floor_texts import percent, wait, whole
from console.screens.kit.moments import half_hour, hours_and_minutes
from console.viewmodels.floor.floor import FloorViewModel
from console.viewmodels.floor.problems import (
    ENOUGH_CALLS,
    ProblemKind,
    is_abandoned,
    is_long,
    is_low,
)
from contract.domain.service_level import (
    ABANDONMENT_TARGET,
    LONGEST_WAIT_TARGET_S,
    SERVICE_LEVEL_TARGET,
    CallCount,
)
from contract.wire.floor import LEAST_GROUP, FloorNow
from widgets.figures.day_bars import Bar
from widgets.figures.figure_table import FigureRecord
from widgets.figures.figure_tile import Figure
from widgets.figures.lines_bar import Share
from widgets.figures.problem_list import ROWS, ProblemRow
from widgets.figures.sparkline import Trend
from widgets.kit.plain_text import one_line
from widgets.speech.announcer import Announcer

WATCHED_MS, BEHIND_MS = 2000, 10_000  # how often it is asked: in front, and for the badge
# The team's drawer has no row of these: a button would open it, and at nothing.
_TOLD_ONLY = frozenset((ProblemKind.MISUSE, ProblemKind.UNSENT, ProblemKind.UNREADABLE))
_ICONS = {ProblemKind.ALARM: "siren", ProblemKind.TRUNK: "phone-off"}


class FloorPresenter(QObject):
    opened = Signal(str)  # key of a problem, to be dealt with

    def __init__(
        self, screen: FloorScreen, model: FloorViewModel, now: Callable[[], datetime]
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._texts = screen.texts
        self._model = model
        self._now = now
        self._announcer = Announcer(screen)
        self._known = frozenset[str]()
        self._timer = QTimer(self)
        self._timer.timeout.connect(model.refresh)
        self._timer.start(BEHIND_MS)
        screen.shown.connect(self._on_shown)
        screen.hidden.connect(lambda: self._timer.start(BEHIND_MS))
        screen.all.clicked.connect(lambda: model.show_only_mine(False))
        screen.mine.clicked.connect(lambda: model.show_only_mine(True))
        screen.as_table.clicked.connect(self.turn_table)
        screen.side.problems.opened.connect(self.opened)
        screen.queues.opened.connect(lambda key: self.opened.emit(f"queue {key}"))
        model.changed.connect(self.refresh)
        self.refresh()

    def turn_table(self) -> None:
        """Show the day as bars or as a table, whichever is not shown."""
        self._screen.show_table(is_shown=self._screen.day.isHidden())

    def refresh(self) -> None:
        model, screen = self._model, self._screen
        self._show_chips()
        self._show_data()
        if model.now is None:
            return
        self._show_tiles(model.now)
        screen.queues.set_records(queue_rows(model.queues, self._texts, is_old=model.is_old))
        self._show_day()
        self._show_problems()
        self._show_people(model.now)
        self._show_lines(model.now)
        self._show_late(model.now)

    def _on_shown(self) -> None:
        self._timer.start(WATCHED_MS)
        self._model.refresh()

    def _show_chips(self) -> None:
        screen, count = self._screen, len(self._model.own_queues)
        screen.mine.show_words(self.tr("Solo le mie {0}").format(count))
        # Kept in its place: what would come and go would move the other.
        screen.mine.setEnabled(bool(count))
        screen.all.setChecked(not self._model.only_mine)
        screen.mine.setChecked(self._model.only_mine)

    def _show_tiles(self, now: FloorNow) -> None:
        model, screen, texts = self._model, self._screen, self._texts
        waiting = sum(one.waiting for one in model.queues)
        longest = max((one.longest_wait_s for one in model.queues), default=0)
        today, old = model.today, model.is_old
        samples = model.samples()
        is_alone = waiting > 0 and model.ready == 0
        figures = (
            Figure(
                value=whole(waiting),
                words=texts.ready(model.ready),
                verdict="warning" if is_alone else "",
                trend=Trend(tuple(float(one.waiting) if one else None for one in samples)),
                is_old=old,
            ),
            Figure(
                value=wait(longest, is_there=waiting > 0),
                words=texts.wait_target(),
                verdict="warning" if is_long(longest) else "ok",
                trend=Trend(
                    tuple(float(one.longest_s) if one else None for one in samples),
                    LONGEST_WAIT_TARGET_S,
                ),
                is_old=old,
            ),
            Figure(
                value=percent(today.service_level),
                words=texts.level_target(),
                verdict=_verdict(today, is_off=is_low(today)),
                trend=self._trend("service_level", SERVICE_LEVEL_TARGET, least=0.5),
                is_old=old,
            ),
            Figure(
                value=percent(today.abandonment, 1),
                words=texts.abandonment_target(),
                verdict=_verdict(today, is_off=is_abandoned(today)),
                trend=self._trend("abandonment", ABANDONMENT_TARGET),
                is_old=old,
            ),
        )
        for tile, figure in zip(screen.tiles, figures, strict=True):
            tile.show_figure(figure)

    def _trend(self, share: str, target: float, least: float = 0.0) -> Trend:
        halves = half_hours(self._model.queues)
        return Trend(tuple(getattr(calls, share) for _, calls in halves), target, least)

    def _show_day(self) -> None:
        screen, halves = self._screen, half_hours(self._model.queues)
        today = self._model.today
        for sample in screen.samples:
            sample.show()
        screen.answered.setText(self.tr("risposte {0}").format(whole(today.answered)))
        screen.offered.setText(self.tr("arrivi {0}").format(whole(today.offered)))
        bars = [
            Bar(half_hour(number) if number % 2 == 0 else "", calls.offered, calls.answered)
            for number, calls in halves
        ]
        summary = self.tr("Arrivi e risposte di oggi, ogni mezz'ora: {0} arrivi, {1} risposte")
        screen.bars.show_bars(bars, summary.format(today.offered, today.answered))
        screen.day.set_records(day_rows(halves))

    def _show_problems(self) -> None:
        now, texts, side = self._now(), self._texts, self._screen.side
        side.problems.say_empty(texts.nothing_wrong(is_old=self._model.is_old))
        found = () if self._model.is_old else self._model.problems
        rows = [
            ProblemRow(
                key=one.key,
                title=texts.title(one),
                detail=texts.detail(one, now),
                icon=_ICONS.get(one.kind, "triangle-alert"),
                is_grave=one.kind in _ICONS,
                button=self.tr("Apri") if one.kind not in _TOLD_ONLY else "",
            )
            for one in found
        ]
        side.problems.show_rows(rows)
        side.now_more.setText(self._more(len(rows) - ROWS))
        title = self.tr("Adesso · {0}").format(len(rows)) if rows else self.tr("Adesso")
        side.now_title.show_text(title)
        # Only what is new, and only while she looks here: alarms have a notice of their own.
        news = [row for row in rows if row.key not in self._known]
        self._known = frozenset(row.key for row in rows)
        if news and self._screen.isVisible():
            self._announcer.announce(". ".join(f"{one.title}, {one.detail}" for one in news))

    def _show_people(self, now: FloorNow) -> None:
        side = self._screen.side
        side.people_title.show_text(
            self.tr("Persone per stato · {0} in servizio").format(self._model.on_duty)
        )
        rows = people_rows(now.people, self._texts, is_old=self._model.is_old)
        side.people.set_records(rows)
        words = self.tr("Senza nomi. Per vedere una persona serve un motivo, che resta scritto.")
        if self._model.on_duty < LEAST_GROUP:
            words = self.tr("Meno di {0} persone: i tempi non si mostrano. {1}").format(
                LEAST_GROUP, words
            )
        side.no_names.setText(words)

    def _show_lines(self, now: FloorNow) -> None:
        side, lines = self._screen.side, now.lines
        title, parts = self._texts.lines(lines), self._texts.lines_parts(lines)
        side.lines_title.show_text(title)
        side.lines_parts.setText(parts)
        shares = (Share("talking", lines.talking), Share("held", lines.waiting))
        side.lines.show_shares(shares, lines.total, f"{title}, {parts}")
        side.lines.setVisible(bool(lines.total))  # a share of nobody knows what says nothing

    def _show_late(self, now: FloorNow) -> None:
        side, total = self._screen.side, sum(one.count for one in now.late)
        title = self.tr("Richiami oltre la fascia")
        side.late_title.show_text(f"{title} · {total}" if total else title)
        late = sorted(now.late, key=lambda one: (-one.count, -one.oldest_s))
        side.late_more.setText(self._more(len(late) - LATE_ROWS))
        rows = [
            FigureRecord(
                key=one.desk_id,
                cells=(one_line(one.desk), self._texts.late(one.count, one.oldest_s)),
                inks=("strong", "muted"),
                said=("", f"{one.count}, {hours_and_minutes(one.oldest_s)}"),
            )
            for one in late[:LATE_ROWS]
        ]
        side.late.set_records(rows)
        side.late.setVisible(bool(rows))
        side.late_none.setVisible(not rows)

    def _more(self, count: int) -> str:
        return self.tr("e altri %n", "", count) if count > 0 else ""

    def _show_data(self) -> None:
        model = self._model
        silent = model.now.silent if model.now is not None else ()
        sentence = self._texts.data(silent, model.told_at, is_old=model.is_old)
        self._screen.side.data.setText(sentence or self._texts.fresh())


def _verdict(calls: CallCount, *, is_off: bool) -> str:
    # Of few calls it says neither: a tick beside one share of three would praise a bad start.
    if calls.offered < ENOUGH_CALLS:
        return ""
    return "warning" if is_off else "ok"
