"""The console is killed while an operator types: what she typed a second ago is still there.

A child process types into the real chain (saver, use case, encrypted replica) and says when each
key fell; the parent kills it, opens the replica as a new console would and compares.
"""

import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from console.model.contact.contact_draft import ContactDraft, SendingDraft
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import ServerClock
from console.runtime.task_scope import TaskScope
from console.store.contact.draft_repository import drafts
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import waiting_commands
from console.store.session.session_record import save_session
from console.store.session.unsent_input_record import unsent_input
from console.usecases.contact.stored_drafts import StoredDrafts
from console.usecases.session.save_unsent_input import SaveUnsentInput
from console.viewmodels.kit.draft_saver import DraftSaver
from console.viewmodels.kit.unsent_input import InputByPlace, UnsentInputViewModel
from contract.domain.account import Account, Role
from contract.domain.ids import AccountId, ContactId, TopicId
from contract.wire.commands import RecordContact

KEY = "c3" * 32
ALPHABET = "abcdefghij"
PAUSES_S = (0.02, 0.04, 0.06, 0.08, 0.12, 0.2, 0.4)
KEYS_OF_A_CONTACT = 25
LIFE_S = (0.05, 2.5)  # after the first key
AT_ONCE = 4
TOO_OLD_S = 1.0
# damage, what was typed by contact and by place of a panel, queued contacts
Found = tuple[str, dict[str, str], list[str]]
OPERATOR = Account(
    id=AccountId("operator-1"), login="operator1", display_name="Operator", role=Role.OPERATOR
)


async def prove(*, kills: int = 200, seed: int = 1) -> Any:
    """Return how many keys were typed and how old the oldest lost one was."""
    return await asyncio.to_thread(run, kills, seed)


def run(kills: int, seed: int) -> dict[str, Any]:
    """Kill so many typing consoles. too_late: keys lost though older than a second.

    taken_back: keys told as saved that are not there, whatever the clock says. lost: contacts
    closed and told, but not in the outbox; corrupt: replicas that did not open.
    """
    chance = random.Random(seed)
    tally: dict[str, Any] = {"kills": kills, "typed": 0, "lost_keys": 0, "oldest_lost_s": 0.0}
    tally |= {"too_late": 0, "taken_back": 0, "saved": 0, "closed": 0}
    tally |= {"lost": 0, "duplicated": 0, "corrupt": 0}
    lives = [(chance.randrange(1 << 30), chance.uniform(*LIFE_S)) for _ in range(kills)]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        for told, killed_at, found in pool.map(_one, lives):
            _judge(tally, told, killed_at, *found)
    tally["oldest_lost_s"] = round(tally["oldest_lost_s"], 3)
    return tally


def _one(life: tuple[int, float]) -> tuple[list[list[str]], float, Found]:
    folder = Path(tempfile.mkdtemp(prefix="chiamaroma-kill-"))
    try:
        told, killed_at = _killed(folder, *life)
        return told, killed_at, asyncio.run(_found(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _killed(folder: Path, seed: int, life_s: float) -> tuple[list[list[str]], float]:
    """Let a child type for life_s and kill it; return what it told and when it died."""
    command = [sys.executable, "-m", "tools.proofs.kills.draft_kills", str(folder), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=_environment()) as child:
        assert child.stdout is not None
        try:
            first = child.stdout.readline()  # its first key
            time.sleep(life_s)
        finally:
            killed_at = time.monotonic()
            child.kill()
        rest = child.stdout.read()
    lines = (first + rest).decode("ascii").splitlines(keepends=True)
    return [line.split() for line in lines if line.endswith("\n")], killed_at


async def _found(folder: Path) -> Found:
    """Open the replica as a new console does; return damage, typed texts and queued contacts."""
    database = LocalDatabase(folder / "a.replica", KEY, ChangeFeed())
    report = await database.open()
    try:
        texts = {str(one.contact_id): _text_of(one) for one in await database.read(drafts)}
        texts |= {place: one.words[0] for place, one in (await database.read(unsent_input)).items()}
        queued = [
            str(command.data.contact.id)
            for command in await database.read(waiting_commands)
            if isinstance(command.data, RecordContact)
        ]
    finally:
        await database.close()
    return report.broken, texts, queued


def _text_of(draft: ContactDraft) -> str:
    """Return what both fields hold; they were typed alike, and text that differs is no text."""
    to = draft.sending.to if draft.sending is not None else ""
    return to if to == draft.description else "?"


def _judge(
    tally: dict[str, Any],
    told: list[list[str]],
    killed_at: float,
    broken: str,
    texts: dict[str, str],
    queued: list[str],
) -> None:
    tally["corrupt"] += bool(broken)
    closed = [line[1] for line in told if line[0] == "closed"]
    tally["closed"] += len(closed)
    tally["lost"] += len(set(closed) - set(queued))
    tally["duplicated"] += len(queued) - len(set(queued))
    saved = {line[1]: int(line[2]) for line in told if line[0] == "saved"}  # the last counts
    typed: dict[str, list[float]] = {}
    for line in told:
        if line[0] == "key":
            typed.setdefault(line[1], []).append(float(line[2]))
    for contact_id, fell_at in typed.items():
        tally["typed"] += len(fell_at)
        if contact_id in queued:
            continue
        text = texts.get(contact_id, "")
        expected = "".join(ALPHABET[n % len(ALPHABET)] for n in range(len(fell_at)))
        tally["corrupt"] += not expected.startswith(text)
        lost = fell_at[len(text) :]
        tally["lost_keys"] += len(lost)
        tally["saved"] += len(text)
        tally["taken_back"] += max(0, saved.get(contact_id, 0) - len(text))
        if lost:
            age_s = killed_at - lost[0]
            tally["oldest_lost_s"] = max(tally["oldest_lost_s"], age_s)
            tally["too_late"] += age_s > TOO_OLD_S


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}


async def _type(folder: Path, seed: int) -> None:
    """Type, save and close contacts until killed; tell each key before it can be saved."""
    chance = random.Random(seed)
    database = LocalDatabase(folder / "a.replica", KEY, ChangeFeed())
    await database.open()
    await database.write(
        lambda c: save_session(c, OPERATOR, None, "token"), changes=frozenset({Topic.SESSION})
    )
    clock = ServerClock()
    scope = TaskScope(on_crash=lambda name, error: os.abort())
    drafts = StoredDrafts(database=database, clock=clock)
    saver: DraftSaver[ContactDraft] = DraftSaver(
        name="draft.save",
        save=drafts.save,
        on_saved=lambda kept: _tell("saved", kept.contact_id, str(len(kept.description))),
        on_failed=lambda _: os.abort(),
        scope=scope,
    )
    words = _panel_words(database, scope)
    number = 0
    while True:
        number += 1
        contact_id = ContactId(f"contact-{number}")
        draft = ContactDraft(contact_id=contact_id, topic_id=TopicId("tari"))
        for key in range(KEYS_OF_A_CONTACT):
            place = f"panel-{number}"  # words about it that nobody hands over
            for one in (contact_id, place):
                _tell("key", one, f"{time.monotonic():.6f}")
            text = draft.description + ALPHABET[key % len(ALPHABET)]
            typed = SendingDraft(to=text)  # into the panel that sends a card, too
            draft = replace(draft, description=text, sending=typed, cursor=len(text))
            saver.edited(draft)
            words.type(place, (text,))
            await asyncio.sleep(chance.choice(PAUSES_S))
        await saver.flush()
        await drafts.close(draft)
        saver.drop()
        _tell("closed", contact_id)


def _panel_words(database: LocalDatabase, scope: TaskScope) -> UnsentInputViewModel:
    keep = SaveUnsentInput(database=database)

    async def save(typed: InputByPlace) -> InputByPlace:
        kept = await keep(typed)
        for place, one in kept.items():
            _tell("saved", place, str(len(one.words[0])))
        return kept

    words = UnsentInputViewModel(
        load=lambda: database.read(unsent_input),
        save=save,
        feed=ChangeFeed(),
        scope=scope,
        now=ServerClock(),
    )
    words.store_failed.connect(lambda _: os.abort())
    return words


def _tell(*words: str) -> None:
    os.write(1, (" ".join(words) + "\n").encode("ascii"))


if __name__ == "__main__":
    asyncio.run(_type(Path(sys.argv[1]), int(sys.argv[2])))
