"""Level II: the queue of callbacks and the case in hand."""

from collections.abc import Callable, Generator
from datetime import datetime

from PySide6.QtCore import QObject

from console.bootstrap.operator_parts import OperatorParts
from console.screens.callbacks.callback_commands import CallbackCommands
from console.screens.callbacks.callback_notice_texts import CallbackNoticeTexts
from console.screens.callbacks.callback_queue_screen import CALLBACKS, CallbackQueueScreen
from console.screens.kit.callback_bands import CallbackBands
from console.screens.kit.feature import Answer, Badge, Feature, Frame, Page
from console.screens.knowledge.filter_presenter import FilterPresenter
from console.sync.links.call_link import CallLink
from console.usecases.callbacks.find_case import FindCase
from console.usecases.callbacks.find_closed_cases import FindClosedCases
from console.viewmodels.callbacks.case_cards import CaseCards
from console.viewmodels.callbacks.case_search import CaseSearchViewModel
from console.viewmodels.callbacks.closed_case_search import ClosedCaseSearchViewModel
from console.viewmodels.callbacks.voicemail import VoicemailViewModel
from console.viewmodels.contact.card_sending import CardSendingViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from contract.domain.ids import ContactId
from widgets.cases.case_view import CaseView
from widgets.panels.search_panel import SearchPanel
from widgets.tables.callback_table import CallbackTable


class CallbacksPageTexts(QObject):
    def title(self) -> str:
        return self.tr("Richiami")

    def late(self, count: int) -> str:
        return self.tr("%n oltre termine", "", count)


def models(parts: OperatorParts, shared: SeatModels) -> tuple[object, ...]:
    fetch = CallLink(parts.link).voicemail
    messages = parts.phone.messages
    cards = CaseCards(
        work=shared.case_work,
        queue=shared.queue,
        topics=lambda: shared.editor.topics,
        suggest=shared.knowledge.suggest_for,
    )
    voicemail = VoicemailViewModel(call=parts.call, fetch=fetch, phone=messages, scope=parts.scope)
    find = FindCase(database=parts.database, ask=CallLink(parts.link).case)
    search = CaseSearchViewModel(find=find, scope=parts.scope, now=parts.clock)
    find_closed = FindClosedCases(ask=CallLink(parts.link).closed_cases)
    closed = ClosedCaseSearchViewModel(find=find_closed, scope=parts.scope)
    return voicemail, cards, search, closed


def feature(
    frame: Frame, models: SeatModels, now: Callable[[], datetime]
) -> Generator[None, None, Feature]:
    queue, texts = CallbackTable(), CallbacksPageTexts()
    yield
    case = CaseView()
    yield
    screen = CallbackQueueScreen(models, queue, case, frame.part(SearchPanel), now)
    yield
    bands = CallbackBands(frame.host, now)
    commands = CallbackCommands(models, frame, bands, screen, now)
    page = Page(
        name=CALLBACKS,
        title=texts.title(),
        icon="phone-outgoing",
        place=10,  # level II begins with callbacks
        needs=Capability.CASE_WORK,
        make=lambda: screen,
        badge=Badge(
            count=lambda: models.queue.overdue_count,
            text=texts.late,
            changed=(models.queue.rows_changed,),
        ),
        answers={**commands.answers, **_knowledge(frame, models, screen)},
    )
    return Feature(
        pages=(page,),
        commands=commands.all,
        refusals=commands.refusals(),
        notices=CallbackNoticeTexts(frame.host).notices(),
        parts=(screen, texts, commands),
    )


def _knowledge(frame: Frame, models: SeatModels, screen: CallbackQueueScreen) -> dict[str, Answer]:
    """The keys of the search panel that other features answer, on this page as well."""
    filters = frame.part(FilterPresenter)

    sending, work = models.of(CardSendingViewModel), models.case_work

    def ask() -> None:
        screen.reveal_search()
        filters.ask()

    def send() -> None:
        case = work.file.case if work.callback is not None else None
        if case is None:
            sending.open()  # it says that sending needs a contact
            return
        # Who left a message or gave up waiting has spoken with nobody: the case stands for both.
        sending.open_for(ContactId(case.contact_id or case.id), case.caller.language)

    return {
        "search.filter": Answer(run=ask),
        "card.send": Answer(run=send, is_offered=lambda: sending.can_open),
    }
