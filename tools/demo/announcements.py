"""What waiting citizens hear in the demo beside the music: the product's texts, spoken."""

import shutil
from pathlib import Path

from server.gateways.exchange_setup.announcement_texts import VOICEMAIL, read_texts, spoken
from server.gateways.exchange_setup.make_announcements import make_announcements

LANGUAGE = "it"
MOST = 9  # places and minutes: more citizens never wait here


def speak_announcements(folder: Path) -> None:
    """Lay them where the relays look. Without the program that speaks there is the music alone."""
    if shutil.which("espeak-ng") is None:
        return
    texts = spoken(read_texts()[LANGUAGE], ())
    files = [(f"{LANGUAGE}/{name}.wav", text) for name, text in texts if _may_come_up(name)]
    make_announcements(folder, LANGUAGE, files)


def _may_come_up(name: str) -> bool:
    number = name.rpartition("-")[2]
    return name != VOICEMAIL and not (number.isdigit() and int(number) > MOST)
