"""The words above the results before anything is typed: what is new, what is asked most."""

from datetime import datetime

from PySide6.QtCore import QObject

from console.model.knowledge.today import Today, TodayNews
from console.screens.kit.moments import day_and_time, is_today
from contract.wire.knowledge_today import NewsKind
from widgets.kit.plain_text import isolated, left_to_right, one_line
from widgets.tables.news_list import NewsRow

_LOOKS = {
    NewsKind.ALERT: ("triangle-alert", "warning"),
    NewsKind.WITHDRAWN: ("circle-x", "error"),
    NewsKind.CHANGED: ("pen-line", ""),
}


class TodayTexts(QObject):
    """What is new and what is asked most, as an operator reads it before she types."""

    def of_news(self, today: Today, now: datetime, *, is_now: bool) -> str:
        """Return the heading above the news; "" for none."""
        if not today.news:
            return ""
        if at := self._age(today, now, is_now=is_now):
            return self.tr("Da sapere · dati delle {0}").format(at)
        return self.tr("Oggi da sapere · {0}").format(len(today.news))

    def of_case(self) -> str:
        """Return the heading above what answers the case in hand or in view."""
        return self.tr("Per questa pratica")

    def of_asked(self, today: Today, now: datetime, *, is_now: bool) -> str:
        at = self._age(today, now, is_now=is_now) if today.has_figures else ""
        if at:
            return self.tr("Le più chieste · aggiornate: {0}").format(at)
        return self.tr("Le più chieste oggi")

    def rows(self, today: Today, now: datetime) -> tuple[NewsRow, ...]:
        """Return the title of each, below it what happened and why."""
        return tuple(self._row(one, now) for one in today.news)

    def _row(self, news: TodayNews, now: datetime) -> NewsRow:
        words = {
            NewsKind.NEW: self.tr("Nuova: {0}"),
            NewsKind.CHANGED: self.tr("Cambiata: {0}"),
            NewsKind.ALERT: self.tr("Avviso: {0}"),
            NewsKind.WITHDRAWN: self.tr("Ritirata: {0}"),
        }[news.what]
        icon, kind = _LOOKS.get(news.what, ("megaphone", ""))
        parts = (words.format(left_to_right(day_and_time(news.at, now))), one_line(news.why))
        return NewsRow(
            title=one_line(news.hit.title),
            subtitle=" · ".join(isolated(part) for part in parts if part),
            icon=icon,
            kind=kind,
        )

    def _age(self, today: Today, now: datetime, *, is_now: bool) -> str:
        """Return of when it is, "" while that is now."""
        told = today.at
        return "" if told is None or (is_now and is_today(told, now)) else day_and_time(told, now)
