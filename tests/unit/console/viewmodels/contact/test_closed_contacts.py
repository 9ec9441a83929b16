"""The last contact closed can be taken back for half a minute; the number of its case is told."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.model.contact.card_to_send import CardFate
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import TaskScope
from console.store.contact.contact_repository import own_contacts
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import waiting_commands
from console.viewmodels.calls.phone_calls import PhoneCalls
from console.viewmodels.contact import case_numbers
from console.viewmodels.contact.case_numbers import CaseNumbers
from console.viewmodels.contact.closed_contacts import UNDO_S, ClosedContactsViewModel
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.contact.contact_notices import ContactNotice
from contract.domain.ids import CommandId, ContactId
from contract.wire.commands import CorrectContact, RecordContact, ReopenContact
from contract.wire.phone_socket import CallState
from tests.support.async_fixtures import async_fixture
from tests.support.seats.seat import drafts_in, open_replica
from tests.support.waiting import until
from tests.unit.console.viewmodels.contact.test_contact_editor import TALKING
from tests.unit.console.viewmodels.seat import HandClock, a_call, a_scope, an_ended, notices_of


class Desk:
    """An editor over a real replica, and what can be undone at it."""

    def __init__(self, database: LocalDatabase, scope: TaskScope) -> None:
        self.database = database
        self.clock = HandClock()
        drafts = drafts_in(database)

        async def no_card() -> None:
            return None

        self.editor = ContactEditorViewModel(
            drafts=drafts,
            card_in_view=no_card,
            scope=scope,
            now=self.clock.now,
            monotonic_s=self.clock,
        )
        self.calls = PhoneCalls(monotonic_s=self.clock)
        self.closed = ClosedContactsViewModel(
            editor=self.editor,
            store=drafts,
            calls=self.calls,
            scope=scope,
            monotonic_s=self.clock,
        )
        self.refused: list[str] = []
        self.closed.refused.connect(self.refused.append)
        self.undone: list[bool] = []
        self.closed.undone.connect(self.undone.append)

    async def close_one(self) -> ContactId:
        self.editor.begin(TALKING)
        await until(lambda: self.editor.draft is not None)
        contact_id = self.editor.draft.contact_id
        self.editor.edit(Field.TOPIC, "topic-1")
        self.editor.edit(Field.DESCRIPTION, "Ha pagato due volte")
        self.editor.closing.close()
        await until(lambda: self.closed.may_undo)
        return contact_id

    async def told(self) -> list[type]:
        return [type(one.data) for one in await self.database.read(waiting_commands)]


@async_fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_replica() as database, a_scope() as scope:
        yield Desk(database, scope)


async def test_undone_the_contact_stands_as_it_did(desk: Desk) -> None:
    contact_id = await desk.close_one()
    desk.closed.undo()
    await until(lambda: desk.undone)
    assert desk.undone == [True]
    assert desk.editor.draft is not None
    assert desk.editor.draft.contact_id == contact_id
    assert desk.editor.draft.description == "Ha pagato due volte"
    assert await desk.told() == [RecordContact, ReopenContact]


async def test_it_is_undone_once(desk: Desk) -> None:
    await desk.close_one()
    desk.closed.undo()
    desk.closed.undo()
    await until(lambda: desk.undone)
    assert not desk.closed.may_undo
    assert await desk.told() == [RecordContact, ReopenContact]


@pytest.mark.parametrize(("after_s", "may"), [(UNDO_S, True), (UNDO_S + 0.1, False)])
async def test_half_a_minute_is_given(desk: Desk, after_s: float, may: bool) -> None:
    await desk.close_one()
    desk.clock.turn(after_s)
    assert desk.closed.may_undo is may


async def test_another_contact_is_not_pushed_off_the_screen(desk: Desk) -> None:
    contact_id = await desk.close_one()
    desk.editor.begin()
    await until(lambda: desk.editor.draft is not None)
    other = desk.editor.draft.contact_id
    desk.closed.undo()
    await until(lambda: desk.undone)
    assert desk.undone == [False]
    assert desk.editor.draft.contact_id == other
    assert await drafts_in(desk.database).take_up(contact_id) is not None


async def test_undone_after_the_call_has_ended_it_knows_when(desk: Desk) -> None:
    await desk.close_one()
    desk.editor.call_ended(an_ended(TALKING))
    desk.closed.undo()
    await until(lambda: desk.undone)
    assert desk.editor.draft.ended_at == desk.clock.now()


async def test_of_a_corrected_contact_the_correction_alone_is_undone(desk: Desk) -> None:
    contact_id = await desk.close_one()
    desk.closed.correct(contact_id)
    await until(lambda: desk.editor.draft is not None)
    desk.editor.edit(Field.DESCRIPTION, "Ha pagato tre volte")
    desk.editor.closing.close()
    await until(lambda: desk.closed.undoes_correction)
    undone: list[bool] = []
    desk.closed.correction_undone.connect(lambda: undone.append(True))
    desk.closed.undo()
    await until(lambda: undone)
    assert desk.editor.draft is None
    [contact] = await desk.database.read(lambda c: own_contacts(c, 5))
    assert contact.description == "Ha pagato due volte"
    assert await desk.told() == [RecordContact, CorrectContact, CorrectContact]


async def test_corrected_once_more_the_first_correction_is_not_undone(desk: Desk) -> None:
    """What is typed into the second one would be lost."""
    contact_id = await desk.close_one()
    for text in ("Ha pagato tre volte", "Ha pagato quattro volte"):
        desk.closed.correct(contact_id)
        await until(lambda: desk.editor.draft is not None)
        assert not desk.closed.may_undo
        desk.editor.edit(Field.DESCRIPTION, text)
        desk.editor.closing.close()
        await until(lambda: desk.closed.may_undo)


async def test_a_contact_that_is_gone_is_said_to_be(desk: Desk) -> None:
    gone: list[bool] = []
    desk.closed.gone.connect(lambda: gone.append(True))
    desk.closed.reopen(ContactId("nowhere"))
    await until(lambda: gone)
    assert desk.editor.draft is None


async def test_one_of_the_list_is_corrected_and_stays_closed(desk: Desk) -> None:
    contact_id = await desk.close_one()
    desk.closed.correct(contact_id)
    await until(lambda: desk.editor.draft is not None)
    assert await desk.told() == [RecordContact]
    desk.editor.edit(Field.DESCRIPTION, "Ha pagato una volta")
    desk.editor.closing.close()
    await until(lambda: desk.editor.draft is None and desk.closed.may_undo)


class Numbers:
    """A server that gives the number of a case when it is told to."""

    def __init__(self, scope: TaskScope) -> None:
        self.number: str | None = ""
        self.is_online = True
        self.feed = ChangeFeed()
        self.told: list[str] = []
        self.offered: list[bool] = []
        self.sent = 0
        self.fate: asyncio.Future[CardFate] = asyncio.Future()
        self.scope, self.notices = scope, notices_of(scope)
        self.model = CaseNumbers(
            sender=self,
            notices=self.notices,
            is_online=lambda: self.is_online,
            feed=self.feed,
            scope=scope,
        )

    def tell(self, number: str, may_send: bool) -> None:
        self.told.append(number)
        self.offered.append(may_send)

    async def number_of(self, contact_id: ContactId) -> str | None:
        return self.number

    async def may_send_number(self, contact_id: ContactId) -> bool:
        return True

    async def send_number(self, contact_id: ContactId) -> CommandId | None:
        self.sent += 1
        return None if self.number is None else CommandId("k")

    async def follow(self, command_id: CommandId) -> CardFate:
        return await self.fate

    def give(self, number: str | None) -> None:
        self.number = number
        self.feed.publish(frozenset({Topic.OUTBOX}))


@async_fixture
async def numbers() -> AsyncIterator[Numbers]:
    async with a_scope() as scope:
        yield Numbers(scope)


async def test_a_number_that_comes_soon_is_told_with_the_first_word(numbers: Numbers) -> None:
    numbers.model.follow(ContactId("c"), numbers.tell)
    numbers.give("2026-000009")
    await until(lambda: numbers.told)
    assert numbers.told == ["2026-000009"]


async def test_without_the_server_the_number_is_told_when_it_comes(numbers: Numbers) -> None:
    numbers.is_online = False
    numbers.model.follow(ContactId("c"), numbers.tell)
    await until(lambda: numbers.told == [""])
    numbers.give("2026-000009")
    await until(lambda: len(numbers.told) == 2)
    assert numbers.told == ["", "2026-000009"]


async def test_a_server_that_is_slow_keeps_no_confirmation_back(
    numbers: Numbers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_numbers, "SOON_S", 0.0)
    numbers.model.follow(ContactId("c"), numbers.tell)
    await until(lambda: numbers.told == [""])
    numbers.give("2026-000009")
    await until(lambda: numbers.told[-1] == "2026-000009")


async def test_of_a_contact_taken_back_no_number_is_told(numbers: Numbers) -> None:
    numbers.is_online = False
    numbers.model.follow(ContactId("c"), numbers.tell)
    await until(lambda: numbers.told == [""])
    numbers.give(None)
    await until(lambda: not numbers.feed._listeners)
    assert numbers.told == [""]


@pytest.mark.parametrize(
    ("fate", "code"),
    [
        (CardFate.AT_SERVER, ContactNotice.NUMBER_SENT),
        (CardFate.WAITS, ContactNotice.NUMBER_WAITS),
    ],
)
async def test_what_becomes_of_a_number_sent_is_told_and_it_is_offered_once(
    numbers: Numbers, fate: CardFate, code: ContactNotice
) -> None:
    numbers.is_online = False
    numbers.model.follow(ContactId("c"), numbers.tell)
    await until(lambda: numbers.offered == [True], what="it waits for its number")
    for _ in range(2):  # pressed twice
        numbers.model.send(ContactId("c"))
    numbers.fate.set_result(fate)
    await until(lambda: list(numbers.notices.passing) == [code])
    assert numbers.sent == 1
    numbers.give("2026-000009")
    await until(lambda: numbers.offered == [True, False], what="it was asked for already")
    numbers.model.follow(ContactId("c"), numbers.tell)
    await until(lambda: numbers.offered[2:] == [True, True], what="closed again")


@pytest.mark.parametrize("fate", [CardFate.REFUSED, CardFate.AT_SERVER])
async def test_a_number_refused_or_undone_is_not_called_sent(
    numbers: Numbers, fate: CardFate
) -> None:
    numbers.model.send(ContactId("c"))
    await until(lambda: numbers.sent)
    numbers.number = "2026-000009" if fate is CardFate.REFUSED else None
    numbers.fate.set_result(fate)
    await until(lambda: not numbers.scope._tasks)
    assert numbers.notices.passing == {}


@pytest.mark.parametrize("wish", ["reopen", "correct", "take_up"])
async def test_while_it_rings_nothing_comes_that_the_answer_would_push_off(
    desk: Desk, wish: str
) -> None:
    contact_id = await desk.close_one()
    desk.calls.on_call(a_call(state=CallState.INCOMING))
    getattr(desk.closed, wish)(contact_id)
    assert desk.refused == ["call_rings"]
    desk.calls.on_call(a_call(state=CallState.ENDED))
    assert desk.closed.obstacle == ""


@pytest.mark.parametrize("wish", ["reopen", "correct", "take_up"])
async def test_in_a_call_its_contact_stays_on_the_screen_until_it_is_saved(
    desk: Desk, wish: str
) -> None:
    earlier = await desk.close_one()
    desk.calls.on_call(a_call(call=2, state=CallState.ACTIVE))
    desk.editor.begin(a_call(call=2))
    assert desk.closed.obstacle == "contact_in_call", "it is about to be shown"
    await until(lambda: desk.editor.draft is not None)
    of_call = desk.editor.draft.contact_id
    getattr(desk.closed, wish)(earlier)
    assert desk.refused == ["contact_in_call"]
    assert desk.editor.draft.contact_id == of_call
    assert await desk.told() == [RecordContact]
    desk.editor.edit(Field.TOPIC, "topic-1")
    desk.editor.closing.close()
    await until(lambda: desk.editor.draft is None)
    desk.closed.reopen(earlier)
    await until(lambda: desk.editor.draft is not None)
    assert desk.editor.draft.contact_id == earlier


async def test_after_the_call_another_contact_may_come_and_that_of_the_call_waits(
    desk: Desk,
) -> None:
    earlier = await desk.close_one()
    desk.editor.begin(a_call(call=2))
    await until(lambda: desk.editor.draft is not None)
    desk.editor.edit(Field.DESCRIPTION, "Chiede la rata")
    of_call = desk.editor.draft.contact_id
    desk.closed.reopen(earlier)
    await until(lambda: desk.editor.draft is not None and desk.editor.draft.contact_id == earlier)
    assert await drafts_in(desk.database).take_up(of_call) is not None
