"""Binds the panel of citizens' words to its view-model."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt

from console.model.contact.unsent_input import NOTHING, About, proposal_place
from console.screens.editing.learning_panel import LearningPanel
from console.viewmodels.editing.learning import TO_DECIDE, LearningViewModel
from console.viewmodels.kit.unsent_input import UnsentInputViewModel
from contract.domain.knowledge_entries.learning import (
    ProposalState,
    SearchTrial,
    SynonymProposal,
    TrialQuestion,
)
from contract.domain.opening_times.opening_state import ROME
from widgets.kit.plain_text import isolated, one_line
from widgets.speech.announcer import Announcer
from widgets.tables.record_model import Record

SHOWN = 200


class LearningPresenter(QObject):
    def __init__(
        self,
        panel: LearningPanel,
        model: LearningViewModel,
        typed: UnsentInputViewModel,
        titles: Callable[[], Mapping[str, str]],
    ) -> None:
        """titles: of cards, by id."""
        super().__init__(panel)
        self._panel = panel
        self._model = model
        self._titles = titles
        self._shown = ""  # id of the proposal whose line stands in the field
        self._typed = typed  # lines begun and not accepted, by proposal
        self._announcer = Announcer(panel.proposals)
        panel.proposals.selected.connect(self._show_line)
        panel.proposals.refreshed.connect(self._show_line)
        panel.proposals.opened.connect(self._edit)
        panel.line.entered.connect(self._accept)
        panel.line.edited.connect(self._on_typed)
        panel.accept.clicked.connect(self._accept)
        panel.refuse.clicked.connect(self._refuse)
        panel.delete_proposal.activated.connect(self._refuse)
        panel.delete_question.activated.connect(self._drop)
        panel.drop.clicked.connect(self._drop)
        panel.detail.changed.connect(panel.place.refit)
        model.changed.connect(self.refresh)
        model.decided.connect(self._on_decided)

    def open(self) -> None:
        self._panel.told.setText("")
        self._panel.told.hide()
        self._shown = ""  # somebody else may have typed in it
        self._model.refresh()
        self._fill()
        self._panel.open()

    def open_at(self, proposal_id: str) -> None:
        """Open with the cursor in the line of a proposal."""
        self.open()
        self._panel.proposals.select_key(proposal_id)
        self._edit(proposal_id)

    def refresh(self) -> None:
        """Redraw the lists after a change, while they are in view."""
        if not self._panel.isHidden():
            self._fill()

    def _fill(self) -> None:
        panel, model = self._panel, self._model
        titles = self._titles()
        panel.proposals.set_records([self._row(one) for one in model.proposals[:SHOWN]])
        panel.proposals.flush()
        panel.questions.set_records(
            [self._question(one, titles) for one in model.questions[:SHOWN]]
        )
        panel.questions.flush()
        has_proposals, has_questions = bool(model.proposals), bool(model.questions)
        for part in (panel.proposals, panel.line, panel.accept, panel.refuse):
            part.setVisible(has_proposals)
        panel.none.setVisible(not has_proposals)
        panel.questions.setVisible(has_questions)
        panel.drop.setVisible(has_questions)
        panel.no_questions.setVisible(not has_questions)
        panel.trial.setText(self._trial(model.work.trial))
        panel.accept.setEnabled(model.may_decide)
        panel.refuse.setEnabled(model.may_decide)
        panel.place.refit()

    def _row(self, proposal: SynonymProposal) -> Record:
        cells = (one_line(proposal.line), self._state(proposal.state), str(proposal.times))
        is_settled = proposal.state not in TO_DECIDE
        detail = self._detail(proposal)
        return Record(key=proposal.id, cells=cells, is_muted=is_settled, detail=detail)

    def _question(self, question: TrialQuestion, titles: Mapping[str, str]) -> Record:
        cards = ", ".join(one_line(titles.get(one, one)) for one in question.card_ids)
        return Record(key=question.id, cells=(one_line(question.text), cards))

    def _state(self, state: ProposalState) -> str:
        words = {
            ProposalState.OPEN: self.tr("da decidere"),
            ProposalState.ACCEPTED: self.tr("in prova"),
            ProposalState.HELD: self.tr("trattenuta"),
        }
        return words.get(state, "")

    def _detail(self, proposal: SynonymProposal) -> str:
        people = self.tr("%n operatori", "", proposal.people)
        words, title = isolated(one_line(proposal.words)), isolated(one_line(proposal.card_title))
        leads = self.tr("{0} → «{1}»")  # the arrow points where the language of the screen goes on
        parts = [leads.format(words, title), people]
        if proposal.decided_name:
            parts.append(
                self.tr("accettata da {0}").format(isolated(one_line(proposal.decided_name)))
            )
        if proposal.lost:
            lost = self.tr("si perderebbero: {0}").format(_listed(proposal.lost))
            parts.append(lost)
        return " · ".join(parts)

    def _trial(self, trial: SearchTrial | None) -> str:
        """Return how the last night's trial went, and what it held back."""
        if trial is None:
            return self.tr("Non c'è ancora stata una prova: si fa ogni notte.")
        asked = sum(one.asked for one in trial.outcomes)
        found = sum(one.after if not trial.is_held else one.before for one in trial.outcomes)
        at = f"{trial.at.astimezone(ROME):%d/%m %H:%M}"
        said = self.tr("Prova del {0}: {1} domande, {2} con la scheda giusta fra le prime tre.")
        parts = [said.format(at, asked, found)]
        if trial.is_held:
            held = self.tr("Trattenuto ciò che le ricerche hanno insegnato; si perderebbero: {0}.")
            parts.append(held.format(_listed(trial.lost)))
        return " ".join(parts)

    def _show_line(self, *_: object) -> None:
        """Show the line of the proposal that is looked at, with what was typed in it."""
        record = self._panel.proposals.current_record()
        proposal = self._model.proposal(record.key) if record is not None else None
        if proposal is None:
            self._shown = ""
            self._panel.line.set_value("")
        # The same proposal again is a redraw: what is typed in its line stays.
        elif proposal.id != self._shown:
            self._shown = proposal.id
            typed = self._typed.of(proposal_place(proposal.id))[0]
            self._panel.line.set_value(typed or proposal.line)
            self._panel.line.show_error("")

    def _edit(self, _: str) -> None:
        self._show_line()
        self._panel.line.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self, line: str) -> None:
        self._panel.line.show_error("")
        if self._shown:
            proposal = self._model.proposal(self._shown)
            about = About(title=proposal.words) if proposal is not None else NOTHING
            self._typed.type(proposal_place(self._shown), (line,), about)

    def _accept(self) -> None:
        if self._shown and self._may_decide():
            if self._model.accept(self._shown, self._panel.line.value()):
                return
            self._panel.line.show_error(
                self.tr("Scrivi così: parole dei cittadini > parole della scheda")
            )
            self._panel.line.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self) -> None:
        if self._shown and self._may_decide():
            self._model.refuse(self._shown)

    def _may_decide(self) -> bool:
        """Say who decides to those who may not: a key that does nothing seems broken."""
        if not self._model.may_decide:
            self._tell(self.tr("Decide chi approva le voci: qui si legge soltanto."))
        return self._model.may_decide

    def _drop(self) -> None:
        record = self._panel.questions.current_record()
        if record is not None:
            self._model.drop_question(record.key)

    def _tell(self, sentence: str) -> None:
        self._panel.told.setText(sentence)
        self._panel.told.show()
        self._panel.place.refit()
        self._announcer.announce(sentence)

    def _on_decided(self, proposal_id: str, is_accepted: bool) -> None:
        # By its id: an earlier decision may come late, while another line is being written.
        self._typed.drop(proposal_place(proposal_id))
        accepted = self.tr("Accettata: entra nel dizionario appena ha superato la prova.")
        refused = self.tr("Rifiutata: non sarà proposta di nuovo.")
        is_there = self._shown == proposal_id  # else another line is being written
        if is_there:
            self._shown = ""
        self._tell(accepted if is_accepted else refused)
        if self._panel.isVisible():
            self.refresh()
            if is_there:
                self._panel.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)


def _listed(texts: tuple[str, ...]) -> str:
    return ", ".join(f"«{isolated(one_line(text))}»" for text in texts)
