"""Tries what was learned, and each accepted line, on questions whose answers are known."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard, ThesaurusLine
from contract.domain.knowledge_entries.learning import KindOutcome, LearnedWord, TrialQuestion
from contract.knowledge.documents import Document, card_document, faq_document, office_document

if TYPE_CHECKING:
    from contract.knowledge.language_engines import LanguageEngines

# One question of a kind is luck; two are what was learned.
HOLDS_FROM = 2  # questions lost in any kind
FIRST = 3  # hits among which the right card must be
MOST_LOST = 20  # told

_Found = Mapping[str, bool]  # question id -> whether a right card was among the first


class TrialAsk(msgspec.Struct, frozen=True, kw_only=True):
    """lines: accepted ones, not in the thesaurus yet."""

    cards: tuple[ServiceCard, ...]
    offices: tuple[Office, ...]
    faqs: tuple[Faq, ...]
    thesaurus: tuple[ThesaurusLine, ...]
    questions: tuple[TrialQuestion, ...]
    learned: tuple[LearnedWord, ...] = ()  # as seats have it
    newly_learned: tuple[LearnedWord, ...] = ()  # as they would have it
    lines: tuple[ThesaurusLine, ...] = ()


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    is_held: bool
    outcomes: tuple[KindOutcome, ...]
    lost: tuple[str, ...]


class TrialTold(msgspec.Struct, frozen=True, kw_only=True):
    """lines: by id of the line."""

    learned: Tried
    lines: dict[str, Tried]


def tried(ask: TrialAsk) -> TrialTold:
    """Try the learned words first, then line by line, each on top of what was not held."""
    # Not before: the server asks in another process, and is to start without numpy.
    from contract.knowledge.language_engines import LanguageEngines

    engine = LanguageEngines("it", _documents(ask), ask.thesaurus)
    engine.change_learned(ask.learned, ())
    # On today's texts: what an editor changed meanwhile is not blamed on what was learned (0022).
    now = _found(engine, ask.questions)
    before = {word.id for word in ask.learned}
    after = {word.id for word in ask.newly_learned}
    engine.change_learned(ask.newly_learned, before - after)
    then = _found(engine, ask.questions)
    learned = _compared(ask.questions, now, then)
    if learned.is_held:
        # Held: taken back, so that lines are tried on what seats have.
        engine.change_learned(ask.learned, after - before)
    else:
        now = then
    lines = {}
    for line in ask.lines:
        with_line = engine.changed(thesaurus_lines=(line,))
        then = _found(with_line, ask.questions)
        # One by one: a line that harms is held and named, the others go on.
        lines[line.id] = _compared(ask.questions, now, then)
        if not lines[line.id].is_held:
            engine, now = with_line, then
    return TrialTold(learned=learned, lines=lines)


def _documents(ask: TrialAsk) -> Iterator[Document]:
    yield from (card_document(one) for one in ask.cards if not one.withdrawn)
    yield from (office_document(one) for one in ask.offices if not one.withdrawn)
    yield from (faq_document(one) for one in ask.faqs if not one.withdrawn)


def _found(engine: "LanguageEngines", questions: Iterable[TrialQuestion]) -> _Found:
    found = {}
    for question in questions:
        hits = engine.search(question.text, FIRST)
        # A question of a card answers for it.
        cards = {hit.id for hit in hits} | {hit.card_id for hit in hits}
        found[question.id] = not cards.isdisjoint(question.card_ids)
    return found


def _compared(questions: Sequence[TrialQuestion], before: _Found, after: _Found) -> Tried:
    asked = Counter(one.kind for one in questions)
    were = Counter(one.kind for one in questions if before[one.id])
    are = Counter(one.kind for one in questions if after[one.id])
    lost = [one.text for one in questions if before[one.id] and not after[one.id]]
    return Tried(
        is_held=any(were[kind] - are[kind] >= HOLDS_FROM for kind in asked),
        outcomes=tuple(
            KindOutcome(kind=kind, asked=asked[kind], before=were[kind], after=are[kind])
            for kind in sorted(asked)
        ),
        lost=tuple(lost[:MOST_LOST]),
    )
