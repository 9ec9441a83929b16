"""A process to kill: writes contacts through the use cases and says what it was told is safe.

  python -m tools.benches.durable_writer REPLICA KEY_HEX FIRST_NUMBER

Lines on stdout, each after the call returned: "draft CONTACT STEP", "closed CONTACT".
"""

import asyncio
import sys
from pathlib import Path

from msgspec.structs import replace

from console.model.contact.contact_draft import ContactDraft
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import ServerClock
from console.store.replica.local_database import LocalDatabase
from console.store.session.session_record import save_session
from console.usecases.contact.stored_drafts import StoredDrafts
from contract.domain.account import Account, Role
from contract.domain.ids import AccountId, ContactId, TopicId

OPERATOR = Account(
    id=AccountId("op"), login="op", display_name="Operatore di prova", role=Role.OPERATOR
)
STEPS = 4  # drafts saved before each closing


def typed(number: int, step: int) -> ContactDraft:
    """Return the draft of a contact after so many steps of typing."""
    return ContactDraft(
        contact_id=ContactId(f"contact-{number:08d}"),
        topic_id=TopicId("tari"),
        description=f"{step}: " + "Chiede quando arriva il bollettino. " * (3 + step),
        focus_field="description",
        cursor=step,
    )


async def write_for_ever(path: Path, key_hex: str, number: int) -> None:
    clock = ServerClock()
    database = LocalDatabase(path, key_hex, ChangeFeed())
    await database.open()
    await database.write(
        lambda c: save_session(c, OPERATOR, None, "none"), changes=frozenset({Topic.SESSION})
    )
    drafts = StoredDrafts(database=database, clock=clock)
    while True:
        for step in range(1, STEPS + 1):
            draft = await drafts.save(typed(number, step))
            print("draft", draft.contact_id, step, flush=True)
        contact = await drafts.close(replace(draft, answered_at=None))
        print("closed", contact.id, flush=True)
        number += 1


if __name__ == "__main__":
    asyncio.run(write_for_ever(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
