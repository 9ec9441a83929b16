"""An operator says what is wrong with the entry on the screen; what she typed stays until sent."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from console.model.contact.unsent_input import NOTHING, About, Words, fault_place
from console.model.knowledge.entry_fault import EntryFault, FaultPlace, fault_places
from console.runtime.task_scope import TaskScope
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.kit.notices import Level, NoticesViewModel
from console.viewmodels.kit.unsent_input import UnsentInputViewModel
from console.viewmodels.knowledge.knowledge import KnowledgeViewModel, Preview
from console.viewmodels.knowledge.knowledge_notices import KnowledgeNotice
from contract.domain.ids import ContactId
from contract.domain.knowledge_entries.personal_data import Removed, without_personal_data
from contract.knowledge.search_hit import HitKind, SearchHit


class EntryFaultViewModel(QObject):
    """subject: what the panel was opened for, also when another entry is shown meanwhile."""

    changed = Signal()
    opened = Signal()  # for words she left
    sent = Signal()

    def __init__(
        self,
        *,
        knowledge: KnowledgeViewModel,
        editor: ContactEditorViewModel,
        notices: NoticesViewModel,
        words: UnsentInputViewModel,
        report: Callable[[EntryFault], Awaitable[object]],
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._knowledge = knowledge
        self._editor = editor
        self._notices = notices
        self._words = words
        self._report = report
        self._scope = scope
        self._queue_id = ""
        self._contact_id: ContactId | None = None
        self._about = NOTHING
        self.subject = ""
        self.title = ""
        self.places: tuple[FaultPlace, ...] = ()
        self.chosen = 0
        self.text = ""
        self.is_empty_refused = False

    @property
    def can_open(self) -> bool:
        return self._knowledge.preview is not None

    @property
    def removed(self) -> tuple[Removed, ...]:
        """Return what will be taken out of the text: it is about an entry, not about a citizen."""
        known = self.places[self.chosen].known if self.places else ""
        return without_personal_data(self.text, known).removed

    def open(self) -> bool:
        """Begin with the entry on the screen; return whether there is one."""
        return self._begin(self._knowledge.preview)

    def go_on(self, about: About) -> None:
        """Begin with the entry that words were typed about, whatever is on the screen."""
        self._scope.start("fault.go-on", self._gone_on(about), replaces=True)

    def choose(self, index: int) -> None:
        """Say which field it is."""
        if 0 <= index < len(self.places):
            self.chosen = index
            self._keep()

    def type(self, text: str) -> None:
        self.text, self.is_empty_refused = text, False
        self._keep()

    def send(self) -> bool:
        """Send what was typed; without words nothing is sent. Return whether it was."""
        if not self.text.strip() or not self.places:
            self.is_empty_refused = True
            self.changed.emit()
            return False
        fault = EntryFault(
            place=self.places[self.chosen],
            text=self.text,
            queue_id=self._queue_id,
            contact_id=self._contact_id,
            subject=self.subject,
        )
        self._scope.start("fault.report", self._sent(fault, self._typed()))
        self.sent.emit()
        return True

    def _begin(self, preview: Preview | None) -> bool:
        places = _places(preview) if preview is not None else ()
        if preview is None or not places:
            return False
        draft = self._editor.draft
        self._queue_id = draft.queue if draft is not None else ""
        self._contact_id = draft.contact_id if draft is not None else None
        hit = preview.hit
        self.subject, self.title = hit.id, hit.title
        self._about = About(title=hit.title, kind=hit.kind, id=hit.id, card_id=hit.card_id)
        self.places = places
        self.text, key = self._words.of(fault_place(self.subject), 2)
        self.chosen = next((row for row, one in enumerate(places) if one.key == key), 0)
        self.is_empty_refused = False
        self.changed.emit()
        return True

    async def _gone_on(self, about: About) -> None:
        hit = SearchHit(
            kind=HitKind(about.kind), id=about.id, title=about.title, card_id=about.card_id
        )
        if self._begin(await self._knowledge.preview_of(hit)):
            self.opened.emit()
        else:
            self._notices.tell(KnowledgeNotice.WORDS_ENTRY_GONE, Level.DONE, title=about.title)

    async def _sent(self, fault: EntryFault, typed: Words) -> None:
        await self._report(fault)
        self._words.handed_over(fault_place(fault.subject), typed)
        self._notices.tell(KnowledgeNotice.ENTRY_REPORTED, Level.DONE, title=fault.place.title)

    def _keep(self) -> None:
        self._words.type(fault_place(self.subject), self._typed(), self._about)
        self.changed.emit()

    def _typed(self) -> Words:
        """Return nothing while no word is typed and no place chosen by hand."""
        if not self.text and not self.chosen:
            return ()
        return self.text, self.places[self.chosen].key


def _places(preview: Preview) -> tuple[FaultPlace, ...]:
    is_faq = preview.hit.kind is HitKind.FAQ
    faq = next((one for one in preview.faqs if is_faq and one.id == preview.hit.id), None)
    return fault_places(preview.card, preview.offices, faq)
