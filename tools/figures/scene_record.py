"""Every scene as it stands: a picture, and what is written where. Run in the tree it looks at.

  QT_QPA_PLATFORM=offscreen python tools/figures/scene_record.py --pictures FOLDER --out FILE

One JSON line a scene: the checksum of its pixels, and each visible widget with its name, text and
place. The pictures are small: for eyes. Two records are compared by tools/figures/compare.py.
"""

import argparse
import asyncio
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path.cwd()))

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from console.scenes.at_rest import settle
from console.scenes.photograph import SCENES, SIZES, staged
from console.shell.translation import install_translation

SMALL_PX = 546  # two fifths of the usual screen
QUALITY = 45
LOOKS = 20


async def record(app: QApplication, name: str, pictures: Path | None) -> dict[str, Any]:
    async with staged(app, name, theme="light", text_percent=100, size=SIZES[0]) as (window, _):
        picture = await _at_rest(window)
        if pictures is not None:
            small = picture.scaledToWidth(SMALL_PX, Qt.TransformationMode.SmoothTransformation)
            small.save(str(pictures / f"{name}.webp"), quality=QUALITY)
        pixels = hashlib.sha256(bytes(picture.constBits())).hexdigest()[:16]
        return {"scene": name, "pixels": pixels, "widgets": list(_widgets(window))}


async def _at_rest(window: QWidget) -> QImage:
    """Return the window's picture when two in a row are the same: a busy machine takes longer."""
    await settle()
    picture = window.grab().toImage()
    for _ in range(LOOKS):
        await settle()
        before, picture = picture, window.grab().toImage()
        if before == picture:
            break
    return picture


def _widgets(window: QWidget) -> list[str]:
    """Return a line for each visible widget that says something: place, class, name, text."""
    lines = []
    for widget in window.findChildren(QWidget):
        words = _words(widget)
        if words and widget.isVisible():
            at = widget.mapTo(window, QPoint(0, 0))
            place = f"{at.x()},{at.y()} {widget.width()}x{widget.height()}"
            lines.append(f"{place} {type(widget).__name__} {words}")
    return sorted(lines)


def _words(widget: QWidget) -> str:
    read = getattr(widget, "text", None)
    found = read() if callable(read) else ""
    return " | ".join(
        filter(None, (widget.accessibleName(), found if isinstance(found, str) else ""))
    )


async def record_all(app: QApplication, out: Path, pictures: Path | None) -> None:
    with out.open("w", encoding="utf-8") as file:
        for name in SCENES:
            line = await record(app, name, pictures)
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pictures", type=Path)
    options = parser.parse_args()
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    install_translation(app, "it")
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(record_all(app, options.out, options.pictures))


if __name__ == "__main__":
    main()
