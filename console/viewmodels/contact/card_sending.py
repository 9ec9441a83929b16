"""An operator sends the citizen the card on the screen; the address stays until she leaves."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.model.contact.card_to_send import (
    CardFate,
    CardToSend,
    SendableCard,
    SendFault,
    fault_of,
    recipient_of,
    sendable,
)
from console.runtime.task_scope import Latest, TaskScope
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.contact_notices import ContactNotice
from console.viewmodels.contact.sending_keeper import SendingKeeper, TypedSending
from console.viewmodels.kit.notices import Level, NoticesViewModel
from console.viewmodels.knowledge.knowledge import KnowledgeViewModel, Preview
from contract.domain.ids import CardId, CommandId, ContactId, OfficeId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.mail_address import is_number
from contract.domain.opening_times.opening_hours import ROME
from contract.domain.sent_card import MOST_SENT
from contract.domain.sent_card_texts import words_for
from contract.domain.short_message import short_message
from contract.knowledge.search_hit import HitKind

SAID_AT_ONCE = (SendFault.NO_SMS, SendFault.TEXTS_ENOUGH)


class CardSender(Protocol):
    """family: a card with its translations. texts_left: of today; None: nobody counts."""

    async def send(self, wanted: CardToSend) -> CommandId: ...
    async def follow(self, command_id: CommandId) -> CardFate: ...
    async def save_aside(self, typed: TypedSending) -> TypedSending: ...
    async def typed_aside(self) -> TypedSending | None: ...
    async def family(self, card_id: CardId) -> tuple[ServiceCard, ...]: ...
    async def offices(self, office_ids: Sequence[OfficeId]) -> tuple[Office, ...]: ...
    async def texts_left(self) -> int | None: ...
    async def sends_sms(self) -> bool: ...


class CardSendingViewModel(QObject):
    """subject: the card the panel was opened for, also when another one is shown meanwhile."""

    changed = Signal()
    opened = Signal()
    sent = Signal()

    def __init__(
        self,
        *,
        knowledge: KnowledgeViewModel,
        editor: ContactEditorViewModel,
        notices: NoticesViewModel,
        sender: CardSender,
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._knowledge = knowledge
        self._editor = editor
        self._notices = notices
        self._sender = sender
        self._keeper = SendingKeeper(editor=editor, save_aside=sender.save_aside, scope=scope)
        self._sends_sms = False
        self._texts_left: int | None = None  # of today; None: nobody counts
        self._scope = scope
        self._versions = Latest("card.family", scope)
        self._now = now
        self._times: dict[ContactId, int] = {}
        self._contact_id: ContactId | None = None
        self._card: SendableCard | None = None
        self._language = ""  # of the citizen
        self._offices: tuple[Office, ...] = ()
        self._office_id: OfficeId | None = None
        self.subject = CardId("")
        self.title = ""
        self.chosen = 0
        self.to = ""
        self.refused: SendFault | None = None  # what Enter met

    @property
    def can_open(self) -> bool:
        preview = self._knowledge.preview
        return preview is not None and (preview.answering is not None or _is_office(preview))

    @property
    def alone(self) -> int:
        """Return how many of the versions, the first ones, are an office alone."""
        return self._card.alone if self._card is not None else 0

    @property
    def is_saved(self) -> bool:
        """Return whether everything typed is on disk."""
        return self._keeper.is_saved

    @property
    def versions(self) -> tuple[ServiceCard, ...]:
        return self._card.versions if self._card is not None else ()

    @property
    def text(self) -> str:
        """Return what will arrive, were it sent today."""
        if self._card is None:
            return ""
        make = self._card.short_text if self.is_sms else self._card.text
        return make(self.versions[self.chosen], self._day())

    @property
    def is_sms(self) -> bool:
        """Return whether what is typed is a number that may get a text message."""
        return self._sends_sms and is_number(self.to)

    @property
    def can_sms(self) -> bool:
        return self._sends_sms

    @property
    def parts(self) -> int:
        """Return as how many text messages it is paid for; 0: it is a mail."""
        return len(short_message(self.text).parts) if self.is_sms else 0

    @property
    def is_right_to_left(self) -> bool:
        versions = self.versions
        return bool(versions) and words_for(versions[self.chosen].language).is_right_to_left

    @property
    def is_behind(self) -> bool:
        """Return whether the chosen translation is older than its original."""
        return self._card is not None and self._card.is_behind(self.versions[self.chosen])

    @property
    def fault(self) -> SendFault | None:
        """Return what keeps it from being sent; an address half typed is not wrong yet."""
        if self._card is None:
            return SendFault.NOT_IN_FORCE
        if self._times.get(self._contact_id or ContactId(""), 0) >= MOST_SENT:
            return SendFault.SENT_ENOUGH
        found = self._fault_of_address()
        return found if found in SAID_AT_ONCE or self.refused is not None else None

    def open(self) -> None:
        """Begin with what is on the screen, an office or a card, for the open contact's citizen."""
        draft = self._editor.draft
        if draft is not None:
            self._begin(draft.contact_id, draft.caller.language, self._keeper.recall(draft))
        elif self.can_open:
            self._notices.tell(ContactNotice.SEND_NEEDS_CONTACT, Level.DONE)

    def open_for(self, contact_id: ContactId, language: str) -> None:
        """Begin likewise for the citizen of a contact that is closed: its case is in hand."""
        self._begin(contact_id, language, self._keeper.address(contact_id))

    def _begin(self, contact_id: ContactId, language: str, to: str) -> None:
        preview = self._knowledge.preview
        if preview is None or not self.can_open:
            return
        card, self._contact_id = preview.answering, contact_id
        self._language, self._offices = language, preview.offices
        self._office_id = OfficeId(preview.hit.id) if _is_office(preview) else None
        self.subject = card.id if card is not None else CardId(preview.hit.id)
        self.title = card.title if card is not None and not self._office_id else preview.hit.title
        self.to, self.refused = to, None
        self._take((card,) if card is not None else ())
        self.opened.emit()
        card_id = self.subject
        self._versions.ask(lambda: self._load(card_id), self._show_versions)

    def restore(self) -> None:
        """Open the panel again that stood open when the console stopped, with what was typed."""
        self._scope.start("card.restore", self._restored())

    def put_by(self) -> None:
        """She left the panel without sending."""
        if self._contact_id is not None:
            self._keeper.put_by(self._contact_id)

    def choose(self, index: int) -> None:
        """Say in which language."""
        if 0 <= index < len(self.versions) and index != self.chosen:
            self.chosen = index
            if self._contact_id is not None:
                assert self._card is not None
                choice = self._card.choice(index)
                self._keeper.choose(self._contact_id, (self.subject, self._office_id), choice)
            self.changed.emit()

    def type(self, to: str) -> None:
        self.to, self.refused = to, None
        if self._contact_id is not None:
            self._keeper.type(self._contact_id, (self.subject, self._office_id), to)
        self.changed.emit()

    def send(self) -> bool:
        """Send it; return whether it was. What is wrong is said and nothing is lost."""
        fault = self.fault or self._fault_of_address()
        if fault is not None or self._card is None or self._contact_id is None:
            self.refused = fault
            self.changed.emit()
            return False
        wanted = CardToSend(
            card=self.versions[self.chosen],
            to=recipient_of(self.to),
            contact_id=self._contact_id,
            office_id=self._card.office_id,
        )
        self._times[wanted.contact_id] = self._times.get(wanted.contact_id, 0) + 1
        self._scope.start("card.send", self._sent(wanted))
        self.sent.emit()
        return True

    async def _restored(self) -> None:
        draft, left = self._editor.draft, await self._sender.typed_aside()
        if left is None and draft is not None:
            left = draft.contact_id, draft.sending
        typed = left[1] if left is not None else None
        if left is None or typed is None or not typed.is_shown:
            return
        family = await self._sender.family(typed.card_id)
        await self._ask_of_texts()
        card = next((one for one in family if one.id == typed.card_id), None)
        offices = await self._offices_of(card, typed.office_id)
        is_gone = card is None and not offices  # an office goes without a card too
        if is_gone or self.subject:  # or she began to send another meanwhile
            return
        is_of_draft = draft is not None and draft.contact_id == left[0]
        self._language = draft.caller.language if draft is not None and is_of_draft else ""
        self._offices = offices
        self._contact_id, self._office_id = left[0], typed.office_id
        self._keeper.take_back(left[0], typed)
        office = offices[0] if typed.office_id is not None and offices else None
        self.subject = typed.card_id
        self.title = office.name if office is not None else card.title if card is not None else ""
        self.to, self.refused = typed.to, None
        self._take(family)
        self.opened.emit()

    async def _offices_of(
        self, card: ServiceCard | None, only: OfficeId | None
    ) -> tuple[Office, ...]:
        of_card = card.office_ids if card is not None else ()
        return await self._sender.offices(of_card if only is None else (only,))

    async def _load(self, card_id: CardId) -> tuple[ServiceCard, ...]:
        """Its languages come a moment later: what is typed meanwhile is typed in the panel."""
        family = await self._sender.family(card_id)
        await self._ask_of_texts()
        return family

    def _show_versions(self, family: tuple[ServiceCard, ...]) -> None:
        self._take(family)
        self.changed.emit()

    async def _ask_of_texts(self) -> None:
        self._sends_sms, self._texts_left = (
            await self._sender.sends_sms(),
            await self._sender.texts_left(),
        )

    def _take(self, family: tuple[ServiceCard, ...]) -> None:
        self._card = sendable(family, self.subject, self._day(), self._offices, self._office_id)
        contact = self._contact_id or ContactId("")
        language = self._keeper.language(contact, self.subject) or self._language
        self.chosen = self._version_in(language, self.subject)

    def _version_in(self, language: str, shown: CardId) -> int:
        """Return the version in a language, else the one the operator reads.

        The office alone, where one is on the screen, comes before the card.
        """
        if self._card is not None:
            for at in range(len(self.versions)):
                if self._card.choice(at) == language:
                    return at
            if self._card.alone:
                return 0
        return next((at for at, one in enumerate(self.versions) if one.id == shown), 0)

    def _fault_of_address(self) -> SendFault | None:
        found = fault_of(self.to.strip(), sends_sms=self._sends_sms)
        is_over = found is None and self.is_sms and self._texts_left == 0
        return SendFault.TEXTS_ENOUGH if is_over else found

    async def _sent(self, wanted: CardToSend) -> None:
        typed = self._keeper.unsent(wanted.contact_id)
        command_id = await self._sender.send(wanted)
        self._keeper.sent(wanted.contact_id, typed)
        fate = await self._sender.follow(command_id)
        if fate is CardFate.REFUSED:  # that is told with the server's reason
            return
        gone = ContactNotice.CARD_SENT_BY_SMS if is_number(wanted.to) else ContactNotice.CARD_SENT
        code = gone if fate is CardFate.AT_SERVER else ContactNotice.CARD_WAITS
        self._notices.tell(code, Level.DONE, title=wanted.card.title)

    def _day(self) -> date:
        return self._now().astimezone(ROME).date()


def _is_office(preview: Preview) -> bool:
    return preview.hit.kind is HitKind.OFFICE and bool(preview.offices)
