"""Two editors on one card, one of them without network for an hour: no word lost, both see it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.model.editing.entry_texts import json_of
from console.model.editing.revision_draft import RevisionDraft
from console.store.editing.editing_repository import entry, open_revision_of
from console.store.replica.outbox import waiting_count
from console.store.session.notice_repository import unseen_notices
from console.usecases.editing.editing_desk import EditingDesk
from console.usecases.editing.revision_drafts import RevisionDrafts
from contract.domain.account import Role
from contract.domain.ids import CardId, RevisionId, TopicId, new_id
from contract.domain.knowledge_entries.entry_fields import values_of
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from contract.wire.commands import ReviewRevision, SettleClash
from server.usecases.knowledge.editing.open_revisions import entry_in
from tests.support.knowledge.knowledge_desk import raw
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.servers.real_server import RealServer

CARD = ServiceCard(
    id=CardId("tari-rimborso"),
    title="Rimborso TARI",
    topic_id=TopicId("tari"),
    say="Il rimborso si chiede allo sportello. Serve la delega.",
    what_is_needed="- il modulo\n- la tessera sanitaria\n",
    costs="16 euro",
)
ANNAS = {
    "say": "Il rimborso si chiede allo sportello oppure per e-mail. Serve la delega.",
    "what_is_needed": "- il modulo firmato\n- la tessera sanitaria\n",
    "costs": "18 euro dal primo gennaio",
}
BEAS = {
    "say": "Il rimborso si chiede allo sportello. Serve la delega scritta.",
    "what_is_needed": "- il modulo\n- la tessera sanitaria\n- la ricevuta\n",
    "costs": "gratuito",
    "how_to": "Compilare il modulo.",
}


class Hours:
    """The time at server and seats."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def three_editors(
    folder: Path, hours: Hours
) -> AsyncIterator[tuple[ConsoleSeat, ConsoleSeat, ConsoleSeat]]:
    async with await RealServer.start(clock=hours) as server:
        await server.add_desk("tributi", "tari")
        await server.add_knowledge(CARD)
        for login in ("anna", "bea", "cleo"):
            await server.add_account(login, Role.EDITOR)
        way = server.transport
        async with (
            a_seat(folder / "anna", way(), "anna") as anna,
            a_seat(folder / "bea", way(), "bea") as bea,
            a_seat(folder / "cleo", way(), "cleo") as cleo,
        ):
            for seat in (anna, bea, cleo):
                await seat.sync()
            yield anna, bea, cleo


async def edit(seat: ConsoleSeat, texts: dict[str, str], *, asks: bool = False) -> None:
    """Type into the card as this seat shows it, and hand the fields over."""
    seen, present = await shown(seat)
    card = entry_in(present) if present else seen
    draft = RevisionDraft(
        entry_kind=EntryKind.CARD,
        entry_id=CARD.id,
        revision_id=present.id if present else RevisionId(new_id()),
        base_version=seen.version,
        texts=texts,
        before={name: json_of(card, name) for name in texts},
    )
    await RevisionDrafts(database=seat.database, clock=seat.clock).hand_over(draft, ask_review=asks)


async def shown(seat: ConsoleSeat) -> tuple[ServiceCard, Revision | None]:
    card = await seat.database.read(lambda c: entry(c, EntryKind.CARD, CARD.id))
    assert isinstance(card, ServiceCard)
    found = await seat.database.read(lambda c: open_revision_of(c, EntryKind.CARD, CARD.id))
    return card, found


async def written(seat: ConsoleSeat) -> Revision:
    revision = (await shown(seat))[1]
    assert revision is not None
    return revision


@pytest.mark.parametrize("first", ["anna", "bea"])
async def test_both_see_every_word_of_both_whoever_comes_back_first(
    tmp_path: Path, first: str
) -> None:
    hours = Hours()
    async with three_editors(tmp_path, hours) as (anna, bea, cleo):
        await edit(anna, ANNAS)
        await edit(bea, BEAS)  # in the train
        order = (anna, bea) if first == "anna" else (bea, anna)
        await order[0].sync()
        hours.now += timedelta(hours=1)
        await order[1].sync()
        await order[0].sync()
        seen_by_both = [await written(seat) for seat in (anna, bea)]
        assert seen_by_both[0] == seen_by_both[1]
        revision = seen_by_both[0]
        values = values_of(entry_in(revision))
        assert values["say"] == (
            "Il rimborso si chiede allo sportello oppure per e-mail. Serve la delega scritta."
        )
        assert values["what_is_needed"] == (
            "- il modulo firmato\n- la tessera sanitaria\n- la ricevuta"
        )
        assert values["how_to"] == BEAS["how_to"]
        (clash,) = revision.clashes
        assert {values["costs"], clash.other.strip('"')} == {ANNAS["costs"], BEAS["costs"]}
        assert set(revision.author_names) == {"Anna", "Bea"}

        settle = SettleClash(
            revision_id=revision.id,
            field="costs",
            value=raw("gratuito dal primo gennaio"),
            seen_version=revision.version,
        )
        await EditingDesk(database=anna.database, clock=anna.clock).order(settle)
        await edit(anna, {"title": "Rimborso della TARI"}, asks=True)
        await anna.sync()
        await cleo.sync()
        ready = await written(cleo)
        assert ready.state is RevisionState.IN_REVIEW
        review = ReviewRevision(revision_id=ready.id, seen_version=ready.version, is_approved=True)
        await EditingDesk(database=cleo.database, clock=cleo.clock).order(review)
        for seat in (cleo, anna, bea):
            await seat.sync()
            card, left = await shown(seat)
            assert (card.title, card.costs) == ("Rimborso della TARI", "gratuito dal primo gennaio")
            assert left is None
            assert await seat.database.read(waiting_count) == 0
            assert await seat.database.read(unseen_notices) == ()


async def test_who_was_offline_while_it_was_published_finds_her_words_in_a_new_revision(
    tmp_path: Path,
) -> None:
    hours = Hours()
    async with three_editors(tmp_path, hours) as (anna, bea, cleo):
        await edit(bea, {"say": BEAS["say"], "costs": BEAS["costs"]})
        await edit(anna, {"say": ANNAS["say"], "costs": ANNAS["costs"]}, asks=True)
        await anna.sync()
        await cleo.sync()
        ready = await written(cleo)
        review = ReviewRevision(revision_id=ready.id, seen_version=ready.version, is_approved=True)
        await EditingDesk(database=cleo.database, clock=cleo.clock).order(review)
        await cleo.sync()
        hours.now += timedelta(hours=1)
        await bea.sync()
        card, revision = await shown(bea)
        assert card.costs == ANNAS["costs"]
        assert revision is not None
        values = values_of(entry_in(revision))
        assert values["say"].endswith("oppure per e-mail. Serve la delega scritta.")
        assert [clash.other for clash in revision.clashes] == ['"gratuito"']
