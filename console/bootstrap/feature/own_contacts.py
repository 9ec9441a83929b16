"""The operator's own contacts, and what became of her reports."""

from collections.abc import Callable, Generator
from datetime import datetime

from PySide6.QtCore import QObject

from console.bootstrap.operator_parts import OperatorParts, reading
from console.screens.contact.own_contacts_presenter import OwnContactsPresenter
from console.screens.contact.own_contacts_screen import OWN, OwnContactsScreen
from console.screens.contact.own_reports_presenter import OwnReportsList
from console.screens.kit.feature import Badge, Feature, Frame, Page
from console.store.knowledge.own_reports_record import save_seen_reports, seen_reports
from console.sync.links.knowledge_link import KnowledgeLink
from console.viewmodels.contact.own_contacts import OwnContactsViewModel
from console.viewmodels.knowledge.own_reports import OwnReportsViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from widgets.cards.contact_detail import ContactDetail


class OwnContactsPageTexts(QObject):
    def title(self) -> str:
        return self.tr("I miei")

    def answered(self, count: int) -> str:
        return self.tr("%n segnalazioni con un esito", "", count)


def models(parts: OperatorParts, models: SeatModels) -> tuple[object, ...]:
    async def save_seen(ids: frozenset[str]) -> None:
        await parts.database.write(lambda c: save_seen_reports(c, ids), changes=frozenset())

    reports = OwnReportsViewModel(
        load=KnowledgeLink(parts.link).own_reports,
        load_seen=reading(parts.database, seen_reports),
        save_seen=save_seen,
        scope=parts.scope,
    )
    parts.operator.signed_in.connect(lambda _: reports.follow())
    own = OwnContactsViewModel(own_work=models.own_work, editor=models.editor, clock=parts.clock)
    return (reports, own)


def feature(
    frame: Frame, models: SeatModels, now: Callable[[], datetime]
) -> Generator[None, None, Feature]:
    texts = OwnContactsPageTexts()
    reports = models.of(OwnReportsViewModel)
    listed, detail = OwnReportsList(reports, now), ContactDetail()
    yield
    screen = OwnContactsScreen(reports, listed, detail)
    yield
    presenter = OwnContactsPresenter(screen, models, frame, now)
    badge = Badge(
        count=lambda: reports.unseen_count, text=texts.answered, changed=(reports.changed,)
    )
    page = Page(
        name=OWN,
        title=texts.title(),
        icon="list-checks",
        place=30,
        needs=Capability.CONTACT_WRITE,
        make=lambda: screen,
        badge=badge,
        answers=presenter.answers,
    )
    return Feature(pages=(page,), refusals=presenter.refusals(), parts=(screen, presenter, texts))
