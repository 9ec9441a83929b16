"""Binds the seats to their page: rows keep their place, the chosen one is told beside."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from console.screens.kit.moments import day_and_time
from console.screens.systems.seats_screen import HEALTH_AT, SeatsScreen
from console.screens.systems.systems_texts import SystemsTexts
from console.viewmodels.systems.systems import SeatFilter, SystemsViewModel
from contract.wire.systems import SeatState
from widgets.figures.figure_table import STRONG, FigureRecord
from widgets.kit.plain_text import left_to_right, one_line

WATCHED_MS, BEHIND_MS = 5000, 30_000  # how often it is asked: in front, and for the badge


class SeatsPresenter(QObject):
    def __init__(
        self,
        screen: SeatsScreen,
        model: SystemsViewModel,
        texts: SystemsTexts,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._model = model
        self._texts = texts
        self._now = now
        self._timer = QTimer(self)
        self._timer.timeout.connect(model.refresh)
        self._timer.start(BEHIND_MS)
        screen.shown.connect(self._on_shown)
        screen.hidden.connect(lambda: self._timer.start(BEHIND_MS))
        for chosen, chip in screen.filters.items():
            chip.clicked.connect(lambda _=False, one=chosen: model.choose(one))
        screen.search.edited.connect(model.search)
        screen.table.selected.connect(lambda _: self._show_chosen())
        screen.table.refreshed.connect(self._show_chosen)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        screen, model = self._screen, self._model
        self._show_filters()
        if model.now is None:
            screen.empty.setText(self.tr("Chiedo al server come stanno le postazioni…"))
            return
        now = self._now()
        shown = model.seats()
        screen.table.set_records([self._row(one, now) for one in shown])
        screen.empty.setText(self.tr("Nessuna postazione così."))
        screen.empty.setVisible(not shown)

    def _on_shown(self) -> None:
        self._timer.start(WATCHED_MS)
        self._model.refresh()

    def _show_filters(self) -> None:
        words = {
            SeatFilter.ALL: self.tr("Tutte {0}"),
            SeatFilter.LOOK: self.tr("Da guardare {0}"),
            SeatFilter.OFF: self.tr("Spente {0}"),
        }
        for chosen, chip in self._screen.filters.items():
            chip.show_words(words[chosen].format(len(self._model.seats(chosen))))
            chip.setChecked(chosen is self._model.filter)

    def _row(self, seat: SeatState, now: datetime) -> FigureRecord:
        texts, told = self._texts, seat.told
        is_off = seat.state == "off"
        inks = [STRONG, *[""] * 6]
        inks[HEALTH_AT] = texts.ink(seat.health)
        return FigureRecord(
            key=seat.seat,
            cells=(
                seat.seat,
                texts.phone(seat),
                texts.health(seat.health),
                one_line(told.version) or "–",
                one_line(told.headset) or "–",
                texts.network(seat),
                texts.seen(seat.seen_at, now),
            ),
            inks=tuple(inks),
            is_muted=is_off or self._model.is_old,
            detail=texts.why(seat, now),
        )

    def _show_chosen(self) -> None:
        screen, texts = self._screen, self._texts
        record = screen.table.current_record()
        seats = {one.seat: one for one in self._model.all_seats}
        seat = seats.get(record.key) if record is not None else None
        if seat is None:
            return
        now, told = self._now(), seat.told
        screen.system.show_text(one_line(told.system))
        screen.name.show_text(self.tr("Postazione {0}").format(left_to_right(seat.seat)))
        screen.why.setText(texts.why(seat, now))
        since = seat.since_at if seat.state != "off" else None
        # A time of day, as the others here: "19:35" for minutes was read as one.
        lasts = day_and_time(since, now) if since is not None else ""
        screen.facts.show_values(
            (
                texts.health(seat.health),
                texts.phone(seat),
                left_to_right(one_line(told.version)),
                texts.network(seat),
                one_line(told.headset),
                texts.disk(seat),
                texts.seen(seat.seen_at, now),
                left_to_right(lasts),
            )
        )
