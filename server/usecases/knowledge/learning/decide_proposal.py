"""An editor takes citizens' words into the thesaurus, or refuses them."""

import msgspec

from contract.domain.account import Capability
from contract.domain.ids import EDITING_SCOPE
from contract.domain.knowledge_entries.learning import ProposalState, SynonymProposal
from contract.domain.knowledge_entries.thesaurus_line import is_thesaurus_line
from contract.wire import reason_codes
from contract.wire.commands import DecideProposal
from server.store.sync.replicated_rows import find
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.command_work import CommandWork, Outcome

DECIDED = frozenset({ProposalState.RELEASED, ProposalState.REFUSED})


def decide_proposal(work: CommandWork, data: DecideProposal) -> Outcome:
    """Write down what she decided; an accepted line waits for its trial. Raise Refused."""
    work.require(Capability.KNOWLEDGE_REVIEW)
    proposal = find(work.connection, SynonymProposal, data.proposal_id, lock=True)
    if proposal is None:
        raise Refused(reason_codes.UNKNOWN_PROPOSAL, field="proposal_id")
    if proposal.state in DECIDED:
        raise Refused(reason_codes.PROPOSAL_STATE, is_now=str(proposal.state))
    line = " ".join((data.line or proposal.line).split())
    if data.is_accepted and not is_thesaurus_line(line):
        raise Refused(reason_codes.BAD_LINE, field="line")
    state = ProposalState.ACCEPTED if data.is_accepted else ProposalState.REFUSED
    decided = msgspec.structs.replace(
        proposal,
        line=line if data.is_accepted else proposal.line,
        state=state,
        lost=(),
        decided_by=work.account.id,
        decided_name=work.account.display_name,
        decided_at=work.now,
    )
    work.edit.put(EDITING_SCOPE, decided)
    subject = f"{proposal.id} {state}"
    write_audit(work.connection, work.account.id, "knowledge.proposal", subject, work.now)
    return Outcome()
