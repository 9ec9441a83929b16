"""Words that found nothing, proposed for the card that other words found; editors decide."""

from collections.abc import Callable, Iterable, Mapping
from uuid import NAMESPACE_OID, uuid5

import msgspec

from contract.domain.account import Capability
from contract.domain.ids import EDITING_SCOPE, CardId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.learning import ProposalState, SynonymProposal
from contract.domain.knowledge_entries.thesaurus_line import is_thesaurus_line
from contract.knowledge.language.text_folding import words
from contract.knowledge.vocabulary import Vocabulary
from contract.wire import reason_codes
from contract.wire.commands import DecideProposal
from server.store.knowledge.searches import GapTally
from server.store.sync.replicated_rows import find
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.command_work import CommandWork, Outcome

TIMES, PEOPLE = 3, 2  # at least, before editors are asked
MOST_TITLE_WORDS = 5  # of a thesaurus term
ENDINGS = {"it": ("o", "a", "e", "i", "")}  # what a stem nobody knows may end with
DECIDED = frozenset({ProposalState.RELEASED, ProposalState.REFUSED})


def proposed_synonyms(
    gaps: Iterable[GapTally],
    cards: Mapping[str, ServiceCard],
    spelled: Callable[[str, str], str],
) -> list[SynonymProposal]:
    """Return a proposal for each gap whose words the card's title does not have already."""
    vocabularies: dict[str, Vocabulary] = {}
    found = []
    for gap in gaps:
        card = cards.get(gap.card_id)
        # Nothing may lead to what operators must not read.
        if card is None or card.withdrawn:
            continue
        vocabulary = vocabularies.setdefault(gap.language, Vocabulary(gap.language))
        title = vocabulary.content(words(card.title))[:MOST_TITLE_WORDS]
        stems = gap.words.split()
        # The title has them: it was found for another reason.
        if set(stems) <= set(map(vocabulary.stem, title)):
            continue
        asked = " ".join(spelled(gap.language, stem) for stem in stems)
        found.append(
            SynonymProposal(
                # From its words: what was refused once is known again and not proposed a second
                # time.
                id=str(uuid5(NAMESPACE_OID, f"{gap.language}\n{gap.words}\n{gap.card_id}")),
                words=asked,
                line=f"{asked} > {' '.join(title)}",
                card_id=CardId(gap.card_id),
                card_title=card.title,
                language=gap.language,
                times=gap.times,
                people=gap.people,
            )
        )
    return found


class Spelling:
    """Writes stems as words: the commonest one of the texts, else one that has this stem."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """texts: (language, text)."""
        self._vocabularies: dict[str, Vocabulary] = {}
        self._counts: dict[tuple[str, str], dict[str, int]] = {}
        for language, text in texts:
            stem = self._vocabulary(language).stem
            for word in words(text):
                counts = self._counts.setdefault((language, stem(word)), {})
                counts[word] = counts.get(word, 0) + 1

    def __call__(self, language: str, stem: str) -> str:
        known = self._counts.get((language, stem))
        if known:
            # Equals by letters: a proposal must read the same each night.
            return min(known, key=lambda word: (-known[word], word))
        cut = self._vocabulary(language).stem
        endings = ENDINGS.get(language, ("",)) if stem[-1:] not in "aeiou" else ("",)
        return next((stem + end for end in endings if cut(stem + end) == stem), stem)

    def _vocabulary(self, language: str) -> Vocabulary:
        if language not in self._vocabularies:
            self._vocabularies[language] = Vocabulary(language)
        return self._vocabularies[language]


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
