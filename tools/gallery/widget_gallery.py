"""Photographs every widget in the three themes: `python -m tools.gallery.widget_gallery FOLDER`."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tools.gallery import (
    button_samples,
    duty_samples,
    figure_samples,
    widget_samples,
    workplace_samples,
)
from widgets.kit.theme import apply_theme

PICTURES: dict[str, Callable[[], QWidget]] = {
    "buttons": button_samples.buttons_sample,
    "strips": widget_samples.strips_sample,
    "frame": widget_samples.frame_sample,
    "notices": widget_samples.notices_sample,
    "pill": widget_samples.pill_sample,
    "fields": widget_samples.fields_sample,
    "search": widget_samples.search_sample,
    "search_wide": widget_samples.search_wide_sample,
    "search_nothing": widget_samples.search_nothing_sample,
    "chooser": widget_samples.chooser_sample,
    "table": widget_samples.table_sample,
    "figures": figure_samples.figures_sample,
    "problems": figure_samples.problems_sample,
    "citizen": workplace_samples.citizen_sample,
    "citizen_guess": workplace_samples.citizen_guess_sample,
    "form": workplace_samples.form_sample,
    "callbacks": workplace_samples.callbacks_sample,
    "case": workplace_samples.case_sample,
    "case_parts": workplace_samples.case_parts_sample,
    "pause": workplace_samples.pause_sample,
    "windows": workplace_samples.windows_sample,
    "procedure": duty_samples.procedure_sample,
    "text": duty_samples.text_sample,
    "audio": duty_samples.audio_sample,
    "palette": workplace_samples.palette_sample,
    "sign_in": workplace_samples.sign_in_sample,
    "lock": workplace_samples.lock_sample,
    "broken": workplace_samples.broken_sample,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="part of a picture's name")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setCursorFlashTime(0)
    for theme, percent in (("light", 100), ("dark", 100), ("contrast", 100), ("light", 200)):
        apply_theme(app, theme, percent)
        for name, make in PICTURES.items():
            if wanted.only in name:
                picture = wanted.folder / f"{name}-{theme}-{percent}.png"
                _photograph(make(), picture)
    return 0


def _photograph(widget: QWidget, path: Path) -> None:
    widget.show()
    widget.activateWindow()
    widget.resize(widget.width(), max(widget.height(), widget.heightForWidth(widget.width())))
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


if __name__ == "__main__":
    sys.exit(main())
