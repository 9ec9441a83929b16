"""A transfer of a citizen's call: what is asked of the server, and its answer."""

import msgspec

from console.model.calls.directory_entry import DirectoryEntry
from console.model.contact.contact_draft import ContactDraft
from contract.domain.ids import CaseId, TransferId, new_id


def _new_transfer_id() -> TransferId:
    return TransferId(new_id())


class TransferWish(msgspec.Struct, frozen=True, kw_only=True):
    """draft and case_id travel to whoever takes the call; the same id again brings later ones."""

    id: TransferId = msgspec.field(default_factory=_new_transfer_id)
    call_key: str
    entry: DirectoryEntry
    consult: bool = False
    note: str = ""
    override_reason: str = ""
    draft: ContactDraft | None = None
    case_id: CaseId | None = None


class TransferStart(msgspec.Struct, frozen=True, kw_only=True):
    """What the phone may do now. refused: a code of TransferReply, or "unknown_line".

    is_carried False: the server could not be asked in time; only the voice goes.
    """

    to: str = ""
    is_carried: bool = True
    is_open: bool = True
    refused: str = ""
