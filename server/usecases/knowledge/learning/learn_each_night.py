"""Each night: what searches taught, what editors should look at, and whether seats may have it.

An accepted line does not wait for the night: the next look tries it.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta

import msgspec

from contract.domain.ids import EDITING_SCOPE, KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard, ThesaurusLine
from contract.domain.knowledge_entries.learning import (
    LearnedWord,
    ProposalState,
    SearchTrial,
    SynonymProposal,
    TrialQuestion,
)
from contract.domain.knowledge_entries.thesaurus_line import thesaurus_line_id
from contract.domain.opening_times.opening_hours import ROME
from contract.wire.changes import BODY_TYPES, Kind
from server.store.engine.connection import Connection, instant, millis
from server.store.engine.server_database import ServerDatabase
from server.store.knowledge.knowledge_versions import lock_knowledge
from server.store.knowledge.searches import (
    agreed_links,
    forget_released_words,
    forget_searches,
    gap_tallies,
    link_tallies,
    linked_cards,
)
from server.store.operations.in_steps import in_steps
from server.store.operations.old_rows import mark, set_mark
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import TABLES, values_in
from server.usecases.knowledge.editing.kept_versions import keep_version
from server.usecases.knowledge.learning.learned_words import LINKS, Titles, learned_words
from server.usecases.knowledge.learning.learned_words import PEOPLE as LINKING_PEOPLE
from server.usecases.knowledge.learning.proposed_synonyms import (
    PEOPLE,
    TIMES,
    Spelling,
    proposed_synonyms,
)
from server.usecases.knowledge.learning.search_trial import TrialAsk, TrialTold, Tried
from server.usecases.knowledge.learning.trial_questions import made_questions, shipped_questions
from server.usecases.knowledge.learning.unlearn_card import stored_words, unlearn_cards
from server.usecases.operations.nightly import is_night

log = logging.getLogger(__name__)

FIRST_AFTER = timedelta(minutes=5)  # a start belongs to the seats that come back
AGAIN_AFTER = timedelta(hours=1)  # a trial that broke off
KEPT = timedelta(days=90)
DONE = "learned_at"  # in meta

Try = Callable[[TrialAsk], Awaitable[TrialTold]]


class LearnEachNight:
    """Small transactions around one long trial, which runs elsewhere."""

    def __init__(
        self, *, database: ServerDatabase, trial: Try, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._trial = trial
        self._clock = clock
        self._not_before = clock()
        self._begun_at = clock()

    async def when_due(self) -> None:
        """Run once a night, and whenever a line was accepted. Raise StoreFault."""
        now = self._clock()
        if now < self._not_before:
            return
        is_begun = now >= self._begun_at + FIRST_AFTER
        is_due = is_begun and is_night(now, await self._database.read(last_night))
        if is_due or await self._database.read(has_accepted):
            # Before the run: a trial that breaks off must not be begun again at each look.
            self._not_before = now + AGAIN_AFTER
            await self()
            # It went well: an accepted line may be tried at once.
            self._not_before = now

    async def __call__(self) -> None:
        """Learn, propose, try, and give seats what the trial lets pass. Raise StoreFault."""
        now = self._clock()
        today = now.astimezone(ROME).date()
        # Before anything is counted: searches beyond their 90 days teach nothing any more.
        await in_steps(self._database, lambda c: forget_searches(c, today - KEPT))
        await self._database.write(lambda c: _tidy(c, now))
        proposed = await self._database.read(_proposed)
        await self._database.write(lambda c: _propose(c, proposed, now))
        ask = await self._database.read(lambda c: _what_to_try(c, today))
        # In a process of its own, outside any transaction: it takes minutes.
        told = await self._trial(ask)
        await self._database.write(lambda c: _release(c, ask, told, now))
        if told.learned.is_held:
            log.warning("what searches taught is held: %d questions lost", len(told.learned.lost))


def last_night(connection: Connection) -> datetime | None:
    at = mark(connection, DONE)
    return instant(at) if at else None


def has_accepted(connection: Connection) -> bool:
    sql = "SELECT id FROM synonym_proposal WHERE state = 'accepted' AND deleted = 0 LIMIT 1"
    return connection.one(sql) is not None


def _all[S: msgspec.Struct](
    connection: Connection, kind_type: type[S], kind: Kind, *, lock: bool = False
) -> list[S]:
    assert BODY_TYPES[kind] is kind_type
    tail = connection.for_update if lock else ""
    rows = connection.execute(f"SELECT * FROM {TABLES[kind]} WHERE deleted = 0 ORDER BY id{tail}")
    return list(values_in(connection, kind_type, rows).values())


def _tidy(connection: Connection, now: datetime) -> None:
    """Forget words nobody typed for long, and what led to cards that are gone or withdrawn."""
    lock_knowledge(connection)  # a card that is withdrawn now takes its words with it, too
    forget_released_words(connection)
    # Withdrawn ones too: what led there begins anew when they come back.
    shown = {
        row["id"]
        for row in connection.execute(
            "SELECT id FROM service_card WHERE deleted = 0 AND withdrawn = ''"
        )
    }
    gone = [card_id for card_id in linked_cards(connection) if card_id not in shown]
    if gone:
        edit = FeedEdit(connection, now=now)
        unlearn_cards(connection, edit, gone)
        edit.finish()


def _proposed(connection: Connection) -> list[SynonymProposal]:
    """Return what is to be proposed; all texts are read for it, so nobody waits to write."""
    cards = {one.id: one for one in _all(connection, ServiceCard, Kind.CARD)}
    lines = _all(connection, ThesaurusLine, Kind.THESAURUS)
    texts = [(one.language, f"{one.title} {one.keywords}") for one in cards.values()]
    texts += [(one.language, one.line) for one in lines]
    gaps = gap_tallies(connection, times=TIMES, people=PEOPLE)
    return proposed_synonyms(gaps, {str(key): one for key, one in cards.items()}, Spelling(texts))


def _propose(connection: Connection, found: Sequence[SynonymProposal], now: datetime) -> None:
    """Bring the proposals up to date; what an editor decided stays decided."""
    # Locked: what an editor decides while the night works stays decided.
    stored = _all(connection, SynonymProposal, Kind.PROPOSAL, lock=True)
    known = {one.id: one for one in stored}
    edit = FeedEdit(connection, now=now)
    for proposal in found:
        before = known.get(proposal.id)
        if before is None:
            edit.put(EDITING_SCOPE, proposal)
        # Only when it grew: each row that is written is copied to all editors' seats.
        elif before.state is ProposalState.OPEN and before.times < proposal.times:
            edit.put(EDITING_SCOPE, msgspec.structs.replace(proposal, version=before.version))
    there = {proposal.id for proposal in found}
    for old in known.values():
        # What led to it is forgotten by now, or the card's title has the words.
        if old.state is ProposalState.OPEN and old.id not in there:
            edit.remove(Kind.PROPOSAL, old.id)
    edit.finish()


def _what_to_try(connection: Connection, today: date) -> TrialAsk:
    cards = tuple(_all(connection, ServiceCard, Kind.CARD))
    shown = [card for card in cards if not card.withdrawn]
    italian = [card for card in shown if card.language == "it"]
    own = _all(connection, TrialQuestion, Kind.QUESTION)
    there = {card.id for card in shown}
    agreed = agreed_links(connection, times=LINKS, people=LINKING_PEOPLE)
    return TrialAsk(
        cards=cards,
        offices=tuple(_all(connection, Office, Kind.OFFICE)),
        faqs=tuple(_all(connection, Faq, Kind.FAQ)),
        thesaurus=tuple(_all(connection, ThesaurusLine, Kind.THESAURUS)),
        questions=(
            # A question whose card is withdrawn cannot be answered: it would count as lost each
            # night.
            *(one for one in own if not there.isdisjoint(one.card_ids)),
            *shipped_questions(italian),
            *made_questions(italian),
        ),
        learned=tuple(stored_words(connection)),
        newly_learned=learned_words(link_tallies(connection), agreed, Titles(shown), today),
        lines=tuple(_line_of(one) for one in _accepted(connection)),
    )


def _accepted(connection: Connection, *, lock: bool = False) -> list[SynonymProposal]:
    found = _all(connection, SynonymProposal, Kind.PROPOSAL, lock=lock)
    return [one for one in found if one.state is ProposalState.ACCEPTED]


def _line_of(proposal: SynonymProposal) -> ThesaurusLine:
    decided = proposal.decided_at
    return ThesaurusLine(
        id=thesaurus_line_id(proposal.language, proposal.line),
        line=proposal.line,
        language=proposal.language,
        author=proposal.decided_name,
        added_on=decided.astimezone(ROME).date() if decided is not None else None,
    )


def _release(connection: Connection, ask: TrialAsk, told: TrialTold, now: datetime) -> None:
    """Write what passed, and for the editors what did not and why."""
    lock_knowledge(connection)
    edit = FeedEdit(connection, now=now)
    # Read again, locked: an editor may have taken it back during the trial.
    for proposal in _accepted(connection, lock=True):
        outcome = told.lines.get(_line_of(proposal).id)
        if outcome is not None:  # else accepted or changed since: tried next time
            _settle(connection, edit, proposal, outcome, now)
    # Held, seats go on with what they had.
    if not told.learned.is_held:
        _give_learned(edit, ask.learned, ask.newly_learned)
    edit.put(
        EDITING_SCOPE,
        SearchTrial(
            at=now,
            is_held=told.learned.is_held,
            outcomes=told.learned.outcomes,
            lost=told.learned.lost,
        ),
    )
    edit.finish()
    # In the transaction of the result: a night that was cut short is done again.
    set_mark(connection, DONE, millis(now))


def _settle(
    connection: Connection,
    edit: FeedEdit,
    proposal: SynonymProposal,
    outcome: Tried,
    now: datetime,
) -> None:
    state = ProposalState.HELD if outcome.is_held else ProposalState.RELEASED
    lost = outcome.lost if outcome.is_held else ()
    edit.put(EDITING_SCOPE, msgspec.structs.replace(proposal, state=state, lost=lost))
    if not outcome.is_held:
        line = edit.put(KNOWLEDGE_SCOPE, _line_of(proposal))
        keep_version(connection, Kind.THESAURUS, line, now, proposal.decided_name)


def _give_learned(
    edit: FeedEdit, before: Sequence[LearnedWord], after: Sequence[LearnedWord]
) -> None:
    known = {word.id: word.cards for word in before}
    for word in after:
        # Only what changed: each row is copied to every seat.
        if known.pop(word.id, None) != word.cards:
            edit.put(KNOWLEDGE_SCOPE, word)
    for word_id in known:
        edit.remove(Kind.LEARNED, word_id)
