"""The knowledge base on the contact's page: search, faults of a card, sending it."""

from collections.abc import Callable
from datetime import datetime

from console.bootstrap.operator_parts import OperatorParts
from console.screens.contact.contact_screen import ContactScreen
from console.screens.contact.send_presenter import SendPresenter
from console.screens.kit.feature import Feature, Frame
from console.screens.knowledge.fault_presenter import FaultPresenter
from console.screens.knowledge.filter_presenter import FilterPresenter
from console.screens.knowledge.knowledge_commands import KnowledgeCommands
from console.screens.knowledge.knowledge_notice_texts import KnowledgeNoticeTexts
from console.usecases.contact.send_card import CardSender
from console.usecases.knowledge.local_knowledge import ListFacets
from console.usecases.knowledge.report_entry import ReportEntry
from console.usecases.knowledge.tell_server import TellServer
from console.viewmodels.contact.card_sending import CardSendingViewModel
from console.viewmodels.knowledge.entry_fault import EntryFaultViewModel
from console.viewmodels.knowledge.knowledge_use import KnowledgeUseViewModel
from console.viewmodels.knowledge.search_filters import SearchFiltersViewModel
from console.viewmodels.knowledge.search_log import SearchLogViewModel
from console.viewmodels.session.seat_models import SeatModels


def models(parts: OperatorParts, seat: SeatModels) -> tuple[object, ...]:
    database, clock, scope = parts.database, parts.clock, parts.scope
    tell = TellServer(database=database, clock=clock)
    facets = ListFacets(database=database, search=parts.search, clock=clock)
    return (
        SearchFiltersViewModel(facets=facets, scope=scope, monotonic_s=parts.monotonic_s),
        EntryFaultViewModel(
            knowledge=seat.knowledge,
            editor=seat.editor,
            notices=seat.notices,
            words=seat.words,
            report=ReportEntry(database=database, clock=clock),
            scope=scope,
        ),
        CardSendingViewModel(
            knowledge=seat.knowledge,
            editor=seat.editor,
            notices=seat.notices,
            sender=CardSender(
                database=database,
                feed=parts.feed,
                clock=clock,
                is_online=lambda: parts.connection.current.online,
            ),
            scope=scope,
            now=clock,
        ),
        KnowledgeUseViewModel(knowledge=seat.knowledge, tell=tell, scope=scope),
        SearchLogViewModel(
            knowledge=seat.knowledge,
            editor=seat.editor,
            tell=tell,
            scope=scope,
            monotonic_s=parts.monotonic_s,
        ),
    )


def feature(frame: Frame, models: SeatModels, _: Callable[[], datetime]) -> Feature:
    fault = FaultPresenter(models.of(EntryFaultViewModel), frame.host)
    sending = SendPresenter(models.of(CardSendingViewModel), frame.host)
    models.operator.signed_in.connect(lambda _: models.of(CardSendingViewModel).restore())
    commands = KnowledgeCommands(
        models, frame, frame.part(ContactScreen), frame.part(FilterPresenter), fault
    )
    return Feature(
        commands=commands.all,
        refusals=commands.refusals(),
        notices=KnowledgeNoticeTexts(frame.host).notices(),
        inputs=fault.inputs(),
        parts=(fault, sending, commands),
        hints=commands.hints(),
    )
