"""Texts of an entry's fields that another text took the place of: kept beside, chosen by nobody."""

from collections.abc import Mapping
from datetime import datetime

from console.model.contact.unsent_input import About, Typed, field_place
from console.model.editing.revision_draft import RevisionDraft
from console.store.replica.cipher import Connection
from console.store.session.unsent_input_record import save_unsent_input


def keep_beside(
    connection: Connection, draft: RevisionDraft, texts: Mapping[str, str], at: datetime
) -> None:
    """Have the texts of these fields among what is typed and not sent: to be read and copied."""
    about = About(title=draft.title, kind=draft.entry_kind, id=draft.entry_id)
    save_unsent_input(
        connection,
        {
            field_place(draft.key, name, text): Typed(words=(text,), typed_at=at, about=about)
            for name, text in texts.items()
        },
    )
