"""What only the server knows about entries: versions, who else is at one, an editor's drafts."""

from urllib.parse import quote

from console.errors import DraftsFull, ServerRejected
from console.sync.server_link import ServerLink
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire import reason_codes
from contract.wire.editing import (
    EditingPresence,
    EditorsPresent,
    EntryAtVersion,
    EntryVersion,
    EntryVersions,
    KeepDraft,
    KeepDraftReply,
    KeptDraft,
    KeptDrafts,
    PresentEditor,
)


class EditingLink:
    """Raises ServerUnreachable, ServerNotTrusted, SessionExpired."""

    def __init__(self, link: ServerLink) -> None:
        self._link = link

    async def versions(self, kind: EntryKind, entry_id: str) -> tuple[EntryVersion, ...]:
        """Return the versions, the newest first; none for an entry the server does not know."""
        try:
            reply = await self._link.ask("GET", _path(kind, entry_id), None, EntryVersions)
        except ServerRejected:
            return ()
        return reply.versions

    async def body(self, kind: EntryKind, entry_id: str, version: int) -> str:
        """Return the entry as it was, as JSON; "" where that is not known any more."""
        path = f"{_path(kind, entry_id)}/{version}"
        try:
            return (await self._link.ask("GET", path, None, EntryAtVersion)).body
        except ServerRejected:
            return ""

    async def tell(self, presence: EditingPresence) -> tuple[PresentEditor, ...]:
        """Say that this editor is at an entry, or leaves it; return the others who are."""
        try:
            reply = await self._link.ask("POST", "/knowledge/presence", presence, EditorsPresent)
        except ServerRejected:
            return ()
        return reply.others

    async def keep(self, draft: KeepDraft) -> KeepDraftReply | None:
        """Store at the server what was typed here; None: the server cannot store it.

        Raise DraftsFull.
        """
        try:
            return await self._link.ask("PUT", "/knowledge/drafts", draft, KeepDraftReply)
        # Only the list has its own word for "too many"; any other refusal may pass by itself.
        except ServerRejected as rejected:
            if (rejected.status, rejected.code) == (400, reason_codes.TOO_LARGE):
                raise DraftsFull from rejected
            return None

    async def kept(self) -> tuple[KeptDraft, ...]:
        """Return what the editor typed at any seat and did not hand over. Raise ServerRejected."""
        return (await self._link.ask("GET", "/knowledge/drafts", None, KeptDrafts)).drafts


def _path(kind: EntryKind, entry_id: str) -> str:
    return f"/knowledge/{quote(kind, safe='')}/{quote(entry_id, safe='')}/versions"
