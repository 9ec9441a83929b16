"""What the server knows of transfers afterwards, read without any code of the server."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import msgspec
from sqlcipher3 import dbapi2

from tools.proofs.seats.glance import now_s
from tools.proofs.seats.killed_seat import Scene
from tools.services.patience import PATIENCE

SENT_LIMIT_S = 20.0


class KeptContact(msgspec.Struct, frozen=True, kw_only=True):
    phone: str
    disposition: str
    description: str


class KeptTransfer(msgspec.Struct, frozen=True, kw_only=True):
    phone: str
    state: str
    note: str


class TransferFacts(msgspec.Struct, frozen=True, kw_only=True):
    contacts: tuple[KeptContact, ...]
    transfers: tuple[KeptTransfer, ...]


async def transfers_when_sent(around: Scene, numbers: Sequence[str]) -> TransferFacts:
    """Return what is there once both contacts of every citizen are, or they had the time for it."""
    [database] = (around.folder / "server").glob("*.db")
    deadline = now_s() + SENT_LIMIT_S * PATIENCE
    while True:
        facts = await asyncio.to_thread(_read, database)
        phones = [contact.phone for contact in facts.contacts]
        if now_s() > deadline or all(phones.count(number) >= 2 for number in numbers):
            return facts
        await asyncio.sleep(0.2)


def complaints_of(
    facts: TransferFacts, numbers: Sequence[str], text: str, unseen: Sequence[str]
) -> list[str]:
    """Return a sentence for each citizen whose way the server cannot tell; empty is good.

    unseen: those whose transfer was taken while no console was there to write its outcome.
    """
    found = []
    for at, number in enumerate(numbers, 1):
        contacts = [one for one in facts.contacts if one.phone == number]
        if len(contacts) != 2:
            found.append(f"citizen {at}: {len(contacts)} contacts on the server, not 2")
        if any(text not in one.description for one in contacts):
            found.append(f"citizen {at}: a contact without what was written")
        is_said = any(one.disposition == "transferred" for one in contacts)
        if not is_said and number not in unseen:
            found.append(f"citizen {at}: no contact says that she was transferred")
        states = [one.state for one in facts.transfers if one.phone == number]
        if states != ["taken"]:
            found.append(f"citizen {at}: the transfer is {', '.join(states) or 'not there'}")
    return found


def _read(database: Path) -> TransferFacts:
    connection = dbapi2.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return TransferFacts(
            contacts=tuple(
                KeptContact(phone=phone, disposition=disposition, description=description)
                for phone, disposition, description in connection.execute(
                    "SELECT caller_phone, disposition, description FROM contact"
                )
            ),
            transfers=tuple(
                KeptTransfer(phone=phone, state=state, note=note)
                for phone, state, note in connection.execute(
                    "SELECT caller_phone, state, note FROM call_transfer ORDER BY at"
                )
            ),
        )
    finally:
        connection.close()
