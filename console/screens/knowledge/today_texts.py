"""The words above the results before anything is typed: what is new, what is asked most."""

from datetime import datetime

from PySide6.QtCore import QObject

from console.model.knowledge.today import Today, TodayNews
from console.screens.kit.moments import day_and_time, is_today
from contract.wire.knowledge_today import NewsKind
from widgets.kit.plain_text import isolated, one_line
from widgets.tables.hit_list import HitRow


class TodayTexts(QObject):
    """What is new and what is asked most, as the rows an operator reads before she types."""

    def headed(
        self, today: Today, rows: tuple[HitRow, ...], now: datetime, *, is_now: bool
    ) -> tuple[str, tuple[HitRow, ...]]:
        """Return the heading of the first rows, and the rows with the heading of the others."""
        told = today.at
        is_current = told is None or (is_now and is_today(told, now))
        at = "" if is_current else day_and_time(told, now)
        new = tuple(self._news(one, now) for one in today.news)
        asked = rows[len(new) :]
        heading = self._of_asked(at if today.has_figures else "")
        if not new:
            return (heading if asked else ""), asked
        if asked:
            first = HitRow(title=asked[0].title, subtitle=asked[0].subtitle, heading=heading)
            asked = (first, *asked[1:])
        return self._of_news(at), (*new, *asked)

    def _of_news(self, at: str) -> str:
        return self.tr("Novità · aggiornate: {0}").format(at) if at else self.tr("Novità di oggi")

    def _of_asked(self, at: str) -> str:
        if at:
            return self.tr("Le più chieste · aggiornate: {0}").format(at)
        return self.tr("Le più chieste oggi")

    def _news(self, news: TodayNews, now: datetime) -> HitRow:
        words = {
            NewsKind.NEW: self.tr("{0} · nuova: {1}"),
            NewsKind.CHANGED: self.tr("{0} · cambiata: {1}"),
            NewsKind.ALERT: self.tr("{0} · avviso: {1}"),
            NewsKind.WITHDRAWN: self.tr("{0} · ritirata: {1}"),
        }[news.what]
        at, name = day_and_time(news.at, now), one_line(news.hit.title)
        title = words.format(isolated(at), isolated(name))
        return HitRow(title=title, subtitle=isolated(one_line(news.why)))
