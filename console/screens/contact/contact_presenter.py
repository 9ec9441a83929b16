"""Binds the open contact to the form and to the citizen's fields."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from console.model.contact.contact_draft import (
    CallbackWish,
    CardProposal,
    ContactDraft,
    EarlierClosing,
)
from console.model.contact.contact_faults import promises_callback
from console.screens.kit.language_texts import LANGUAGES
from console.screens.kit.moments import band, clock_time, is_today, named_day, rome_day
from console.screens.kit.state_texts import StateTexts
from console.screens.kit.texts import Texts
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.contact import Disposition
from contract.domain.ids import ContactId, TopicId
from widgets.cards.citizen_card import CitizenCard
from widgets.cards.contact_form import ContactForm
from widgets.fields.labelled_field import Choice, LabelledField
from widgets.kit.notice_bar import Notice, NoticeBar
from widgets.kit.plain_text import left_to_right
from widgets.speech.announcer import Announcer

CITIZEN_FIELDS = ("name", "fiscal_code", "phone", "municipio", "language")
MUNICIPI = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
)  # fmt: skip
INCOMPLETE = "incomplete"
_NONE = ContactId("")


class ContactPresenter(QObject):
    """What the operator types goes to the editor; what the editor changes comes back."""

    def __init__(
        self,
        form: ContactForm,
        citizen: CitizenCard,
        search: LabelledField,
        bar: NoticeBar,
        models: SeatModels,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(form)
        self._form = form
        self._citizen = citizen
        self._search = search
        self._bar = bar
        self._editor = models.editor
        self._connection = models.connection
        self._now = now
        self._shown_errors: dict[str, str] = {}
        self._shown_id = _NONE
        self._told_topic: tuple[ContactId, TopicId | None] = (_NONE, None)
        self._announcer = Announcer(form)
        # Kept until its part of the window is visible: before the layout nothing takes the cursor.
        self._return_to: tuple[str, int] | None = None  # field and cursor of a draft taken up
        self._words = StateTexts(self)
        self._wording = Texts(self)
        self._connect()
        citizen.set_choices(
            (Choice("", "—"), *(Choice(number, number) for number in MUNICIPI)),
            tuple(Choice(code, name) for code, name in LANGUAGES),
        )
        self._on_choices_changed()
        self._on_draft_replaced()

    def focus_where_it_was(self) -> bool:
        """Put the cursor where the draft says; False when it says nothing.

        In a narrow window bring the part with left_part() first.
        """
        draft = self._editor.draft
        if draft is None:
            return False
        name, cursor = self._return_to = self._return_to or (draft.focus_field, draft.cursor)
        # Focusing the box used to select its text: the next letter replaced what had come back.
        if name == Field.SEARCH:  # not selected: the next letter goes on with the text
            self._search.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._search.set_cursor_position(cursor)
        elif name:
            side = self._citizen if name in CITIZEN_FIELDS else self._form
            side.focus_field(name, cursor)
        if any(part.isVisible() for part in (self._form, self._citizen, self._search)):
            self._return_to = None
        return bool(name)

    def left_part(self) -> str:
        """Return the part the draft says the cursor was in, as columns name it, "" for none."""
        draft = self._editor.draft
        if draft is None:
            return ""
        name = (self._return_to or (draft.focus_field, 0))[0]
        if name in CITIZEN_FIELDS:
            return "citizen"
        return "knowledge" if name == Field.SEARCH else "work" if name else ""

    def _connect(self) -> None:
        editor = self._editor
        self._form.edited.connect(self._on_edited)
        self._citizen.edited.connect(self._on_edited)
        self._search.edited.connect(self._on_typed)
        self._form.save_requested.connect(editor.closing.close)
        self._form.forward_requested.connect(editor.closing.forward)
        self._form.topic_confirmed.connect(editor.filling.confirm_proposal)
        self._form.callback_removed.connect(lambda: editor.promise_callback(None))
        editor.draft_replaced.connect(self._on_draft_replaced)
        editor.draft_changed.connect(self._show_caption)
        editor.search_changed.connect(self._show_caption)
        editor.draft_changed.connect(self._show_proposal)
        editor.draft_changed.connect(self._show_callback)
        editor.saved.connect(self._show_caption)
        editor.errors_changed.connect(self._on_errors_changed)
        editor.choices_changed.connect(self._on_choices_changed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_edited(self, name: str, value: str) -> None:
        self._editor.edit(Field(name), value)
        self._on_typed()

    def _on_typed(self, *_: object) -> None:
        self._return_to = None  # typing chooses the place
        self._on_focus_changed()

    def _on_focus_changed(self, *_: object) -> None:
        if self._return_to is not None:
            return  # the window is being built: its focus is nobody's doing
        for side in (self._form, self._citizen):
            name, cursor = side.focused_field()
            if name:
                self._editor.focus_moved(name, cursor)
        if self._search.editor.hasFocus():
            self._editor.focus_moved(Field.SEARCH, self._search.cursor_position())

    def _on_choices_changed(self) -> None:
        editor = self._editor
        self._form.set_choices(
            topics=tuple(Choice(topic.id, topic.path) for topic in editor.topics),
            dispositions=tuple(
                Choice(str(one), self._words.disposition(one))
                for one in Disposition
                if one is not Disposition.CALLED_BACK
            ),
            desks=(Choice("", "—"), *(Choice(desk.id, desk.name) for desk in editor.desks)),
        )
        self._on_draft_replaced()

    def _on_draft_replaced(self) -> None:
        draft = self._editor.draft
        self._citizen.set_open(is_open=draft is not None)
        shown = draft or ContactDraft(contact_id=_NONE)
        # Only another contact has a place to return to: in this one somebody may be typing.
        if shown.contact_id != self._shown_id:
            self._shown_id = shown.contact_id
            place = (shown.focus_field, shown.cursor)
            self._return_to = place if shown.focus_field else None
        self._citizen.set_values(_citizen_values(shown))
        self._form.set_values(_form_values(shown))
        self._form.set_title(self._title(shown.earlier))
        self._show_callback()
        self._show_proposal()
        self._show_caption()

    def _title(self, earlier: EarlierClosing | None) -> str:
        """Say of a contact closed before that it is no new one: another citizen may be ringing."""
        if earlier is None:
            return self.tr("Contatto")
        if earlier.is_taken_back:
            return self.tr("Contatto riaperto")
        at = left_to_right(clock_time(earlier.closed_at))  # at most a day ago: the hour is enough
        return self.tr("Correzione · contatto delle {0}").format(at)

    def _show_proposal(self) -> None:
        """Mark what a card proposes, and say a topic when it is another one than before."""
        draft = self._editor.draft
        wish = (draft.proposal if draft is not None else None) or CardProposal()
        by_card, by_topic = self.tr("proposto dalla scheda"), self.tr("proposto")
        self._form.mark_proposed(
            topic=by_card if wish.topic_id else "", desk=by_topic if wish.desk_id else ""
        )
        told, self._told_topic = self._told_topic, (self._shown_id, wish.topic_id)
        # Not of a contact that comes to the screen with it: she has heard it already.
        if wish.topic_id and told != self._told_topic and told[0] == self._shown_id:
            topic = self._form.topic.text().replace(" › ", ", ")
            said = self.tr("Argomento proposto: {0}.").format(topic)
            self._announcer.announce(said, kind="proposal", rests=True)

    def _show_callback(self) -> None:
        """Show the promise that will be kept: with the outcome chosen now none may be."""
        draft = self._editor.draft
        wish = draft.callback if draft is not None and promises_callback(draft) else None
        self._form.set_callback_line(self.callback_words(wish))

    def callback_words(self, wish: CallbackWish | None) -> str:
        if wish is None:
            return ""
        hours = band(wish.window_start_at, wish.window_end_at)
        if is_today(wish.window_start_at, self._now()):
            return self.tr("Richiamo promesso: oggi, {0}").format(hours)
        day = named_day(rome_day(wish.window_start_at))
        return self.tr("Richiamo promesso: {0}, {1}").format(day, hours)

    def _show_caption(self) -> None:
        editor = self._editor
        if editor.draft is None:
            self._form.set_caption("")
        # Without a keyring the replica is in memory: "saved" would be a promise nobody keeps.
        elif not self._connection.is_kept:
            self._form.set_caption(self.tr("bozza in memoria"))
        elif editor.is_saved and editor.saved_at is not None:
            self._form.set_caption(self.tr("✓ salvata"))
        else:
            self._form.set_caption(self.tr("salvo…"))

    def _on_errors_changed(self) -> None:
        sentences = {
            name: self._wording.field_error(name, code) for name, code in self._editor.errors
        }
        before, self._shown_errors = self._shown_errors, sentences
        # None is new: some only go, and the cursor stays with the operator who corrects them.
        if sentences.items() <= before.items():
            self._clear_errors(before.keys() - sentences.keys())
        else:
            self._show_errors(sentences)
        # One is said at its field; of several, some lie out of sight.
        if len(sentences) > 1:
            text = self._wording.summary(tuple(sentences))
            self._bar.show_notice(Notice(key=INCOMPLETE, kind="warning", text=text))
        else:
            self._bar.remove(INCOMPLETE)

    def _show_errors(self, sentences: dict[str, str]) -> None:
        """Show all errors and go to the first wrong field; the citizen's fields come first."""
        of_citizen = {name: text for name, text in sentences.items() if name in CITIZEN_FIELDS}
        of_form = {name: text for name, text in sentences.items() if name not in CITIZEN_FIELDS}
        self._form.show_errors(of_form)
        self._citizen.show_errors(of_citizen)

    def _clear_errors(self, names: AbstractSet[str]) -> None:
        """Remove errors without moving the cursor of the operator who corrects them."""
        for name in names:
            side = self._citizen if name in CITIZEN_FIELDS else self._form
            side.fields.field(name).show_error("")


def _citizen_values(draft: ContactDraft) -> dict[str, str]:
    return {
        "name": draft.caller.name,
        "fiscal_code": draft.caller.fiscal_code,
        "phone": draft.phone_text,
        "municipio": draft.caller.municipio,
        "language": draft.caller.language,
    }


def _form_values(draft: ContactDraft) -> dict[str, str]:
    wish = draft.proposal or CardProposal()
    return {
        "topic": draft.topic_id or wish.topic_id or "",
        "topic_text": draft.topic_text,
        "disposition": str(draft.disposition),
        "desk": draft.desk_id or wish.desk_id or "",
        "fact_address": draft.fact_address,
        "description": draft.description,
    }
