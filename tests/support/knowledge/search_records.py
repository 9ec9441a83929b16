"""Operators, the searches of their contacts, and what came of them on the server."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from contract.domain.ids import EDITING_SCOPE, KNOWLEDGE_SCOPE, CardId, Scope
from contract.domain.knowledge_entries.learning import LearnedWord, SearchTrial, SynonymProposal
from contract.wire.changes import Kind
from contract.wire.commands import Status, TellSearches, ToldSearch
from server.store.sync.replicated_rows import values_after
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, an_account

OPERATORS = [an_account(f"op{n}") for n in range(5)]


def a_search(
    stems: str = "", rare: str = "", linked: Sequence[str] = (), opened: str | None = None
) -> ToldSearch:
    """Return a search of these stems, given in one line."""
    return ToldSearch(
        language="it",
        stems=tuple(stems.split()),
        rare=tuple(rare.split()),
        shown_ids=tuple(CardId(one) for one in linked),
        opened_id=CardId(opened) if opened else None,
        linked_ids=tuple(CardId(one) for one in linked),
    )


def told(
    service: RecordedService, operator: int, *searches: ToldSearch, now: datetime = NOW
) -> None:
    """Have an operator close a contact with these searches."""
    verdict = service.send(OPERATORS[operator], TellSearches(searches=searches), now)
    assert verdict.status is Status.APPLIED, verdict


def proposals(service: RecordedService) -> list[SynonymProposal]:
    return _values(service, Kind.PROPOSAL, EDITING_SCOPE, SynonymProposal)


def learned(service: RecordedService) -> dict[str, dict[str, float]]:
    """Return the impact of each card by stem, as seats have it."""
    words = _values(service, Kind.LEARNED, KNOWLEDGE_SCOPE, LearnedWord)
    return {word.stem: {card.card_id: card.impact for card in word.cards} for word in words}


def trials(service: RecordedService) -> list[SearchTrial]:
    return _values(service, Kind.TRIAL, EDITING_SCOPE, SearchTrial)


def _values[S: msgspec.Struct](
    service: RecordedService, kind: Kind, scope: Scope, kind_type: type[S]
) -> list[S]:
    found = service.database.read_now(lambda c: list(values_after(c, kind, scope, "", 500)))
    return [one for one in found if isinstance(one, kind_type)]
