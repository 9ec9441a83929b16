"""Editors write in one revision of an entry, whenever and in whatever order their words arrive."""

from itertools import permutations

import pytest

from contract.domain.ids import RevisionId
from contract.domain.knowledge_entries.entry_fields import values_of
from contract.domain.knowledge_entries.revision import EntryKind, RevisionState
from contract.wire import reason_codes
from contract.wire.commands import (
    DiscardRevision,
    EditRevision,
    FieldChange,
    ReviewRevision,
    SettleClash,
)
from server.usecases.knowledge.editing.open_revisions import entry_in
from tests.support.knowledge.knowledge_desk import ADA, BEA, CLEO, KnowledgeDesk, a_card, raw
from tests.support.servers.server_records import NOW, a_clerk, an_account


def test_the_first_edit_begins_a_revision_with_the_whole_entry(desk: KnowledgeDesk) -> None:
    revision = desk.edited(ADA, desk.card(), costs="16 euro")
    entry = entry_in(revision)
    assert values_of(entry) == values_of(a_card(costs="16 euro"))
    assert (revision.base_version, revision.title) == (1, "Rimborso TARI")
    assert (revision.author_ids, revision.author_names) == (("ada",), ("ada",))
    assert (revision.begun_at, revision.edited_at) == (NOW, NOW)
    assert revision.state is RevisionState.DRAFT
    assert desk.card() == a_card()  # operators see nothing of it


def test_level_two_writes_too_and_an_operator_does_not(desk: KnowledgeDesk) -> None:
    assert desk.edited(a_clerk(), desk.card(), costs="16 euro").author_ids == ("clerk1",)
    refused = desk.refused(an_account(), desk.edit_of(desk.card(), costs="1 euro"))
    assert refused == (reason_codes.FORBIDDEN, {"needs": "knowledge.edit"})


def test_a_new_entry_is_begun_with_any_of_its_fields(desk: KnowledgeDesk) -> None:
    revision = desk.edited(ADA, None, entry_id="imu-nuova", title="Nuova IMU")
    assert (revision.entry_id, revision.base_version) == ("imu-nuova", 0)
    assert revision.title == "Nuova IMU"
    nothing = FieldChange(before=raw(None), after=raw("Si paga a giugno"))
    edit = EditRevision(
        revision_id=RevisionId("other"),
        entry_kind=EntryKind.CARD,
        entry_id="imu-nuova",
        base_version=0,
        changes={"say": nothing},
    )
    assert desk.done(ADA, edit).detail == {"revision_id": revision.id, "clashes": ""}


def test_two_editors_of_different_fields_and_places_both_see_the_merge(
    desk: KnowledgeDesk,
) -> None:
    seen = desk.card()
    first = desk.edited(ADA, seen, say="Il rimborso si chiede allo sportello o per e-mail.")
    both = desk.edited(
        BEA, seen, say="Il rimborso TARI si chiede allo sportello.", costs="gratuito"
    )
    assert both.id == first.id
    assert both.version > first.version
    assert both.author_ids == ("ada", "bea")
    assert both.clashes == ()
    entry = entry_in(both)
    assert values_of(entry)["say"] == "Il rimborso TARI si chiede allo sportello o per e-mail."
    assert values_of(entry)["costs"] == "gratuito"


def test_what_does_not_fit_is_kept_beside_with_its_author(desk: KnowledgeDesk) -> None:
    seen = desk.card()
    desk.edited(ADA, seen, title="Rimborso della TARI", costs="dieci euro")
    verdict = desk.done(BEA, desk.edit_of(seen, title="Tassa rifiuti", costs="venti euro"))
    assert verdict.detail["clashes"] == "title,costs"
    revision = desk.revision(verdict.detail["revision_id"])
    assert values_of(entry_in(revision))["title"] == "Rimborso della TARI"
    title, costs = revision.clashes
    assert (title.field, title.other, title.author_name) == ("title", '"Tassa rifiuti"', "bea")
    assert (costs.other, costs.at) == ('"venti euro"', NOW)


def test_who_goes_on_with_her_text_beside_replaces_it(desk: KnowledgeDesk) -> None:
    seen = desk.card()
    desk.edited(ADA, seen, title="A")
    desk.edited(BEA, seen, title="B")
    revision = desk.edited(BEA, a_card(title="B"), title="B e ancora")
    assert [clash.other for clash in revision.clashes] == ['"B e ancora"']
    again = desk.edited(BEA, seen, title="B e ancora")
    assert again.clashes == revision.clashes


EDITS = {
    ADA: [{"say": "Il rimborso si chiede allo sportello, dice Ada."}, {"costs": "alfa euro"}],
    BEA: [{"say": "Il rimborso si chiede subito, dice Bea."}, {"costs": "beta euro"}],
    CLEO: [{"how_to": "Con il modulo gamma."}, {"costs": "gamma euro"}],
}
WORDS = {"Ada.", "sportello,", "subito,", "Bea.", "alfa", "beta", "gamma", "modulo"}


@pytest.mark.parametrize(
    "order", list(permutations(EDITS)), ids=lambda o: "-".join(a.id for a in o)
)
def test_whoever_comes_back_online_first_no_word_is_lost(
    desk: KnowledgeDesk, order: tuple[object, ...]
) -> None:
    seen = desk.card()
    for account, edits in sorted(EDITS.items(), key=lambda item: order.index(item[0])):
        for fields in edits:
            revision = desk.edited(account, seen, **fields)
    beside = " ".join(clash.other.strip('"') for clash in revision.clashes)
    found = {*revision.body.replace('"', " ").split(), *beside.split()}
    assert found >= WORDS


def test_words_of_who_was_offline_come_in_after_the_revision_was_published(
    desk: KnowledgeDesk,
) -> None:
    seen = desk.card()
    late = desk.edit_of(seen, say="Il rimborso si chiede allo sportello di zona.", costs="zero")
    done = desk.published(ADA, seen, costs="gratuito", how_to="Con il modulo.")
    revision = desk.revision(desk.done(BEA, late).detail["revision_id"])
    assert revision.id != done.id
    assert revision.base_version == 2
    values = values_of(entry_in(revision))
    assert values["how_to"] == "Con il modulo."
    assert values["say"] == "Il rimborso si chiede allo sportello di zona."
    assert values["costs"] == "gratuito"
    assert [clash.other for clash in revision.clashes] == ['"zero"']


def test_an_edit_in_a_discarded_revision_begins_another_one(desk: KnowledgeDesk) -> None:
    first = desk.edited(ADA, desk.card(), costs="16 euro")
    desk.done(ADA, DiscardRevision(revision_id=first.id, why="doppione"))
    assert desk.revision(first.id).state is RevisionState.DISCARDED
    same_id = desk.edit_of(desk.card(), costs="17 euro")
    verdict = desk.done(ADA, type(same_id)(**{**fields_of(same_id), "revision_id": first.id}))
    assert verdict.detail["revision_id"] != first.id


def fields_of(edit: EditRevision) -> dict[str, object]:
    return {name: getattr(edit, name) for name in edit.__struct_fields__}


def test_writing_in_what_is_in_review_makes_it_a_draft_and_the_review_stale(
    desk: KnowledgeDesk,
) -> None:
    revision = desk.in_review(desk.edited(ADA, desk.card(), costs="16 euro"))
    assert revision.state is RevisionState.IN_REVIEW
    changed = desk.edited(BEA, desk.card(), how_to="Con il modulo.")
    assert changed.state is RevisionState.DRAFT
    code, detail = desk.refused(CLEO, desk.approval(revision))
    assert (code, detail) == (reason_codes.STALE_REVISION, {"version": str(changed.version)})
    assert desk.card() == a_card()


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"say": 5}, reason_codes.INVALID, "say"),
        ({"colour": "red"}, reason_codes.INVALID, "colour"),
        ({"version": 9}, reason_codes.INVALID, "version"),
        ({"review_on": "domani"}, reason_codes.INVALID, "review_on"),
        ({"title": "x" * 1001}, reason_codes.TEXT_TOO_LONG, "title"),
        ({"how_to": "x" * 20_001}, reason_codes.TEXT_TOO_LONG, "how_to"),
        ({"say": "a\0b"}, reason_codes.INVALID, "say"),
        ({"phones": ["+39"] * 501}, reason_codes.INVALID, "phones"),
    ],
)
def test_a_field_that_cannot_be_kept_is_named(
    desk: KnowledgeDesk, fields: dict[str, object], code: str, field: str
) -> None:
    seen = desk.card()
    before = values_of(seen) | {"colour": "", "version": 1}
    edit = EditRevision(
        revision_id=RevisionId("r"),
        entry_kind=EntryKind.CARD,
        entry_id=seen.id,
        base_version=1,
        changes={
            name: FieldChange(before=raw(before[name]), after=raw(value))
            for name, value in fields.items()
        },
    )
    refused, detail = desk.refused(ADA, edit)
    assert (refused, detail["field"]) == (code, field)


def test_two_texts_that_are_too_long_together_are_kept_apart(desk: KnowledgeDesk) -> None:
    seen = desk.card()
    long = "x " * 6_000
    desk.edited(ADA, seen, say=f"{seen.say}\n{long}")
    revision = desk.edited(BEA, seen, say=f"{long}\n{seen.say}")
    assert [clash.field for clash in revision.clashes] == ["say"]


def test_settling_a_clash_leaves_one_text(desk: KnowledgeDesk) -> None:
    seen = desk.card()
    desk.edited(ADA, seen, title="A", costs="alfa")
    revision = desk.edited(BEA, seen, title="B", costs="beta")
    settle = SettleClash(revision_id=revision.id, field="title", value=raw("A e B"))
    desk.done(CLEO, settle)
    settled = desk.revision(revision.id)
    assert values_of(entry_in(settled))["title"] == settled.title == "A e B"
    assert [clash.field for clash in settled.clashes] == ["costs"]
    assert settled.author_ids == ("ada", "bea", "cleo")
    assert desk.refused(CLEO, settle) == (reason_codes.INVALID, {"field": "field"})


def test_a_clash_is_not_settled_over_words_nobody_has_read(desk: KnowledgeDesk) -> None:
    seen = desk.card()
    desk.edited(ADA, seen, title="A")
    read = desk.edited(BEA, seen, title="B")
    desk.edited(CLEO, a_card(title="A"), title="A, Cleo")
    settle = SettleClash(
        revision_id=read.id, field="title", value=raw("A e B"), seen_version=read.version
    )
    code, _ = desk.refused(BEA, settle)
    assert code == reason_codes.STALE_REVISION


def test_the_first_reason_stays_however_much_is_said_later(desk: KnowledgeDesk) -> None:
    edit = fields_of(desk.edit_of(desk.card(), costs="16 euro"))
    reasons = [f"{number} " + "x" * 900 for number in range(50)]
    told = [EditRevision(**edit | {"why": why}) for why in reasons]
    revision = desk.revision(desk.done(ADA, told[0]).detail["revision_id"])
    for one in told[1:44]:
        desk.done(ADA, one)
    assert desk.revision(revision.id).why == "\n".join(reasons[:44])
    codes = {desk.refused(ADA, one)[0] for one in told[45:]}
    assert codes == {reason_codes.TEXT_TOO_LONG}


def test_reasons_and_reports_of_all_edits_are_kept(desk: KnowledgeDesk) -> None:
    edit = desk.edit_of(desk.card(), costs="16 euro")
    fields = fields_of(edit) | {"why": "nuova tariffa", "report_ids": ("rep-1",)}
    desk.done(ADA, EditRevision(**fields))
    fields |= {"why": "anche al telefono", "report_ids": ("rep-1", "rep-2")}
    revision = desk.revision(desk.done(BEA, EditRevision(**fields)).detail["revision_id"])
    assert revision.why == "nuova tariffa\nanche al telefono"
    assert revision.report_ids == ("rep-1", "rep-2")


def test_what_is_not_there_cannot_be_worked_on(desk: KnowledgeDesk) -> None:
    nobody = RevisionId("nobody")
    settle = SettleClash(revision_id=nobody, field="say", value=raw(""))
    review = ReviewRevision(revision_id=nobody, seen_version=1, is_approved=True)
    for command in (settle, review, DiscardRevision(revision_id=nobody)):
        assert desk.refused(ADA, command)[0] == reason_codes.UNKNOWN_REVISION


def test_only_authors_and_reviewers_discard(desk: KnowledgeDesk) -> None:
    revision = desk.edited(ADA, desk.card(), costs="16 euro")
    refused, _ = desk.refused(a_clerk(), DiscardRevision(revision_id=revision.id))
    assert refused == reason_codes.FORBIDDEN
    desk.done(BEA, DiscardRevision(revision_id=revision.id))


@pytest.mark.parametrize("entry_id", ["è", "a b", "-a", "x" * 101])
def test_a_new_entry_has_an_id_that_files_can_carry(desk: KnowledgeDesk, entry_id: str) -> None:
    edit = desk.edit_of(None, EntryKind.CARD, entry_id, title="T")
    assert desk.refused(ADA, edit) == (reason_codes.INVALID, {"field": "entry_id"})
    assert desk.edited(ADA, None, entry_id="x" * 100, title="T").title == "T"
