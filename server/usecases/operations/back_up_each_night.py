"""Each night a sealed backup, opened and tried before it counts; old ones go."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from contract.domain.opening_times.opening_hours import ROME
from server.settings import ServerSettings
from server.usecases.citizens.erased_marks import FILE, marks_file, merge_marks
from server.usecases.operations.age_keys import recipient_of
from server.usecases.operations.back_up import back_up
from server.usecases.operations.backup_content import manifest_path
from server.usecases.operations.try_backup import try_backup

log = logging.getLogger(__name__)

NIGHT_HOUR = 2  # in Rome, before old rows go
LEAST_KEPT = 3  # however old; fewer only where keep_days is less
_NAME = "chiamaroma-%Y-%m-%d.age"


class BackUpEachNight:
    def __init__(
        self,
        *,
        settings: ServerSettings,
        clock: Callable[[], datetime],
        is_trusted: Callable[[], Awaitable[bool]],
    ) -> None:
        """is_trusted: whether the clock may say which backups are old."""
        self._settings = settings
        self._clock = clock
        self._is_trusted = is_trusted

    async def when_due(self) -> None:
        """Run once a night, where a folder is set; one that fails is done again next time.

        Raise BackupBroken, StoreFault, ToolMissing, ToolFailed, OSError.
        """
        folder, now = self._settings.backup.folder, self._clock()
        today = now.astimezone(ROME)
        if folder is None or today.hour < NIGHT_HOUR or (folder / f"{today:{_NAME}}").exists():
            return
        # On a thread of its own: it takes minutes, and calls are answered meanwhile.
        await asyncio.to_thread(self.run, folder / f"{today:{_NAME}}", now)
        if await self._is_trusted():
            await asyncio.to_thread(self._drop_old, folder, now)

    def run(self, target: Path, now: datetime) -> None:
        """Make target and try it; leave none that could not be restored."""
        # Opened from the disk with a key of this run alone: the others are not on this computer.
        once = X25519PrivateKey.generate().private_bytes_raw()
        recipients = (*self._settings.backup.recipients, recipient_of(once))
        back_up(self._settings, target, now, recipients)
        try:
            rows = try_backup(self._settings, target, [once])
        except BaseException:
            _remove(target)
            raise
        merge_marks(target.parent / FILE, marks_file(self._settings.data_dir))
        log.info("backed up and tried: rows=%s", dict(rows))

    def _drop_old(self, folder: Path, now: datetime) -> None:
        keep_days, made = self._settings.backup.keep_days, nightly_backups(folder)
        oldest = f"{now.astimezone(ROME) - timedelta(days=keep_days):{_NAME}}"
        for path in made[: -min(LEAST_KEPT, keep_days)]:
            if path.name < oldest:
                _remove(path)


def nightly_backups(folder: Path) -> list[Path]:
    """Return those of the nights, oldest first."""
    return sorted(folder.glob("chiamaroma-????-??-??.age"))


def is_ahead(path: Path, now: datetime) -> bool:
    """Return whether a backup bears the date of a night to come: the clock was wrong."""
    return path.name > f"{now.astimezone(ROME):{_NAME}}"


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    manifest_path(path).unlink(missing_ok=True)
