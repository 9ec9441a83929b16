"""The band on top for an editor: what she has in hand, in which state, and what can be done."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from console.model.editing.editing_work import Group
from console.screens.editing.entry_actions import EntryActions
from console.screens.editing.entry_head import EntryHead
from console.screens.kit.entry_texts import EntryTexts
from console.viewmodels.session.seat_models import SeatModels
from widgets.cards.call_strip import CallStrip, StripState
from widgets.kit.plain_text import isolated, one_line


class EditingStrip(QObject):
    """run does what a button names. With no entry in hand it says what there is to do."""

    def __init__(
        self,
        strip: CallStrip,
        models: SeatModels,
        now: Callable[[], datetime],
        run: Callable[[str], None],
    ) -> None:
        super().__init__(strip)
        editing = models.editing
        self._strip = strip
        self._editor = editing.editor
        self._list = editing.list
        self._head = EntryHead(editing, models.connection, now, self)
        self._actions = EntryActions(editing.editor, editing.list, self)
        self._words = EntryTexts(self)
        self._said = ""
        self._is_listing = True
        strip.setObjectName("editing_strip")
        strip.setAccessibleName(self.tr("Voce in mano e che cosa si può fare"))
        strip.action_triggered.connect(run)
        for signal in (
            self._editor.opened,
            self._editor.awaited,
            self._editor.file_changed,
            self._editor.texts_changed,
            self._editor.looked,
            self._editor.saved,
            self._editor.handed_over,
            self._editor.ordered,
            editing.story.changed,
            self._list.changed,
            self._list.group_changed,
        ):
            signal.connect(self.refresh)
        self.refresh()

    @property
    def widget(self) -> CallStrip:
        return self._strip

    def say(self, sentence: str) -> None:
        """Say for a moment, in the second line, why nothing was done; "" ends it."""
        self._said = sentence
        self.refresh()

    def spoken_state(self) -> str:
        if not self._strip.isVisible():
            return ""
        state = self._strip.state()
        return ", ".join(part for part in (state.word, state.who, state.detail) if part)

    def show_list(self, *, is_listing: bool) -> None:
        """Speak of the list, or of the entry in hand: of what is in the middle."""
        self._is_listing = is_listing
        self.refresh()

    def refresh(self, *_: object) -> None:
        draft, word = self._editor.draft, self.tr("Redazione")
        if draft is None or self._is_listing:
            state = StripState(
                look="editing",
                word=word,
                who=self._place(),
                detail=self._to_do(),
                actions=self._actions.of_list(),
            )
        else:
            title = one_line(draft.title) or self.tr("Senza titolo")
            state = StripState(
                look="editing",
                word=word,
                who=isolated(title),
                detail=self._said or self._head.caption(self._editor.revision),
                actions=self._actions.of_entry(),
            )
        self._strip.show_state(state)

    def _place(self) -> str:
        """Return what is listed: a search with how much it found, else a group."""
        model = self._list
        if not model.is_searching:
            return self._words.group(model.group)
        found = self.tr("%n voci", "", len(model.items))
        return self.tr("Ricerca: {0} · {1}").format(isolated(one_line(model.text)), found)

    def _to_do(self) -> str:
        if self._said:
            return self._said
        mine, review = (
            len(self._list.groups.get(one, ())) for one in (Group.MINE, Group.TO_REVIEW)
        )
        parts = (
            self.tr("%n tue bozze", "", mine) if mine else "",
            self.tr("%n da rivedere", "", review) if review else "",
        )
        return " · ".join(filter(None, parts)) or self.tr("Niente in sospeso")
