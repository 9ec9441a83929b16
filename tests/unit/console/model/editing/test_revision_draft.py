"""What an editor typed at two of her seats comes together, and no word is lost."""

from typing import Any

from console.model.editing.revision_draft import RevisionDraft, body_of_draft, draft_of, joined
from contract.domain.ids import RevisionId
from contract.domain.knowledge_entries.revision import EntryKind
from tests.unit.console.viewmodels.seat import NOW


def a_draft(texts: dict[str, str], **changes: Any) -> RevisionDraft:
    fields: dict[str, Any] = {
        "entry_kind": EntryKind.CARD,
        "entry_id": "c-1",
        "revision_id": RevisionId("r-1"),
        "texts": texts,
        "before": dict.fromkeys(texts, '""'),
        "saved_at": NOW,
    }
    return RevisionDraft(**(fields | changes))


def test_fields_of_one_seat_go_beside_those_of_the_other() -> None:
    together, apart = joined(
        a_draft({"say": "Oggi"}, why="Scade"), a_draft({"costs": "16"}, why="Costa", number=4)
    )
    assert together.texts == {"say": "Oggi", "costs": "16"}
    assert set(together.before) == {"say", "costs"}
    assert (together.number, together.is_kept, together.why) == (4, False, "Scade\nCosta")
    assert apart is None


def test_a_field_written_otherwise_at_the_other_seat_is_told_apart() -> None:
    together, apart = joined(a_draft({"say": "Oggi"}), a_draft({"say": "Domani", "costs": "16"}))
    assert together.texts == {"say": "Oggi", "costs": "16"}
    assert apart is not None
    assert apart.texts == {"say": "Domani"}


def test_a_draft_comes_back_from_the_server_as_it_was_kept() -> None:
    draft = a_draft({"say": "Oggi"}, number=3, is_kept=True)
    back = draft_of(body_of_draft(draft), 9)
    assert (back.texts, back.number, back.is_kept, back.kept_at) == (draft.texts, 9, True, NOW)
