"""What an operator leaves on a seat: rows copied, work unsent, drafts of all kinds.

  .venv/bin/python -m tools.earlier.seat_work FOLDER URL CERTIFICATE LOGIN < password

Run by a test in the tree of an earlier version, whose console then leaves its own files in FOLDER;
words and output stay as they are. Prints path and key of the replica as JSON.
"""

import asyncio
import json
import sys
from datetime import timedelta
from pathlib import Path

from console.model.calls.past_call import PastCall
from console.model.contact.contact_draft import AttemptDraft, CallbackWish, ContactDraft
from console.model.contact.unsent_input import Typed
from console.model.editing.revision_draft import RevisionDraft
from console.runtime.change_feed import Topic as Changes
from console.store.calls.past_call_repository import keep_call, note_quality
from console.store.contact.draft_repository import save_attempt_draft
from console.store.duty.duty_journal import add_alarm, add_steps
from console.store.editing.editing_repository import save_revision_draft
from console.store.knowledge.knowledge_repository import topics
from console.store.replica.cipher import Connection
from console.store.replica.outbox import enqueue
from console.store.session.notice_repository import add_notice
from console.store.session.session_record import signed_in_account
from console.store.session.unsent_input_record import save_unsent_input
from contract.domain.callback import AttemptOutcome
from contract.domain.caller import CallerDetails
from contract.domain.case import ActivityKind, CaseActivity
from contract.domain.contact import Disposition
from contract.domain.ids import ActivityId, ContactId, NoticeId, RevisionId, new_command_id
from contract.domain.knowledge_entries.knowledge import Topic
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.notice import Notice
from contract.wire.commands import AddCaseNote, Command
from contract.wire.duty import Alarm, CallQuality, DutyStep
from tools.services.windowless_seat import WindowlessSeat, windowless_seat


async def leave_work(seat: WindowlessSeat) -> None:
    """Send one contact with its callback and a note; leave another one and drafts unsent."""
    await seat.engine.sync_once()
    desks = (await seat.database.read(signed_in_account)).desk_ids
    topic = next(one for one in await seat.database.read(topics) if one.desk_id in desks)
    sent = await seat.drafts.close(_forwarded(seat, "sent", topic))
    assert sent.case_id is not None
    assert topic.desk_id is not None
    note = CaseActivity(
        id=ActivityId("note-1"),
        case_id=sent.case_id,
        desk_id=topic.desk_id,
        kind=ActivityKind.NOTE,
        at=seat.clock(),
        author_id=sent.operator_id,
        text="Chiesto",
    )
    command = Command(id=new_command_id(), at=note.at, data=AddCaseNote(activity=note))
    await seat.database.write(lambda c: enqueue(c, command), changes=frozenset(Changes))
    await seat.engine.sync_once()
    await seat.drafts.close(_forwarded(seat, "waiting", topic))
    for name in ("aside", "open"):
        await seat.drafts.open(_forwarded(seat, name, topic))
    await seat.database.write(lambda c: _leave_rows(c, seat), changes=frozenset(Changes))


def _forwarded(seat: WindowlessSeat, name: str, topic: Topic) -> ContactDraft:
    now = seat.clock()
    return ContactDraft(
        contact_id=ContactId(f"contact-{name}"),
        call_key=f"call-{name}",
        caller=CallerDetails(name=f"Prova {name}", phone="+390655500101"),
        phone_text="06 5550 0101",
        topic_id=topic.id,
        desk_id=topic.desk_id,
        disposition=Disposition.FORWARDED,
        description=f"Non trova l'avviso ({name}): perché?",
        callback=CallbackWish(window_start_at=now, window_end_at=now + timedelta(days=1)),
        answered_at=now,
    )


def _leave_rows(connection: Connection, seat: WindowlessSeat) -> None:
    now = seat.clock()
    save_attempt_draft(
        connection,
        AttemptDraft(callback_id="callback-1", note="Non risponde", outcome=AttemptOutcome.SOLVED),
    )
    save_revision_draft(
        connection,
        RevisionDraft(
            entry_kind=EntryKind.CARD,
            entry_id="card-1",
            revision_id=RevisionId("revision-1"),
            texts={"costs": "16 euro"},
            before={"costs": '"12 euro"'},
        ),
    )
    save_unsent_input(connection, {"bulk-hours": Typed(words=("tutti", "chiuso"), typed_at=now)})
    add_notice(connection, Notice(id=NoticeId("notice-1"), code="stale_fence", at=now))
    add_steps(connection, (DutyStep(number=1, wish="ready", at=now),))
    add_alarm(connection, Alarm(kind="threat", id="alarm-1", at=now))
    keep_call(connection, PastCall(id="past-1", is_incoming=True, began_at=now, ended_at=now))
    note_quality(
        connection,
        "call-sent",
        CallQuality(mos_mean=4.1, mos_min=3.9, lost_pct=0.1, jitter_ms=4.0, rtt_ms=30.0),
    )


async def main() -> None:
    folder, url, certificate, login = sys.argv[1:]
    async with windowless_seat(Path(folder), url, Path(certificate)) as seat:
        await seat.sign_in(login, sys.stdin.read())
        await leave_work(seat)
        assert not seat.crashes, seat.crashes
        path, key = seat.database.location
        print(json.dumps({"path": str(path), "key": key}))


if __name__ == "__main__":
    asyncio.run(main())
