"""Tests draw with what set-up installs, whatever other fonts the machine has."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def words_of(*command: str) -> list[str]:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_the_fonts_seen_here_are_those_of_the_packages_that_set_up_installs() -> None:
    setup = (ROOT / "tools" / "setup" / "debian.sh").read_text("utf-8")
    packages = sorted(set(re.findall(r"\bfonts-[a-z0-9-]+", setup)))
    assert packages
    files = [word for one in packages for word in words_of("dpkg", "-L", one)]
    installed = {Path(word).parent for word in files if word.endswith((".ttf", ".otf"))}
    seen = {Path(word.rstrip(":")).parent for word in words_of("fc-list", "--format=%{file}\n")}
    assert seen == installed
