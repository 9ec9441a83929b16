import re
from pathlib import Path

import lucide
import pytest

import widgets
from widgets.cards.call_strip import QUALITY_ICONS, STATE_ICONS
from widgets.kit.notice_bar import NOTICE_ICONS
from widgets.kit.tokens import STATE_LOOKS

SOURCES = sorted(Path(widgets.__file__).parent.rglob("*.py"))
KNOWN = set(lucide.get_icon_list())


def test_every_state_has_an_icon_of_its_own() -> None:
    assert set(STATE_ICONS) == set(STATE_LOOKS)
    assert len(set(STATE_ICONS.values())) == len(STATE_ICONS)


@pytest.mark.parametrize(
    "name", [*STATE_ICONS.values(), *QUALITY_ICONS.values(), *NOTICE_ICONS.values()]
)
def test_icons_of_tables_exist(name: str) -> None:
    assert name in KNOWN


def test_icons_named_in_calls_exist() -> None:
    named = {
        name
        for source in SOURCES
        for name in re.findall(r'icon(?:_pixmap)?\("([a-z0-9-]+)"', source.read_text())
    }
    assert named
    assert named <= KNOWN
