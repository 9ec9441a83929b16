"""Proposals for the thesaurus, the questions of the trial and its last outcome, as replicated."""

from typing import cast

from console.model.editing.learning_work import LearningWork
from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import shown, shown_all
from contract.domain.knowledge_entries.learning import (
    LEARNED_TRIAL,
    OPEN_PROPOSALS,
    ProposalState,
    SearchTrial,
    SynonymProposal,
    TrialQuestion,
)
from contract.wire.changes import Kind

_ORDER = (ProposalState.HELD, ProposalState.OPEN, ProposalState.ACCEPTED)


def learning_work(connection: Connection) -> LearningWork:
    proposals = cast(tuple[SynonymProposal, ...], shown_all(connection, Kind.PROPOSAL))
    questions = cast(tuple[TrialQuestion, ...], shown_all(connection, Kind.QUESTION))
    unsettled = [one for one in proposals if one.state in OPEN_PROPOSALS]
    return LearningWork(
        proposals=tuple(
            sorted(unsettled, key=lambda one: (_ORDER.index(one.state), -one.times, one.line))
        ),
        questions=tuple(sorted(questions, key=lambda one: (one.text.casefold(), one.id))),
        trial=cast(SearchTrial | None, shown(connection, Kind.TRIAL, LEARNED_TRIAL)),
    )
