"""What "exchange check" finds out about the announcements the queues may play."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from contract.domain.queue import Queue
from server.cli.finding import GOOD, WARNING, Finding
from server.gateways.exchange_setup.exchange_plan import seats_known
from server.gateways.exchange_setup.missing_announcements import (
    in_short,
    languages_of_all,
    missing,
    needed,
)
from server.settings import ExchangeSettings, ServerSettings
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase, is_sqlite, sqlite_path
from server.usecases.routing.known_queues import known_queues


def sound_findings(settings: ServerSettings, exchange: ExchangeSettings) -> Iterator[Finding]:
    """Yield a finding for each language of the queues; nothing where no announcement is played."""
    known = _queues_and_seats(settings)
    if known is None or not exchange.relays:
        return
    folder = Path(exchange.sounds_dir)
    # The sounds lie on the relays' computers: here nobody can say what is missing.
    if not folder.is_dir():
        text = f"{folder} is not on this computer: run the check where the relays are."
        yield Finding(check="sounds", state=WARNING, text=text)
        return
    queues, seats = known
    for language in languages_of_all(queues):
        yield _of_language(folder, language, queues, seats, exchange.recording_allowed)
    if exchange.voice_port and any(queue.has_voicemail for queue in queues):
        yield from _greetings(settings.greetings_folder, queues)


def _of_language(
    folder: Path, language: str, queues: Iterable[Queue], seats: tuple[str, ...], records: bool
) -> Finding:
    names = [name for queue in queues for name in needed(queue, seats, records=records)]
    check = f"sounds {language}"
    if lacking := missing(folder, language, names):
        return Finding(check=check, state=WARNING, text=f"Missing: {in_short(lacking)}.")
    return Finding(check=check, state=GOOD, text="All announcements are there.")


def _greetings(folder: Path, queues: Iterable[Queue]) -> Iterator[Finding]:
    for language in languages_of_all(queues):
        unheard = [
            queue.id
            for queue in queues
            if queue.has_voicemail and not _has_greeting(folder, queue.id, language)
        ]
        if unheard:
            text = f"Only a tone before the voicemail of {', '.join(unheard)}."
            yield Finding(check=f"greeting {language}", state=WARNING, text=text)


def _has_greeting(folder: Path, queue_id: str, language: str) -> bool:
    words = (f"{queue_id}.{language}", queue_id, language)
    return any((folder / f"{word}.wav").is_file() for word in words)


def _queues_and_seats(
    settings: ServerSettings,
) -> tuple[tuple[Queue, ...], tuple[str, ...]] | None:
    """Return None when the database does not answer: another check says so."""
    if is_sqlite(settings.database) and not sqlite_path(settings.database).exists():
        return None
    try:
        database = ServerDatabase.open(settings.database)
    except StoreFault:
        return None
    try:
        return (
            tuple(database.read_now(known_queues).values()),
            database.read_now(seats_known),
        )
    except StoreFault:
        return None
    finally:
        database.close()
