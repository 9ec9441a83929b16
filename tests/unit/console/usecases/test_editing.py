"""An editor's work on her seat: typed, handed over, reviewed, refused; without a server too."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from console.errors import EntryUnreadable
from console.model.contact.unsent_input import (
    BULK_HOURS,
    Typed,
    proposal_place,
    report_place,
    review_place,
    withdrawal_place,
)
from console.model.editing.revision_draft import RevisionDraft
from console.store.editing.editing_repository import (
    entry,
    entry_file,
    open_revision_of,
    open_revisions,
    revision_draft,
    revision_drafts,
    save_revision_draft,
)
from console.store.replica.local_database import LocalDatabase
from console.store.replica.local_effects import replay
from console.store.replica.outbox import waiting_commands
from console.store.session.unsent_input_record import unsent_input
from console.sync.push import Notices, record_verdicts
from console.usecases.editing.editing_desk import EditingDesk
from console.usecases.editing.revision_drafts import RevisionDrafts
from console.usecases.session.save_unsent_input import SaveUnsentInput
from contract.domain.ids import AccountId, CardId, FaqId, OfficeId, ReportId, RevisionId, TopicId
from contract.domain.knowledge_entries.entry_fields import body_of, entry_of
from contract.domain.knowledge_entries.entry_report import ReportState
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from contract.wire.changes import Kind
from contract.wire.commands import (
    AnswerReport,
    ChangeManyHours,
    DecideProposal,
    DiscardRevision,
    PushReply,
    RequestReview,
    ReviewRevision,
    SettleClash,
    Status,
    Verdict,
    WithdrawEntry,
)
from contract.wire.commands import EditRevision as EditRevisionData
from tests.support.seats.seat import NO_TOPICS, NOW, StoppedClock, open_replica, put_server_row

CARD = ServiceCard(
    id=CardId("c-1"), title="Tassa rifiuti", topic_id=TopicId("t-1"), say="Scade il 16.", version=4
)
KEY = "card:c-1"


def a_draft(**changes: Any) -> RevisionDraft:
    fields: dict[str, Any] = {
        "entry_kind": EntryKind.CARD,
        "entry_id": "c-1",
        "revision_id": RevisionId("r-mine"),
        "base_version": 4,
        "texts": {"say": "Scade il 18.", "costs": "Venti euro."},
        "before": {"say": json.dumps(CARD.say), "costs": '""'},
    }
    return RevisionDraft(**(fields | changes))


def a_revision(**changes: Any) -> Revision:
    fields: dict[str, Any] = {
        "id": RevisionId("r-theirs"),
        "entry_kind": EntryKind.CARD,
        "entry_id": "c-1",
        "body": body_of(CARD),
        "base_version": 4,
        "version": 3,
    }
    return Revision(**(fields | changes))


async def published(database: LocalDatabase, *values: Any) -> None:
    def put(connection: Any) -> None:
        for value in (CARD, *values):
            kind = Kind.REVISION if isinstance(value, Revision) else Kind.CARD
            put_server_row(connection, kind, value, "editing")

    await database.write(put, changes=NO_TOPICS)


async def open_one(database: LocalDatabase) -> Revision:
    found = await database.read(lambda c: open_revision_of(c, EntryKind.CARD, "c-1"))
    assert found is not None
    return found


def body(revision: Revision) -> Any:
    return entry_of(revision.entry_kind, revision.body)


async def test_what_is_typed_is_there_after_the_console_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "replica.db"
    async with open_replica(path) as database:
        await RevisionDrafts(database=database, clock=StoppedClock()).save(a_draft())
    async with open_replica(path) as database:
        found = await database.read(lambda c: revision_draft(c, KEY))
        assert found == a_draft(saved_at=NOW)


async def came_from_another_seat(database: LocalDatabase, **texts: str) -> None:
    """Lay down what she typed at another seat since this one was read."""
    there = a_draft(
        texts=texts,
        before={"say": json.dumps(CARD.say), "costs": '""'},
        number=7,
        is_kept=True,
        saved_at=NOW,
    )
    await database.write(lambda c: save_revision_draft(c, there), changes=NO_TOPICS)


async def texts_handed_over(database: LocalDatabase) -> list[dict[str, str]]:
    commands = await database.read(waiting_commands)
    return [
        {name: json.loads(bytes(one.after)) for name, one in command.data.changes.items()}
        for command in commands
        if isinstance(command.data, EditRevisionData)
    ]


async def test_a_text_of_another_seat_is_kept_beside_the_one_typed_here(
    database: LocalDatabase,
) -> None:
    await published(database)
    await came_from_another_seat(database, say="Scade il 20.", costs="Trenta euro.")
    save = RevisionDrafts(database=database, clock=StoppedClock()).save
    saved = await save(a_draft(texts={"say": "Scade il 18."}))
    assert saved.texts == {"say": "Scade il 18.", "costs": "Trenta euro."}
    assert await texts_handed_over(database) == [{"say": "Scade il 20."}]


async def test_what_is_handed_over_here_loses_no_text_of_another_seat(
    database: LocalDatabase,
) -> None:
    await published(database)
    await came_from_another_seat(database, say="Scade il 20.")
    edit = RevisionDrafts(database=database, clock=StoppedClock()).hand_over
    await edit(a_draft(texts={"say": "Scade il 18."}))
    handed = await texts_handed_over(database)
    assert {"say": "Scade il 18."} in handed
    assert {"say": "Scade il 20."} in handed


async def test_only_changed_fields_go_out_with_what_the_editor_had_seen(
    database: LocalDatabase,
) -> None:
    await published(database)
    typed = a_draft(
        texts={"say": "Scade il 18.", "costs": "Venti euro.", "title": CARD.title},
        before={"say": json.dumps(CARD.say), "costs": '""', "title": json.dumps(CARD.title)},
    )
    await RevisionDrafts(database=database, clock=StoppedClock()).hand_over(typed)
    (command,) = await database.read(waiting_commands)
    assert {name: bytes(one.after) for name, one in command.data.changes.items()} == {
        "say": b'"Scade il 18."',
        "costs": b'"Venti euro."',
    }
    assert bytes(command.data.changes["say"].before) == b'"Scade il 16."'
    shown = await open_one(database)
    assert body(shown) == replace(CARD, say="Scade il 18.", costs="Venti euro.")
    assert shown.author_names == ("Operator 1",)
    assert await database.read(revision_drafts) == ()


async def test_offline_the_change_is_laid_into_the_revision_another_editor_has_open(
    database: LocalDatabase,
) -> None:
    theirs = a_revision(body=body_of(replace(CARD, costs="Dieci euro.")))
    await published(database, theirs)
    used = await RevisionDrafts(database=database, clock=StoppedClock()).hand_over(
        a_draft(texts={"say": "Scade il 18."}, before={"say": json.dumps(CARD.say)})
    )
    assert used == "r-theirs"
    merged = body(await open_one(database))
    assert (merged.say, merged.costs) == ("Scade il 18.", "Dieci euro.")


async def test_two_texts_that_do_not_fit_are_both_kept_until_somebody_chooses(
    database: LocalDatabase,
) -> None:
    theirs = a_revision(body=body_of(replace(CARD, title="Rifiuti: la tassa")))
    await published(database, theirs)
    await RevisionDrafts(database=database, clock=StoppedClock()).hand_over(
        a_draft(texts={"title": "TARI"}, before={"title": json.dumps(CARD.title)})
    )
    clashed = await open_one(database)
    assert body(clashed).title == "Rifiuti: la tassa"
    assert [(one.field, one.other) for one in clashed.clashes] == [("title", '"TARI"')]
    order = EditingDesk(database=database, clock=StoppedClock()).order
    await order(SettleClash(revision_id=clashed.id, field="title", value=b'"TARI"'))
    settled = await open_one(database)
    assert (body(settled).title, settled.clashes) == ("TARI", ())


async def test_values_that_are_none_are_told_all_together_and_nothing_goes_out(
    database: LocalDatabase,
) -> None:
    await published(database)
    typed = a_draft(
        texts={"valid_until": "31/2/2027", "phones": "06", "say": "x"},
        before={"valid_until": "null", "phones": "[]", "say": '""'},
    )
    await RevisionDrafts(database=database, clock=StoppedClock()).save(typed)
    with pytest.raises(EntryUnreadable) as fault:
        await RevisionDrafts(database=database, clock=StoppedClock()).hand_over(typed)
    assert fault.value.fields == (("valid_until", "date"), ("phones", "phone"))
    assert await database.read(waiting_commands) == ()
    assert await database.read(lambda c: revision_draft(c, KEY)) is not None


async def test_asking_for_review_hands_over_what_is_typed_first(database: LocalDatabase) -> None:
    await published(database)
    edit = RevisionDrafts(database=database, clock=StoppedClock()).hand_over
    await edit(a_draft(why="nuova scadenza"), ask_review=True)
    first, second = await database.read(waiting_commands)
    assert first.data.why == "nuova scadenza"
    assert isinstance(second.data, RequestReview)
    assert second.data.seen_version == 0  # the server alone will know
    assert (await open_one(database)).state is RevisionState.IN_REVIEW


async def test_over_a_colleagues_words_the_review_is_asked_for_with_what_was_read_of_them(
    database: LocalDatabase,
) -> None:
    theirs = a_revision(author_ids=(AccountId("rina"),), author_names=("Rina",))
    await published(database, theirs)
    edit = RevisionDrafts(database=database, clock=StoppedClock()).hand_over
    await edit(a_draft(), ask_review=True)
    _, asked = await database.read(waiting_commands)
    assert (asked.data.seen_version, asked.data.is_own_on_top) == (theirs.version + 1, True)


async def test_a_reason_alone_reaches_the_open_revision(database: LocalDatabase) -> None:
    await published(database, a_revision(why="Nuova tariffa"))
    edit = RevisionDrafts(database=database, clock=StoppedClock()).hand_over
    await edit(a_draft(texts={}, before={}, why="Delibera 12"))
    (command,) = await database.read(waiting_commands)
    assert (command.data.changes, command.data.why) == ({}, "Delibera 12")
    assert (await open_one(database)).why == "Nuova tariffa\nDelibera 12"


async def test_a_report_reaches_the_open_revision_that_mends_it_without_a_key(
    database: LocalDatabase,
) -> None:
    await published(database, a_revision(why="Nuova tariffa"))
    edit = RevisionDrafts(database=database, clock=StoppedClock()).hand_over
    await edit(a_draft(texts={}, before={}, report_ids=(ReportId("p-1"),)), ask_review=True)
    first, second = await database.read(waiting_commands)
    assert (first.data.changes, first.data.report_ids) == ({}, ("p-1",))
    assert isinstance(second.data, RequestReview)
    shown = await open_one(database)
    assert (shown.report_ids, shown.why) == (("p-1",), "Nuova tariffa")


async def test_a_reason_without_a_change_stays_where_it_was_typed(database: LocalDatabase) -> None:
    await published(database)
    alone = a_draft(texts={}, before={}, why="È giusto così")
    await RevisionDrafts(database=database, clock=StoppedClock()).save(alone)
    assert await RevisionDrafts(database=database, clock=StoppedClock()).hand_over(alone) is None
    assert await database.read(waiting_commands) == ()
    kept = await database.read(lambda c: revision_draft(c, KEY))
    assert kept is not None
    assert kept.why == "È giusto così"


async def test_what_came_back_is_not_laid_twice(database: LocalDatabase) -> None:
    await published(database, a_revision(body=body_of(replace(CARD, title="Altro"))))
    mine = a_draft(texts={"title": "TARI"}, before={"title": json.dumps(CARD.title)})
    await RevisionDrafts(database=database, clock=StoppedClock()).hand_over(mine)
    clashed = await open_one(database)
    handed = replace(clashed, state=RevisionState.IN_REVIEW, version=9)

    def comes_back(connection: Any) -> None:
        put_server_row(connection, Kind.REVISION, handed, "editing")
        replay(connection)

    await database.write(comes_back, changes=NO_TOPICS)
    shown = await open_one(database)
    assert len(shown.clashes) == 1
    assert shown.state is RevisionState.IN_REVIEW


async def test_nothing_changed_makes_no_revision(database: LocalDatabase) -> None:
    await published(database)
    same = a_draft(texts={"say": CARD.say}, before={"say": json.dumps(CARD.say)})
    used = await RevisionDrafts(database=database, clock=StoppedClock()).hand_over(
        same, ask_review=True
    )
    assert used is None
    assert await database.read(waiting_commands) == ()


async def test_a_new_entry_begins_from_nothing(database: LocalDatabase) -> None:
    draft = a_draft(entry_id="c-new", base_version=0, before={"say": '""', "costs": '""'})
    await RevisionDrafts(database=database, clock=StoppedClock()).hand_over(draft)
    (shown,) = await database.read(open_revisions)
    assert (shown.entry_id, shown.base_version, body(shown).say) == (
        "c-new", 0, "Scade il 18.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("order", "state"),
    [
        (DiscardRevision(revision_id=RevisionId("r-theirs")), None),
        (
            ReviewRevision(revision_id=RevisionId("r-theirs"), seen_version=3, is_approved=True),
            None,
        ),
        (
            ReviewRevision(
                revision_id=RevisionId("r-theirs"), seen_version=3, is_approved=True, publish_at=NOW
            ),
            RevisionState.SCHEDULED,
        ),
        (
            ReviewRevision(
                revision_id=RevisionId("r-theirs"), seen_version=3, is_approved=False, note="No."
            ),
            RevisionState.DRAFT,
        ),
    ],
)
async def test_an_order_shows_at_once_without_a_server(
    database: LocalDatabase, order: Any, state: RevisionState | None
) -> None:
    await published(database, a_revision(state=RevisionState.IN_REVIEW))
    await EditingDesk(database=database, clock=StoppedClock()).order(order)
    found = await database.read(lambda c: open_revision_of(c, EntryKind.CARD, "c-1"))
    assert (found and found.state) == state
    assert len(await database.read(waiting_commands)) == 1


@pytest.mark.parametrize(
    ("order", "place"),
    [
        (
            ReviewRevision(revision_id=RevisionId("r"), seen_version=0, is_approved=False),
            review_place("r"),
        ),
        (
            WithdrawEntry(entry_kind=EntryKind.CARD, entry_id="c-1", why="Vecchia"),
            withdrawal_place(KEY),
        ),
        (AnswerReport(report_id=ReportId("rep"), state=ReportState.DISMISSED), report_place("rep")),
        (DecideProposal(proposal_id="p", is_accepted=True), proposal_place("p")),
        (ChangeManyHours(batch_id="b", office_ids=(), exception=msgspec.Raw(b"{}")), BULK_HOURS),
    ],
)
async def test_words_typed_for_an_order_leave_the_disk_with_it_and_others_stay(
    database: LocalDatabase, order: Any, place: str
) -> None:
    other = Typed(words=("Va bene",))
    await SaveUnsentInput(database=database)({place: Typed(words=("Manca",)), "another": other})
    await EditingDesk(database=database, clock=StoppedClock()).order(order)
    assert await database.read(unsent_input) == {"another": other}


async def test_a_withdrawn_card_is_withdrawn_here_before_the_server_knows(
    database: LocalDatabase,
) -> None:
    await published(database)
    order = WithdrawEntry(entry_kind=EntryKind.CARD, entry_id="c-1", why="Sede chiusa.")
    await EditingDesk(database=database, clock=StoppedClock()).order(order)
    card = await database.read(lambda c: entry(c, EntryKind.CARD, "c-1"))
    assert card.withdrawn == "Sede chiusa."


async def test_changes_the_server_refuses_come_back_under_what_was_typed_since(
    database: LocalDatabase,
) -> None:
    await published(database)
    await RevisionDrafts(database=database, clock=StoppedClock()).hand_over(a_draft())
    (command,) = await database.read(waiting_commands)
    later = a_draft(texts={"costs": "Trenta euro."}, before={"costs": '"Venti euro."'})
    await RevisionDrafts(database=database, clock=StoppedClock()).save(later)
    refused = Verdict(status=Status.REJECTED, reason="invalid")

    def settle(connection: Any) -> Any:
        reply = PushReply(epoch="e", results={command.id: refused})
        connection.execute("INSERT INTO meta VALUES ('epoch', 'e')")
        return record_verdicts(connection, ((command.id, b""),), reply, Notices(connection, NOW))

    assert await database.write(settle, changes=NO_TOPICS) == (1, 1)
    kept = await database.read(lambda c: revision_draft(c, KEY))
    assert kept.texts == {"say": "Scade il 18.", "costs": "Trenta euro."}
    assert kept.before == {"say": '"Scade il 16."', "costs": '""'}
    assert await database.read(open_revisions) == ()


async def test_what_is_thrown_away_is_gone(database: LocalDatabase) -> None:
    await RevisionDrafts(database=database, clock=StoppedClock()).save(a_draft())
    await RevisionDrafts(database=database, clock=StoppedClock()).drop(KEY)
    assert await database.read(revision_drafts) == ()


async def test_an_entry_is_opened_with_all_that_its_preview_shows() -> None:
    """A card with its offices, questions and translations; a question with its card's offices."""
    here = Office(id=OfficeId("o-1"), name="Sportello tributi")
    card = replace(CARD, office_ids=(here.id, OfficeId("o-gone")))
    english = replace(card, id=CardId("c-en"), language="en", original_id=card.id)
    asked = Faq(id=FaqId("f-1"), card_id=card.id, question="Entro quando?", answer="Il 16.")
    in_english = replace(asked, id=FaqId("f-en"), language="en", original_id=asked.id)
    async with open_replica() as database:

        def put(connection: Any) -> None:
            for kind, values in {
                Kind.CARD: (card, english),
                Kind.OFFICE: (here,),
                Kind.FAQ: (asked, in_english),
            }.items():
                for value in values:
                    put_server_row(connection, kind, value, "editing")

        await database.write(put, changes=NO_TOPICS)

        async def opened(kind: EntryKind, entry_id: str) -> tuple[Any, ...]:
            found = await database.read(lambda c: entry_file(c, kind, entry_id))
            return found.card, found.offices, found.faqs, found.original, found.translations

        questions = (asked, in_english)
        assert await opened(EntryKind.CARD, "c-1") == (card, (here,), questions, None, (english,))
        assert await opened(EntryKind.CARD, "c-en") == (english, (here,), (), card, (english,))
        assert await opened(EntryKind.FAQ, "f-1") == (card, (here,), (), None, (in_english,))
        assert await opened(EntryKind.FAQ, "f-en") == (card, (here,), (), asked, (in_english,))
        assert await opened(EntryKind.OFFICE, "o-1") == (None, (), (), None, ())
        assert await opened(EntryKind.CARD, "c-new") == (None, (), (), None, ())
