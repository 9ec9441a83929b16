"""The questions that a search must go on answering: the editors' own, shipped ones, made ones."""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from contract.domain.account import Capability
from contract.domain.contact import LINE_LIMIT
from contract.domain.ids import EDITING_SCOPE, CardId
from contract.domain.knowledge_entries.knowledge import ITALIAN, ServiceCard
from contract.domain.knowledge_entries.learning import TrialQuestion
from contract.domain.opening_times.opening_hours import ROME
from contract.knowledge.language.text_folding import words
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import DropQuestion, KeepQuestion
from server.store.sync.replicated_rows import living
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome

SHIPPED = Path(__file__).resolve().parents[4] / "resources"
MADE = 150  # of each kind
LONG_WORD, LONGEST_TITLE = 6, 7
LETTERS = "abcdefghilmnopqrstuvz"


def keep_question(work: CommandWork, data: KeepQuestion) -> Outcome:
    """Keep an editor's question. Raise Refused."""
    work.require(Capability.KNOWLEDGE_EDIT)
    text = " ".join(data.text.split())
    if not text:
        raise Refused(reason_codes.MISSING_FIELD, field="text")
    if len(text) > LINE_LIMIT:
        raise Refused(reason_codes.TEXT_TOO_LONG, field="text", limit=str(LINE_LIMIT))
    cards = living(work.connection, Kind.CARD, data.card_ids)
    if not cards:
        raise Refused(reason_codes.UNKNOWN_ENTRY, field="card_ids")
    question = TrialQuestion(
        id=data.question_id,
        text=text,
        card_ids=tuple(CardId(one) for one in sorted(cards)),
        language=data.language or ITALIAN,
        added_by=work.account.id,
        added_name=work.account.display_name,
        added_on=work.now.astimezone(ROME).date(),
    )
    work.edit.put(EDITING_SCOPE, question)
    return Outcome()


def drop_question(work: CommandWork, data: DropQuestion) -> Outcome:
    work.require(Capability.KNOWLEDGE_EDIT)
    work.edit.remove(Kind.QUESTION, data.question_id)
    return Outcome()


def shipped_questions(cards: Sequence[ServiceCard]) -> tuple[TrialQuestion, ...]:
    """Return the product's questions that some card of this city answers, by its title."""
    titles = [(card.id, " ".join(words(card.title))) for card in cards]
    found = []
    for kind, text, pattern in _lines(SHIPPED / "trial_questions_it.txt"):
        ids = tuple(card_id for card_id, title in titles if re.search(pattern, title))
        # A city without such a card cannot lose the question.
        if ids:
            found.append(TrialQuestion(id=f"{kind}:{text}", text=text, card_ids=ids, kind=kind))
    return tuple(found)


def made_questions(cards: Sequence[ServiceCard], seed: int = 1) -> tuple[TrialQuestion, ...]:
    """Return titles as hurried people type them: misspelt, and cut in the last word."""
    # The same questions every night: another set would be won and lost by chance.
    luck = random.Random(seed)  # noqa: S311 - the same questions every night
    bearing: dict[tuple[str, ...], list[CardId]] = defaultdict(list)
    for card in cards:
        # Cards may share a title: each of them answers it.
        bearing[tuple(words(card.title))].append(card.id)
    # In order: the same cards must give the same questions, whatever the database's order.
    short = sorted(title for title in bearing if 0 < len(title) <= LONGEST_TITLE)
    typed = [*_misspelt(short, luck), *_begun(short, luck)]
    return tuple(
        TrialQuestion(id=f"{kind}:{text}", text=text, card_ids=tuple(bearing[title]), kind=kind)
        for kind, text, title in typed
    )


def slip(word: str, luck: random.Random) -> str:
    """Return the word with one letter left out, doubled, changed or swapped with the next."""
    at = luck.randrange(1, len(word) - 1)
    match luck.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case 2:
            return word[:at] + luck.choice(LETTERS) + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


Typed = tuple[str, str, tuple[str, ...]]


def _misspelt(titles: Sequence[tuple[str, ...]], luck: random.Random) -> Iterator[Typed]:
    able = [title for title in titles if any(len(word) >= LONG_WORD for word in title)]
    for title in luck.sample(able, min(MADE, len(able))):
        at = luck.choice([at for at, word in enumerate(title) if len(word) >= LONG_WORD])
        typed = [slip(word, luck) if at == place else word for place, word in enumerate(title)]
        yield "typo", " ".join(typed), title


def _begun(titles: Sequence[tuple[str, ...]], luck: random.Random) -> Iterator[Typed]:
    able = [title for title in titles if len(title[-1]) >= LONG_WORD]
    for title in luck.sample(able, min(MADE, len(able))):
        end = luck.randint(3, len(title[-1]) - 2)
        yield "prefix", " ".join((*title[:-1], title[-1][:end])), title


def _lines(path: Path) -> Iterable[tuple[str, str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, text, pattern = (part.strip() for part in line.split(" | ", 2))
            yield kind, text, pattern
