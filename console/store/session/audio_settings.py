"""Each person's choice of audio devices at this seat, in small files beside the replicas."""

import asyncio
import hashlib
import logging
import os
from pathlib import Path

import msgspec

from console.model.calls.audio_choice import AudioChoice

log = logging.getLogger(__name__)
FILE = "audio.json"


class AudioSettings:
    """load and remember never raise: a choice that is lost is made again.

    An operator without a choice here begins with the last one made at the seat. A file is named
    by a hash of the login, as the replica is: a disk listing names nobody.
    """

    def __init__(self, data_dir: Path) -> None:
        self._seat_file = data_dir / FILE
        self._file = self._seat_file
        # In the order of the choices: two writes at once could leave the older one on disk.
        self._one_write = asyncio.Lock()

    def belong_to(self, login: str) -> None:
        """From here on load and remember are about this person."""
        name = hashlib.sha256(login.strip().casefold().encode("utf-8", "replace")).hexdigest()
        self._file = self._seat_file.with_name(f"{name[:24]}.audio")

    async def load(self) -> AudioChoice:
        return await asyncio.to_thread(self._read, self._file)

    async def remember(self, choice: AudioChoice) -> None:
        """Store a choice for the operator who made it; of several the last one counts."""
        # Before the wait: whoever signs in meanwhile must not inherit the choice
        # (test_a_choice_written_late_belongs_to_whoever_made_it).
        own = self._file
        async with self._one_write:
            await asyncio.to_thread(self._write, own, choice)

    def _read(self, own: Path) -> AudioChoice:
        file = own if own.exists() else self._seat_file
        try:
            return msgspec.json.decode(file.read_bytes(), type=AudioChoice)
        except FileNotFoundError:
            return AudioChoice()
        except (OSError, msgspec.DecodeError) as error:
            log.warning("the choice of audio devices cannot be read: %s", type(error).__name__)
            return AudioChoice()

    def _write(self, own: Path, choice: AudioChoice) -> None:
        try:
            # Also for the seat: a newcomer begins with the headset that is plugged in here.
            for file in (self._seat_file, own):
                # Written beside and renamed: a kill in between leaves the old choice, whole.
                aside = file.with_suffix(".new")
                aside.write_bytes(msgspec.json.encode(choice))
                os.replace(aside, file)
        except OSError as error:
            log.warning("the choice of audio devices is not kept: %s", type(error).__name__)
