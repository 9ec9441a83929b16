"""The contact being written, with the search beside it."""

import os
from collections.abc import Callable, Generator
from datetime import datetime

from PySide6.QtCore import QObject

from console.bootstrap.operator_parts import OperatorParts
from console.screens.contact.call_to_front import CallToFront
from console.screens.contact.callback_promise import CallbackPromise
from console.screens.contact.contact_commands import ContactCommands
from console.screens.contact.contact_notice_texts import ContactNoticeTexts
from console.screens.contact.contact_screen import CONTACT, ContactScreen, contact_parts
from console.screens.contact.undo_command import UndoCommand
from console.screens.kit.callback_bands import CallbackBands
from console.screens.kit.feature import Badge, Feature, Frame, Page
from console.screens.knowledge.filter_presenter import FilterPresenter
from console.screens.knowledge.knowledge_presenter import KnowledgePresenter
from console.usecases.contact.send_card import CardSender
from console.usecases.contact.stored_drafts import StoredDrafts
from console.viewmodels.contact.case_numbers import CaseNumbers
from console.viewmodels.contact.closed_contacts import ClosedContactsViewModel
from console.viewmodels.contact.undone_contacts import UndoneContacts
from console.viewmodels.knowledge.search_filters import SearchFiltersViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from widgets.cards.call_strip import CallStrip
from widgets.cards.contact_form import SAVE_KEY

QUESTIONS = "CHIAMAROMA_QUESTIONS"  # environment: one a line, offered to visitors of the demo


class ContactPageTexts(QObject):
    def title(self) -> str:
        return self.tr("Contatto")

    def to_complete(self, count: int) -> str:
        return self.tr("%n da completare", "", count)


def models(parts: OperatorParts, models: SeatModels) -> tuple[object, ...]:
    database, feed, scope, clock = parts.database, parts.feed, parts.scope, parts.clock
    drafts, notices = StoredDrafts(database=database, clock=clock), models.notices
    monotonic_s = parts.monotonic_s

    def is_online() -> bool:
        return parts.connection.current.online

    closed = ClosedContactsViewModel(
        editor=models.editor, store=drafts, calls=models.call, scope=scope, monotonic_s=monotonic_s
    )
    sender = CardSender(database=database, feed=feed, clock=clock, is_online=is_online)
    numbers = CaseNumbers(
        sender=sender, notices=notices, is_online=is_online, feed=feed, scope=scope
    )
    undone = UndoneContacts(
        waits=drafts.waits, notices=notices, is_online=is_online, feed=feed, scope=scope
    )
    return (closed, numbers, undone)


def feature(
    frame: Frame, models: SeatModels, now: Callable[[], datetime]
) -> Generator[None, None, Feature]:
    parts = yield from contact_parts(models, now)
    search, form = parts.search, parts.form
    screen = ContactScreen(models, frame.bar, parts, now)
    screen.idle.offer(os.environ.get(QUESTIONS, "").splitlines())
    yield
    strip = frame.part(CallStrip)
    strip.shown.connect(lambda: form.show_key(is_shown=not strip.shows_key(SAVE_KEY)))
    found = KnowledgePresenter(
        search, models.knowledge, models.editor, models.connection, now, screen.idle.news
    )
    filters = FilterPresenter(search, models.of(SearchFiltersViewModel))
    texts = ContactPageTexts()
    bands = CallbackBands(frame.host, now)
    promise = CallbackPromise(models, frame, bands)
    commands = ContactCommands(models, frame, screen)
    undo = UndoCommand(models.of(ClosedContactsViewModel), frame)
    notices = ContactNoticeTexts(frame.host)
    CallToFront(models, frame, screen)
    return Feature(
        pages=(_page(models, screen, texts),),
        commands=(*commands.all, undo.command),
        refusals=commands.refusals() | undo.refusals(),
        in_hand=commands.in_hand,
        answers={"callback.act": promise.answer},
        notices=notices.notices(),
        notice_actions=notices.notice_actions(
            may_undo=lambda: models.of(ClosedContactsViewModel).may_undo,
            undo=undo.undo_save,
            send_number=models.of(CaseNumbers).send,
        ),
        parts=(screen, search, found, filters, texts, bands, promise, commands, undo),
    )


def _page(models: SeatModels, screen: ContactScreen, texts: ContactPageTexts) -> Page:
    return Page(
        name=CONTACT,
        title=texts.title(),
        icon="headset",
        place=20,
        needs=Capability.CONTACT_WRITE,
        make=lambda: screen,
        badge=Badge(
            count=lambda: sum(not draft.is_open for draft in models.own_work.drafts),
            text=texts.to_complete,
            changed=(models.own_work.changed,),
        ),
        is_for_others=True,
        # In this order: what listens to where the cursor goes ends before what it asks.
        large_parts=lambda: (screen.idle, screen.form, screen.search),
    )
