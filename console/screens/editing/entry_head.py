"""What is said of an entry: its state, who is at it, its use, a notice."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from console.model.editing.revision_draft import RevisionDraft
from console.screens.kit.entry_texts import EntryTexts
from console.screens.kit.moments import clock_time, day_and_time, short_day
from console.screens.kit.report_texts import ReportTexts
from console.viewmodels.editing.editing_models import EditingModels
from console.viewmodels.session.connection import ConnectionViewModel
from contract.domain.knowledge_entries.revision import Revision
from contract.wire.editing import DRAFTS_LIMIT
from widgets.kit.plain_text import isolated, one_line

UNDER_WAY = timedelta(seconds=30)


class EntryHead(QObject):
    def __init__(
        self,
        models: EditingModels,
        connection: ConnectionViewModel,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._editor = models.editor
        self._story = models.story
        self._list = models.list
        self._connection = connection
        self._now = now
        self._words = EntryTexts(self)
        self._report_words = ReportTexts(self._words, self)

    def reports(self, revision: Revision | None) -> str:
        """What was reported on it, a line each: she writes from it.

        The reviewer judges by what it is changed for, and sees no more.
        """
        draft = self._editor.draft
        if draft is None:
            return ""
        found = self._list.reports_on(draft, revision)
        if self._editor.may_review and revision is not None:
            found = tuple(one for one in found if one.id in revision.report_ids)
        return "\n".join(filter(None, map(self._report_words.line, found)))

    def caption(self, revision: Revision | None) -> str:
        draft, now = self._editor.draft, self._now()
        assert draft is not None
        parts = [self._words.state(revision.state) if revision else self.tr("pubblicata")]
        if revision is None and draft.base_version == 0:
            parts = [self.tr("nuova")]
        if revision is not None and revision.publish_at is not None:
            parts.append(self.tr("si pubblica {0}").format(day_and_time(revision.publish_at, now)))
        if self._editor.is_dirty and draft.saved_at is not None:
            parts.append(self._kept(draft, draft.saved_at))
        elif revision is not None and revision.edited_at is not None:
            names = self._words.authors(revision.author_names or ("import",))
            at = day_and_time(revision.edited_at, now)
            parts.append(self.tr("scritta da {0}, {1}").format(names, at))
        for other in self._story.others:
            words = (
                self.tr("ci scrive anche {0}")
                if other.is_writing
                else self.tr("la legge anche {0}")
            )
            parts.append(words.format(isolated(one_line(other.name))))
        return " · ".join(parts)

    def _kept(self, draft: RevisionDraft, saved_at: datetime) -> str:
        """Where what she typed is safe; keys of the last seconds are on their way."""
        if draft.kept_at is not None and saved_at - draft.kept_at < UNDER_WAY:
            at = clock_time(draft.kept_at)
            return self.tr("bozza salvata alle {0}, gli altri la vedono con Ctrl+S").format(at)
        if not self._connection.is_kept:
            return self.tr("bozza in memoria")
        at = clock_time(saved_at)
        return self.tr("tenuta solo su questa postazione alle {0}").format(at)

    def use(self) -> str:
        """How much operators need the entry, in three figures."""
        use = self._story.use
        if use is None:
            return ""
        since, figures = short_day(use.since), use.figures
        if not (figures.read or figures.linked or figures.reported):
            return self.tr("Dal {0} nessuno l'ha usata.").format(since)
        parts = (
            self.tr("letta %n volte", "", figures.read),
            self.tr("usata in %n contatti", "", figures.linked),
            self.tr("segnalata %n volte", "", figures.reported),
        )
        return self.tr("Dal {0}: {1}.").format(since, " · ".join(parts))

    def notice(self, revision: Revision | None) -> str:
        """What is most in need of attention, one thing."""
        editor = self._editor
        if revision is not None and revision.clashes:
            names = ", ".join(
                self._words.field(name) for name in dict.fromkeys(c.field for c in revision.clashes)
            )
            return self.tr("Due testi per lo stesso campo: {0}. Scegli quale tenere.").format(names)
        if revision is not None and revision.held_for:
            errors = " ".join(self._words.check(one) for one in revision.held_for)
            return self.tr("Non è stata pubblicata. {0}").format(errors)
        if editor.merged:
            names = ", ".join(self._words.field(name) for name in editor.merged)
            return self.tr(
                "Mentre scrivi un collega ha cambiato: {0}. I testi si uniscono, niente va perso."
            ).format(names)
        if editor.is_dirty and editor.draft is not None and editor.draft.is_one_too_many:
            return self.tr(
                "Il server tiene {0} bozze tue e non di più: questa resta solo su questa "
                "postazione. Salva o elimina qualche altra bozza."
            ).format(DRAFTS_LIMIT)
        withdrawn = getattr(editor.seen.entry, "withdrawn", "")
        if withdrawn:
            return self.tr("Ritirata: {0}").format(isolated(one_line(withdrawn)))
        if revision is not None and revision.review_note:
            return self.tr("Nota di chi ha rivisto: {0}").format(
                isolated(one_line(revision.review_note))
            )
        return ""
