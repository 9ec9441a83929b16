"""Offers the bands of hours a citizen can be called back in, for a contact or for a callback."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.model.contact.contact_draft import CallbackWish
from console.screens.kit.moments import band, is_today, is_tomorrow, named_day, rome_day
from widgets.panels.window_picker import WindowChoice, WindowPicker


class CallbackBands(QObject):
    def __init__(self, host: QWidget, now: Callable[[], datetime]) -> None:
        super().__init__(host)
        self._host = host
        self._now = now
        self._bands: tuple[CallbackWish, ...] = ()
        self._on_band: Callable[[CallbackWish], None] = lambda _: None

    @cached_property
    def picker(self) -> WindowPicker:
        """Made when it is first asked for."""
        picker = WindowPicker(self._host)
        picker.chosen.connect(lambda at: self._on_band(self._bands[int(at)]))
        return picker

    def open(
        self,
        offered: tuple[CallbackWish, ...],
        summary: str,
        on_chosen: Callable[[CallbackWish], None],
    ) -> None:
        self._bands, self._on_band = offered, on_chosen
        self.picker.set_windows(
            [
                WindowChoice(
                    value=str(at),
                    day=self._day(wish.window_start_at),
                    hours=band(wish.window_start_at, wish.window_end_at),
                )
                for at, wish in enumerate(offered)
            ]
        )
        self.picker.set_summary(summary)
        self.picker.open()

    def _day(self, moment: datetime) -> str:
        now = self._now()
        if is_today(moment, now):
            return self.tr("oggi")
        if is_tomorrow(moment, now):
            return self.tr("domani")
        return named_day(rome_day(moment))
