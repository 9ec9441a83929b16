"""What one person has chosen at this seat, in a small file beside the replicas."""

import asyncio
import hashlib
import logging
import os
from pathlib import Path

import msgspec

log = logging.getLogger(__name__)


class KeptChoice[T: msgspec.Struct]:
    """load and remember never raise: a choice that is lost is made again.

    A file is named by a hash of the login, as the replica is: a disk listing names nobody.
    kind: the end of its name. usual: of who has chosen nothing. is_passed_on: a newcomer begins
    with the last choice made at the seat.
    """

    def __init__(self, data_dir: Path, kind: str, usual: T, *, is_passed_on: bool = False) -> None:
        self._kind = kind
        self._usual = usual
        self._seat_file = data_dir / f"{kind}.json"
        self._is_passed_on = is_passed_on
        self._file = self._seat_file
        # In the order of the choices: two writes at once could leave the older one on disk.
        self._one_write = asyncio.Lock()

    def belong_to(self, login: str) -> None:
        """From here on load and remember are about this person."""
        name = hashlib.sha256(login.strip().casefold().encode("utf-8", "replace")).hexdigest()
        self._file = self._seat_file.with_name(f"{name[:24]}.{self._kind}")

    async def load(self) -> T:
        return await asyncio.to_thread(self._read, self._file)

    async def remember(self, choice: T) -> None:
        """Store a choice for the operator who made it; of several the last one counts."""
        # Before the wait: whoever signs in meanwhile must not inherit the choice
        # (test_a_choice_written_late_belongs_to_whoever_made_it).
        own = self._file
        async with self._one_write:
            await asyncio.to_thread(self._write, own, choice)

    def _read(self, own: Path) -> T:
        file = own if own.exists() or not self._is_passed_on else self._seat_file
        try:
            return msgspec.json.decode(file.read_bytes(), type=type(self._usual))
        except FileNotFoundError:
            return self._usual
        except (OSError, msgspec.DecodeError) as error:
            log.warning("the choice of %s cannot be read: %s", self._kind, type(error).__name__)
            return self._usual

    def _write(self, own: Path, choice: T) -> None:
        try:
            # Also for the seat: a newcomer begins with the headset that is plugged in here.
            for file in (self._seat_file, own) if self._is_passed_on else (own,):
                # Written beside and renamed: a kill in between leaves the old choice, whole.
                aside = file.with_suffix(f".{self._kind}-new")
                aside.write_bytes(msgspec.json.encode(choice))
                os.replace(aside, file)
        except OSError as error:
            log.warning("the choice of %s is not kept: %s", self._kind, type(error).__name__)
