"""What an operator typed to send cards: at hand until she leaves, on disk until it is sent."""

from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from console.model.contact.contact_draft import ContactDraft, SendingDraft
from console.runtime.task_scope import TaskScope
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.kit.draft_saver import DraftSaver
from contract.domain.ids import CardId, ContactId, OfficeId

type TypedSending = tuple[ContactId, SendingDraft | None]
type Subject = tuple[CardId, OfficeId | None]  # a card, and the only office spoken of


class SendingKeeper:
    """Keeps it in the draft of its contact: with it it comes back, and with it it goes.

    save_aside: for the draft of a contact that left the screen while the panel is open.
    """

    def __init__(
        self,
        *,
        editor: ContactEditorViewModel,
        save_aside: Callable[[TypedSending], Awaitable[TypedSending]],
        scope: TaskScope,
    ) -> None:
        self._editor = editor
        self._addresses: dict[ContactId, str] = {}
        self._languages: dict[tuple[ContactId, CardId], str] = {}
        self._unsent: dict[ContactId, SendingDraft] = {}
        self._contact_id: ContactId | None = None  # whom it was typed for last
        self._aside: DraftSaver[TypedSending] = DraftSaver(
            name="card.keep",
            save=save_aside,
            on_saved=lambda _: None,
            on_failed=editor.store_failed.emit,
            scope=scope,
            counts=lambda typed: 0 if typed[1] is None else 1,
        )
        editor.draft_replaced.connect(self._follow)

    @property
    def is_saved(self) -> bool:
        """Return whether everything typed is on disk."""
        return self._editor.is_saved and not self._aside.is_due

    def recall(self, draft: ContactDraft) -> str:
        """Return the address typed for this contact; a console that crashed knew it too."""
        if draft.sending is not None:
            self.take_back(draft.contact_id, draft.sending)
        return self.address(draft.contact_id)

    def address(self, contact_id: ContactId) -> str:
        """Return the address typed for a contact since she signed in, "" for none."""
        return self._addresses.get(contact_id, "")

    def take_back(self, contact_id: ContactId, kept: SendingDraft) -> None:
        """Know again what was on disk when the console started, unless she typed since."""
        if contact_id not in self._addresses:
            self._addresses[contact_id] = kept.to
            self._unsent[contact_id] = kept
            if kept.language:
                self._languages[contact_id, kept.card_id] = kept.language

    def language(self, contact_id: ContactId, card_id: CardId) -> str:
        """Return what was chosen for this card, "" while nothing was."""
        return self._languages.get((contact_id, card_id), "")

    def choose(self, contact_id: ContactId, subject: Subject, language: str) -> None:
        self._languages[contact_id, subject[0]] = language
        self._keep(contact_id, subject)

    def type(self, contact_id: ContactId, subject: Subject, to: str) -> None:
        self._addresses[contact_id] = to
        self._keep(contact_id, subject)

    def put_by(self, contact_id: ContactId) -> None:
        """She left the panel: the address stays at hand, the panel does not come back by itself."""
        typed = self._unsent.get(contact_id)
        if typed is not None and typed.is_shown:
            self._unsent[contact_id] = replace(typed, is_shown=False)
            self._save(contact_id)

    def unsent(self, contact_id: ContactId) -> SendingDraft | None:
        return self._unsent.get(contact_id)

    def sent(self, contact_id: ContactId, typed: SendingDraft | None) -> None:
        """Take it off the disk; the address stays at hand for the next card of this contact."""
        is_still_it = typed is not None and self._unsent.get(contact_id) is typed
        if is_still_it:  # else she is typing the next one already
            self._unsent.pop(contact_id, None)
            self._save(contact_id)

    def _keep(self, contact_id: ContactId, subject: Subject) -> None:
        card_id, office_id = subject
        to, language = self._addresses.get(contact_id, ""), self.language(contact_id, card_id)
        self._unsent.pop(contact_id, None)
        if to or language:
            self._unsent[contact_id] = SendingDraft(
                to=to, card_id=card_id, language=language, office_id=office_id, is_shown=True
            )
        self._contact_id = contact_id
        self._save(contact_id)

    def _save(self, contact_id: ContactId) -> None:
        typed = self._unsent.get(contact_id)
        if not self._editor.keep_sending(contact_id, typed):
            self._aside.edited((contact_id, typed))

    def _follow(self) -> None:
        """Its contact left the screen: the last letters may not have been saved with it."""
        contact_id, draft = self._contact_id, self._editor.draft
        if contact_id is not None and (draft is None or draft.contact_id != contact_id):
            self._contact_id = None
            if contact_id in self._unsent:
                self._save(contact_id)
