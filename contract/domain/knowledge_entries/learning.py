"""What a city's own searches teach: cards for words, words for the thesaurus, and their trial."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from contract.domain.ids import AccountId, CardId
from contract.domain.knowledge_entries.knowledge import ITALIAN

# Below a title: a word learned never outranks a card that has it (test_learned).
MOST_IMPACT = 0.7  # a word of a title says up to 1
LEARNED_TRIAL = "learned"  # id of the one trial there is


class LearnedCard(msgspec.Struct, frozen=True, kw_only=True):
    """impact: how much the word says for this card, 0 to MOST_IMPACT."""

    card_id: CardId
    impact: float


class LearnedWord(msgspec.Struct, frozen=True, kw_only=True):
    """A stem that led to cards whose titles lack it. id: learned_id of language and stem."""

    id: str
    language: str
    stem: str
    cards: tuple[LearnedCard, ...] = ()
    version: int = 1


class ProposalState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"  # waits for its trial
    HELD = "held"  # the trial lost questions by it
    RELEASED = "released"  # in the thesaurus
    REFUSED = "refused"


OPEN_PROPOSALS = frozenset({ProposalState.OPEN, ProposalState.ACCEPTED, ProposalState.HELD})


class SynonymProposal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words that found nothing, then a card by other words: "word > words of its title".

    line is what an editor would accept, or has made of it. lost: questions the trial lost by it.
    """

    id: str
    words: str
    line: str
    card_id: CardId
    card_title: str = ""
    language: str = ITALIAN
    times: int = 0
    people: int = 0  # operators
    state: ProposalState = ProposalState.OPEN
    lost: tuple[str, ...] = ()
    decided_by: AccountId | None = None
    decided_name: str = ""
    decided_at: datetime | None = None
    version: int = 1


class TrialQuestion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question and the cards that answer it. kind: losses are counted by kind."""

    id: str
    text: str
    card_ids: tuple[CardId, ...]
    kind: str = "own"
    language: str = ITALIAN
    added_by: AccountId | None = None
    added_name: str = ""
    added_on: date | None = None
    version: int = 1


class KindOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """before, after: how many of the asked had a right card among the first three."""

    kind: str
    asked: int
    before: int
    after: int


class SearchTrial(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the last night's trial of what was learned went. lost: texts of lost questions."""

    id: str = LEARNED_TRIAL
    at: datetime
    is_held: bool = False  # what was learned stays with the server
    outcomes: tuple[KindOutcome, ...] = ()
    lost: tuple[str, ...] = ()
    version: int = 1


def learned_id(language: str, stem: str) -> str:
    return f"{language}:{stem}"
