"""The contact being written."""

import asyncio
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from console.errors import ContactIncomplete, LocalStoreBroken
from console.model.contact.contact_draft import ContactDraft
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.kit.draft_saver import AT_MOST_S
from contract.domain.caller import CallerDetails
from contract.domain.contact import LINE_LIMIT, Disposition
from contract.domain.ids import CitizenId, ContactId, DeskId, TopicId
from contract.domain.knowledge_entries.knowledge import Desk, ServiceCard, Topic
from contract.wire.phone_socket import CallState
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import NOW, HandClock, a_call, a_card, a_scope, an_ended

TALKING = a_call(state=CallState.ACTIVE, answered_mono_s=1004.0, answered_utc_s=4.0)


class Shelf:
    """Keeps drafts as the store would; can be full."""

    def __init__(self) -> None:
        self.drafts: dict[ContactId, ContactDraft] = {}
        self.saves = 0
        self.closed: list[ContactDraft] = []
        self.is_full = False
        self.refusal: ContactIncomplete | None = None
        self.card: ServiceCard | None = None
        self.clock = HandClock()
        self.gate = asyncio.Event()
        self.gate.set()
        self.is_asked = False
        self.may_close = asyncio.Event()
        self.may_close.set()
        self.open = self.save

    async def save(self, draft: ContactDraft) -> ContactDraft:
        self.is_asked = not self.gate.is_set()
        await self.gate.wait()
        if self.is_full:
            raise LocalStoreBroken("full")
        self.saves += 1
        saved = replace(draft, saved_at=self.clock.now())
        self.drafts[draft.contact_id] = saved
        return saved

    async def open_one(self) -> ContactDraft | None:
        return next((draft for draft in self.drafts.values() if draft.is_open), None)

    async def put_aside(self, contact_id: ContactId) -> None:
        self.drafts[contact_id] = replace(self.drafts[contact_id], is_open=False)

    async def take_up(self, contact_id: ContactId) -> ContactDraft | None:
        return self.drafts.get(contact_id)

    async def discard(self, contact_id: ContactId) -> None:
        del self.drafts[contact_id]

    async def close(self, draft: ContactDraft) -> None:
        await self.may_close.wait()
        if self.refusal is not None:
            raise self.refusal
        if self.is_full:
            raise LocalStoreBroken("full")
        self.closed.append(draft)
        del self.drafts[draft.contact_id]

    async def card_in_view(self) -> ServiceCard | None:
        return self.card


@asynccontextmanager
async def an_editor() -> Any:
    async with a_scope() as scope:
        shelf = Shelf()
        editor = ContactEditorViewModel(
            drafts=shelf,
            card_in_view=lambda: shelf.card_in_view(),
            scope=scope,
            now=shelf.clock.now,
            monotonic_s=shelf.clock,
        )
        topic = Topic(id=TopicId("topic-1"), path="Anagrafe › Orari", desk_id=DeskId("desk-1"))
        editor.show_choices((topic,), (Desk(id=DeskId("desk-1"), name="Anagrafe"),))
        yield editor, shelf


async def opened(editor: ContactEditorViewModel) -> ContactDraft:
    editor.begin(TALKING)
    await until(lambda: editor.draft is not None)
    assert editor.draft is not None
    return editor.draft


@asynccontextmanager
async def in_a_call() -> Any:
    async with an_editor() as (editor, shelf):
        await opened(editor)
        yield editor, shelf


async def test_an_answered_call_opens_a_contact_with_what_the_call_tells() -> None:
    async with an_editor() as (editor, shelf):
        draft = await opened(editor)
        assert draft.phone_text == "06 5123 4567"
        assert draft.caller.phone == "+390651234567"
        assert (draft.queue, draft.call_key) == ("Tributi", "a@exchange")
        assert draft.answered_at is not None
        assert draft.contact_id in shelf.drafts
        assert draft.disposition is Disposition.INFORMATION_GIVEN


async def test_the_same_call_answered_again_does_not_open_a_second_contact() -> None:
    async with in_a_call() as (editor, shelf):
        editor.begin(TALKING)
        await asyncio.sleep(0.01)
        assert len(shelf.drafts) == 1


async def test_what_is_typed_is_saved_half_a_second_later_at_most() -> None:
    async with an_editor() as (editor, shelf):
        draft = await opened(editor)
        loop = asyncio.get_running_loop()
        took_s: list[float] = []  # a busy computer may be late once, not each time
        while not took_s or min(took_s) > AT_MOST_S + 0.2:
            assert len(took_s) < 10, took_s
            began, before, text = loop.time(), shelf.saves, ""
            while shelf.saves == before:
                text += "x"
                editor.edit(Field.DESCRIPTION, text)
                await asyncio.sleep(0.02)
            took_s.append(loop.time() - began)
            await until(lambda: editor.is_saved)
        editor.edit(Field.DESCRIPTION, "fine")
        assert not editor.is_saved
        await until(lambda: shelf.drafts[draft.contact_id].description == "fine")
        await until(lambda: editor.is_saved)
        assert editor.saved_at == shelf.clock.now()


async def test_a_letter_that_is_searched_for_changes_nothing_that_is_shown_of_the_contact() -> None:
    async with in_a_call() as (editor, *_):
        told: list[str] = []
        editor.draft_changed.connect(lambda: told.append("the form"))
        editor.search_changed.connect(lambda: told.append("the search"))
        editor.edit(Field.SEARCH, "t")
        assert told == ["the search"]
        assert not editor.is_saved, "it is kept with the contact all the same"
        editor.edit(Field.DESCRIPTION, "Chiede")
        assert told == ["the search", "the form"]


async def test_saved_is_told_only_after_the_store_took_it() -> None:
    async with in_a_call() as (editor, shelf):
        said: list[str] = []
        editor.saved.connect(lambda: said.append("saved"))
        editor.store_failed.connect(said.append)
        shelf.is_full = True
        editor.edit(Field.NAME, "ROSSI")
        await until(lambda: said == ["full"])
        shelf.is_full = False
        await until(lambda: said[-1] == "saved")
        assert [draft.caller.name for draft in shelf.drafts.values()] == ["ROSSI"]


async def test_a_save_on_its_way_does_not_count_as_saved() -> None:
    async with in_a_call() as (editor, shelf):
        shelf.gate.clear()
        editor.edit(Field.NAME, "ROSSI")
        await until(lambda: shelf.is_asked)
        assert not editor.is_saved
        shelf.gate.set()
        await until(lambda: editor.is_saved)


async def test_a_card_used_gives_topic_desk_and_office_unless_chosen_by_hand() -> None:
    async with in_a_call() as (editor, _):
        editor.filling.link_card(a_card(), decides=True)
        assert editor.draft.topic_id == "topic-1"
        assert editor.draft.desk_id == "desk-1"
        assert editor.draft.card_ids == ("card-1",)
        editor.edit(Field.TOPIC, "mine")
        editor.filling.link_card(a_card("card-2"), decides=True)
        assert editor.draft.topic_id == "mine"
        assert editor.draft.card_ids == ("card-2", "card-1")
        editor.filling.link_card(a_card("card-3"))
        assert editor.draft.card_ids == ("card-2", "card-1", "card-3"), "looked at, not decisive"
        editor.filling.link_card(a_card("card-1"), decides=True)
        assert editor.draft.card_ids == ("card-1", "card-2", "card-3")


async def test_closing_takes_the_card_on_the_screen_as_the_answer() -> None:
    async with in_a_call() as (editor, shelf):
        shelf.card = a_card()
        closed: list[ContactId] = []
        editor.closed.connect(closed.append)
        editor.closing.close()
        editor.closing.close()
        await until(lambda: closed)
        assert [draft.topic_id for draft in shelf.closed] == ["topic-1"]
        assert editor.draft is None
        assert shelf.drafts == {}


async def test_closing_without_a_topic_says_so_and_keeps_everything() -> None:
    async with in_a_call() as (editor, shelf):
        editor.edit(Field.FISCAL_CODE, "RSSMRA")
        editor.edit(Field.PHONE, "12")
        editor.closing.close()
        await until(lambda: editor.errors)
        assert editor.errors == (
            ("fiscal_code", "fiscal_code_malformed"),
            ("phone", "phone_malformed"),
            ("topic", "missing_field"),
        )
        assert shelf.closed == []
        editor.edit(Field.TOPIC, "topic-1")
        assert "topic" not in dict(editor.errors)


async def test_a_refusal_of_the_use_case_shows_at_its_field() -> None:
    async with in_a_call() as (editor, shelf):
        editor.edit(Field.TOPIC, "topic-1")
        shelf.refusal = ContactIncomplete((("description", "text_too_long"),))
        editor.closing.close()
        await until(lambda: editor.errors == (("description", "text_too_long"),))
        assert editor.draft is not None


async def test_closing_on_a_full_disk_keeps_the_contact_open() -> None:
    async with in_a_call() as (editor, shelf):
        editor.edit(Field.TOPIC, "topic-1")
        failed: list[str] = []
        editor.store_failed.connect(failed.append)
        shelf.is_full = True
        editor.closing.close()
        await until(lambda: failed)
        assert editor.draft is not None
        shelf.is_full = False
        await until(lambda: not editor.closing.is_closing)
        editor.closing.close()
        await until(lambda: shelf.closed)


async def test_forwarding_promises_a_callback_and_asks_for_the_question() -> None:
    async with in_a_call() as (editor, shelf):
        editor.filling.link_card(a_card())
        editor.closing.forward()
        await until(lambda: editor.errors == (("description", "missing_field"),))
        editor.edit(Field.DESCRIPTION, "Ha pagato due volte.")
        editor.closing.forward()
        await until(lambda: shelf.closed)
        [sent] = shelf.closed
        assert sent.disposition is Disposition.FORWARDED
        assert sent.desk_id == "desk-1"
        assert sent.callback == editor.offered_windows()[0]


async def test_a_promised_callback_is_kept_however_the_contact_is_closed() -> None:
    async with in_a_call() as (editor, shelf):
        editor.filling.link_card(a_card())
        editor.edit(Field.DESCRIPTION, "Ha pagato due volte.")
        wish = editor.offered_windows()[1]
        editor.promise_callback(wish)
        editor.closing.close()
        await until(lambda: shelf.closed)
        [sent] = shelf.closed
        assert (sent.disposition, sent.desk_id) == (Disposition.FORWARDED, "desk-1")
        assert sent.callback == wish


@pytest.mark.parametrize("chosen", [None, Disposition.FORWARDED])
async def test_a_promise_taken_back_leaves_the_outcome_that_was_chosen(
    chosen: Disposition | None,
) -> None:
    async with in_a_call() as (editor, _):
        editor.promise_callback(editor.offered_windows()[1])
        if chosen is not None:
            editor.edit(Field.DISPOSITION, chosen)
        editor.promise_callback(None)
        assert editor.draft is not None
        assert editor.draft.disposition is (chosen or Disposition.INFORMATION_GIVEN)


async def test_a_forward_without_a_number_promises_no_callback() -> None:
    async with in_a_call() as (editor, shelf):
        editor.edit(Field.PHONE, "")
        editor.edit(Field.TOPIC, "topic-1")
        editor.edit(Field.DESCRIPTION, "Chiede notizie.")
        editor.closing.forward()
        await until(lambda: shelf.closed)
        assert shelf.closed[0].callback is None


async def test_a_callback_wish_needs_a_number() -> None:
    async with in_a_call() as (editor, _):
        editor.edit(Field.PHONE, "")
        editor.promise_callback(editor.offered_windows()[1])
        editor.edit(Field.TOPIC, "topic-1")
        editor.edit(Field.DESCRIPTION, "Chiede notizie.")
        editor.closing.forward()
        await until(lambda: ("phone", "missing_field") in editor.errors)


async def test_after_a_crash_the_contact_is_back_with_its_cursor() -> None:
    async with an_editor() as (editor, shelf):
        draft = replace(
            ContactDraft(contact_id=ContactId("c1"), topic_id=TopicId("mine")),
            description="Ha pag",
            focus_field="description",
            cursor=6,
        )
        shelf.drafts[draft.contact_id] = draft
        assert await editor.restore()
        assert editor.draft == draft
        editor.filling.link_card(a_card())
        assert editor.draft.topic_id == "mine"
        assert not await editor.restore()


async def test_where_the_operator_writes_is_saved_with_the_text() -> None:
    async with an_editor() as (editor, shelf):
        draft = await opened(editor)
        editor.focus_moved("description", 4)
        await editor.closing.flush()
        saved = shelf.drafts[draft.contact_id]
        assert (saved.focus_field, saved.cursor) == ("description", 4)


async def test_a_new_contact_puts_the_open_one_aside() -> None:
    async with an_editor() as (editor, shelf):
        first = await opened(editor)
        editor.begin()
        await until(lambda: editor.draft is not None and editor.draft != first)
        assert not shelf.drafts[first.contact_id].is_open
        editor.parked.take_up(first.contact_id)
        await until(lambda: editor.draft and editor.draft.contact_id == first.contact_id)


async def test_a_contact_put_aside_or_thrown_away_leaves_the_form() -> None:
    async with an_editor() as (editor, shelf):
        first = await opened(editor)
        editor.parked.put_aside()
        await until(lambda: editor.draft is None)
        assert first.contact_id in shelf.drafts
        editor.parked.take_up(first.contact_id)
        await until(lambda: editor.draft is not None)
        editor.parked.discard()
        await until(lambda: editor.draft is None)
        assert shelf.drafts == {}


@pytest.mark.parametrize("words", [["e i moduli"], ["e", "e i", "e i moduli"]])
async def test_letters_typed_while_a_contact_is_laid_aside_are_in_it(words: list[str]) -> None:
    async with an_editor() as (editor, shelf):
        first = await opened(editor)
        put_aside, save = shelf.put_aside, shelf.save

        def type_on() -> None:
            if words:
                editor.edit(Field.DESCRIPTION, words.pop(0))

        async def slow_put_aside(contact_id: ContactId) -> None:
            await put_aside(contact_id)
            type_on()

        async def slow_save(draft: ContactDraft) -> ContactDraft:
            saved = await save(draft)
            type_on()
            return saved

        shelf.put_aside, shelf.save = slow_put_aside, slow_save
        editor.parked.put_aside()
        await until(lambda: editor.draft is None)
        kept = shelf.drafts[first.contact_id]
        assert (kept.description, kept.is_open) == ("e i moduli", False)


async def test_letters_typed_while_laying_aside_fails_stay_due() -> None:
    async with in_a_call() as (editor, shelf):
        put_aside = shelf.put_aside

        async def fill_the_disk(contact_id: ContactId) -> None:
            await put_aside(contact_id)
            editor.edit(Field.DESCRIPTION, "e i moduli")
            shelf.is_full = True

        shelf.put_aside = fill_the_disk
        troubles: list[str] = []
        editor.store_failed.connect(troubles.append)
        editor.parked.put_aside()
        await until(lambda: troubles)
        assert editor.draft.description == "e i moduli"
        assert not editor.is_saved
        shelf.is_full = False
        await editor.closing.flush()
        assert shelf.drafts[editor.draft.contact_id].description == "e i moduli"


async def test_letters_typed_while_the_last_save_is_under_way_are_in_the_closed_contact() -> None:
    async with in_a_call() as (editor, shelf):
        editor.edit(Field.TOPIC, "topic-1")
        shelf.gate.clear()
        await until(lambda: shelf.is_asked)
        editor.edit(Field.DESCRIPTION, "e i moduli")
        editor.closing.close()
        await until(lambda: shelf.closed)
        shelf.gate.set()
        assert [draft.description for draft in shelf.closed] == ["e i moduli"]
        await until(lambda: editor.is_saved)


async def test_letters_typed_while_the_card_on_the_screen_is_looked_up_are_in_it() -> None:
    async with in_a_call() as (editor, shelf):
        editor.edit(Field.TOPIC, "topic-1")

        async def slow_card() -> None:
            editor.edit(Field.DESCRIPTION, "e i moduli")

        shelf.card_in_view = slow_card
        editor.closing.close()
        await until(lambda: shelf.closed)
        assert [draft.description for draft in shelf.closed] == ["e i moduli"]


def held_back(shelf: Shelf) -> asyncio.Event:
    """Let the disk close a contact only once the event is set."""
    shelf.may_close.clear()
    return shelf.may_close


async def test_a_contact_is_off_the_screen_while_the_disk_closes_it() -> None:
    """No letter is taken into a contact that could not hold it any more."""
    async with an_editor() as (editor, shelf):
        first = await opened(editor)
        editor.edit(Field.TOPIC, "topic-1")
        gate = held_back(shelf)
        told: list[str] = []
        editor.left.connect(lambda: told.append("left"))
        editor.closed.connect(lambda _: told.append("closed"))
        editor.closing.close()
        await until(lambda: told)
        assert editor.draft is None
        gate.set()
        await until(lambda: told == ["left", "closed"])
        assert [draft.contact_id for draft in shelf.closed] == [first.contact_id]


@pytest.mark.parametrize("searched", ["", "tari"])
async def test_a_contact_the_disk_does_not_close_comes_back_and_a_search_begun_stays(
    searched: str,
) -> None:
    async with in_a_call() as (editor, shelf):
        editor.edit(Field.TOPIC, "topic-1")
        editor.edit(Field.DESCRIPTION, "Ha pagato due volte")
        gate = held_back(shelf)
        came: list[bool] = []
        failed: list[str] = []
        editor.left.connect(lambda: searched and editor.edit(Field.SEARCH, searched))
        editor.returned.connect(lambda: came.append(True))
        editor.store_failed.connect(failed.append)
        editor.closing.close()
        await until(lambda: editor.draft is None)
        shelf.is_full = True
        gate.set()
        await until(lambda: failed)
        assert editor.draft is not None
        assert editor.draft.description == "Ha pagato due volte"
        assert editor.draft.search_text == searched
        assert came == ([] if searched else [True]), "the cursor stays where she types"
        assert not editor.is_saved
        shelf.is_full = False
        await editor.closing.flush()
        assert shelf.drafts[editor.draft.contact_id].description == "Ha pagato due volte"


async def test_a_confirmed_caller_fills_only_what_is_empty() -> None:
    async with in_a_call() as (editor, _):
        editor.edit(Field.NAME, "Rossi M.")
        editor.filling.take_caller(
            CitizenId("z1"), CallerDetails(name="ROSSI MARIA", municipio="VII", phone="+39333")
        )
        assert editor.draft.caller.name == "Rossi M."
        assert editor.draft.caller.municipio == "VII"
        assert editor.draft.caller.phone == "+390651234567"
        assert editor.draft.citizen_id == "z1"


async def test_a_contact_is_complete_only_when_nobody_is_typing() -> None:
    async with an_editor() as (editor, shelf):
        assert editor.is_complete()
        await opened(editor)
        editor.edit(Field.TOPIC, "topic-1")
        assert not editor.is_complete()
        shelf.clock.turn(3)
        assert editor.is_complete()
        editor.edit(Field.TOPIC, "")
        shelf.clock.turn(3)
        assert not editor.is_complete()
        assert editor.missing == ("topic",)


async def test_the_end_of_the_call_is_noted_on_its_contact_only() -> None:
    async with in_a_call() as (editor, _):
        editor.call_ended(an_ended(a_call(sip_id="other")))
        assert editor.draft.ended_at is None
        editor.call_ended(an_ended(replace(TALKING, hold_s=7.0)))
        assert isinstance(editor.draft.ended_at, datetime)
        assert editor.draft.hold_s == 7.0


async def test_nothing_is_edited_without_a_contact() -> None:
    async with an_editor() as (editor, shelf):
        editor.edit(Field.NAME, "X")
        editor.focus_moved("name", 1)
        editor.filling.link_card(a_card())
        editor.promise_callback(None)
        editor.filling.take_caller(None, CallerDetails())
        editor.closing.close()
        editor.parked.put_aside()
        editor.parked.discard()
        assert editor.draft is None
        assert shelf.saves == 0


NEXT = a_call(call=2, sip_id="b@exchange", state=CallState.ACTIVE, answered_mono_s=1009.0)


async def test_a_call_answered_while_a_contact_closes_finds_its_own_contact() -> None:
    async with an_editor() as (editor, shelf):
        first = await opened(editor)
        editor.edit(Field.TOPIC, "topic-1")
        looked_up = asyncio.Event()

        async def slow_card() -> None:
            await looked_up.wait()

        shelf.card_in_view = slow_card
        editor.closing.close()
        editor.begin(NEXT)
        await asyncio.sleep(0.01)
        looked_up.set()
        await until(lambda: editor.draft is not None and editor.draft.call_key == "b@exchange")
        assert [draft.contact_id for draft in shelf.closed] == [first.contact_id]


async def test_a_contact_put_aside_for_the_next_call_is_not_closed_in_its_place() -> None:
    async with an_editor() as (editor, shelf):
        first = await opened(editor)
        editor.edit(Field.TOPIC, "topic-1")
        editor.begin(NEXT)
        editor.closing.close()
        await until(lambda: editor.draft is not None and editor.draft.call_key == "b@exchange")
        await until(lambda: not editor.closing.is_closing)
        assert shelf.closed == []
        assert not shelf.drafts[first.contact_id].is_open


async def test_a_call_that_ends_before_its_contact_is_open_has_its_end_noted() -> None:
    async with an_editor() as (editor, shelf):
        shelf.gate.clear()
        editor.begin(TALKING)
        assert editor.is_opening
        assert not editor.is_complete()  # else the seat were ready with a contact on the way
        editor.call_ended(an_ended(TALKING))
        shelf.gate.set()
        await until(lambda: editor.draft is not None)
        assert editor.draft.ended_at == shelf.clock.now()
        assert not editor.is_opening


async def test_a_withheld_number_and_a_seats_number_are_nothing_to_correct() -> None:
    async with an_editor() as (editor, _):
        for number, peer in enumerate(("anonymous", "1002", "")):
            editor.begin(a_call(sip_id=f"{number}", peer=peer, state=CallState.ACTIVE))
            await until(lambda: not editor.is_opening)
            assert editor.draft.phone_text == ""
            assert editor.missing == ("topic",)


async def test_the_moments_of_a_call_are_the_servers_however_wrong_the_seats_clock_is() -> None:
    async with an_editor() as (editor, shelf):
        shelf.clock.turn(30.0)
        draft = await opened(editor)  # its clock says 1970
        assert draft.rang_at == NOW
        assert draft.answered_at == NOW + timedelta(seconds=4)


async def test_a_letter_typed_while_a_contact_is_thrown_away_does_not_bring_it_back() -> None:
    async with in_a_call() as (editor, shelf):
        gone = asyncio.Event()
        discard = shelf.discard

        async def slow(contact_id: ContactId) -> None:
            await gone.wait()
            await discard(contact_id)

        shelf.discard = slow
        editor.parked.discard()
        await asyncio.sleep(0.01)
        editor.edit(Field.DESCRIPTION, "x")
        gone.set()
        await until(lambda: not shelf.drafts)
        await asyncio.sleep(AT_MOST_S)
        assert not shelf.drafts


async def test_what_a_full_disk_did_not_take_is_saved_behind_the_next_call() -> None:
    async with an_editor() as (editor, shelf):
        first = await opened(editor)
        shelf.is_full = True
        editor.edit(Field.DESCRIPTION, "Non ancora sul disco")
        editor.parked.put_aside()
        await asyncio.sleep(0.01)
        assert editor.draft is not None, "it stays on the screen while it lies nowhere else"
        editor.begin(NEXT)
        await until(lambda: editor.draft is not None and editor.draft.call_key == "b@exchange")
        shelf.is_full = False
        await until(lambda: not shelf.drafts[first.contact_id].is_open)
        assert shelf.drafts[first.contact_id].description == "Non ancora sul disco"


async def test_a_contact_taken_up_before_the_disk_took_it_has_its_last_words() -> None:
    async with an_editor() as (editor, shelf):
        first = await opened(editor)
        shelf.is_full = True
        editor.edit(Field.DESCRIPTION, "Non ancora sul disco")
        editor.begin(NEXT)
        await until(lambda: editor.draft is not None and editor.draft.call_key == "b@exchange")
        shelf.is_full = False
        editor.edit(Field.DESCRIPTION, "Altro")
        editor.parked.take_up(first.contact_id)
        await until(lambda: editor.draft.contact_id == first.contact_id)
        assert editor.draft.description == "Non ancora sul disco"
        await editor.closing.flush()
        kept = shelf.drafts[first.contact_id]
        assert (kept.description, kept.is_open) == ("Non ancora sul disco", True)


async def test_a_draft_dropped_while_its_save_fails_is_not_saved_later() -> None:
    async with an_editor() as (editor, shelf):
        draft = await opened(editor)
        shelf.gate.clear()
        editor.edit(Field.DESCRIPTION, "x")
        await until(lambda: shelf.is_asked)
        editor.parked.discard()
        await until(lambda: editor.draft is None)
        shelf.is_full = True
        shelf.gate.set()
        await until(lambda: editor.is_saved)
        assert draft.contact_id not in shelf.drafts


async def test_a_line_longer_than_the_server_keeps_is_told_before_closing() -> None:
    async with in_a_call() as (editor, shelf):
        editor.edit(Field.TOPIC, "topic-1")
        editor.edit(Field.NAME, "a" * (LINE_LIMIT + 1))
        assert editor.errors == (("name", "line_too_long"),)
        editor.closing.close()
        await until(lambda: not editor.closing.is_closing)
        assert shelf.closed == []
        assert editor.errors == (("name", "line_too_long"),)
        editor.edit(Field.NAME, "a" * LINE_LIMIT)
        editor.closing.close()
        await until(lambda: shelf.closed)


async def test_what_no_database_takes_is_left_out_of_a_pasted_text() -> None:
    async with in_a_call() as (editor, _):
        editor.edit(Field.DESCRIPTION, "prima\0dopo")
        assert editor.draft.description == "primadopo"
