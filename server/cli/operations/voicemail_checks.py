"""What doctor finds out about the messages in the voicemail."""

from datetime import UTC, datetime
from pathlib import Path

from server.cli.finding import GOOD, WARNING
from server.store.engine.connection import Connection
from server.usecases.calls.tidy_voicemails import WRITTEN_WITHIN, files_in, without_row

NAMED = 5


def voicemail_finding(connection: Connection, folder: Path) -> tuple[str, str]:
    """Return state and text: are there files of messages that are nobody's work?"""
    found = without_row(connection, files_in(folder))
    written = (datetime.now(UTC) - WRITTEN_WITHIN).timestamp()
    waiting = [path.name for path, at in found.items() if at < written]
    if not waiting:
        return GOOD, "Each message has its row."
    more = " …" if len(waiting) > NAMED else ""
    return WARNING, (
        f"{len(waiting)} messages of citizens in {folder} have no row: {', '.join(waiting[:NAMED])}"
        f"{more}. The server tries again each hour, and its log says why it cannot. Listen to them "
        "before voicemail_days are over: then they are deleted."
    )
