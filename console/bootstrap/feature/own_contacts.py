"""The operator's own contacts, and what became of her reports."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from console.screens.contact.own_contacts_screen import OWN, OwnContactsScreen
from console.screens.kit.feature import Badge, Feature, Frame, Page
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability


class OwnContactsPageTexts(QObject):
    def title(self) -> str:
        return self.tr("I miei")

    def answered(self, count: int) -> str:
        return self.tr("%n segnalazioni con un esito", "", count)


def feature(_: Frame, models: SeatModels, now: Callable[[], datetime]) -> Feature:
    texts = OwnContactsPageTexts()
    screen = OwnContactsScreen(models, now)
    badge = Badge(
        count=lambda: models.own_reports.unseen_count,
        text=texts.answered,
        changed=(models.own_reports.changed,),
    )
    page = Page(
        name=OWN,
        title=texts.title(),
        icon="list-checks",
        place=30,
        needs=Capability.CONTACT_WRITE,
        make=lambda: screen,
        badge=badge,
    )
    return Feature(pages=(page,), parts=(screen, texts))
