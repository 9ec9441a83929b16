"""What an operator did of late and has to complete, as it is read from the replica at once."""

from collections.abc import Mapping

import msgspec

from console.model.contact.contact_draft import ContactDraft
from contract.domain.contact import Contact
from contract.domain.ids import ContactId
from contract.domain.sending import Sending


class OwnWork(msgspec.Struct, frozen=True, kw_only=True):
    """contacts: newest first. drafts: put aside, oldest first. unsent: not yet at the server.

    sendings: cards for citizens, by contact, oldest first.
    """

    contacts: tuple[Contact, ...] = ()
    drafts: tuple[ContactDraft, ...] = ()
    unsent: frozenset[ContactId] = frozenset()
    sendings: Mapping[ContactId, tuple[Sending, ...]] = {}
