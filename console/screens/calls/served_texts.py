"""Whose calls ring at the seat: the queues and languages of the operator who is ready."""

from PySide6.QtCore import QObject

from console.viewmodels.session.seat_models import SeatModels
from contract.domain.agents.skill_levels import languages_of, topic_level
from widgets.kit.plain_text import left_to_right, one_line

IN_SHORT = 2  # queues named in the strip; the others are counted


class ServedTexts(QObject):
    def __init__(self, models: SeatModels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models = models

    def in_short(self) -> str:
        """Return queues and languages for the strip, "" before the server has told them."""
        names = self._queues()
        if len(names) > IN_SHORT + 1:
            more = self.tr("altre {0}").format(len(names) - IN_SHORT)
            names = [*names[:IN_SHORT], more]
        return self._said(names)

    def in_full(self) -> str:
        return self._said(self._queues())

    def _said(self, names: list[str]) -> str:
        view = self._models.status.view
        if view is None:
            return ""
        queues = ", ".join(names)
        spoken = left_to_right(" ".join(code.upper() for code in languages_of(view.skills)))
        return " · ".join(part for part in (queues, spoken) if part)

    def _queues(self) -> list[str]:
        view, account = self._models.status.view, self._models.session.account
        if view is None or account is None:
            return []
        return [
            one_line(queue.name)
            for queue in self._models.status.queues
            if topic_level(view.skills, account.desk_ids, queue)
        ]
