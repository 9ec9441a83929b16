"""What citizens' words led to, for an editor: proposals, questions of the trial, how it went."""

import msgspec

from contract.domain.knowledge_entries.learning import SearchTrial, SynonymProposal, TrialQuestion


class LearningWork(msgspec.Struct, frozen=True, kw_only=True):
    """proposals: nobody has settled yet, those that ask for a decision first."""

    proposals: tuple[SynonymProposal, ...] = ()
    questions: tuple[TrialQuestion, ...] = ()
    trial: SearchTrial | None = None
