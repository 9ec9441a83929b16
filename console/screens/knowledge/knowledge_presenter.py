"""Binds the knowledge view-model to the search panel: hits, preview, most asked, nothing found."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from console.model.knowledge.search_hit import SearchAnswer
from console.model.knowledge.search_wish import kept, wish_of
from console.screens.kit.card_texts import CardTexts
from console.screens.kit.moments import clock_time
from console.screens.knowledge.filter_texts import FilterTexts
from console.screens.knowledge.hit_texts import HitTexts
from console.screens.knowledge.today_texts import TodayTexts
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.knowledge.knowledge import KnowledgeViewModel
from console.viewmodels.session.connection import ConnectionViewModel
from contract.domain.knowledge_entries.knowledge import ServiceCard
from widgets.kit.plain_text import isolated
from widgets.panels.search_panel import SearchPanel
from widgets.speech.announcer import Announcer
from widgets.tables.hit_list import HitRow
from widgets.tables.news_list import NewsPanel

LOADING_MS = 250  # before it is said that the index is not there yet: mostly it comes sooner
TYPING_RESTS_MS = 1000  # before what was found is said: a key would only cut it off


class KnowledgePresenter(QObject):
    def __init__(
        self,
        panel: SearchPanel,
        model: KnowledgeViewModel,
        editor: ContactEditorViewModel,
        connection: ConnectionViewModel,
        now: Callable[[], datetime],
        news: NewsPanel,
    ) -> None:
        """news: the place of what is new while it is on the screen, else the results are."""
        super().__init__(panel)
        self._news = news
        self._beside = 0  # of the first hits, which stand there and not among the results
        self._wanted_news = -1  # chosen while a search was on
        self._panel = panel
        self._model = model
        self._editor = editor
        self._connection = connection
        self._now = now
        self._words = CardTexts(self)
        self._today = TodayTexts(self)
        self._filters = FilterTexts(self)
        self._hits = HitTexts(self)
        panel.text_changed.connect(self._on_text_changed)
        panel.hit_selected.connect(lambda row: model.select(row + self._beside))
        panel.hit_used.connect(lambda row: model.use(row + self._beside))
        news.chosen.connect(self._on_news_chosen)
        news.seen.connect(self._on_news_seen)
        model.cleared.connect(lambda: panel.set_text(""))
        model.answer_changed.connect(self._on_answer_changed)
        model.selection_changed.connect(self._on_selection_changed)
        model.preview_changed.connect(self._on_preview_changed)
        connection.changed.connect(self._on_connection_changed)
        editor.draft_replaced.connect(self._on_draft_replaced)
        self._shown_id: str | None = None
        self._announcer = Announcer(panel.field.editor)
        self._is_awaited = False  # somebody typed, and has not heard yet what that found
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_RESTS_MS)
        self._rest.timeout.connect(self._tell_found)
        model.card_used.connect(self._tell_used)
        self._waits = QTimer(self)
        self._waits.setSingleShot(True)
        self._waits.timeout.connect(self._tell_loading)
        self._waits.start(LOADING_MS)
        self._on_answer_changed()

    def _tell_loading(self) -> None:
        """Say why nothing is there to be read, and of which hour what comes will be."""
        if self._model.is_loading and not self._panel.hits():
            at = clock_time(self._connection.connection.synced_at)
            words = self.tr("Carico la banca dati…")
            copy = self.tr("ultima copia {0}").format(at) if at else ""
            self._panel.show_nothing(" ".join(part for part in (words, copy) if part))

    def _on_text_changed(self, text: str) -> None:
        self._model.type_query(text)
        self._is_awaited = True
        self._rest.start()
        self._editor.edit(Field.SEARCH, text)

    def _on_draft_replaced(self) -> None:
        """Show the search typed for a contact before a restart, when it opens."""
        draft = self._editor.draft
        shown_id = draft.contact_id if draft is not None else None
        if shown_id == self._shown_id:
            return
        self._shown_id = shown_id
        if draft is not None and draft.search_text:
            self._panel.set_text(draft.search_text)
            self._model.restore(draft.search_text)

    def _on_answer_changed(self) -> None:
        answer, model = self._model.answer, self._model
        if not answer.query and self._panel.text() != model.text:
            self._panel.set_text(model.text)
        rows = self._hits.rows(answer, self._now())
        if not model.is_most_asked:
            self._beside = 0
            self._news.list.select(-1)  # the search has the answer now
        if model.is_most_asked:
            self._show_today(rows)
            if not self._waits.isActive():
                self._tell_loading()
        elif rows:
            self._panel.show_hits(rows, selected=model.selected)
        else:
            self._panel.show_nothing(self._nothing_found(answer), answer.suggestion)
        self._show_age()
        if not self._rest.isActive():
            self._tell_found()

    def _tell_found(self) -> None:
        """Announce once, when typing rests, what was found; the panel says that nothing was."""
        asked, answer = self._panel.text().strip(), self._model.answer
        # An answer to an older text says nothing of the one in the box.
        if not self._is_awaited or not asked or answer.query.strip() != asked:
            return
        self._is_awaited = False
        is_there = self._panel.field.editor.hasFocus() and not self._panel.filters.is_open
        if answer.hits and is_there and self._model.selected == 0:  # else an arrow has said more
            found = self.tr("%n risultati", "", len(answer.hits))
            self._announcer.announce(f"{found}. {self._panel.first_said()}")

    def _tell_used(self, card: ServiceCard) -> None:
        """Announce the card taken into the contact: the cursor does not move."""
        self._is_awaited = False
        if self._editor.draft is not None:
            # A kind of its own: what a search finds next must not be said in its place.
            self._announcer.announce(self._used(card), kind="used")

    def _used(self, card: ServiceCard) -> str:
        """Return what went into the contact with the card: a wrong topic must be heard."""
        draft, topics = self._editor.draft, self._editor.topics
        words = self.tr("Nel contatto: {0}").format(card.title)
        paths = {topic.id: topic.path for topic in topics}
        if draft is None or draft.topic_id is None or draft.topic_id not in paths:
            return words
        topic = paths[draft.topic_id].replace(" › ", ", ")
        return f"{words}. " + self.tr("Argomento: {0}").format(topic)

    def _show_today(self, rows: tuple[HitRow, ...]) -> None:
        """Show what is new, what answers the case, what is asked most; rows there are stay."""
        today, now, is_now = self._model.today, self._now(), self._connection.connection.online
        news, rest = self._today.rows(today, now), rows[len(today.news) :]
        of_asked = self._today.of_asked(today, now, is_now=is_now)
        headings = (self._today.of_news(today, now, is_now=is_now), self._today.of_case(), of_asked)
        case = self._model.suggested
        self._beside = len(news) if self._news.isVisible() else 0
        selected = self._model.selected - self._beside
        if self._news.isVisible():
            self._news.show_news(news, headings[0], self._model.selected if selected < 0 else -1)
        groups = ((() if self._beside else news), rest[:case], rest[case:])
        shown, heading = _in_groups(groups, headings)
        self._choose_wanted()
        if (shown, selected) == (self._panel.hits(), self._panel.current_row()) and shown:
            self._panel.name_hits(heading)
        else:
            self._panel.show_hits(shown, heading=heading, selected=selected)

    def _on_news_seen(self) -> None:
        if self._model.is_most_asked:
            self._on_answer_changed()

    def _on_news_chosen(self, row: int) -> None:
        """Show one of the news; a search that is on ends with that."""
        if self._model.is_most_asked:
            self._model.select(row)
        else:
            self._wanted_news = row
            self._panel.set_text("")
            self._model.type_query("")

    def _choose_wanted(self) -> None:
        wanted, self._wanted_news = self._wanted_news, -1
        if wanted >= 0:
            # Not now: the answer that is being shown has the selection it came with.
            QTimer.singleShot(0, self, lambda: self._model.select(wanted))

    def _nothing_found(self, answer: SearchAnswer) -> str:
        # A filter left on looks like a knowledge base without the card.
        if answer.hindrance:
            wish = wish_of(kept(answer.query, *answer.hindrance))[1]
            sentence = self.tr("Niente per «{0}» con il filtro: {1}. Invio per cercare senza.")
            asked = wish_of(answer.query)[0].strip() or answer.query.strip()
            return sentence.format(isolated(asked), self._filters.all_of(wish))
        sentence = self.tr("Nessuna scheda per «{0}».").format(isolated(answer.query.strip()))
        if not answer.suggestion:
            return sentence + " " + self.tr("Prova con meno parole, o con altre.")
        return (
            sentence + " " + self.tr("Invio per provare «{0}».").format(isolated(answer.suggestion))
        )

    def _on_connection_changed(self) -> None:
        if self._model.is_most_asked and self._panel.hits():
            self._on_answer_changed()  # what was of now is of then, or the other way round
        else:
            self._show_age()

    def _on_selection_changed(self) -> None:
        # The list itself may have moved it: set again, it would scroll under the reader.
        row = self._model.selected - self._beside
        if self._panel.current_row() != row:
            self._panel.select(row)
        if self._beside:
            self._news.list.select(self._model.selected if row < 0 else -1)

    def _on_preview_changed(self) -> None:
        preview = self._model.preview
        card = self._words.text_of(preview, self._now()) if preview is not None else None
        language = preview.hit.language if preview is not None else ""
        self._panel.show_card(card, self._model.answer.matched.get(language, frozenset()))

    def _show_age(self) -> None:
        words = self.tr("Cerco solo le parole: il senso delle frasi ora non è disponibile.")
        self._panel.set_copy_line(words if self._model.answer.by_words_only else "")


def _in_groups(
    groups: Sequence[Sequence[HitRow]], headings: Sequence[str]
) -> tuple[tuple[HitRow, ...], str]:
    """Return the rows, each group but the first with its heading, and that of the first."""
    first, *others = [
        (rows, words) for rows, words in zip(groups, headings, strict=True) if rows
    ] or [((), "")]
    headed = [(replace(rows[0], heading=words), *rows[1:]) for rows, words in others]
    return (*first[0], *(row for rows in headed for row in rows)), first[1]
