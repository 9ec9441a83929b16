"""Whom an operator reads at a seat is told to the audit, by each page that shows somebody."""

import ast
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTextEdit, QWidget

import console.screens
from console.scenes.photograph import staged
from console.scenes.scene_seat import SceneSeat
from contract.wire.commands import Command, TellOpened

# What a screen can know of a citizen: whoever reads one of these shows somebody.
RECORDS = frozenset(
    {"Activity", "CallContext", "Callback", "CallerMatch", "Case", "CaseActivity", "CaseFile"}
    | {"Citizen", "Contact", "Own"}
)
SIGHT = "RecordSight"
CASE = "callbacks/case_presenter.py"
# Part of what another one shows, who tells of it; or why nothing is told.
SHOWN_BY = {
    "callbacks/expiry_texts.py": CASE,
    "callbacks/history_texts.py": CASE,
    "callbacks/origin_texts.py": CASE,
    "callbacks/step_texts.py": CASE,
    "contact/own_contact_texts.py": "contact/own_contacts_presenter.py",
}
# Names in a list, of which one is opened: that is told.
LISTS = {"callbacks/queue_presenter.py", "contact/idle_page.py"}
PAGES = ("level2-queue", "level2-case", "own-contacts")


def _names_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text())
    found = (one for one in ast.walk(tree) if isinstance(one, ast.ImportFrom))
    return {alias.name for one in found for alias in one.names}


def test_no_screen_shows_a_citizen_without_telling_of_it() -> None:
    root = Path(console.screens.__path__[0])
    names = {str(file.relative_to(root)): _names_of(file) for file in root.rglob("*.py")}
    shows = {file for file, known in names.items() if known & RECORDS}
    tells = {file for file, known in names.items() if SIGHT in known}
    assert shows - tells - SHOWN_BY.keys() - LISTS == set(), "it has no RecordSight"
    assert set(SHOWN_BY.values()) <= tells
    assert (SHOWN_BY.keys() | LISTS) <= shows, "it shows nobody any more"


def _texts(window: QWidget) -> str:
    """Return all words that can be seen in labels and texts."""
    words = []
    for part in window.findChildren(QWidget):
        if part.isVisible() and isinstance(part, QLabel):
            words.append(part.text())
        elif part.isVisible() and isinstance(part, QTextEdit | QPlainTextEdit):
            words.append(part.toPlainText())
    return "\n".join(words)


async def _records_by_words(seat: SceneSeat) -> dict[str, set[tuple[str, str]]]:
    """Return the records in the seat's copy by what citizens asked."""
    rows = await seat.console.database.read(
        lambda c: c.execute(
            "SELECT kind, id, json_extract(body, '$.question'),"
            " json_extract(body, '$.description') FROM server_row WHERE kind IN ('case', 'contact')"
        ).fetchall()
    )
    found: dict[str, set[tuple[str, str]]] = {}
    for kind, id_, asked, said in rows:
        if asked or said:
            found.setdefault(asked or said, set()).add((kind, id_))
    return found


@pytest.mark.parametrize("scene", PAGES)
async def test_what_stands_in_the_window_was_told(app: QApplication, scene: str) -> None:
    async with staged(app, scene) as (window, seat):
        stored, found = await _records_by_words(seat), list[set[tuple[str, str]]]()
        pages = [page.name for one in window.work.features for page in one.pages]
        for page in filter(window.work.has_module, pages):
            window.work.show_module(page)
            await seat.rest()
            texts, told = _texts(window), await _told(seat)
            seen = [records for words, records in stored.items() if words in texts]
            # Two may have asked in the same words: one of them is shown.
            assert all(records & told for records in seen), page
            found += seen
        assert found, "the scene shows somebody"


async def _told(seat: SceneSeat) -> set[tuple[str, str]]:
    rows = await seat.console.database.read(
        lambda c: c.execute(
            "SELECT body FROM outbox WHERE json_extract(body, '$.data.type') = 'tell_opened'"
        ).fetchall()
    )
    commands = [msgspec.json.decode(body, type=Command) for (body,) in rows]
    told = [one.data for one in commands if isinstance(one.data, TellOpened)]
    return {(one.kind, one.id) for data in told for one in data.opened}


async def test_what_a_colleague_passes_on_is_told_when_its_card_is_seen(app: QApplication) -> None:
    async with staged(app, "talking-passed-on") as (_, seat):
        context = seat.models.calls.passed.context
        assert context is not None
        shown = [("case", context.case), ("contact", context.contact)]
        assert await _told(seat) == {(kind, one.id) for kind, one in shown if one is not None}
