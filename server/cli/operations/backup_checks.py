"""What chiamaroma-server doctor says of backups."""

from datetime import UTC, datetime

from server.cli.finding import BAD, GOOD, WARNING, Finding
from server.settings import ServerSettings
from server.store.engine.server_database import is_sqlite, sqlite_path
from server.usecases.operations.back_up_each_night import is_ahead, nightly_backups
from server.usecases.operations.backup_content import UPGRADES

MISSED_HOURS = 50  # two nights


def backup_finding(settings: ServerSettings) -> Finding:
    """Return how old the newest one is, and whether copies lie about in clear."""
    if left := _in_clear(settings):
        text = f"A former database is in clear in {left}: delete it when you need it no more."
        return Finding(check="backup", state=WARNING, text=text)
    folder = settings.backup.folder
    if folder is None:
        text = "None is made at night: set backup.folder and backup.recipients."
        return Finding(check="backup", state=WARNING, text=text)
    made = nightly_backups(folder)
    if not made:
        text = f"None is in {folder} yet: a server makes one each night."
        return Finding(check="backup", state=WARNING, text=text)
    now = datetime.now(UTC)
    if is_ahead(made[-1], now):
        text = f"{made[-1]} is of a night to come: the clock was wrong. Set it, and move that away."
        return Finding(check="backup", state=BAD, text=text)
    age = now.timestamp() - made[-1].stat().st_mtime
    state = BAD if age > MISSED_HOURS * 3600 else GOOD
    text = f"{made[-1]} is the newest, {age // 3600:.0f} hours old; it was tried."
    return Finding(check="backup", state=state, text=text)


def _in_clear(settings: ServerSettings) -> str:
    found = list((settings.data_dir / UPGRADES).glob("*.tar"))
    if is_sqlite(settings.database):
        path = sqlite_path(settings.database)
        found += path.parent.glob(f"{path.name}.before-*")
    clear = (one for one in found if not one.name.endswith((".age", ".manifest.json")))
    return str(next(clear, ""))
