"""What editors publish and withdraw, on its way to seats that work: one entry, and thousands."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import msgspec

from console.model.contact.contact_draft import ContactDraft
from console.store.knowledge.knowledge_repository import card, offices
from console.store.replica.cipher import Connection
from console.store.replica.sync_cursor import mismatches
from contract.domain.ids import (
    KNOWLEDGE_SCOPE,
    CardId,
    ContactId,
    OfficeId,
    RevisionId,
    TopicId,
    new_command_id,
    new_id,
)
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind, RevisionState, as_read
from contract.domain.opening_times.opening_times import DayException, OpeningTimes, week
from contract.wire.commands import (
    ChangeManyHours,
    Command,
    CommandData,
    EditRevision,
    FieldChange,
    RequestReview,
    ReviewBatch,
    ReviewRevision,
    Status,
    WithdrawEntry,
)
from server.store.engine.connection import Connection as ServerConnection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.feed_edit import FeedEdit
from server.usecases.knowledge.editing.open_revisions import revisions_of_batch
from tools.benches.loop_monitor import watched_loop
from tools.benches.measured import percentiles
from tools.generators.many_cards import many_cards
from tools.proofs.judges.server_under_proof import (
    PASSWORD,
    ServerUnderProof,
    seats,
    server_under_proof,
)
from tools.proofs.seats.simulated_seat import SimulatedSeat
from tools.services.filled_server import fill_knowledge, forwarded_topic
from tools.services.windowless_seat import WindowlessSeat, windowless_seat

CHANGE_LIMIT_S, WITHDRAWAL_LIMIT_S = 60.0, 10.0
PATIENCE_S = 240.0  # after which something never comes
TYPED_EVERY_S = 0.25
EDITORS = ("redattrice0", "redattrice1")
OPERATORS = ("posto0", "posto1", "posto2")
SITE = "sede-"
STRIKE = DayException(date(2026, 12, 11), date(2026, 12, 11), reason="sciopero")


async def prove(
    *,
    engine: str = "sqlite",
    cards: int = 20_000,
    offices_: int = 5_000,
    seed: int = 1,
    patience: float = 1.0,
) -> Any:
    """patience: how many times longer than it may take, on a machine that does other work too."""
    many = many_cards(cards, seed)
    found: dict[str, Any] = {"cards": len(many), "offices": offices_, "faults": []}
    with server_under_proof(engine) as proof, TemporaryDirectory() as folder:
        topic, _ = forwarded_topic(proof)
        _prepare(proof, many, offices_)
        proof.start()
        async with _at_work(proof, Path(folder)) as (here, there, away):
            found |= await _first_copy(proof, here, topic)
            for seat in (here, there):
                seat.start_sync()
            await away.engine.sync_once()
            async with seats(proof, list(EDITORS), seed) as (author, reviewer):
                found |= await _one_change(author, reviewer, many[-1], (here, there))
                found |= await _one_withdrawal(author, many[-2].id, (here, there))
                found |= await _many_changes(proof, author, reviewer, (here, there))
            found |= await _return(away)
            for seat in (here, there, away):
                found["faults"] += [f"{name}: {error!r}" for name, error in seat.crashes]
                found["faults"] += ["checksum"] * await seat.database.read(mismatches)
    found["too_late"] = sum(
        found[name] > limit * patience
        for name, limit in (
            ("change_s", CHANGE_LIMIT_S),
            ("withdrawal_s", WITHDRAWAL_LIMIT_S),
            ("many_changes_s", CHANGE_LIMIT_S),
        )
    )
    return found


def _prepare(proof: ServerUnderProof, many: list[ServiceCard], offices_: int) -> None:
    for login in EDITORS:
        proof.add_account(login, "editor")
    for login in OPERATORS:
        proof.add_account(login, "operator")
    fill_knowledge(proof, many)
    database = ServerDatabase.open(proof.database_url)
    database.write_now(lambda connection: _put_offices(connection, offices_))
    database.close()


def _put_offices(connection: ServerConnection, count: int) -> None:
    morning = OpeningTimes(weekly=week((0, 1, 2, 3, 4), (510, 750)))
    edit = FeedEdit(connection, now=datetime.now(UTC))
    for number in range(count):
        office = Office(
            id=OfficeId(f"{SITE}{number:05d}"), name=f"Sede {number}", desk_times=morning
        )
        edit.put(KNOWLEDGE_SCOPE, office)
    edit.finish()


@asynccontextmanager
async def _at_work(
    proof: ServerUnderProof, folder: Path
) -> AsyncIterator[tuple[WindowlessSeat, WindowlessSeat, WindowlessSeat]]:
    """Yield two seats that will work and one that will be away, signed in."""
    server = proof.server

    def seat(number: int) -> Any:
        return windowless_seat(folder / f"seat{number}", server.url, server.certificate)

    async with seat(0) as here, seat(1) as there, seat(2) as away:
        for one, login in zip((here, there, away), OPERATORS, strict=True):
            await one.sign_in(login, PASSWORD)
        await there.engine.sync_once()
        yield here, there, away


async def _first_copy(
    proof: ServerUnderProof, seat: WindowlessSeat, topic: TopicId
) -> dict[str, Any]:
    """Copy everything while the operator closes contacts; return what both took."""
    written_ms: list[float] = []
    sent: list[str] = []

    async def type_on() -> None:
        while True:
            begun = time.monotonic()
            draft = ContactDraft(contact_id=ContactId(new_id()), topic_id=topic, description="?")
            sent.append((await seat.drafts.close(draft)).id)
            written_ms.append((time.monotonic() - begun) * 1000)
            await asyncio.sleep(TYPED_EVERY_S)

    with watched_loop() as monitor:
        begun = time.monotonic()
        typing = asyncio.get_running_loop().create_task(type_on())
        await seat.engine.sync_once()
        copied_s = time.monotonic() - begun
        typing.cancel()
        await asyncio.gather(typing, return_exceptions=True)
    await seat.engine.sync_once()
    stored = {str(row[0]) for row in proof.rows("SELECT id FROM contact")}
    return {
        "first_copy_s": round(copied_s, 2),
        "contacts_meanwhile": len(sent),
        "lost": len(set(sent) - stored),
        "contact_on_disk_ms": percentiles(written_ms),
        "loop_slot_cpu_ms": percentiles(monitor.slot_cpu_ms),
    }


async def _one_change(
    author: SimulatedSeat,
    reviewer: SimulatedSeat,
    one: ServiceCard,
    at_work: tuple[WindowlessSeat, ...],
) -> dict[str, Any]:
    revision, said = RevisionId(new_id()), "Da oggi si fa anche di sabato."
    change = FieldChange(before=_raw(one.say), after=_raw(said))
    await _post(
        author,
        EditRevision(
            revision_id=revision,
            entry_kind=EntryKind.CARD,
            entry_id=one.id,
            base_version=1,
            changes={"say": change},
        ),
    )
    await _post(author, RequestReview(revision_id=revision, seen_version=1))
    begun = time.monotonic()
    await _post(reviewer, ReviewRevision(revision_id=revision, seen_version=2, is_approved=True))
    await _everywhere(at_work, lambda c: _says(c, one.id, said))
    return {"change_s": round(time.monotonic() - begun, 2)}


async def _one_withdrawal(
    author: SimulatedSeat, card_id: CardId, at_work: tuple[WindowlessSeat, ...]
) -> dict[str, Any]:
    begun = time.monotonic()
    await _post(
        author, WithdrawEntry(entry_kind=EntryKind.CARD, entry_id=card_id, why="è sbagliata")
    )
    await _everywhere(at_work, lambda c: _is_gone(c, card_id))
    return {"withdrawal_s": round(time.monotonic() - begun, 2)}


async def _many_changes(
    proof: ServerUnderProof,
    author: SimulatedSeat,
    reviewer: SimulatedSeat,
    at_work: tuple[WindowlessSeat, ...],
) -> dict[str, Any]:
    batch = new_id()
    begun = time.monotonic()
    order = ChangeManyHours(batch_id=batch, office_ids=(), exception=_raw(STRIKE))
    await _post(author, order)
    ordered_s = time.monotonic() - begun
    seen = await asyncio.to_thread(_read_all, proof.database_url, batch)
    begun = time.monotonic()
    await _post(reviewer, ReviewBatch(batch_id=batch, is_approved=True, seen=seen))
    published_s = time.monotonic() - begun
    await _everywhere(at_work, _all_strike)
    return {
        "many_ordered_s": round(ordered_s, 2),
        "many_published_s": round(published_s, 2),
        "many_changes_s": round(time.monotonic() - begun, 2),
    }


def _read_all(url: str, batch_id: str) -> str:
    """Return what a console says that has shown all of a batch."""
    database = ServerDatabase.open(url)
    state = RevisionState.IN_REVIEW
    handed = database.read_now(lambda connection: revisions_of_batch(connection, batch_id, state))
    database.close()
    return as_read(handed)


async def _return(away: WindowlessSeat) -> dict[str, Any]:
    """The seat that was offline while all this happened."""
    begun = time.monotonic()
    away.start_sync()
    await _everywhere((away,), _all_strike)
    return {"return_s": round(time.monotonic() - begun, 2)}


def _all_strike(connection: Connection) -> bool:
    sites = [one for one in offices(connection) if one.id.startswith(SITE)]
    return all(STRIKE in one.desk_times.exceptions for one in sites)


def _says(connection: Connection, card_id: CardId, said: str) -> bool:
    found = card(connection, card_id)
    return found is not None and found.say == said


def _is_gone(connection: Connection, card_id: CardId) -> bool:
    found = card(connection, card_id)
    return found is None or bool(found.withdrawn)


async def _everywhere(
    at_work: tuple[WindowlessSeat, ...], is_there: Callable[[Connection], bool]
) -> None:
    async with asyncio.timeout(PATIENCE_S):
        for seat in at_work:
            while not await seat.database.read(is_there):
                await asyncio.sleep(0.1)


async def _post(seat: SimulatedSeat, data: CommandData) -> None:
    """Raise AssertionError when the server refuses."""
    command = Command(id=new_command_id(), at=datetime.now(UTC), data=data)
    verdict = None
    async with asyncio.timeout(PATIENCE_S):
        while verdict is None:  # as a console does: again, under the same id, until it is told
            try:
                verdict = await seat.post_command(command)
            except httpx.TransportError:
                await asyncio.sleep(0.5)
    assert verdict.status is Status.APPLIED, (type(data).__name__, verdict)


def _raw(value: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))
