"""Names every work of others in the package, with the licence texts that came with it."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.installer.build_steps import ROOT, SET_UP, BuildFailed
from tools.installer.wheels import Wheel

LICENCE_NAMES = ("licen", "copying", "notice", "authors")
WITHOUT_TEXT = {  # these wheels bring none
    "pyside6-addons": "/usr/share/common-licenses/LGPL-3 and GPL-3",
    "pyside6-essentials": "/usr/share/common-licenses/LGPL-3 and GPL-3",
    "shiboken6": "/usr/share/common-licenses/LGPL-3 and GPL-3",
}
LINE = "=" * 78


def notices(wheels: Iterable[Wheel]) -> str:
    """Return the text of THIRD-PARTY. Raise BuildFailed for a work that brings no licence text."""
    parts = [_of_wheel(wheel) for wheel in wheels]
    parts += [_of_page(name, known) for name, known in bundled_in_the_page()]
    return f"\n\n{LINE}\n".join(["Works of others in this package, with their licences.", *parts])


def _of_wheel(wheel: Wheel) -> str:
    texts = [
        file.read_text(encoding="utf-8", errors="replace").strip()
        for file in sorted(wheel.folder.rglob("*"))
        if file.is_file() and file.name.lower().startswith(LICENCE_NAMES)
    ]
    if not texts and wheel.name not in WITHOUT_TEXT:
        raise BuildFailed(f"{wheel.name} brings no licence text: name one in WITHOUT_TEXT")
    head = f"{wheel.name} {wheel.version}\n{licence_of(wheel)}"
    return "\n\n".join([head, *(texts or [f"The text: {WITHOUT_TEXT[wheel.name]}"])])


def licence_of(wheel: Wheel) -> str:
    head = (wheel.folder / "METADATA").read_text(encoding="utf-8").partition("\n\n")[0]
    fields = [line.partition(": ") for line in head.splitlines()]
    said = {name: value for name, _, value in reversed(fields)}
    short = said.get("License-Expression") or said.get("License", "")
    by_class = [value for name, _, value in fields if name == "Classifier" and "License" in value]
    return f"Licence: {short or ', '.join(by_class) or 'see the text'}"


def bundled_in_the_page() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the packages of the phone's page: those of its lock that are not for the build only."""
    lock = json.loads((ROOT / "package-lock.json").read_text())
    for place, known in lock["packages"].items():
        if place and not known.get("dev"):
            yield place, known


def _of_page(place: str, known: dict[str, str]) -> str:
    texts = [
        file.read_text(encoding="utf-8", errors="replace").strip()
        for file in _listed(ROOT / place)
        if file.name.lower().startswith(LICENCE_NAMES)
    ]
    if not texts:
        raise BuildFailed(f"{place} has no licence text here: run {SET_UP}")
    name = place.rpartition("node_modules/")[2]
    head = f"{name} {known['version']}, in phone/page/jssip.js\nLicence: {known['license']}"
    return "\n\n".join([head, *texts])


def _listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
