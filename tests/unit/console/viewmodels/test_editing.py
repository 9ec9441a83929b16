"""The knowledge editor's view-models: what is to be done, the entry in hand, many hours at once."""

import asyncio
from contextlib import asynccontextmanager
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace

from console.errors import EntryUnreadable, LocalStoreBroken, ServerUnreachable
from console.model.editing.editing_work import EditingWork, EntryFile, Group, UseOfEntry, groups_of
from console.model.editing.revision_draft import RevisionDraft
from console.model.knowledge.search_hit import SearchAnswer
from console.runtime.change_feed import ChangeFeed, Topic
from console.viewmodels.editing.bulk_hours import BulkHoursViewModel
from console.viewmodels.editing.editing_list import EditingListViewModel
from console.viewmodels.editing.entry_editor import EntryEditorViewModel
from console.viewmodels.editing.entry_hand_over import EntryHandOver
from console.viewmodels.editing.entry_orders import EntryOrders
from console.viewmodels.editing.entry_story import EntryStoryViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Account, Role
from contract.domain.ids import AccountId, CardId, OfficeId, ReportId, RevisionId, TopicId
from contract.domain.knowledge_entries.entry_fields import body_of
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause, ReportState
from contract.domain.knowledge_entries.knowledge import Office, OfficeKind, ServiceCard
from contract.domain.knowledge_entries.revision import (
    EntryKind,
    FieldClash,
    Revision,
    RevisionState,
    as_read,
)
from contract.knowledge.search_hit import HitKind, SearchHit
from contract.wire.commands import ChangeManyHours, ReviewBatch, ReviewRevision, SettleClash
from contract.wire.editing import EditingPresence, EntryVersion, PresentEditor
from contract.wire.knowledge_use import EntryFigures
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import NOW, a_scope

ME = Account(id=AccountId("me"), login="redi", display_name="Redi", role=Role.EDITOR)
LEVEL_TWO = replace(ME, role=Role.LEVEL_TWO)
OTHER = AccountId("other")
CARD = ServiceCard(
    id=CardId("c-1"), title="Tassa rifiuti", topic_id=TopicId("t-1"), say="Scade il 16.", version=2
)
SECOND = replace(CARD, id=CardId("c-2"), title="Imposta sulla casa")


def a_revision(number: int = 1, **changes: Any) -> Revision:
    fields: dict[str, Any] = {
        "id": RevisionId(f"r-{number}"),
        "entry_kind": EntryKind.CARD,
        "entry_id": CARD.id,
        "body": body_of(CARD),
        "title": CARD.title,
        "author_ids": (OTHER,),
        "author_names": ("Rina",),
        "version": 3,
    }
    return Revision(**(fields | changes))


def a_report(number: int, cause: ReportCause, **changes: Any) -> EntryReport:
    return EntryReport(id=ReportId(f"p-{number}"), cause=cause, reported_at=NOW, **changes)


class Store:
    """One replica with the cards, a revision that others may change, and what was done."""

    handing: EntryHandOver
    decide: EntryOrders

    def __init__(self) -> None:
        self.revision: Revision | None = None
        self.drafts: dict[str, RevisionDraft] = {}
        self.handed: list[tuple[RevisionDraft, bool]] = []
        self.orders: list[Any] = []
        self.reports: tuple[EntryReport, ...] = ()
        self.is_news = True  # what is handed over changes something
        self.fault: Exception | None = None
        self.is_asked = False  # to hand over
        self.gate = asyncio.Event()
        self.gate.set()
        self.is_saving = False

    async def load(self, kind: EntryKind, entry_id: str) -> EntryFile:
        cards = {CARD.id: CARD, SECOND.id: SECOND}
        revision = self.revision if self.revision and self.revision.entry_id == entry_id else None
        return EntryFile(
            entry_kind=kind,
            entry_id=entry_id,
            published=cards.get(CardId(entry_id)),
            revision=revision,
            draft=self.drafts.get(f"{kind}:{entry_id}"),
        )

    async def save(self, draft: RevisionDraft) -> RevisionDraft:
        saved = replace(draft, saved_at=NOW)
        self.drafts[draft.key] = saved
        return saved

    async def drop(self, key: str) -> None:
        self.drafts.pop(key, None)

    async def hand_over(
        self, draft: RevisionDraft, *, ask_review: bool = False
    ) -> RevisionId | None:
        self.is_asked = True
        await self.gate.wait()
        if self.fault is not None:
            raise self.fault
        if not self.is_news:
            return None
        self.handed.append((draft, ask_review))
        self.drafts.pop(draft.key, None)
        return draft.revision_id

    async def order(self, order: Any) -> None:
        self.orders.append(order)


@asynccontextmanager
async def an_editor(account: Account = ME, **of_store: Any) -> Any:
    async with a_scope() as scope:
        store, feed = Store(), ChangeFeed()
        for name, value in of_store.items():
            setattr(store, name, value)
        editor = EntryEditorViewModel(
            operator=SignedInOperator(account),
            drafts=store,
            feed=feed,
            scope=scope,
            now=lambda: NOW,
        )
        store.handing = EntryHandOver(
            editor=editor,
            reports_on=lambda *_: store.reports,
            hand_over=store.hand_over,
            scope=scope,
        )
        store.decide = EntryOrders(editor=editor, order=store.order, scope=scope)
        editor.open(EntryKind.CARD, CARD.id)
        await until(lambda: editor.draft is not None)
        yield editor, store, feed


async def test_what_is_typed_lies_on_disk_with_what_was_seen_before() -> None:
    async with an_editor() as (editor, store, _):
        editor.write("say", "Scade il 18.", cursor=11)
        await until(lambda: store.drafts)
        (kept,) = store.drafts.values()
        assert kept.texts == {"say": "Scade il 18."}
        assert kept.before == {"say": '"Scade il 16."'}
        assert (kept.focus_field, kept.cursor) == ("say", 11)
        assert store.handed == []


async def test_what_came_from_another_seat_of_hers_stands_in_the_form() -> None:
    async with an_editor() as (editor, store, feed):
        there = RevisionDraft(
            entry_kind=EntryKind.CARD,
            entry_id=CARD.id,
            revision_id=RevisionId("r-there"),
            texts={"say": "Scade il 20."},
            before={"say": '"Scade il 16."'},
            saved_at=NOW,
            number=7,
            is_kept=True,
        )
        store.drafts[there.key] = there
        feed.publish(frozenset({Topic.EDITING}))
        await until(lambda: editor.texts["say"] == "Scade il 20.")
        assert editor.is_dirty
        store.drafts.clear()  # and it was handed over there
        feed.publish(frozenset({Topic.EDITING}))
        await until(lambda: not editor.is_dirty)
        assert editor.texts["say"] == CARD.say


async def test_a_report_stays_with_the_draft_it_was_opened_for() -> None:
    async with an_editor() as (editor, store, feed):
        editor.write("say", "Scade il 20.")
        await until(lambda: store.drafts)
        editor.open(EntryKind.CARD, SECOND.id)
        await until(lambda: editor.draft.entry_id == SECOND.id)
        editor.open(EntryKind.CARD, CARD.id, (ReportId("p-1"),), "costs")
        await until(lambda: editor.draft.report_ids)
        assert editor.draft.focus_field == "costs", "not where she wrote last"
        looked = asyncio.Event()
        editor.file_changed.connect(looked.set)
        feed.publish(frozenset({Topic.EDITING}))  # what lies on disk does not know of it
        await looked.wait()
        assert editor.texts["say"] == "Scade il 20."
        assert editor.draft.report_ids == (ReportId("p-1"),)


async def test_what_she_types_now_is_not_written_over_by_another_seat() -> None:
    async with an_editor() as (editor, store, feed):
        editor.write("say", "Scade il 18.")
        feed.publish(frozenset({Topic.EDITING}))
        await until(lambda: not editor.saver.is_due)
        assert editor.texts["say"] == "Scade il 18."
        (mine,) = store.drafts.values()
        store.drafts[mine.key] = replace(mine, is_kept=True, kept_at=mine.saved_at, number=3)
        feed.publish(frozenset({Topic.EDITING}))
        await until(lambda: editor.draft.is_kept)
        editor.write("say", "Scade il 19.")
        assert not editor.draft.is_kept
        assert editor.draft.number == 3


async def test_what_came_while_her_keys_were_saved_is_not_saved_over_by_the_next_key() -> None:
    async with an_editor() as (editor, store, _):

        async def save(draft: RevisionDraft) -> RevisionDraft:
            """Lay the first save together with what lies there from another seat."""
            store.is_saving = True
            await store.gate.wait()
            if draft.number < 7:
                before = draft.before | {"costs": '""'}
                texts = {"costs": "Venti euro."} | draft.texts
                draft = replace(draft, texts=texts, before=before, number=7)
            return await Store.save(store, draft)

        store.save = save
        store.gate.clear()
        editor.write("say", "Scade il 18")
        await until(lambda: store.is_saving)
        editor.write("say", "Scade il 18.")
        store.gate.set()
        await until(lambda: not editor.saver.is_due)
        editor.write("say", "Scade il 18!")
        await until(lambda: not editor.saver.is_due)
        (kept,) = store.drafts.values()
        assert kept.texts == {"say": "Scade il 18!", "costs": "Venti euro."}
        assert editor.texts["costs"] == "Venti euro."
        assert editor.texts["say"] == "Scade il 18!"


async def test_letters_typed_while_the_left_entry_is_saved_stay_in_it() -> None:
    async with an_editor() as (editor, store, _):
        letters = ["Venti euro e", "Venti euro e dieci."]

        async def save(draft: RevisionDraft) -> RevisionDraft:
            saved = await Store.save(store, draft)
            if letters:
                editor.write("costs", letters.pop(0))
            return saved

        store.save = save
        editor.write("costs", "Venti euro")
        editor.open(EntryKind.CARD, SECOND.id)
        await until(lambda: editor.draft.entry_id == SECOND.id)
        editor.write("say", "Scade il 30.")
        await editor.saver.flush()
        assert store.drafts[f"card:{CARD.id}"].texts == {"costs": "Venti euro e dieci."}
        assert store.drafts[f"card:{SECOND.id}"].texts == {"say": "Scade il 30."}


async def test_another_entry_is_opened_and_nothing_typed_is_lost() -> None:
    async with an_editor() as (editor, store, _):
        editor.write("costs", "Venti euro.")
        editor.open(EntryKind.CARD, SECOND.id)
        await until(lambda: editor.draft.entry_id == SECOND.id)
        assert store.drafts[f"card:{CARD.id}"].texts == {"costs": "Venti euro."}
        assert not editor.is_dirty
        editor.open(EntryKind.CARD, CARD.id)
        await until(lambda: editor.draft.entry_id == CARD.id)
        assert editor.texts["costs"] == "Venti euro."


async def test_the_entry_asked_for_last_opens_though_one_that_was_awaited_comes_first() -> None:
    async with an_editor() as (editor, store, feed):
        awaited: list[str] = []
        editor.awaited.connect(lambda: awaited.append("awaited"))
        editor.open(EntryKind.CARD, "c-late")
        await until(lambda: awaited)
        load, gate = store.load, asyncio.Event()

        async def slow(kind: EntryKind, entry_id: str) -> EntryFile:
            if entry_id == SECOND.id:
                await gate.wait()
            return await load(kind, entry_id)

        store.load = slow
        editor.open(EntryKind.CARD, SECOND.id)
        feed.publish(frozenset({Topic.KNOWLEDGE}))  # the late one may have come with it
        await asyncio.sleep(0.01)
        gate.set()
        await until(lambda: editor.draft is not None)
        assert editor.draft.entry_id == SECOND.id
        assert awaited == ["awaited"]


async def test_letters_typed_while_the_draft_is_handed_over_stay_typed() -> None:
    async with an_editor() as (editor, store, _):
        store.gate.clear()
        editor.write("costs", "Venti")
        store.handing.save()
        await until(lambda: store.is_asked)
        editor.write("costs", "Venti euro")
        store.gate.set()
        await until(lambda: store.handed and not editor.is_busy)
        await until(lambda: editor.draft.texts == {"costs": "Venti euro"})
        assert store.handed[0][0].texts == {"costs": "Venti"}
        assert editor.texts["costs"] == "Venti euro"


async def test_a_reason_typed_while_the_draft_is_handed_over_stays_typed() -> None:
    async with an_editor() as (editor, store, _):
        editor.write("say", "Scade il 18.")
        store.gate.clear()
        store.handing.save()
        await until(lambda: store.is_asked)
        editor.write_why("Delibera 12")
        store.gate.set()
        await until(lambda: not editor.is_busy)
        assert editor.draft.why == "Delibera 12"
        await until(lambda: store.drafts)
        assert [one.why for one in store.drafts.values()] == ["Delibera 12"]


async def test_with_nothing_changed_nobody_is_asked_to_look_and_a_word_typed_stays() -> None:
    async with an_editor() as (editor, store, _):
        told: list[str] = []
        editor.ordered.connect(told.append)
        editor.handed_over.connect(lambda _: told.append("handed over"))
        store.handing.ask_review()
        assert told == ["nothing_to_review"]
        editor.write_why("È giusto così")
        store.handing.ask_review()
        editor.write("say", "Scade il 18.")
        editor.write("say", CARD.say)  # typed, and typed back
        store.is_news = False
        store.handing.ask_review()
        await until(lambda: not editor.is_busy)
        store.handing.save()
        await until(lambda: not editor.is_busy)
        assert told == [*["nothing_to_review"] * 3, "nothing_to_save"]
        assert store.handed == []
        assert editor.draft.why == "È giusto così"


async def test_what_mends_a_report_takes_it_along_however_the_entry_was_opened() -> None:
    """Found by a search, say. One on another field, or that names none, stays open."""
    async with an_editor() as (editor, store, _):
        flagged = ReportCause.OPERATOR
        store.reports = (
            a_report(1, flagged, entry_id=CARD.id, field="say", text="Scade il 18"),
            a_report(2, flagged, entry_id=CARD.id, field="costs", text="È gratis"),
            a_report(3, flagged, entry_id=CARD.id, text="Non si capisce"),
            a_report(4, ReportCause.REVIEW_DUE, entry_id=CARD.id),
        )
        editor.write("say", "Scade il 18.")
        store.handing.ask_review()
        await until(lambda: store.handed)
        [(handed, _asked)] = store.handed
        assert handed.report_ids == (ReportId("p-1"),)


async def test_what_she_hands_over_herself_is_no_colleagues_work() -> None:
    async with an_editor() as (editor, store, feed):
        store.gate.clear()
        editor.write("say", "Scade il 18.")
        store.handing.ask_review()
        await until(lambda: store.is_asked)
        store.revision = a_revision(body=body_of(replace(CARD, say="Scade il 18.")))
        feed.publish(frozenset({Topic.EDITING}))  # it is shown before the handing is over
        await until(lambda: editor.revision)
        assert editor.merged == ()
        store.gate.set()
        await until(lambda: store.handed and not editor.is_busy)
        assert not editor.is_dirty


async def test_what_others_write_comes_into_fields_she_is_not_writing_in() -> None:
    async with an_editor() as (editor, store, feed):
        editor.write("say", "Mia.")
        told: list[None] = []
        editor.texts_changed.connect(lambda: told.append(None))
        theirs = replace(CARD, say="Loro.", costs="Dieci euro.")
        store.revision = a_revision(body=body_of(theirs))
        feed.publish(frozenset({Topic.EDITING}))
        await until(lambda: told)
        assert editor.texts["costs"] == "Dieci euro."
        assert editor.texts["say"] == "Mia."
        assert set(editor.merged) == {"say", "costs"}
        assert editor.draft.revision_id == "r-1"
        assert editor.draft.before == {"say": '"Scade il 16."'}  # what she had seen


async def test_errors_and_double_texts_stand_against_a_review() -> None:
    async with an_editor() as (editor, store, _):
        told: list[str] = []
        editor.ordered.connect(told.append)
        editor.write("how_to", "![](x.png)")
        store.handing.ask_review()
        assert told == ["has_errors"]
        editor.write("how_to", "")
        clash = FieldClash(field="say", other='"B"', author_id=OTHER, author_name="Rina", at=NOW)
        store.revision = a_revision(clashes=(clash,), author_ids=(ME.id,))
        await editor._refresh()
        store.handing.ask_review()
        assert told == ["has_errors", "has_clashes"]
        store.decide.settle("say", '"B"')
        await until(lambda: store.orders)
        assert isinstance(store.orders[0], SettleClash)
        assert store.handed == []


async def test_texts_that_are_no_values_are_told_and_stay() -> None:
    async with an_editor() as (editor, store, _):
        store.fault = EntryUnreadable((("valid_until", "date"),))
        editor.write("valid_until", "31/2/2027")
        editor.write("status", "un altro server lo sapeva")
        editor.look()
        assert editor.seen.faults == {"valid_until": "date", "status": "value"}
        store.handing.save()
        await until(lambda: not editor.is_busy)
        assert editor.texts["valid_until"] == "31/2/2027"
        assert editor.is_dirty


async def test_a_full_disk_is_told_and_the_draft_stays_due() -> None:
    async with an_editor() as (editor, store, _):
        told: list[str] = []
        editor.store_failed.connect(told.append)
        store.fault = LocalStoreBroken("full")
        editor.write("costs", "Venti euro.")
        store.handing.save()
        await until(lambda: told)
        assert told == ["full"]
        assert editor.is_dirty


async def test_what_no_disk_has_stays_in_hand_until_it_is_saved() -> None:
    async with an_editor() as (editor, store, _):
        told: list[str] = []
        editor.store_failed.connect(told.append)

        async def full(draft: RevisionDraft) -> RevisionDraft:
            raise LocalStoreBroken("full")

        store.save = full
        editor.write("costs", "Venti euro.")
        editor.open(EntryKind.CARD, SECOND.id)
        await until(lambda: told)
        assert (editor.draft.entry_id, editor.texts["costs"]) == (CARD.id, "Venti euro.")
        del store.save  # the disk has room again
        editor.open(EntryKind.CARD, SECOND.id)
        await until(lambda: editor.draft.entry_id == SECOND.id)
        assert [one.texts for one in store.drafts.values()] == [{"costs": "Venti euro."}]


async def test_letters_typed_in_the_next_entry_stay_while_the_one_before_is_thrown_away() -> None:
    async with an_editor() as (editor, store, _):
        editor.write("costs", "Venti euro.")
        await until(lambda: store.drafts)
        drop, gate = store.drop, asyncio.Event()

        async def slow(key: str) -> None:
            await gate.wait()
            await drop(key)

        editor._drop_draft = slow
        editor.drop_typed()
        editor.open(EntryKind.CARD, SECOND.id)
        await until(lambda: editor.draft.entry_id == SECOND.id)
        editor.write("costs", "Trenta euro.")
        gate.set()
        await until(lambda: f"{EntryKind.CARD}:{CARD.id}" not in store.drafts)
        await until(lambda: not editor.saver.is_due)
        assert (editor.draft.entry_id, editor.texts["costs"]) == (SECOND.id, "Trenta euro.")
        assert [one.texts for one in store.drafts.values()] == [{"costs": "Trenta euro."}]


async def test_letters_typed_in_the_next_entry_stay_while_the_one_before_is_handed_over() -> None:
    async with an_editor() as (editor, store, _):
        told: list[bool] = []
        editor.handed_over.connect(told.append)
        editor.write("costs", "Venti euro.")
        load, gate = store.load, asyncio.Event()
        store.gate.clear()
        store.handing.save()
        await until(lambda: store.is_asked)

        async def slow(kind: EntryKind, entry_id: str) -> EntryFile:
            if entry_id == CARD.id:
                await gate.wait()
            return await load(kind, entry_id)

        store.load = slow
        store.gate.set()  # it is handed over, and about to be shown as it is now
        await until(lambda: store.handed)
        editor.open(EntryKind.CARD, SECOND.id)
        await until(lambda: editor.draft.entry_id == SECOND.id)
        editor.write("costs", "Trenta euro.")
        gate.set()
        await until(lambda: not editor.is_busy)
        assert (editor.draft.entry_id, editor.texts["costs"]) == (SECOND.id, "Trenta euro.")
        await until(lambda: store.drafts)
        assert [one.texts for one in store.drafts.values()] == [{"costs": "Trenta euro."}]
        assert told == [], "nothing is said of it above another entry"


async def test_nobody_decides_on_her_own_work_and_level_two_on_none() -> None:
    waiting = a_revision(state=RevisionState.IN_REVIEW)
    async with an_editor(revision=waiting) as (editor, store, _):
        assert editor.may_review
        store.decide.review(is_approved=True, publish_at=NOW + timedelta(days=1))
        await until(lambda: store.orders)
        (order,) = store.orders
        assert isinstance(order, ReviewRevision)
        assert order.seen_version == 3
    async with an_editor(revision=replace(waiting, author_ids=(ME.id,))) as (editor, store, _):
        assert not editor.may_review
        store.decide.review(is_approved=True)
        assert store.orders == []
    async with an_editor(LEVEL_TWO, revision=waiting) as (editor, store, _):
        assert not editor.may_review


async def test_a_bulk_edit_is_decided_as_one() -> None:
    waiting = a_revision(state=RevisionState.IN_REVIEW, batch_id="b-1")
    async with an_editor(revision=waiting) as (_, store, _):
        store.decide.review(is_approved=False, note="No")
        await until(lambda: store.orders)
        assert store.orders == [
            ReviewBatch(batch_id="b-1", is_approved=False, note="No", seen=as_read(()))
        ]


async def test_a_bulk_edit_is_approved_as_it_was_shown() -> None:
    waiting = a_revision(state=RevisionState.IN_REVIEW, batch_id="b-1")
    other = a_revision(2, state=RevisionState.IN_REVIEW, batch_id="b-1")
    async with an_editor(revision=waiting) as (_, store, _):
        store.decide.review(is_approved=True, batch=(waiting, other))
        await until(lambda: store.orders)
        assert [one.seen for one in store.orders] == [as_read((other, waiting))]


async def test_of_a_bulk_edit_one_can_be_sent_back_alone() -> None:
    waiting = a_revision(state=RevisionState.IN_REVIEW, batch_id="b-1")
    async with an_editor(revision=waiting) as (_, store, _):
        store.decide.review(is_approved=False, note="No", is_alone=True)
        await until(lambda: store.orders)
        [order] = store.orders
        assert isinstance(order, ReviewRevision)
        assert (order.revision_id, order.is_approved) == (waiting.id, False)


async def test_what_was_typed_can_be_taken_back() -> None:
    async with an_editor() as (editor, store, _):
        editor.write("costs", "Venti euro.")
        await editor.saver.flush()
        editor.drop_typed()
        await until(lambda: not editor.is_dirty)
        assert editor.texts["costs"] == ""
        assert store.drafts == {}


def test_work_is_grouped_by_what_is_to_be_done_with_it() -> None:
    clash = FieldClash(field="say", other='""', author_id=OTHER, author_name="Rina", at=NOW)
    work = EditingWork(
        revisions=(
            a_revision(1, state=RevisionState.IN_REVIEW),
            a_revision(2, state=RevisionState.IN_REVIEW, author_ids=(ME.id,)),
            a_revision(3, author_ids=(ME.id,)),
            a_revision(4, author_ids=(ME.id, OTHER), clashes=(clash,)),
            a_revision(5),
            a_revision(6, state=RevisionState.SCHEDULED),
            a_revision(7, state=RevisionState.IN_REVIEW, batch_id="b", entry_id="o-1"),
            a_revision(8, state=RevisionState.IN_REVIEW, batch_id="b", entry_id="o-2"),
            a_revision(9, author_ids=()),
        ),
        reports=(
            a_report(1, ReportCause.OPERATOR),
            a_report(2, ReportCause.NO_ANSWER, text="bonus tari"),
            a_report(3, ReportCause.EXPIRED),
            a_report(4, ReportCause.REVIEW_DUE, due_on=date(2027, 1, 1)),
        ),
        drafts=(RevisionDraft(entry_kind=EntryKind.CARD, entry_id="c-9", revision_id="r-9"),),
    )
    groups = groups_of(work, ME, NOW.date())
    keys = {group: [item.key for item in items] for group, items in groups.items()}
    assert keys == {
        Group.CLASHES: ["revision r-4"],
        Group.TO_REVIEW: ["revision r-1", "revision r-7"],
        Group.FLAGGED: ["report p-1"],
        Group.DUE: ["report p-3", "report p-4"],
        Group.IN_VAIN: ["report p-2"],
        Group.MINE: ["revision r-3", "draft card:c-9"],
        Group.IN_REVIEW: ["revision r-2"],
        Group.SCHEDULED: ["revision r-6"],
        Group.IMPORTED: ["revision r-9"],
        Group.OTHERS: ["revision r-5"],
    }
    assert groups[Group.TO_REVIEW][1].batch_size == 2
    level_two = groups_of(work, LEVEL_TWO, NOW.date())
    assert level_two[Group.TO_REVIEW] == ()


async def test_a_search_takes_the_place_of_the_group_until_it_is_emptied() -> None:
    async def load_work() -> EditingWork:
        return EditingWork(reports=(a_report(1, ReportCause.NO_ANSWER, text="bonus"),))

    async def search(text: str) -> SearchAnswer:
        hit = SearchHit(kind=HitKind.OFFICE, id="o-1", title="Anagrafe")
        return SearchAnswer(query=text, hits=(hit,))

    orders: list[Any] = []

    async def order(one: Any) -> None:
        orders.append(one)

    async with a_scope() as scope:
        model = EditingListViewModel(
            operator=SignedInOperator(ME),
            desk=SimpleNamespace(load_work=load_work, order=order),
            search=search,
            feed=ChangeFeed(),
            scope=scope,
            now=lambda: NOW,
        )
        model.refresh()
        await until(lambda: model.items)
        assert model.group is Group.IN_VAIN  # the first in which there is something to do
        assert model.to_do_count == 1
        model.type_query("anagrafe")
        await until(lambda: model.items[0].title == "Anagrafe")
        assert model.items[0].entry_kind is EntryKind.OFFICE
        model.type_query("")
        assert [item.title for item in model.items] == ["bonus"]
        model.answer(ReportId("p-1"), ReportState.DISMISSED, " già detto ")
        await until(lambda: orders)
        assert (orders[0].state, orders[0].note) == (ReportState.DISMISSED, "già detto")


async def test_others_at_the_entry_are_named_and_she_is_told_to_be_gone() -> None:
    rina = PresentEditor(account_id=OTHER, name="Rina", is_writing=True, since_at=NOW)
    told: list[EditingPresence] = []

    async def tell(presence: EditingPresence) -> tuple[PresentEditor, ...]:
        told.append(presence)
        return (rina,)

    async def versions(kind: EntryKind, entry_id: str) -> tuple[EntryVersion, ...]:
        raise ServerUnreachable

    async with an_editor() as (editor, store, _), a_scope() as scope:
        story = EntryStoryViewModel(
            editor=editor,
            server=SimpleNamespace(versions=versions, body=store.order, tell=tell),
            use=no_use,
            order=store.order,
            scope=scope,
        )
        editor.open(EntryKind.CARD, CARD.id)
        await until(lambda: story.others == (rina,))
        story.ask_versions()
        await until(lambda: story.is_offline)
        assert story.versions is None
        editor.open(EntryKind.CARD, SECOND.id)
        await until(lambda: any(one.is_leaving for one in told))
        assert [one.entry_id for one in told if one.is_leaving] == [CARD.id]


async def no_use(kind: EntryKind, entry_id: str) -> UseOfEntry | None:
    raise ServerUnreachable


async def test_versions_that_come_late_are_not_those_of_the_entry_opened_since() -> None:
    """Else she would go back to the third version of another text."""
    gates = {CARD.id: asyncio.Event(), SECOND.id: asyncio.Event()}
    asked: list[str] = []

    async def versions(kind: EntryKind, entry_id: str) -> tuple[EntryVersion, ...]:
        asked.append(entry_id)
        await gates[CardId(entry_id)].wait()
        return (EntryVersion(version=3, at=NOW, why=entry_id),)

    async def body(kind: EntryKind, entry_id: str, version: int) -> str:
        asked.append(f"{entry_id} {version}")
        await gates[CardId(entry_id)].wait()
        return entry_id

    async def alone(presence: EditingPresence) -> tuple[PresentEditor, ...]:
        return ()

    async with an_editor() as (editor, store, _), a_scope() as scope:
        story = EntryStoryViewModel(
            editor=editor,
            server=SimpleNamespace(versions=versions, body=body, tell=alone),
            use=no_use,
            order=store.order,
            scope=scope,
        )
        shown: list[str] = []
        editor.open(EntryKind.CARD, CARD.id)
        await until(lambda: editor.file is not None and editor.file.entry_id == CARD.id)
        story.ask_versions()
        story.look_at(3)
        await until(lambda: len(asked) == 2)
        editor.open(EntryKind.CARD, SECOND.id)
        await until(lambda: editor.file is not None and editor.file.entry_id == SECOND.id)
        story.changed.connect(lambda: shown.extend(one.why for one in story.versions or ()))
        story.changed.connect(lambda: shown.extend(story.bodies.values()))
        gates[CARD.id].set()
        story.ask_versions()
        gates[SECOND.id].set()
        await until(lambda: shown)
        assert shown == [SECOND.id]


async def test_how_much_an_entry_is_used_is_told_of_it_alone_and_only_with_the_server() -> None:
    used = UseOfEntry(
        NOW.date(), EntryFigures(entry_kind=EntryKind.CARD, entry_id=CARD.id, read=38)
    )
    answers: list[UseOfEntry | None] = [used]
    asked: list[str] = []

    async def use(kind: EntryKind, entry_id: str) -> UseOfEntry | None:
        asked.append(entry_id)
        if not answers:
            raise ServerUnreachable
        return answers.pop()

    async def alone(presence: EditingPresence) -> tuple[PresentEditor, ...]:
        return ()

    async with an_editor() as (editor, store, _), a_scope() as scope:
        story = EntryStoryViewModel(
            editor=editor,
            server=SimpleNamespace(versions=store.order, body=store.order, tell=alone),
            use=use,
            order=store.order,
            scope=scope,
        )
        editor.open(EntryKind.CARD, CARD.id)
        await until(lambda: story.use == used)
        editor.open(EntryKind.CARD, SECOND.id)
        await until(lambda: asked == [CARD.id, SECOND.id])
        assert story.use is None


async def test_many_hours_say_how_many_offices_before_they_go() -> None:
    orders: list[ChangeManyHours] = []

    async def order(one: ChangeManyHours) -> None:
        orders.append(one)

    async def offices() -> tuple[Office, ...]:
        return (
            Office(id=OfficeId("o-1"), name="Anagrafe Appia", municipio="VII"),
            Office(id=OfficeId("o-2"), name="Anagrafe Centro", municipio="I"),
            Office(id=OfficeId("o-3"), name="Anagrafe vecchia", withdrawn="chiusa"),
            Office(id=OfficeId("o-4"), name="Anagrafe", kind=OfficeKind.DEPARTMENT),
        )

    async with a_scope() as scope:
        bulk = BulkHoursViewModel(offices=offices, order=order, scope=scope, now=lambda: NOW)
        bulk.open()
        await until(lambda: bulk.total == 2)
        fields: dict[str, Any] = {"why": "Sciopero", "for_desk": True, "for_phone": False}
        bulk.choose(filter_text="anagrafe appia", line="28/11", **fields)
        assert not bulk.may_send
        bulk.choose(filter_text="anagrafe", line="28/11/2026 | chiuso | sciopero", **fields)
        assert len(bulk.chosen) == 2
        bulk.send()
        await until(lambda: orders)
        assert orders[0].office_ids == ("o-1", "o-2")
        assert b"sciopero" in bytes(orders[0].exception)
        assert orders[0].why == "Sciopero"


async def test_the_next_day_typed_while_many_hours_go_out_stays() -> None:
    gate = asyncio.Event()

    async def order(_: ChangeManyHours) -> None:
        await gate.wait()

    async def offices() -> tuple[Office, ...]:
        return (Office(id=OfficeId("o-1"), name="Anagrafe Appia"),)

    async with a_scope() as scope:
        bulk = BulkHoursViewModel(offices=offices, order=order, scope=scope, now=lambda: NOW)
        bulk.open()
        await until(lambda: bulk.total == 1)
        fields: dict[str, Any] = {"filter_text": "", "for_desk": True, "for_phone": False}
        bulk.choose(line="28/11/2026 | chiuso | sciopero", why="Sciopero", **fields)
        sent: list[int] = []
        bulk.sent.connect(sent.append)
        bulk.send()
        bulk.choose(line="24/12/2026 | 8:30-12", why="", **fields)
        gate.set()
        await until(lambda: sent)
        assert bulk.line == "24/12/2026 | 8:30-12"
