"""Where the cursor stands is asked of the window: another program may be in front of it."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ASKED_OF_QT = re.compile(r"\.hasFocus\(\)|QApplication\.focusWidget\(\)")
# Asked while a key is pressed in the window, to paint, to tell a screen reader, or to note a place.
LISTED = {
    "console/scenes/call_scenes.py": 1,
    "console/screens/contact/contact_presenter.py": 1,
    "console/screens/contact/undo_command.py": 2,
    "console/screens/editing/editing_list_presenter.py": 1,
    "console/screens/knowledge/knowledge_presenter.py": 1,
    "console/shell/keyboard.py": 3,
    "console/shell/menu_overlay.py": 3,
    "widgets/cases/case_view.py": 1,
    "widgets/fields/chooser_field.py": 1,
    "widgets/fields/field_error.py": 1,
    "widgets/fields/field_group.py": 1,
    "widgets/fields/segmented_switch.py": 2,
    "widgets/kit/sign_in_page.py": 1,
    "widgets/panels/floating_panel.py": 1,
    "widgets/panels/pill.py": 1,
    "widgets/tables/marked_list.py": 2,
    "widgets/tables/numbered_list.py": 1,
    "widgets/tables/record_table.py": 1,
}


def test_what_moves_the_cursor_asks_the_window_where_it_stands() -> None:
    """Use widgets.kit.typed_text.has_cursor(): Qt's answer is "nowhere" beside another program."""
    found: Counter[str] = Counter()
    for folder in ("console", "widgets"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            asked = len(ASKED_OF_QT.findall(file.read_text()))
            found.update({file.relative_to(ROOT).as_posix(): asked} if asked else {})
    assert dict(found) == LISTED
