"""Keep the searches of one closed contact: stems and cards, of nobody."""

import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from secrets import token_hex

from contract.domain.account import Capability
from contract.domain.opening_times.opening_hours import ROME
from contract.wire.changes import Kind
from contract.wire.commands import TellSearches, ToldSearch
from server.store.engine.connection import Connection
from server.store.knowledge.searches import (
    HIDDEN,
    KeptSearch,
    is_released,
    keep_gap,
    keep_search,
    people_of,
    release,
)
from server.store.sync.replicated_rows import living
from server.usecases.operations.installation import words_key
from server.usecases.sync.command_work import CommandWork, Outcome

MOST_SEARCHES = 30  # of one contact
MOST_WORDS = 10  # of one search
MOST_SHOWN = 10
CHAIN_BYTES = 12
MOST_GAP = 5  # words of one thesaurus term
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_STEM = re.compile(r"[^\W\d_]{1,40}")


RELEASED_BY = 3  # operators
_DIGITS = 24


# Keeps what was typed so that nobody's searches can be put together, nor a name be read.
class PrivateWords:
    """Of one operator, in one transaction."""

    def __init__(self, connection: Connection, key: bytes, account_id: str) -> None:
        self._connection = connection
        self._key = key
        self._account_id = account_id

    def who(self, language: str, stems: str) -> str:
        """Return the operator as counted for these words only; for others she is another one."""
        return self._digest("who", self._account_id, language, stems)

    def known(self, language: str, stem: str) -> tuple[str, str]:
        return stem, self.who(language, stem)

    def rare(self, language: str, stem: str) -> tuple[str, str]:
        """Return what may be kept of a word that the knowledge base does not have, and who."""
        token = self._token(language, stem)
        kept = stem if is_released(self._connection, token) else token
        return kept, self.who(language, stem)

    def release(self, language: str, stem: str) -> None:
        """Let the word be read if enough operators have typed it."""
        token = self._token(language, stem)
        if people_of(self._connection, token) >= RELEASED_BY:
            release(self._connection, token, language, stem)

    def _token(self, language: str, stem: str) -> str:
        return HIDDEN + self._digest("word", language, stem)

    def _digest(self, *parts: str) -> str:
        told = "\n".join(("search", *parts)).encode()
        return hmac.digest(self._key, told, hashlib.sha256).hex()[:_DIGITS]


def tell_searches(work: CommandWork, data: TellSearches) -> Outcome:
    """Keep what can be kept and pass over the rest: nobody waits for it. Raise Refused."""
    work.require(Capability.CONTACT_WRITE)
    private = PrivateWords(work.connection, words_key(work.connection), work.account.id)
    told = [one for one in data.searches[:MOST_SEARCHES] if _LANGUAGE.fullmatch(one.language)]
    mentioned = {card_id for one in told for card_id in (*one.linked_ids, one.opened_id or "")}
    # Ids come from a seat: only cards that are there may be learned for.
    cards = living(work.connection, Kind.CARD, sorted(mentioned - {""}))
    # By chance: a digest of the command would lead to who sent it, an id with a time to when.
    chain = token_hex(CHAIN_BYTES)
    kept = [
        _kept(work, private, (chain, place), one, _is_vain(told[place:]), cards)
        for place, one in enumerate(told)
    ]
    for place, (search, one) in enumerate(zip(kept, told, strict=True)):
        keep_search(work.connection, search)
        _keep_gap(work, private, search, one, kept[place + 1 :], told[place + 1 :])
    rare = {(one.language, stem) for one in told for stem in _stems(one.rare)}
    # After this contact's own words are kept: they count for the third operator.
    for language, stem in sorted(rare):
        private.release(language, stem)
    return Outcome()


def _kept(
    work: CommandWork,
    private: PrivateWords,
    at: tuple[str, int],
    told: ToldSearch,
    is_vain: bool,
    cards: set[str],
) -> KeptSearch:
    words = dict(private.known(told.language, stem) for stem in _stems(told.stems))
    words |= dict(private.rare(told.language, stem) for stem in _stems(told.rare))
    chain, place = at
    return KeptSearch(
        id=f"{chain}-{place}",
        chain=chain,
        place=place,
        # A day, no hour: an hour would lead to who worked then (decision 0022).
        day=work.now.astimezone(ROME).date(),
        language=told.language,
        words=tuple(words.items()),
        shown=json.dumps([str(one) for one in told.shown_ids[:MOST_SHOWN]]),
        opened=told.opened_id if told.opened_id in cards else None,
        linked=tuple(dict.fromkeys(one for one in told.linked_ids if one in cards)),
        is_reformulation=told.is_reformulation,
        is_vain=is_vain,
    )


def _is_vain(rest: Sequence[ToldSearch]) -> bool:
    """Return whether the first of these led to nothing, nor did the ones after it."""
    return rest[0].opened_id is None and not any(one.linked_ids for one in rest)


def _keep_gap(
    work: CommandWork,
    private: PrivateWords,
    search: KeptSearch,
    told: ToldSearch,
    later: Sequence[KeptSearch],
    later_told: Sequence[ToldSearch],
) -> None:
    """Note the words that the next search with a link did without."""
    found = next((at for at, one in enumerate(later) if one.linked), None)
    # Words of another language are no synonyms.
    if search.linked or found is None or later[found].language != search.language:
        return
    there = {*_stems(later_told[found].stems), *_stems(later_told[found].rare)}
    stems = {*_stems(told.stems), *_stems(told.rare)}
    missing = sorted(stems - there)
    if not missing or len(missing) > MOST_GAP:
        return
    kept = {**{s: s for s in _stems(told.stems)}}
    kept |= {stem: private.rare(told.language, stem)[0] for stem in _stems(told.rare)}
    words = " ".join(sorted(kept[stem] for stem in missing))
    # Another person for each words: nobody's searches can be put together (decision 0022).
    who = private.who(told.language, " ".join(missing))
    keep_gap(work.connection, search.id, words, who, later[found].linked[0])


def _stems(listed: Sequence[str]) -> tuple[str, ...]:
    return tuple(stem for stem in listed[:MOST_WORDS] if _STEM.fullmatch(stem))
