"""What an editor decides about citizens' words, on her seat before the server has it."""

from msgspec.structs import replace

from console.store.editing.editing_effects import Effect
from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import shown
from contract.domain.account import Account
from contract.domain.knowledge_entries.learning import ProposalState, TrialQuestion
from contract.wire.changes import Kind
from contract.wire.commands import Command, DecideProposal, KeepQuestion


def learning_effects(connection: Connection, command: Command, who: Account) -> list[Effect]:
    """Return the rows as they are once the command is applied; of other commands none."""
    match command.data:
        case DecideProposal() as data:
            proposal = shown(connection, Kind.PROPOSAL, data.proposal_id)
            if proposal is None:
                return []
            decided = replace(
                proposal,
                state=ProposalState.ACCEPTED if data.is_accepted else ProposalState.REFUSED,
                line=data.line or proposal.line,
                lost=(),
                decided_name=who.display_name,
                decided_at=command.at,
            )
            return [(Kind.PROPOSAL, proposal.id, decided)]
        case KeepQuestion() as data:
            question = TrialQuestion(
                id=data.question_id,
                text=data.text,
                card_ids=data.card_ids,
                language=data.language,
                added_name=who.display_name,
            )
            return [(Kind.QUESTION, question.id, question)]
    return []
