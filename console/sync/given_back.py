"""Puts what the server refused back where it can be completed: nothing refused is lost."""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from console.model.contact.contact_draft import AttemptDraft
from console.model.contact.refused_work import (
    changes_to_complete,
    contact_to_complete,
    note_to_complete,
    result_to_complete,
)
from console.model.contact.unsent_input import refused_place
from console.model.editing.entry_form import form_of
from console.model.editing.entry_texts import text_of
from console.model.editing.revision_draft import RevisionDraft
from console.store.contact.draft_repository import (
    attempt_draft,
    draft,
    draft_of_call,
    save_attempt_draft,
    save_draft,
)
from console.store.editing.editing_repository import revision_draft, save_revision_draft
from console.store.editing.texts_beside import keep_beside
from console.store.replica.cipher import Connection
from console.store.replica.outbox import was_refused_before
from console.store.session.unsent_input_record import save_unsent_input
from console.sync.refused_words import refused_words
from contract.domain.ids import CallbackId
from contract.domain.knowledge_entries.entry_fields import BadField, field_of
from contract.wire.commands import (
    Command,
    CorrectContact,
    EditRevision,
    HandOverCase,
    RecordAttempt,
    RecordContact,
)


class GivenBack:
    """Belongs to the step of one refusal; what is put back is marked by the moment of it.

    By that moment words of an older refusal are told from words that were typed since.
    """

    def __init__(self, connection: Connection, command: Command, now: datetime) -> None:
        self._connection = connection
        self._command = command
        self._now = now

    def __call__(self) -> None:
        data = self._command.data
        if isinstance(data, RecordContact | CorrectContact):
            self._contact(data)
        elif isinstance(data, RecordAttempt):
            self._result(result_to_complete(data, self._now))
        elif isinstance(data, HandOverCase):
            self._result(note_to_complete(data, self._now))
        elif isinstance(data, EditRevision):
            self._changes(data)
        elif found := refused_words(self._connection, data, self._now):
            place, typed = found
            save_unsent_input(self._connection, {refused_place(self._command.id, place): typed})

    def _contact(self, data: RecordContact | CorrectContact) -> None:
        refused = contact_to_complete(data, self._now)
        lies = draft(self._connection, refused.contact_id)
        if lies is None:
            # The next contact of the same call may be open: both must be there to be completed.
            if draft_of_call(self._connection, refused.call_key) is not None:
                refused = replace(refused, call_key="")  # one draft for each call
        elif self._is_of_older(lies.saved_at):
            refused = replace(refused, call_key=lies.call_key, earlier=lies.earlier)
        else:  # open again meanwhile: what is typed now is newer than what was refused
            refused = lies
        if isinstance(data, RecordContact):
            # The server never had it: closed once more it is no correction.
            refused = replace(refused, earlier=None)
        save_draft(self._connection, refused)

    def _result(self, refused: AttemptDraft) -> None:
        lies = attempt_draft(self._connection, CallbackId(refused.callback_id))
        if lies is not None:
            # Each result is of another call: both notes are needed.
            is_older = self._is_of_older(lies.saved_at)
            older, newer = (lies, refused) if is_older else (refused, lies)
            notes = dict.fromkeys((older.note, newer.note))
            text = "\n".join(note for note in notes if note.strip())
            refused = replace(newer, note=text, outcome=newer.outcome or older.outcome)
        save_attempt_draft(self._connection, refused)

    def _changes(self, data: EditRevision) -> None:
        changes = changes_to_complete(data, self._now)
        lies = revision_draft(self._connection, changes.key)
        if lies is not None:
            older, newer = (lies, changes) if self._is_of_older(lies.saved_at) else (changes, lies)
            keep_beside(self._connection, lies, _unseen(older, newer), self._now)
            changes = replace(
                newer,
                texts=older.texts | newer.texts,
                before=newer.before | older.before,
                why=newer.why or older.why,
                report_ids=tuple(dict.fromkeys((*older.report_ids, *newer.report_ids))),
                number=lies.number,
                # New to the server as well, which keeps it for another seat.
                is_kept=False,
            )
        save_revision_draft(self._connection, changes)

    def _is_of_older(self, saved_at: datetime | None) -> bool:
        """Return whether what lies there was put back by an older refusal and nobody touched it."""
        return saved_at is not None and was_refused_before(
            self._connection, self._command.id, saved_at
        )


def _unseen(older: RevisionDraft, newer: RevisionDraft) -> dict[str, str]:
    """Return the texts that newer ones take the place of, by fields, but those gone on from."""
    unlike = {
        name: text for name, text in older.texts.items() if newer.texts.get(name, text) != text
    }
    seen = {name: _seen_before(newer, name) for name in unlike}
    return {name: text for name, text in unlike.items() if seen[name] != text}


def _seen_before(draft: RevisionDraft, name: str) -> str:
    value, kind = msgspec.json.decode(draft.before.get(name, "null")), draft.entry_kind
    try:
        return text_of(form_of(kind, name), field_of(kind, name, value))
    except BadField:
        return str(value)
