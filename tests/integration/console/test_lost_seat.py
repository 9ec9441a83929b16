"""An editor's seat is lost while she types: another seat of hers has what she wrote."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from console.model.editing.entry_texts import json_of
from console.model.editing.revision_draft import RevisionDraft, body_of_draft
from console.store.editing.editing_repository import entry, open_revision_of, revision_drafts
from console.sync.links.editing_link import EditingLink
from console.usecases.editing.keep_revision_drafts import KeepRevisionDrafts
from console.usecases.editing.revision_drafts import RevisionDrafts
from contract.domain.account import Role
from contract.domain.ids import CardId, RevisionId, TopicId
from contract.domain.knowledge_entries.entry_fields import values_of
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.editing import DRAFTS_LIMIT, KeepDraft, KeepDraftReply, KeptDraft
from server.usecases.knowledge.editing.open_revisions import entry_in
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.servers.real_server import RealServer
from tests.support.waiting import comes, until

CARD = ServiceCard(
    id=CardId("tari"), title="Rimborso", topic_id=TopicId("tari"), say="Si chiede.", costs="16 euro"
)


def a_draft(**texts: str) -> RevisionDraft:
    return RevisionDraft(
        entry_kind=EntryKind.CARD,
        entry_id=CARD.id,
        revision_id=RevisionId("r-1"),
        base_version=1,
        texts=texts,
        before={name: json_of(CARD, name) for name in texts},
    )


def keeper(seat: ConsoleSeat, **answers: Any) -> KeepRevisionDrafts:
    """answers: what the server says in place of its own word."""
    link = EditingLink(seat.link)
    for name, answer in answers.items():
        setattr(link, name, answer)
    keeping = KeepRevisionDrafts(
        database=seat.database,
        server=link,
        is_online=lambda: True,
        feed=seat.feed,
        clock=seat.clock,
    )
    keeping.quiet_s = keeping.look_every_s = 0.01
    return keeping


async def typed(seat: ConsoleSeat, **texts: str) -> RevisionDraft:
    """Go on writing in the draft as it lies on this seat."""
    (here,) = await drafts(seat) or (a_draft(),)
    wanted = a_draft(**texts)
    draft = replace(here, texts=here.texts | texts, before=wanted.before | here.before)
    return await RevisionDrafts(database=seat.database, clock=seat.clock).save(draft)


async def drafts(seat: ConsoleSeat) -> tuple[RevisionDraft, ...]:
    return await seat.database.read(revision_drafts)


async def texts(seat: ConsoleSeat) -> dict[str, str]:
    (draft,) = await drafts(seat)
    return draft.texts


@asynccontextmanager
async def two_seats(folder: Path) -> AsyncIterator[tuple[ConsoleSeat, ConsoleSeat]]:
    """Yield two seats at which the same editor has signed in."""
    async with await RealServer.start() as server:
        await server.add_desk("tributi", "tari")
        await server.add_knowledge(CARD)
        await server.add_account("anna", Role.EDITOR)
        way = server.transport
        async with (
            a_seat(folder / "here", way(), "anna", device_id="here") as here,
            a_seat(folder / "there", way(), "anna", device_id="there") as there,
        ):
            for seat in (here, there):
                await seat.sync()
            yield here, there


async def test_what_she_typed_is_found_at_another_seat_and_nobody_was_told(
    tmp_path: Path,
) -> None:
    async with two_seats(tmp_path) as (here, there):
        await typed(here, say="Si chiede allo spor", valid_from="31/1")
        assert await keeper(here).send()
        (draft,) = await drafts(here)
        assert draft.is_kept
        assert draft.kept_at == draft.saved_at
        assert await keeper(there).look()
        assert await texts(there) == {"say": "Si chiede allo spor", "valid_from": "31/1"}
        await there.sync()
        found = await there.database.read(lambda c: open_revision_of(c, EntryKind.CARD, CARD.id))
        assert found is None


async def test_it_goes_by_itself_soon_after_the_keys(tmp_path: Path) -> None:
    async with two_seats(tmp_path) as (here, there):
        running = [asyncio.create_task(keeper(seat).follow()) for seat in (here, there)]
        await typed(here, say="Si chiede a voce.")
        await comes(lambda: drafts(there))
        await typed(here, say="Si chiede a voce e per posta.")
        said = {"say": "Si chiede a voce e per posta."}
        await comes(lambda: texts(there), lambda shown: shown == said)
        for task in running:
            task.cancel()
        await until(lambda: all(task.done() for task in running))


async def test_who_hands_over_at_the_other_seat_leaves_nothing_behind_here(
    tmp_path: Path,
) -> None:
    async with two_seats(tmp_path) as (here, there):
        await typed(here, say="Si chiede a voce.")
        await keeper(here).send()
        await keeper(there).look()
        (draft,) = await drafts(there)
        await RevisionDrafts(database=there.database, clock=there.clock).hand_over(draft)
        await keeper(there).look()  # before the server has heard of it
        assert await drafts(there) == ()
        await there.sync()
        await keeper(here).look()
        assert await drafts(here) == ()
        await keeper(there).look()
        assert await drafts(there) == ()


async def test_what_is_thrown_away_does_not_come_back(tmp_path: Path) -> None:
    async with two_seats(tmp_path) as (here, there):
        await typed(here, say="Si chiede a voce.")
        await keeper(here).send()
        await RevisionDrafts(database=here.database, clock=here.clock).drop(f"card:{CARD.id}")
        await keeper(here).look()
        await here.sync()
        for seat in (here, there):
            await keeper(seat).look()
            assert await drafts(seat) == ()


async def test_letters_handed_over_while_they_were_on_their_way_do_not_come_back(
    tmp_path: Path,
) -> None:
    async with two_seats(tmp_path) as (here, there):
        draft = await typed(here, say="Si chiede a voce.")

        async def handed_over_meanwhile(told: KeepDraft) -> KeepDraftReply | None:
            reply = await EditingLink(here.link).keep(told)
            await RevisionDrafts(database=here.database, clock=here.clock).hand_over(draft)
            return reply

        await keeper(here, keep=handed_over_meanwhile).send()
        await here.sync()
        for seat in (here, there):
            await keeper(seat).look()
            assert await drafts(seat) == ()


@pytest.mark.parametrize("first", ["here", "there"])
async def test_written_at_both_seats_without_network_no_word_is_lost(
    tmp_path: Path, first: str
) -> None:
    async with two_seats(tmp_path) as (here, there):
        await typed(here, say="Si chiede a voce.", costs="gratis")
        await typed(there, say="Si chiede per posta.", times="un mese")
        order = (here, there) if first == "here" else (there, here)
        for seat in (*order, *order):
            await keeper(seat).send()
            await keeper(seat).look()
            await seat.sync()
        mine = await texts(order[1])
        assert {name: mine[name] for name in ("costs", "times")} == {
            "costs": "gratis",
            "times": "un mese",
        }
        revision = await here.database.read(lambda c: open_revision_of(c, EntryKind.CARD, CARD.id))
        assert revision is not None
        said = {mine["say"], str(values_of(entry_in(revision))["say"])}
        assert said == {"Si chiede a voce.", "Si chiede per posta."}
        assert await here.database.read(lambda c: entry(c, EntryKind.CARD, CARD.id)) == CARD


async def test_a_server_of_yesterday_is_told_again(
    tmp_path: Path,
) -> None:
    async with two_seats(tmp_path) as (here, there):
        await typed(here, say="Si chiede a voce.")
        await keeper(here).send()

        async def nothing() -> tuple[KeptDraft, ...]:
            return ()  # it was restored from a backup of before

        await keeper(here, kept=nothing).look()
        (draft,) = await drafts(here)
        assert (draft.is_kept, draft.texts) == (False, {"say": "Si chiede a voce."})
        await keeper(here).send()
        await keeper(there).look()
        assert await texts(there) == {"say": "Si chiede a voce."}


async def test_a_draft_that_is_one_too_many_says_so_until_the_server_takes_it(
    tmp_path: Path,
) -> None:
    async with two_seats(tmp_path) as (here, there):
        first = replace(a_draft(say="Si chiede a voce."), entry_id="k-0")
        await RevisionDrafts(database=there.database, clock=there.clock).save(first)
        assert await keeper(there).send()
        for number in range(1, DRAFTS_LIMIT):
            body = body_of_draft(replace(first, entry_id=f"k-{number}"))
            told = KeepDraft(entry_kind=EntryKind.CARD, entry_id=f"k-{number}", body=body)
            assert await EditingLink(there.link).keep(told) is not None
        await typed(here, say="Si chiede allo sportello.")
        assert await keeper(here).send()
        (draft,) = await drafts(here)
        assert (draft.is_kept, draft.is_one_too_many) == (False, True)
        await RevisionDrafts(database=there.database, clock=there.clock).drop(first.key)
        await there.sync()
        assert await keeper(here).send()
        (draft,) = await drafts(here)
        assert (draft.is_kept, draft.is_one_too_many) == (True, False)
