"""Generated editors who write for hours without seeing each other: no word is lost."""

from itertools import count
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.domain.account import Account
from contract.domain.ids import RevisionId
from contract.domain.knowledge_entries.entry_fields import editable_fields
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind, Revision
from contract.wire import reason_codes
from contract.wire.commands import EditRevision, FieldChange
from server.usecases.knowledge.editing.lay_edits import MOST_CLASHES
from tests.support.knowledge.knowledge_desk import ADA, BEA, CLEO, KnowledgeDesk, a_card, raw
from tests.support.servers.recorded_service import RecordedService

EDITORS = (ADA, BEA, CLEO)
FIELDS = ("title", "say", "how_to", "costs")
BASE = {
    "title": "Rimborso della tassa",
    "say": "Si chiede allo sportello. Serve la delega.",
    "how_to": "- il modulo\n- la tessera\n- la delega\n",
    "costs": "16 euro",
}
# (editor, field, place, what she does there); an editor has seen nothing but her own work
STEPS = st.lists(
    st.tuples(
        st.sampled_from(EDITORS),
        st.sampled_from(FIELDS),
        st.integers(0, 20),
        st.sampled_from(["insert", "replace", "delete", "line"]),
    ),
    min_size=1,
    max_size=25,
)
_numbers = count(1)


@pytest.fixture
def desk(sqlite_service: RecordedService) -> KnowledgeDesk:
    return KnowledgeDesk(sqlite_service)


class OfflineEditor:
    """Changes her own copy and sends what she had seen with what she made of it."""

    def __init__(self, account: Account, card: ServiceCard) -> None:
        self._account = account
        self._card = card
        self._texts = dict(BASE)
        self.added: set[str] = set()

    def change(self, field: str, place: int, what: str) -> EditRevision:
        before = self._texts[field]
        self._texts[field] = self._changed(before, place, what)
        return EditRevision(
            revision_id=RevisionId(f"{self._card.id}-{self._account.id}"),
            entry_kind=EntryKind.CARD,
            entry_id=self._card.id,
            base_version=1,
            changes={field: FieldChange(before=raw(before), after=raw(self._texts[field]))},
        )

    def _changed(self, text: str, place: int, what: str) -> str:
        words = text.split(" ")
        at = place % len(words)
        own = f"{self._account.id}{next(_numbers)}"
        is_own = any(word in words[at] for word in self.added)
        if what == "delete" and not is_own:
            return " ".join([*words[:at], *words[at + 1 :]])
        self.added.add(own)
        if what == "line":
            return f"{text}\n{own}"
        if what == "replace" and not is_own:
            return " ".join([*words[:at], own, *words[at + 1 :]])
        return " ".join([*words[:at], own, *words[at:]])


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_every_word_an_editor_added_and_did_not_take_back_is_there(
    desk: KnowledgeDesk, steps: list[tuple[Account, str, int, str]]
) -> None:
    card = a_card(f"card{next(_numbers)}", **BASE)
    desk.publish(card)
    editors = {account.id: OfflineEditor(account, card) for account in EDITORS}
    for account, field, place, what in steps:
        verdict = desk.done(account, editors[account.id].change(field, place, what))
    revision = desk.revision(verdict.detail["revision_id"])
    texts = all_texts(revision)
    for editor in editors.values():
        assert {word for word in editor.added if word not in texts} == set()


def all_texts(revision: Revision) -> str:
    return "\n".join([revision.body, *(clash.other for clash in revision.clashes)])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(EntryKind), st.data())
def test_whatever_stands_in_a_field_is_taken_or_refused_with_its_name(
    desk: KnowledgeDesk, kind: EntryKind, data: st.DataObject
) -> None:
    names = st.sampled_from((*editable_fields(kind), "id", "version", "è"))
    changes = data.draw(st.dictionaries(names, st.tuples(JSON, JSON), min_size=1, max_size=3))
    edit = EditRevision(
        revision_id=RevisionId(f"r{next(_numbers)}"),
        entry_kind=kind,
        entry_id=f"e{kind}",
        base_version=0,
        changes={
            name: FieldChange(before=raw(before), after=raw(after))
            for name, (before, after) in changes.items()
        },
    )
    verdict = desk.send(ADA, edit)
    assert "fault" not in verdict.detail, verdict
    assert verdict.reason in {None, reason_codes.INVALID, reason_codes.HAS_CLASHES}
    if verdict.reason == reason_codes.INVALID:
        assert verdict.detail["field"] in changes


def test_a_revision_does_not_grow_without_end(desk: KnowledgeDesk) -> None:
    card = a_card()
    desk.publish(card)
    desk.edited(ADA, card, title="A")
    for number in range(MOST_CLASHES):
        revision = desk.edited(BEA, card, title=f"B{number}")
    code, detail = desk.refused(CLEO, desk.edit_of(card, title="C"))
    assert (code, detail) == (reason_codes.HAS_CLASHES, {"field": "title"})
    assert len(revision.clashes) == MOST_CLASHES
    body: dict[str, Any] = msgspec.json.decode(revision.body)
    assert body["title"] == "A"
