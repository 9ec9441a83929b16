"""What editors ask the server beside commands: versions, who else is at it, and kept drafts."""

from datetime import datetime

import msgspec

from contract.domain.ids import AccountId
from contract.domain.knowledge_entries.revision import EntryKind

PRESENCE_S = 60.0  # told again well before; afterwards the editor counts as gone
DRAFTS_LIMIT = 200  # of one editor at the server; nobody has that many texts in hand


class EntryVersion(msgspec.Struct, frozen=True, kw_only=True):
    """author_names: as they were then, or "import" and "owner". at: when it was published."""

    version: int
    at: datetime
    author_id: AccountId | None = None
    author_names: tuple[str, ...] = ()
    reviewer_id: AccountId | None = None
    why: str = ""


class EntryVersions(msgspec.Struct, frozen=True, kw_only=True):
    """GET /knowledge/{entry_kind}/{entry_id}/versions: newest first."""

    entry_kind: EntryKind
    entry_id: str
    versions: tuple[EntryVersion, ...] = ()


class EntryAtVersion(msgspec.Struct, frozen=True, kw_only=True):
    """GET /knowledge/{entry_kind}/{entry_id}/versions/{version}. body: JSON of the entry."""

    entry_kind: EntryKind
    entry_id: str
    version: EntryVersion
    body: str


class EditingPresence(msgspec.Struct, frozen=True, kw_only=True):
    """POST /knowledge/presence, while an entry is open in an editor: keeps nobody out."""

    entry_kind: EntryKind
    entry_id: str
    is_writing: bool = False  # has changed something that is not sent yet
    is_leaving: bool = False


class PresentEditor(msgspec.Struct, frozen=True, kw_only=True):
    account_id: AccountId
    name: str
    is_writing: bool
    since_at: datetime


class EditorsPresent(msgspec.Struct, frozen=True, kw_only=True):
    """Answer: the others at this entry now, who came first first."""

    others: tuple[PresentEditor, ...] = ()


class KeptDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor typed and did not hand over, for that editor alone, at whatever seat.

    body: JSON of the seat, opaque to the server; "": handed over or thrown away meanwhile.
    """

    entry_kind: EntryKind
    entry_id: str
    body: str
    number: int  # grows with each time it is kept
    is_own: bool = False  # kept by the seat that asks
    kept_at: datetime | None = None


class KeepDraft(msgspec.Struct, frozen=True, kw_only=True):
    """PUT /knowledge/drafts. seen_number: of the kept draft that this one goes on from; 0: none."""

    entry_kind: EntryKind
    entry_id: str
    body: str
    seen_number: int = 0


class KeepDraftReply(msgspec.Struct, frozen=True, kw_only=True):
    """other: what another seat of the same editor kept meanwhile; then nothing was kept."""

    number: int
    other: KeptDraft | None = None


class KeptDrafts(msgspec.Struct, frozen=True, kw_only=True):
    """GET /knowledge/drafts: all of the account, those gone lately too."""

    drafts: tuple[KeptDraft, ...] = ()
