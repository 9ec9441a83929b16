"""Each script is drawn in the family named for it, whatever else a machine has."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QTextLayout
from PySide6.QtWidgets import QApplication, QWidget

from contract.fonts import FONT_FAMILIES
from phone.strip.strip_texts import LANGUAGES
from phone.strip.tiny_strip import TinyStrip
from widgets.kit.theme import body_font

TEXTS = sorted((Path(__file__).resolve().parents[2] / "i18n").glob("*.ts"))
OF_SCRIPT = {
    "Noto Sans": "AÀèŁΩЖ×·…",
    "Noto Sans Arabic": "ابتثجحكلمنهوي٠١٢",
    "DejaVu Sans": "✓✗↑↓",
}


@pytest.mark.parametrize(("family", "characters"), OF_SCRIPT.items())
def test_a_script_has_its_own_family(qapp: QApplication, family: str, characters: str) -> None:
    for character in characters:
        assert set(drawn_with(body_font(100), character)) == {family}, character


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_nothing_we_say_is_drawn_in_a_family_that_we_did_not_name(
    qapp: QApplication, file: Path
) -> None:
    font = body_font(100)
    said = [text for element in ElementTree.parse(file).iter() if (text := element.text)]
    assert len(said) > 100
    strange = {text: sorted(used) for text in said if (used := strangers(font, text))}
    assert strange == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_strip_of_the_phone_names_its_families_too(qapp: QApplication, language: str) -> None:
    strip = TinyStrip(LANGUAGES[language], "light")
    for part in (strip, *strip.findChildren(QWidget)):
        assert tuple(part.font().families()) == FONT_FAMILIES
    strip.deleteLater()


def strangers(font: QFont, text: str) -> set[str]:
    return set(drawn_with(font, text)) - set(FONT_FAMILIES)


def drawn_with(font: QFont, text: str) -> Iterator[str]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine().setLineWidth(1e6)
    layout.endLayout()
    return (run.rawFont().familyName() for run in layout.glyphRuns())
