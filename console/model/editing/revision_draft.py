"""What an editor typed into one entry and has not submitted: on disk within half a second.

The server stores it as well, so that the editor can go on at another seat.
"""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from contract.domain.ids import ReportId, RevisionId
from contract.domain.knowledge_entries.revision import EntryKind


class RevisionDraft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """texts: as typed, by field; before: JSON of those fields as the editor first saw them."""

    entry_kind: EntryKind
    entry_id: str
    revision_id: RevisionId  # the open one it goes into, or the one it begins
    base_version: int = 0  # of the published entry; 0: a new one
    title: str = ""
    texts: dict[str, str] = {}
    before: dict[str, str] = {}
    why: str = ""
    report_ids: tuple[ReportId, ...] = ()
    focus_field: str = ""
    cursor: int = 0
    saved_at: datetime | None = None
    number: int = 0  # of the draft at the server that this one goes on from; 0: of none
    is_kept: bool = False  # by the server, as it stands here
    kept_at: datetime | None = None  # saved_at of what the server keeps
    is_one_too_many: bool = False  # the server stores all it can of the editor's, not this one

    @property
    def key(self) -> str:
        return draft_key(self.entry_kind, self.entry_id)

    @property
    def is_blank(self) -> bool:
        """Return whether nothing was typed that anybody could miss."""
        return not self.texts and not self.why

    def is_later_than(self, other: "RevisionDraft") -> bool:
        """Return whether this is what became of the other one, on this seat or at another."""
        # The server's number first: clocks of two seats differ.
        if self.number > other.number or other.saved_at is None:
            return True
        return self.saved_at is not None and self.saved_at >= other.saved_at


def draft_key(kind: EntryKind, entry_id: str) -> str:
    return f"{kind}:{entry_id}"


def body_of_draft(draft: RevisionDraft) -> str:
    """Return the draft as the server stores it."""
    # These are about this seat and that server: they must not travel inside the text.
    plain = replace(draft, number=0, is_kept=False, kept_at=None, is_one_too_many=False)
    return msgspec.json.encode(plain).decode()


def draft_of(body: str, number: int) -> RevisionDraft:
    """Return a draft that the server has under this number. Raise msgspec.DecodeError."""
    found = msgspec.json.decode(body, type=RevisionDraft)
    return replace(found, number=number, is_kept=True, kept_at=found.saved_at)


def joined(mine: RevisionDraft, other: RevisionDraft) -> tuple[RevisionDraft, RevisionDraft | None]:
    """Return my draft with the other seat's fields, and a draft of those that differ.

    The second is None where no field differs; a field of it may be without what was seen before.
    number: the other one's, for mine goes on from it.
    """
    # Mine on top: it is what stands on the screen, the rest is handed over beside it.
    texts, before = other.texts | mine.texts, other.before | mine.before
    unlike = {
        name: text for name, text in other.texts.items() if mine.texts.get(name, text) != text
    }
    together = replace(
        mine,
        texts=texts,
        before=before,
        why=_reasons(mine.why, other.why),
        report_ids=tuple(dict.fromkeys((*mine.report_ids, *other.report_ids))),
        number=other.number,
        is_kept=False,
    )
    if not unlike:
        return together, None
    apart = {name: other.before[name] for name in unlike if name in other.before}
    return together, replace(other, texts=unlike, before=apart, why="", report_ids=())


def _reasons(mine: str, other: str) -> str:
    # Both seats have the reason once they were joined: it must not double at each look.
    return mine if other.strip() in mine else f"{mine}\n{other}".strip()
