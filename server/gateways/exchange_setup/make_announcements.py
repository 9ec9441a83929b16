"""Announcements made of texts: what a city recorded itself is never touched.

Beside the files lies a list of those made here, with hashes of sound and text: any other file,
and one that was changed since, is the city's.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from server.gateways.exchange_setup.speech import speak, write_wav

LIST = ".made.json"


@dataclass(slots=True)
class Made:
    """How many files of one language; kept ones are the city's own."""

    language: str
    made: int = 0
    kept: int = 0
    unchanged: int = 0


class MadeFiles:
    """The list of a folder. Raise OSError where it cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, list[str]] = {}
        try:
            listed = json.loads((folder / LIST).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return  # what is there was made by somebody else
        if isinstance(listed, dict):
            self._known = {name: pair for name, pair in listed.items() if isinstance(pair, list)}

    def is_citys(self, name: str) -> bool:
        path = self._folder / name
        # Unknown or changed since: a city's recording is never written over.
        return path.exists() and self._known.get(name, [""])[0] != _hash(path.read_bytes())

    def says(self, name: str, text: str) -> bool:
        """Return whether the file is there and was made of this text."""
        known = self._known.get(name, ["", ""])
        return (self._folder / name).exists() and known[-1] == _hash(text.encode())

    def note(self, name: str, text: str) -> None:
        sound = _hash((self._folder / name).read_bytes())
        self._known[name] = [sound, _hash(text.encode())]

    def save(self) -> None:
        # Whole or not at all: half a list would make all files the city's.
        partial = self._folder / f"{LIST}.partial"
        partial.write_text(json.dumps(self._known, sort_keys=True), encoding="utf-8")
        partial.replace(self._folder / LIST)


def make_announcements(folder: Path, language: str, texts: Iterable[tuple[str, str]]) -> Made:
    """Speak each (file, text) into folder, as far as it is not there already.

    Raise SpeechMissing, SpeechFailed or OSError; what was made until then stays, and is listed.
    """
    found, files = Made(language), MadeFiles(folder)
    try:
        for file, text in texts:
            if files.is_citys(file):
                found.kept += 1
            elif files.says(file, text):
                found.unchanged += 1
            else:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                write_wav(folder / file, speak(text, language))
                files.note(file, text)
                found.made += 1
    finally:
        if folder.is_dir():
            # Also after a failure: what was made must not pass for the city's own at the next run.
            files.save()
    return found


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
