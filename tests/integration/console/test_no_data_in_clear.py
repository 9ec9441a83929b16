"""Neither the files of a seat nor its log hold anything a citizen said in the clear."""

import asyncio
import contextlib
import logging
import random
from pathlib import Path

import pytest

from console.errors import ServerUnreachable
from console.model.contact.contact_draft import AttemptDraft
from console.model.contact.unsent_input import About, Typed
from console.runtime.logging_setup import WordlessFormatter
from console.usecases.session.save_unsent_input import SaveUnsentInput
from contract.domain.caller import CallerDetails
from contract.domain.ids import ContactId, TopicId, new_id
from server.usecases.contacts.look_up_reason import MOST_WITHOUT_CALL
from tests.support.seats.console_seat import a_seat
from tests.support.seats.seat import a_draft
from tests.support.servers.real_server import RealServer

NAMES = 50


def _persons(seed: int = 5) -> list[tuple[str, str]]:
    """Return (name, number) of persons that exist nowhere else."""
    chance = random.Random(seed)
    syllables = ["zor", "qui", "vex", "lum", "bri", "tox", "fen", "gah", "wyn", "dru"]
    return [
        (
            "".join(chance.choices(syllables, k=4)).title() + " " + f"Canarino{number}",
            f"+39065{chance.randrange(10**6, 10**7)}",
        )
        for number in range(NAMES)
    ]


async def test_fifty_seeded_persons_are_in_no_file_and_no_log_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    persons = _persons()
    caplog.set_level(logging.DEBUG)
    async with await RealServer.start() as server:
        await server.add_desk("tributi", "tari")
        await server.add_account("anna")
        async with a_seat(tmp_path, server.transport()) as seat:
            for number, (name, phone) in enumerate(persons):
                draft = a_draft(
                    contact_id=ContactId(new_id()),
                    topic_id=TopicId("tari"),
                    caller=CallerDetails(name=name),
                    phone_text=phone,
                    description=f"{name} asks from {phone}",
                )
                await seat.drafts.save(draft)
                if number % 2:
                    await seat.drafts.close(draft)
                # No more look-ups than a seat may make for calls that the server has not heard of.
                if number < MOST_WITHOUT_CALL:
                    await seat.link.callers(phone, "a@exchange")
            await seat.cases.save_draft(AttemptDraft(callback_id="c1", note=persons[0][0]))
            await SaveUnsentInput(database=seat.database)(
                {"fault c1": Typed(words=persons[1], about=About(title=persons[2][0]))}
            )
            await seat.sync()
            server.go_offline()
            for _, phone in persons[:3]:
                with pytest.raises(ServerUnreachable):
                    await seat.link.callers(phone, "a@exchange")
            in_use = await asyncio.to_thread(_contents, tmp_path)
        closed = await asyncio.to_thread(_contents, tmp_path)
    formatter = WordlessFormatter()
    log = "\n".join(formatter.format(record) for record in caplog.records if _ours(record))
    for name, phone in persons:
        for secret in (name, phone, phone.removeprefix("+39")):
            assert secret.encode() not in in_use
            assert secret.encode() not in closed
            assert secret not in log
    assert b"anna" not in in_use
    assert len(in_use) > 50_000


def _contents(folder: Path) -> bytes:
    """Return every byte below the folder, journals included, and the names of the files."""
    parts: list[bytes] = []
    for file in folder.rglob("*"):
        parts.append(str(file.relative_to(folder)).encode())
        with contextlib.suppress(FileNotFoundError):  # a journal may go at any moment
            parts += [file.read_bytes()] if file.is_file() else []
    return b"\n".join(parts)


def _ours(record: logging.LogRecord) -> bool:
    """The product's own lines, and those of libraries at the levels its log keeps."""
    return record.name.startswith("console") or record.levelno >= logging.WARNING
