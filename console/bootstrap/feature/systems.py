"""Sistemi: the seats, accounts and queues as IT reads them; the pages it begins with."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from console.bootstrap.operator_parts import OperatorParts
from console.screens.kit.feature import Answer, Badge, Feature, Frame, Page
from console.screens.systems.accounts_screen import ACCOUNTS, AccountsPresenter, AccountsScreen
from console.screens.systems.seats_presenter import SeatsPresenter
from console.screens.systems.seats_screen import SEATS, SeatsScreen
from console.screens.systems.systems_strip import SystemsStrip
from console.screens.systems.systems_texts import SystemsTexts
from console.sync.links.systems_link import SystemsLink
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.systems.systems import SystemsViewModel
from contract.domain.account import Capability
from contract.wire.systems import FAULTS
from widgets.cards.call_strip import CallStrip


class SystemsPageTexts(QObject):
    def seats(self) -> str:
        return self.tr("Stato")

    def search(self) -> str:
        return self.tr("Cerca una postazione")

    def accounts(self) -> str:
        return self.tr("Account")

    def faults(self, count: int) -> str:
        return self.tr("%n postazioni con un guasto", "", count)


def models(parts: OperatorParts, _: SeatModels) -> tuple[object, ...]:
    return (
        SystemsViewModel(
            operator=parts.operator,
            server=SystemsLink(parts.link),
            scope=parts.scope,
            clock=parts.clock,
            monotonic_s=parts.monotonic_s,
        ),
    )


def feature(frame: Frame, models: SeatModels, now: Callable[[], datetime]) -> Feature:
    model, names, words = models.of(SystemsViewModel), SystemsPageTexts(), SystemsTexts(frame.host)
    strip = SystemsStrip(CallStrip(), model, words)
    made: list[SeatsScreen] = []

    def make_seats() -> SeatsScreen:
        made.append(SeatsScreen())
        SeatsPresenter(made[0], model, words, now)
        return made[0]

    def make_accounts() -> AccountsScreen:
        screen = AccountsScreen()
        AccountsPresenter(screen, model, words, now)
        return screen

    seats = Page(
        name=SEATS,
        title=names.seats(),
        icon="monitor",
        place=50,
        needs=Capability.ACCOUNT_MANAGE,
        make=make_seats,
        badge=Badge(
            count=lambda: sum(one.health in FAULTS for one in model.all_seats),
            text=names.faults,
            changed=(model.changed,),
        ),
        answers={"search.focus": Answer(run=lambda: made[0].search_seat(), title=names.search())},
        is_late=True,
    )
    accounts = Page(
        name=ACCOUNTS,
        title=names.accounts(),
        icon="users",
        place=51,
        needs=Capability.ACCOUNT_MANAGE,
        make=make_accounts,
        is_late=True,
    )
    return Feature(
        pages=(seats, accounts),
        strip=strip,
        strip_needs=Capability.ACCOUNT_MANAGE,
        parts=(names, words, strip),
    )
