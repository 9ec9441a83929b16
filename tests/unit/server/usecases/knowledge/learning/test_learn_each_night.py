"""Each night seats get what searches taught, unless known questions would be lost by it."""

from datetime import datetime, timedelta

import pytest

from contract.domain.account import Role
from contract.domain.ids import CardId
from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from contract.domain.knowledge_entries.learning import ProposalState
from contract.domain.knowledge_entries.revision import EntryKind
from contract.knowledge.vocabulary import Stemmer
from contract.wire import reason_codes
from contract.wire.commands import DecideProposal, DropQuestion, KeepQuestion, Status, WithdrawEntry
from server.store.engine.connection import millis
from server.store.sync.replicated_rows import find
from server.usecases.knowledge.learning.learn_each_night import LearnEachNight, last_night
from server.usecases.knowledge.learning.search_trial import TrialAsk, TrialTold, tried
from tests.support.knowledge.search_records import a_search, learned, proposals, told, trials
from tests.support.seats.seat import StoppedClock
from tests.support.servers.maintenance_records import a_card, an_editor, put_knowledge
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, an_account

SHARED_RIDES = "micromobilita"


def night(service: RecordedService, clock: StoppedClock | None = None) -> LearnEachNight:
    async def here(ask: TrialAsk) -> TrialTold:
        return tried(ask)

    return LearnEachNight(database=service.database, trial=here, clock=clock or StoppedClock(NOW))


def three_contacts(service: RecordedService, card: str = SHARED_RIDES) -> None:
    """Three operators type a word in vain, then the office's own words, and link the card."""
    for operator in range(3):
        told(
            service,
            operator,
            a_search(rare="monopattin"),
            a_search("mobil", rare="elettr", linked=[card]),
        )


@pytest.fixture
def city(service: RecordedService) -> RecordedService:
    put_knowledge(
        service,
        a_card(id="tari", title="Pagare la TARI"),
        a_card(id=SHARED_RIDES, title="Mobilità elettrica in condivisione"),
        a_card(id="nido", title="Iscrizione al nido"),
    )
    return service


async def test_a_word_that_two_operators_linked_to_a_card_is_learned(
    city: RecordedService,
) -> None:
    for operator in (0, 1):
        told(city, operator, a_search("immondiz pag", linked=["tari"]))
    for _ in range(4):
        told(city, 0, a_search("bambin", linked=["nido"]))
    await night(city)()
    assert learned(city) == {"immondiz": {"tari": 0.35}}, (
        "the title has pag; one operator alone found bambin"
    )
    (trial,) = trials(city)
    assert not trial.is_held
    assert {one.kind for one in trial.outcomes} >= {"typo", "prefix"}


async def test_a_second_night_tells_seats_only_what_changed(city: RecordedService) -> None:
    for operator in (0, 1):
        told(city, operator, a_search("immondiz", linked=["tari"]))
    await night(city)()

    def versions() -> list[int]:
        return city.database.read_now(
            lambda c: [row["version"] for row in c.execute("SELECT version FROM learned_word")]
        )

    await night(city)()
    assert versions() == [1]
    later = StoppedClock(NOW + timedelta(days=91))
    await night(city, later)()
    assert learned(city) == {}, "what nobody typed for three months is forgotten"


async def test_a_withdrawn_card_begins_anew(city: RecordedService) -> None:
    for operator in (0, 1):
        told(city, operator, a_search("immondiz", linked=["tari"]))
        told(city, operator, a_search("bambin", linked=["nido"]))
    await night(city)()
    withdrawn = WithdrawEntry(entry_kind=EntryKind.CARD, entry_id="tari", why="Sbagliata")
    assert city.send(an_editor(), withdrawn).status is Status.APPLIED
    assert learned(city) == {"bambin": {"nido": 0.35}}, "at once"
    put_knowledge(city, a_card(id="tari", title="Pagare la TARI"))
    await night(city)()
    assert learned(city) == {"bambin": {"nido": 0.35}}, "and it stays forgotten"


async def test_an_editor_accepts_words_and_they_enter_the_thesaurus_with_name_and_day(
    city: RecordedService,
) -> None:
    three_contacts(city)
    await night(city)()
    (proposal,) = proposals(city)
    assert (proposal.words, proposal.times, proposal.people) == ("monopattino", 3, 3)
    assert proposal.line == "monopattino > mobilita elettrica condivisione"
    line = "monopattino, monopattini > mobilità elettrica"
    accepted = DecideProposal(proposal_id=proposal.id, is_accepted=True, line=line)
    assert city.send(an_editor(), accepted).status is Status.APPLIED
    (proposal,) = proposals(city)
    assert proposal.state is ProposalState.ACCEPTED
    clock = StoppedClock(NOW)
    await night(city, clock).when_due()
    (proposal,) = proposals(city)
    assert proposal.state is ProposalState.RELEASED
    lines = city.database.read_now(
        lambda c: [
            find(c, ThesaurusLine, row["id"]) for row in c.execute("SELECT id FROM thesaurus_line")
        ]
    )
    (written,) = [one for one in lines if one.line == line]
    assert (written.author, str(written.added_on)) == (an_editor().display_name, "2026-11-25")


async def test_two_searches_or_one_operator_alone_propose_nothing(city: RecordedService) -> None:
    pair = (a_search("bambin"), a_search("nid", linked=["nido"]))
    for operator in (0, 1):
        told(city, operator, *pair)
    for _ in range(5):
        told(city, 0, a_search("figl"), a_search("nid", linked=["nido"]))
    await night(city)()
    assert proposals(city) == []


async def test_what_was_refused_is_not_proposed_again(city: RecordedService) -> None:
    three_contacts(city)
    await night(city)()
    (proposal,) = proposals(city)
    refused = DecideProposal(proposal_id=proposal.id, is_accepted=False)
    assert city.send(an_editor(), refused).status is Status.APPLIED
    three_contacts(city)
    await night(city)()
    (proposal,) = proposals(city)
    assert proposal.state is ProposalState.REFUSED
    again = city.send(an_editor(), refused)
    assert again.reason == reason_codes.PROPOSAL_STATE


async def test_two_proposals_accepted_with_the_same_line_enter_the_thesaurus_as_one(
    city: RecordedService,
) -> None:
    three_contacts(city)
    three_contacts(city, card="nido")
    await night(city)()
    first, second = proposals(city)
    line = "monopattino > mobilità elettrica"
    for one in (first, second):
        accepted = DecideProposal(proposal_id=one.id, is_accepted=True, line=line)
        assert city.send(an_editor(), accepted).status is Status.APPLIED
    await night(city).when_due()
    assert {one.state for one in proposals(city)} == {ProposalState.RELEASED}
    lines = city.database.read_now(
        lambda c: c.execute("SELECT line FROM thesaurus_line WHERE deleted = 0")
    )
    assert lines == [{"line": line}]


async def test_what_an_editor_decides_while_the_night_works_stays_decided(
    city: RecordedService,
) -> None:
    three_contacts(city)
    await night(city)()
    (proposal,) = proposals(city)
    accepted = DecideProposal(proposal_id=proposal.id, is_accepted=True)
    assert city.send(an_editor(), accepted).status is Status.APPLIED

    async def while_she_thinks_again(ask: TrialAsk) -> TrialTold:
        refused = DecideProposal(proposal_id=proposal.id, is_accepted=False)
        assert city.send(an_editor(), refused).status is Status.APPLIED
        return tried(ask)

    run = LearnEachNight(
        database=city.database, trial=while_she_thinks_again, clock=StoppedClock(NOW)
    )
    await run()
    (proposal,) = proposals(city)
    assert proposal.state is ProposalState.REFUSED
    assert city.database.read_now(lambda c: c.execute("SELECT id FROM thesaurus_line")) == []


async def test_a_line_that_loses_known_questions_is_held_and_says_which(
    city: RecordedService,
) -> None:
    crowd = [a_card(id=f"c{n}", title=f"Monopattino numero {n}") for n in range(4)]
    put_knowledge(city, *crowd)
    editor = an_editor()
    for number, text in enumerate(("nido iscrizione", "iscrizione nido")):
        question = KeepQuestion(
            question_id=f"q{number}", text=text, card_ids=(CardId("nido"),), language="it"
        )
        assert city.send(editor, question).status is Status.APPLIED
    three_contacts(city)
    await night(city)()
    (proposal,) = proposals(city)
    harmful = "iscrizione nido > monopattino numero"
    put_knowledge(city, a_card(id="nido", title="Asilo", how_to="iscrizione nido " + "altro " * 60))
    city.send(editor, DecideProposal(proposal_id=proposal.id, is_accepted=True, line=harmful))
    await night(city).when_due()
    (proposal,) = proposals(city)
    assert proposal.state is ProposalState.HELD
    assert set(proposal.lost) == {"nido iscrizione", "iscrizione nido"}
    lines = city.database.read_now(lambda c: c.execute("SELECT id FROM thesaurus_line"))
    assert lines == []


async def test_what_was_learned_is_held_when_known_questions_would_be_lost(
    city: RecordedService,
) -> None:
    keyed = [a_card(id=f"k{n}", title=f"Servizio {n}") for n in range(4)]
    put_knowledge(city, *keyed)
    put_knowledge(city, a_card(id="hidden", title="Altro", how_to="badanti " + "parole " * 60))
    for number, text in enumerate(("badanti ", "badanti")):
        question = KeepQuestion(
            question_id=f"q{number}", text=text, card_ids=(CardId("hidden"),), language="it"
        )
        assert city.send(an_editor(), question).status is Status.APPLIED
    for operator in range(3):
        for card in ("k0", "k1", "k2", "k3"):
            told(city, operator, a_search(Stemmer("it")("badanti"), linked=[card]))
    await night(city)()
    (trial,) = trials(city)
    assert trial.is_held
    assert set(trial.lost) == {"badanti"}
    assert learned(city) == {}, "seats go on with what they had"


async def test_questions_come_and_go_with_those_who_edit(city: RecordedService) -> None:
    keep = KeepQuestion(
        question_id="q1", text=" quanto  costa il nido ", card_ids=(CardId("nido"),), language="it"
    )
    assert city.send(an_account("op1"), keep).reason == reason_codes.FORBIDDEN
    clerk = an_account("op2", role=Role.LEVEL_TWO)
    assert city.send(clerk, keep).status is Status.APPLIED
    rows = city.database.read_now(lambda c: c.execute("SELECT * FROM trial_question"))
    assert [(row["text"], row["added_name"]) for row in rows] == [
        ("quanto costa il nido", clerk.display_name)
    ]
    lost = KeepQuestion(question_id="q2", text="x", card_ids=(CardId("gone"),), language="it")
    assert city.send(clerk, lost).reason == reason_codes.UNKNOWN_ENTRY
    assert city.send(clerk, DropQuestion(question_id="q1")).status is Status.APPLIED
    left = city.database.read_now(
        lambda c: c.execute("SELECT id FROM trial_question WHERE deleted = 0")
    )
    assert left == []


async def test_it_runs_once_a_night_and_a_broken_trial_waits_an_hour(
    city: RecordedService,
) -> None:
    clock = StoppedClock(datetime.fromisoformat("2026-11-25T20:00:00+01:00"))
    ran = []
    run = night(city, clock)
    for _ in range(48):
        clock.advance(3600)
        await run.when_due()
        at = city.database.read_now(last_night)
        if at is not None and millis(at) == millis(clock()):
            ran.append(clock().isoformat())
    missed = "2026-11-25T21:00:00+01:00"  # made up for in the evening
    assert ran == [missed, "2026-11-26T03:00:00+01:00", "2026-11-27T03:00:00+01:00"]

    async def broken(ask: TrialAsk) -> TrialTold:
        tries.append(clock())
        raise RuntimeError("the process died")

    tries: list[datetime] = []
    clock.advance(8 * 3600)
    unlucky = LearnEachNight(database=city.database, trial=broken, clock=clock)
    clock.advance(600)
    with pytest.raises(RuntimeError):
        await unlucky.when_due()
    await unlucky.when_due()
    assert len(tries) == 1
