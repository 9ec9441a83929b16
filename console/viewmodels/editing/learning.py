"""Citizens' words for the thesaurus: an editor accepts, edits or refuses; and the trial's set."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from console.errors import LocalStoreBroken
from console.model.editing.learning_work import LearningWork
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import Coalesced, TaskScope
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Capability
from contract.domain.ids import CardId, new_id
from contract.domain.knowledge_entries.learning import ProposalState, SynonymProposal, TrialQuestion
from contract.domain.knowledge_entries.thesaurus_line import is_thesaurus_line
from contract.wire.commands import DecideProposal, DropQuestion, KeepQuestion

LearningOrder = DecideProposal | KeepQuestion | DropQuestion
TO_DECIDE = frozenset({ProposalState.OPEN, ProposalState.HELD})


class LearningViewModel(QObject):
    changed = Signal()
    decided = Signal(str, bool)  # id of the proposal, whether it is accepted
    store_failed = Signal(str)

    def __init__(
        self,
        *,
        operator: SignedInOperator,
        load: Callable[[], Awaitable[LearningWork]],
        order: Callable[[LearningOrder], Awaitable[None]],
        feed: ChangeFeed,
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._operator = operator
        self._load = load
        self._order = order
        self._scope = scope
        self._dropped: set[str] = set()  # questions, until the server has dropped them too
        self.work = LearningWork()
        self.refresh = Coalesced("learning.refresh", self._refresh, scope)
        self.close = feed.subscribe(frozenset({Topic.EDITING, Topic.SESSION}), self.refresh)

    @property
    def may_decide(self) -> bool:
        account = self._operator.account
        return account is not None and account.may(Capability.KNOWLEDGE_REVIEW)

    @property
    def proposals(self) -> tuple[SynonymProposal, ...]:
        return self.work.proposals

    @property
    def questions(self) -> tuple[TrialQuestion, ...]:
        return tuple(one for one in self.work.questions if one.id not in self._dropped)

    @property
    def to_do_count(self) -> int:
        """Return how much waits for an editor."""
        is_held = self.work.trial is not None and self.work.trial.is_held
        return sum(one.state in TO_DECIDE for one in self.proposals) + is_held

    def proposal(self, proposal_id: str) -> SynonymProposal | None:
        return next((one for one in self.proposals if one.id == proposal_id), None)

    def accept(self, proposal_id: str, line: str) -> bool:
        """Take the line into the thesaurus; False: it is no line of one, nothing was done."""
        line = " ".join(line.split())
        if not is_thesaurus_line(line):
            return False
        if self._may_settle(proposal_id):
            decision = DecideProposal(proposal_id=proposal_id, is_accepted=True, line=line)
            self._start(decision)
        return True

    def refuse(self, proposal_id: str) -> None:
        if self._may_settle(proposal_id):
            self._start(DecideProposal(proposal_id=proposal_id, is_accepted=False))

    def keep_question(self, text: str, card_id: CardId, language: str = "it") -> None:
        """Add what was searched, with the card that answers it, to the questions of the trial."""
        text = " ".join(text.split())
        known = any((one.text, one.card_ids) == (text, (card_id,)) for one in self.questions)
        if text and not known:
            self._start(
                KeepQuestion(
                    question_id=new_id(), text=text, card_ids=(card_id,), language=language
                )
            )

    def drop_question(self, question_id: str) -> None:
        if any(one.id == question_id for one in self.questions):
            self._dropped.add(question_id)
            self._start(DropQuestion(question_id=question_id))
            self.changed.emit()

    def _may_settle(self, proposal_id: str) -> bool:
        return self.may_decide and self.proposal(proposal_id) is not None

    def _start(self, order: LearningOrder) -> None:
        self._scope.start("learning.order", self._ordered(order))

    async def _ordered(self, order: LearningOrder) -> None:
        try:
            await self._order(order)
        except LocalStoreBroken as error:
            self.store_failed.emit(error.kind)
            return
        if isinstance(order, DecideProposal):
            self.decided.emit(order.proposal_id, order.is_accepted)
        await self._refresh()

    async def _refresh(self) -> None:
        account = self._operator.account
        if account is None or not account.may(Capability.KNOWLEDGE_EDIT):
            return
        self.work = await self._load()
        self._dropped &= {one.id for one in self.work.questions}
        self.changed.emit()
