"""A console without a window that does what its operator, clerk or editor does all day, seeded."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from console.errors import ClaimFiled
from console.model.callbacks.case_file import AttemptResult
from console.model.contact.contact_draft import CallbackWish, ContactDraft
from console.model.editing.revision_draft import RevisionDraft
from console.runtime.change_feed import Topic
from console.store.contact.contact_repository import own_contacts
from console.store.contact.draft_repository import drafts
from console.store.editing.editing_repository import revision_drafts
from console.store.replica.cipher import Connection
from console.store.replica.outbox import enqueue
from console.store.replica.replica_rows import shown_all
from console.store.session.session_record import signed_in_account
from console.usecases.callbacks.callback_leases import CallbackLeases
from console.usecases.callbacks.case_records import CaseRecords
from console.usecases.editing.editing_desk import EditingDesk
from console.usecases.editing.revision_drafts import RevisionDrafts
from contract.domain.callback import AttemptOutcome, Callback, CallbackAlreadyClaimed
from contract.domain.caller import CallerDetails
from contract.domain.case import ActivityKind, CaseActivity, CaseState
from contract.domain.contact import Disposition
from contract.domain.ids import (
    ActivityId,
    ContactId,
    DeskId,
    RevisionId,
    TopicId,
    new_command_id,
    new_id,
)
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind, RevisionState
from contract.wire.changes import Kind
from contract.wire.commands import AddCaseNote, Command, ReviewRevision
from tools.services.windowless_seat import WindowlessSeat

MANY = 10_000
WORDS = ("Chiede", "del", "bollettino", "della", "seconda", "rata", "che", "non", "è", "arrivato")


class Leaping:
    """The clock on the wall of a seat: half a minute passes at once."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def leap(self, by: timedelta) -> None:
        self._ahead += by


@dataclass(slots=True)
class SeatAtWork:
    """done: how often each kind of work was done, here."""

    login: str
    role: str
    seat: WindowlessSeat
    clock: Leaping
    luck: random.Random
    topic: TopicId
    desk: DeskId
    done: dict[str, int] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[Callable[[], Any], ...]:
        match self.role:
            case "operator":
                return (self.contact, self.contact, self.forward, self.correct, self.take_back,
                        self.leave_draft)  # fmt: skip
            case "level_two":
                return self.note, self.call_back, self.call_back, self.contact
            case _:
                return self.edit, self.review, self.review, self.leave_revision

    async def work(self, times: int) -> None:
        """Do so many things of those that this role does, as they come."""
        for _ in range(times):
            kind = self.luck.choice(self.kinds)
            if await kind():
                self.done[kind.__name__] = self.done.get(kind.__name__, 0) + 1

    async def sync(self) -> None:
        await self.seat.engine.sync_once()

    async def contact(self, caller: CallerDetails | None = None) -> bool:
        await self.seat.drafts.close(self._typed(caller))
        return True

    async def forward(self, caller: CallerDetails | None = None) -> bool:
        start = self.clock() - timedelta(minutes=5)
        wish = CallbackWish(window_start_at=start, window_end_at=start + timedelta(hours=2))
        typed = self._typed(caller)
        promised = wish if caller or self.luck.random() < 0.7 else None
        await self.seat.drafts.close(
            replace(typed, disposition=Disposition.FORWARDED, desk_id=self.desk, callback=promised)
        )
        return True

    async def correct(self) -> bool:
        return await self._again(takes_back=False)

    async def take_back(self) -> bool:
        return await self._again(takes_back=True)

    async def leave_draft(self) -> bool:
        await self.seat.drafts.open(self._typed(None))
        return True

    async def note(self) -> bool:
        cases = await self.seat.database.read(_cases)
        if not cases:
            return False
        case_id, desk_id = self.luck.choice(cases)

        def write(connection: Connection) -> None:
            activity = CaseActivity(
                id=ActivityId(new_id()), case_id=case_id, desk_id=desk_id,
                kind=ActivityKind.NOTE, at=self.clock(),
                author_id=signed_in_account(connection).id, text=self._words(),
            )  # fmt: skip
            data = AddCaseNote(activity=activity)
            enqueue(connection, Command(id=new_command_id(), at=activity.at, data=data))

        await self.seat.database.write(write, changes=frozenset(Topic))
        return True

    async def call_back(self) -> bool:
        """Claim the most urgent one and write down what came of it."""
        leases = CallbackLeases(
            database=self.seat.database, server=self.seat.link, clock=self.seat.clock
        )
        held: Callback | None = None
        with suppress(ClaimFiled, CallbackAlreadyClaimed):
            held = await leases.claim(None)
        if held is None:
            return False
        is_solved = self.luck.random() < 0.6
        result = AttemptResult(
            callback=held,
            outcome=AttemptOutcome.SOLVED if is_solved else AttemptOutcome.NO_ANSWER,
            case_state=CaseState.CLOSED if is_solved else CaseState.OPEN,
            note=self._words(),
            talk_s=40.0 if is_solved else 0.0,
        )
        await CaseRecords(database=self.seat.database, clock=self.seat.clock).record(result)
        return True

    async def edit(self) -> bool:
        """Change what a card costs, and hand it over for a review."""
        draft = await self._revision()
        if draft is None:
            return False
        await self._revisions().hand_over(draft, ask_review=True)
        return True

    async def leave_revision(self) -> bool:
        draft = await self._revision()
        if draft is None:
            return False
        await self._revisions().save(draft)
        return True

    async def review(self) -> bool:
        me = await self.seat.database.read(signed_in_account)
        desk = EditingDesk(database=self.seat.database, clock=self.seat.clock)
        others = [
            one
            for one in (await desk.load_work()).revisions
            if one.state is RevisionState.IN_REVIEW and me.id not in one.author_ids
        ]
        if not others:
            return False
        chosen = self.luck.choice(others)
        is_approved = self.luck.random() < 0.8
        await desk.order(
            ReviewRevision(
                revision_id=chosen.id,
                seen_version=chosen.version,
                is_approved=is_approved,
                note="" if is_approved else self._words(),
            )
        )
        return True

    async def left_here(self) -> list[str]:
        """Return what lies here unfinished, as text: drafts of contacts and of entries."""
        contacts = await self.seat.database.read(drafts)
        entries = await self.seat.database.read(revision_drafts)
        typed = [f"{one.contact_id}: {one.description}" for one in contacts]
        return sorted([*typed, *(f"{one.key}: {sorted(one.texts.items())}" for one in entries)])

    def _typed(self, caller: CallerDetails | None) -> ContactDraft:
        phone = f"+3906555{self.luck.randrange(10**5):05d}"
        return ContactDraft(
            contact_id=ContactId(new_id()),
            topic_id=self.topic,
            caller=caller or CallerDetails(phone=phone),
            phone_text=caller.phone if caller else phone,
            description=self._words(),
        )

    async def _again(self, *, takes_back: bool) -> bool:
        """Write one of the last contacts otherwise, or take it back and close it again."""
        mine = await self.seat.database.read(lambda c: own_contacts(c, MANY))
        plain = [one for one in mine if one.disposition is Disposition.INFORMATION_GIVEN]
        if not plain:
            return False
        kept = self.seat.drafts
        again = kept.reopen if takes_back else kept.correct
        draft = await again(self.luck.choice(plain[-5:]).id)
        if draft is None:
            return False
        await kept.close(replace(draft, description=f"{draft.description} {self._words()}"))
        return True

    def _revisions(self) -> RevisionDrafts:
        return RevisionDrafts(database=self.seat.database, clock=self.seat.clock)

    async def _revision(self) -> RevisionDraft | None:
        """Return a change of a card that nobody is changing."""
        cards = await self.seat.database.read(_cards)
        card = self.luck.choice(cards)
        file = await self._revisions().load(EntryKind.CARD, card.id)
        if file.revision is not None or file.draft is not None:
            return None
        before = msgspec.json.encode(card.say).decode()
        return RevisionDraft(
            entry_kind=EntryKind.CARD,
            entry_id=card.id,
            revision_id=RevisionId(new_id()),
            base_version=card.version,
            title=card.title,
            texts={"say": f"{card.say} {self._words()}"},
            before={"say": before},
        )

    def _words(self) -> str:
        return " ".join(self.luck.choices(WORDS, k=self.luck.randint(3, 12)))


def _cases(connection: Connection) -> list[tuple[Any, Any]]:
    return [(one.id, one.desk_id) for one in shown_all(connection, Kind.CASE)]


def _cards(connection: Connection) -> list[ServiceCard]:
    return list(shown_all(connection, Kind.CARD))
