"""A console to kill while it synchronises: closes contacts for ever and says what it sends.

  python -m tools.proofs.seats.syncing_console FOLDER URL CERTIFICATE REPLICA KEY_HEX TOPIC

Lines on stdout: "closed CONTACT" once its use case returned, "sending" before a push leaves,
"answered" after its answer came.
"""

import asyncio
import sys
from pathlib import Path

from console.model.contact.contact_draft import ContactDraft
from console.store.session.session_record import refresh_token
from contract.domain.ids import ContactId, TopicId, new_id
from contract.wire.commands import PushReply, PushRequest
from tools.services.windowless_seat import WindowlessSeat, windowless_seat

BETWEEN_CONTACTS_S = 0.02


def say(*words: str) -> None:
    print(*words, flush=True)


def tell_of_pushes(seat: WindowlessSeat) -> None:
    """Say when a push is on its way; it goes over the wire as it always does."""
    push = seat.link.push

    async def told(request: PushRequest) -> PushReply:
        say("sending")
        reply = await push(request)
        say("answered")
        return reply

    seat.link.push = told  # type: ignore[method-assign]


async def work(words: list[str]) -> None:
    folder, url, certificate, replica, key_hex, topic = words
    async with windowless_seat(Path(folder), url, Path(certificate)) as seat:
        await seat.database.switch_to(Path(replica), key_hex)
        seat.link.begin("", await seat.database.read(refresh_token))
        tell_of_pushes(seat)
        seat.start_sync()
        while True:
            draft = ContactDraft(contact_id=ContactId(new_id()), topic_id=TopicId(topic))
            contact = await seat.drafts.close(draft)
            say("closed", contact.id)
            await asyncio.sleep(BETWEEN_CONTACTS_S)


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1:]))
