"""Tests only: writes what each call heard, with a note of which call it was."""

import time
from pathlib import Path
from typing import BinaryIO

import msgspec

from contract.wire.phone_socket import Call


class TapNote(msgspec.Struct, frozen=True, kw_only=True):
    """The JSON file beside heard-….raw (8 kHz, 16 bit, mono). Times are CLOCK_MONOTONIC."""

    sip_id: str
    call_key: str
    peer: str
    start_mono_s: float
    end_mono_s: float | None = None


class AudioTap:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._open: dict[int, tuple[BinaryIO, Path, TapNote]] = {}

    def write(self, seat: str, call: Call, samples: bytes) -> None:
        if call.call not in self._open:
            key = call.call_key if call.call_key != call.sip_id else str(call.call)
            safe = "".join(letter if letter.isalnum() or letter == "-" else "_" for letter in key)
            path = self._folder / f"heard-{seat}-{safe}.raw"
            note = TapNote(
                sip_id=call.sip_id,
                call_key=call.call_key,
                peer=call.peer,
                start_mono_s=time.monotonic(),
            )
            self._open[call.call] = (path.open("wb", buffering=0), path, note)
            self._write_note(path, note)
        self._open[call.call][0].write(samples)

    def end(self, call: Call) -> None:
        if call.call in self._open:
            file, path, note = self._open.pop(call.call)
            file.close()
            self._write_note(path, msgspec.structs.replace(note, end_mono_s=call.ended_mono_s))

    def _write_note(self, path: Path, note: TapNote) -> None:
        """Write it whole: tests read it at any moment."""
        partial = path.with_suffix(".partial")
        partial.write_bytes(msgspec.json.encode(note))
        partial.replace(path.with_suffix(".json"))
