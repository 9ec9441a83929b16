"""What editors have to do in a scene: revisions, reports, a clash, proposals of citizens' words."""

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from console.scenes import scene_city as city
from contract.domain.ids import AccountId, ReportId, RevisionId
from contract.domain.knowledge_entries.entry_fields import Entry, body_of, title_of
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause, ReportState
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.learning import (
    KindOutcome,
    ProposalState,
    SearchTrial,
    SynonymProposal,
    TrialQuestion,
)
from contract.domain.knowledge_entries.revision import (
    EntryKind,
    FieldClash,
    Revision,
    RevisionState,
)
from contract.wire.editing import PresentEditor

ME, OTHER = AccountId("op-1"), AccountId("op-9")
OTHER_NAME = "Redattore 2"


def a_revision(number: int, entry: Entry, kind: EntryKind, **changes: Any) -> Revision:
    fields: dict[str, Any] = {
        "id": RevisionId(f"rev-{number}"),
        "entry_kind": kind,
        "entry_id": entry.id,
        "body": body_of(entry),
        "base_version": 1,
        "title": title_of(entry),
        "author_ids": (OTHER,),
        "author_names": (OTHER_NAME,),
        "edited_at": city.NOW - timedelta(minutes=7 * number),
        "version": 3,
    }
    return Revision(**(fields | changes))


def a_report(number: int, cause: ReportCause, title: str, **changes: Any) -> EntryReport:
    fields: dict[str, Any] = {
        "id": ReportId(f"rep-{number}"),
        "cause": cause,
        "title": title,
        "reported_at": city.NOW - timedelta(hours=number),
    }
    return EntryReport(**(fields | changes))


NEW_SAY = (
    "«Lo sportello è in Via degli Esempi 52, aperto dal lunedì al venerdì dalle 8:30 alle "
    "12:30, il martedì anche dalle 14 alle 17. Serve l'appuntamento.»"
)
CHANGED = replace(
    city.CARDS[0],
    say=NEW_SAY,
    what_is_needed="Un documento valido e il codice fiscale. Per i minori, tutti e due i genitori.",
    how_to="## Allo sportello\nPrendi un numero all'ingresso.",
)
REVISIONS = (
    a_revision(
        1,
        CHANGED,
        EntryKind.CARD,
        state=RevisionState.IN_REVIEW,
        why="La sede si è spostata di due numeri civici.",
    ),
    a_revision(
        2,
        replace(city.CARDS[2], costs="Secondo la superficie e chi abita la casa."),
        EntryKind.CARD,
        author_ids=(ME,),
        author_names=("Anna Prova",),
    ),
    a_revision(
        3,
        city.CARDS[4],
        EntryKind.CARD,
        state=RevisionState.SCHEDULED,
        publish_at=city.NOW + timedelta(days=3),
    ),
    a_revision(4, city.FAQS[0], EntryKind.FAQ),
)
REPORTS = (
    a_report(
        1,
        ReportCause.OPERATOR,
        city.CARDS[1].title,
        entry_id=city.CARDS[1].id,
        times=4,
        text="Il costo è cambiato",
    ),
    a_report(2, ReportCause.EXPIRED, city.CARDS[1].title, entry_id=city.CARDS[1].id),
    a_report(3, ReportCause.NO_ANSWER, "", text="bonus tari isee", times=38),
    a_report(4, ReportCause.NO_ANSWER, "", text="colonnine elettriche", times=12),
)
CONFIRMED = a_report(
    5,
    ReportCause.OPERATOR,
    "Sportello anagrafico",
    entry_kind=EntryKind.OFFICE,
    entry_id=city.OFFICES[0].id,
    field="desk_times",
    author_name="Anna Prova",
    text="Chiude alle 13",
    state=ReportState.CONFIRMED,
    answer="Sì, alle 13.",
)
CLASH = FieldClash(
    field="say",
    other='"«Lo sportello è in Via degli Esempi 50 e riceve soltanto il martedì e il giovedì.»"',
    author_id=OTHER,
    author_name=OTHER_NAME,
    at=city.NOW - timedelta(minutes=20),
)


def a_proposal(number: int, words: str, card: ServiceCard, **changes: Any) -> SynonymProposal:
    fields: dict[str, Any] = {
        "id": f"prop-{number}",
        "words": words,
        "line": f"{words} > {card.title.lower()}",
        "card_id": card.id,
        "card_title": card.title,
        "times": 9 - number,
        "people": 3,
    }
    return SynonymProposal(**(fields | changes))


PROPOSALS = (
    a_proposal(
        1,
        "sportello",
        city.CARDS[1],
        state=ProposalState.HELD,
        lost=("orari dell'anagrafe", "dove si rinnova la carta"),
        decided_name=OTHER_NAME,
    ),
    a_proposal(2, "spazzatura", city.CARDS[2]),
    a_proposal(3, "tesserino bambino", city.CARDS[0]),
    a_proposal(4, "bolletta rifiuti", city.CARDS[2], state=ProposalState.ACCEPTED),
)
QUESTIONS = (
    TrialQuestion(id="q-1", text="devo rifare la carta", card_ids=(city.CARDS[0].id,)),
    TrialQuestion(id="q-2", text="quanto si paga di immondizia", card_ids=(city.CARDS[2].id,)),
)
TRIAL = SearchTrial(
    at=city.NOW - timedelta(hours=7),
    outcomes=(
        KindOutcome(kind="own", asked=2, before=2, after=2),
        KindOutcome(kind="typo", asked=150, before=148, after=148),
    ),
)
LEARNING = (*PROPOSALS, *QUESTIONS, TRIAL)
EDITING = (*REVISIONS, *REPORTS, *LEARNING)


AT_IT = PresentEditor(account_id=OTHER, name=OTHER_NAME, is_writing=False, since_at=city.NOW)
