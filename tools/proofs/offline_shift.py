"""The server is gone for a shift: work goes on, and all of it arrives once, in order.

One console works as an operator does: opens contacts, types, forwards, promises callbacks, puts
drafts aside, is closed and opened again without a server. The others close contacts beside it, and
all of them run their own sync loops to find the server when it is back.
"""

import asyncio
import os
import random
import signal
import tempfile
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from console.model.contact.contact_draft import CallbackWish, ContactDraft
from console.store.contact.contact_repository import own_contacts
from console.store.contact.draft_repository import drafts
from console.store.replica.cipher import Connection
from console.store.replica.sync_cursor import mismatches
from contract.domain.caller import CallerDetails
from contract.domain.contact import Disposition
from contract.domain.ids import ContactId, DeskId, TopicId, new_id
from tools.proofs.judges.history import Judgement, Operation, Outcome, judge, out_of_order
from tools.proofs.judges.server_under_proof import ServerUnderProof, server_under_proof
from tools.proofs.seats.many_consoles import ManyConsoles, many_consoles
from tools.services.filled_server import forwarded_topic
from tools.services.windowless_seat import WindowlessSeat

OPERATOR = "turno"
SHOWN_OFFLINE_WITHIN_S = 6.0
BACK_WITHIN_S = 10.0
SENT_WITHIN_S = 300.0
LIMIT_S = 180.0  # for what should take seconds
ASIDE_EVERY = 10  # contacts: one in so many stays a draft, put aside
_KINDS = ("contact", "case", "callback")
_MANY = 10_000


@dataclass(slots=True)
class Shift:
    """What was written, by the login of its author and in the order of writing."""

    topic: TopicId
    desk: DeskId
    luck: random.Random
    contacts: dict[str, list[str]] = field(default_factory=dict)
    cases: list[str] = field(default_factory=list)
    callbacks: int = 0
    aside: list[str] = field(default_factory=list)

    def draft(self, number: int) -> ContactDraft:
        """Return an untyped contact: one in three is forwarded, half of those with a callback."""
        opened = ContactDraft(contact_id=ContactId(new_id()))
        phone = f"+3906555{self.luck.randrange(10**5):05d}"
        filled = replace(
            opened, topic_id=self.topic, caller=CallerDetails(phone=phone), phone_text=phone
        )
        if number % 3:
            return filled
        filled = replace(filled, disposition=Disposition.FORWARDED, desk_id=self.desk)
        return filled if number % 6 else replace(filled, callback=_tomorrow())


def _tomorrow() -> CallbackWish:
    start = datetime.now(UTC) + timedelta(days=1)
    return CallbackWish(window_start_at=start, window_end_at=start + timedelta(hours=2))


async def prove(
    *,
    engine: str = "sqlite",
    contacts: int = 120,
    consoles: int = 20,
    shift_s: float = 40.0,
    seed: int = 1,
    patience: float = 1.0,
) -> Any:
    """Return the judgement, how late "offline" was shown and how soon the consoles were back.

    shift_s: how long the server stays away at least; 40 s bring every console to its longest
    pause between two tries. too_late counts broken limits, each longer by patience.
    """
    logins = [OPERATOR, *(f"posto{number}" for number in range(1, consoles))]
    with server_under_proof(engine) as proof, tempfile.TemporaryDirectory() as folder:
        for login in logins:
            proof.add_account(login, "operator")
        shift = Shift(*forwarded_topic(proof), random.Random(seed))
        proof.start()
        async with many_consoles(proof, Path(folder), logins, seed) as opened:
            shown_s = await _notice(proof, opened)
            await asyncio.gather(_work(opened, shift, contacts), asyncio.sleep(shift_s))
            await asyncio.to_thread(proof.start)
            back_s = await opened.until_all(lambda seat: seat.is_back, SENT_WITHIN_S)
            sent_s = await opened.until_all_sent(SENT_WITHIN_S)
            judgement = await _judge(proof, opened, shift)
    judgement.faults += [f"{name}: {error!r}" for name, error in opened.crashes]
    return {
        "offline_shown_s_max": round(shown_s, 2),
        "back_s_p50": round(sorted(back_s)[len(back_s) // 2], 2),
        "back_s_max": round(max(back_s), 2),
        "all_sent_s": round(max(back_s) + max(sent_s), 2),
        "too_late": (shown_s > SHOWN_OFFLINE_WITHIN_S * patience)
        + (max(back_s) > BACK_WITHIN_S * patience),
        "forwarded": len(shift.cases),
        "callbacks": shift.callbacks,
        "drafts_aside": len(shift.aside),
    } | asdict(judgement)


async def _notice(proof: ServerUnderProof, opened: ManyConsoles) -> float:
    """Return how late the last console showed "offline": of a frozen server and of a dead one."""
    os.kill(proof.pid, signal.SIGSTOP)  # connections stay up, nothing comes
    try:
        of_frozen = await opened.until_all(_is_offline, LIMIT_S)
    finally:
        os.kill(proof.pid, signal.SIGCONT)
    await opened.until_all(lambda seat: seat.is_back, LIMIT_S)
    await asyncio.to_thread(proof.kill)
    of_dead = await opened.until_all(_is_offline, LIMIT_S)
    return max(*of_frozen, *of_dead)


def _is_offline(seat: WindowlessSeat) -> bool:
    return not seat.connection.current.online


async def _work(opened: ManyConsoles, shift: Shift, contacts: int) -> None:
    others = [login for login in opened.seats if login != OPERATOR]
    await asyncio.gather(
        _operate(opened, shift, contacts),
        *(_close_some(opened.seats[login], login, shift, contacts // 4) for login in others),
    )


async def _operate(opened: ManyConsoles, shift: Shift, contacts: int) -> None:
    """Work through a shift; in its middle the console ends and is started again, offline."""
    for number in range(contacts):
        if number == contacts // 2:
            await opened.close(OPERATOR)
            if not await opened.open(OPERATOR):
                raise AssertionError("signed in at a server that is not there")
        await _handle(opened.seats[OPERATOR], OPERATOR, shift, number)


async def _close_some(seat: WindowlessSeat, login: str, shift: Shift, contacts: int) -> None:
    for number in range(contacts):
        await _handle(seat, login, shift, number)


async def _handle(seat: WindowlessSeat, login: str, shift: Shift, number: int) -> None:
    """Open, type in three steps, close. Each tenth of the operator's stays a draft."""
    draft = await seat.drafts.open(shift.draft(number))
    for words in range(1, 4):
        draft = await seat.drafts.save(
            replace(draft, description="Chiede del bollettino. " * words)
        )
    if login == OPERATOR and number % ASIDE_EVERY == ASIDE_EVERY - 1:
        shift.aside.append(draft.contact_id)
        return
    contact = await seat.drafts.close(draft)
    shift.contacts.setdefault(login, []).append(contact.id)
    if contact.case_id is not None:
        shift.cases.append(contact.case_id)
    shift.callbacks += draft.callback is not None


async def _judge(proof: ServerUnderProof, opened: ManyConsoles, shift: Shift) -> Judgement:
    feed = proof.rows("SELECT kind, entity_id FROM change_row ORDER BY scope, seq")
    stored = {kind: [str(row[1]) for row in feed if row[0] == kind] for kind in _KINDS}
    history = [
        Operation(login, contact_id, Outcome.OK)
        for login, contact_ids in shift.contacts.items()
        for contact_id in contact_ids
    ]
    judgement = judge(history, stored["contact"])
    judgement.out_of_order = sum(
        out_of_order(sent, stored["contact"]) for sent in shift.contacts.values()
    )
    cases = judge((Operation("", case_id, Outcome.OK) for case_id in shift.cases), stored["case"])
    judgement.lost += cases.lost + max(0, shift.callbacks - len(set(stored["callback"])))
    judgement.duplicated += cases.duplicated + max(0, len(stored["callback"]) - shift.callbacks)
    await _check_replicas(opened, shift, judgement)
    return judgement


async def _check_replicas(opened: ManyConsoles, shift: Shift, judgement: Judgement) -> None:
    """Each replica equals the server, nothing is laid over it, the drafts are where they were."""
    left = {one.contact_id for one in await opened.seats[OPERATOR].database.read(drafts)}
    judgement.lost += len(set(shift.aside) - left)
    for login, seat in opened.seats.items():
        if await seat.database.read(mismatches) or await seat.database.read(_overlaid):
            judgement.faults.append(f"the replica of {login} differs from the server")
        own = await seat.database.read(lambda connection: own_contacts(connection, _MANY))
        if {contact.id for contact in own} != set(shift.contacts[login]):
            judgement.faults.append(f"{login} sees other contacts than were written")


def _overlaid(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM overlay_row").fetchone()[0])
