"""Which of an operator's own contacts and drafts are listed: by day, by kind, by words."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from console.model.contact.contact_draft import ContactDraft
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.own_work import OwnWorkViewModel
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import ContactId
from contract.domain.opening_times.opening_hours import ROME
from contract.domain.phone_number import spoken

type Own = Contact | ContactDraft
WEEK = timedelta(days=7)


class OwnFilter(StrEnum):
    TODAY = "today"
    TO_COMPLETE = "to_complete"
    WITH_CALLBACK = "with_callback"
    LEVEL_TWO = "level_two"
    YESTERDAY = "yesterday"
    WEEK = "week"


class OwnContactsViewModel(QObject):
    """filter: chosen by hand; until then that of today, or of the week on a day without any."""

    changed = Signal()

    def __init__(
        self,
        *,
        own_work: OwnWorkViewModel,
        editor: ContactEditorViewModel,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._own_work = own_work
        self._editor = editor
        self._clock = clock
        self._chosen: OwnFilter | None = None
        self.query = ""
        own_work.changed.connect(self.changed)
        editor.choices_changed.connect(self.changed)

    @property
    def filter(self) -> OwnFilter:
        if self._chosen is not None:
            return self._chosen
        return OwnFilter.TODAY if self.rows(OwnFilter.TODAY) else OwnFilter.WEEK

    def choose(self, chosen: OwnFilter) -> None:
        self._chosen = chosen
        self.changed.emit()

    def search(self, query: str) -> None:
        """List only what has all these words, in name, number, topic, text or case."""
        self.query = query
        self.changed.emit()

    def rows(self, chosen: OwnFilter | None = None) -> tuple[Own, ...]:
        """Return those of a filter, newest first; of the chosen one only those with the words."""
        if chosen is not None:
            return tuple(one for one in self._all() if self._passes(one, chosen))
        words = self.query.casefold().split()
        return tuple(
            one for one in self.rows(self.filter) if all(word in self._words(one) for word in words)
        )

    def find(self, contact_id: str) -> Own | None:
        return next((one for one in self._all() if _id(one) == contact_id), None)

    def topic(self, one: Own) -> str:
        """Return the path of the topic, "" for none."""
        topics = {topic.id: topic.path for topic in self._editor.topics}
        return topics.get(one.topic_id, "") if one.topic_id else ""

    def is_correctable(self, one: Own) -> bool:
        return isinstance(one, Contact) and self._clock() <= one.correctable_until

    def _all(self) -> tuple[Own, ...]:
        # One that is being corrected is both: it stands where it was, as what it becomes.
        drafts = tuple(one for one in self._own_work.drafts if not one.is_open)
        open_again = {one.contact_id for one in drafts}
        closed = tuple(one for one in self._own_work.contacts if one.id not in open_again)
        return tuple(sorted((*closed, *drafts), key=_at, reverse=True))

    def _passes(self, one: Own, chosen: OwnFilter) -> bool:
        days = (self._clock().astimezone(ROME).date() - _at(one).astimezone(ROME).date()).days
        return {
            OwnFilter.TODAY: days <= 0,
            OwnFilter.YESTERDAY: days == 1,
            OwnFilter.WEEK: _at(one) > self._clock() - WEEK,
            OwnFilter.TO_COMPLETE: isinstance(one, ContactDraft),
            OwnFilter.WITH_CALLBACK: isinstance(one, Contact) and one.promised_from is not None,
            OwnFilter.LEVEL_TWO: one.disposition is Disposition.FORWARDED,
        }[chosen]

    def _words(self, one: Own) -> str:
        number = one.case_number if isinstance(one, Contact) else ""
        parts = (one.caller.name, spoken(one.caller.phone), one.caller.phone, number)
        return " ".join((*parts, self.topic(one), one.description)).casefold()


def _id(one: Own) -> ContactId:
    return one.id if isinstance(one, Contact) else one.contact_id


def _at(one: Own) -> datetime:
    if isinstance(one, Contact):
        return one.closed_at
    at = one.answered_at or one.saved_at
    assert at is not None, "a draft of the list is on disk"
    return at
