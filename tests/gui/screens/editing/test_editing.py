"""An editor at work by keys alone: write, hand over, review, withdraw, two texts, many hours."""

import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from console.model.editing.editing_work import Group
from console.screens.editing.editing_screen import EditingScreen
from contract.domain.account import Role
from contract.domain.ids import (
    EDITING_SCOPE,
    CardId,
    OfficeId,
    ReportId,
    RevisionId,
    new_command_id,
)
from contract.domain.knowledge_entries.entry_fields import entry_of
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause, ReportState
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from contract.domain.opening_times.opening_times import OpeningTimes, week
from contract.wire.commands import Command, EditRevision, FieldChange, RequestReview, Status
from server.store.sync.replicated_rows import find, find_many
from tests.gui.failures.told import shown_texts
from tests.gui.screens.conftest import a_city
from tests.support.async_fixtures import async_fixture
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.seats.played_disk import full_disk, slow_to_order
from tests.support.servers.real_server import RealServer, push, utc_now
from tests.support.waiting import comes, until
from widgets.fields.fold_row import FoldRow
from widgets.kit.plain_text import without_isolates

CTRL = Qt.KeyboardModifier.ControlModifier
RINAS = RevisionId("rev-rina")
SAY = "La seconda rata scade il 16 dicembre."


@asynccontextmanager
async def an_editor(
    app: QApplication,
    city: RealServer,
    tmp_path: Path,
    *,
    others_work: Any = None,
    keyring: MemoryKeyring | None = None,
) -> AsyncIterator[DrivenConsole]:
    """Yield the console of an editor who has the whole replica."""
    await city.add_account("redi", Role.EDITOR, name="Redi")
    await city.add_account("rina", Role.EDITOR, name="Rina")
    await city.add_knowledge(
        Office(
            id=OfficeId("o-1"),
            name="Sportello tributi",
            desk_times=OpeningTimes(weekly=week((0, 1), (510, 750))),
        )
    )
    if others_work is not None:
        await others_work(city)
    async with driven_console(app, city, tmp_path, keyring=keyring) as driven:
        await driven.start_work("redi", seat="1009")
        yield driven


driven = async_fixture(an_editor)


def _search(driven: DrivenConsole) -> QWidget:
    return driven.window.part(EditingScreen).list.search.editor


async def found(driven: DrivenConsole, words: str) -> None:
    """Find an entry by its words and open it, by keys."""
    screen = driven.window.part(EditingScreen)
    driven.press(Qt.Key.Key_F2)
    assert driven.focus() is _search(driven)
    driven.type(words)
    await until(lambda: screen.list.items.records())
    driven.press(Qt.Key.Key_Return)
    assert driven.focus() is screen.list.items
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.focus().objectName() == "say_editor")


def to_field(driven: DrivenConsole, name: str) -> None:
    """Press Tab until the cursor stands in a field; open the part that it is in by Enter."""
    for _ in range(120):
        now = driven.focus()
        if now.objectName() == f"{name}_editor":
            return
        is_closed = isinstance(now, FoldRow) and not now.isChecked()
        opens = is_closed and now.objectName() in (f"{name}_fold", "empty_fold")
        driven.press(Qt.Key.Key_Return if opens else Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {name}")


async def revision_of(server: RealServer, entry_id: str) -> Revision | None:
    rows = await server.database.read(
        lambda c: [row["id"] for row in c.execute("SELECT id FROM revision")]
    )
    found_rows = await server.database.read(lambda c: find_many(c, Revision, rows))
    return next((one for one in found_rows.values() if one.entry_id == entry_id), None)


async def card(server: RealServer, card_id: str = "c-tari") -> ServiceCard:
    one = await server.database.read(lambda c: find(c, ServiceCard, CardId(card_id)))
    assert one is not None
    return one


async def written_by_rina(
    server: RealServer,
    say: str,
    *,
    is_asked: bool = True,
    entry_id: str = "c-tari",
    before: str = SAY,
) -> None:
    """Another editor changed the card's words, and perhaps asked for a review."""
    revision_id = RINAS if entry_id == "c-tari" else RevisionId(f"{RINAS}-{entry_id}")
    change = FieldChange(
        before=msgspec.Raw(json.dumps(before).encode()), after=msgspec.Raw(json.dumps(say).encode())
    )
    orders: list[Any] = [
        EditRevision(
            revision_id=revision_id,
            entry_kind=EntryKind.CARD,
            entry_id=entry_id,
            base_version=1,
            changes={"say": change},
            why="Scadenza prorogata",
        )
    ]
    if is_asked:
        orders.append(RequestReview(revision_id=revision_id, seen_version=0))
    async with server.client(await server.sign_in("rina", seat="")) as client:
        commands = (Command(id=new_command_id(), at=utc_now(), data=one) for one in orders)
        reply = await push(client, *commands)
    assert {verdict.status for verdict in reply.results.values()} == {Status.APPLIED}


async def asks_for_review(server: RealServer) -> None:
    await written_by_rina(server, "La rata scade il 18 dicembre.")


reviewer = async_fixture(
    lambda app, city, tmp_path: an_editor(app, city, tmp_path, others_work=asks_for_review)
)


async def to_the_changes(reviewer: DrivenConsole) -> EditingScreen:
    """Open what waits for a review, by keys from the list."""
    screen = reviewer.window.part(EditingScreen)
    await until(lambda: reviewer.models.editing.list.items)
    await until(lambda: reviewer.focus() is screen.list.groups)
    reviewer.press(Qt.Key.Key_Return)
    reviewer.press(Qt.Key.Key_Return)
    await until(lambda: screen.page.is_comparing)
    return screen


async def test_an_editor_writes_saves_and_asks_for_review_by_keys_alone(
    city: RealServer, driven: DrivenConsole
) -> None:
    editor = driven.models.editing.editor
    await found(driven, "rifiuti")
    to_field(driven, "costs")
    driven.type("Dipende dai metri")
    await until(lambda: editor.draft.saved_at is not None)
    assert await revision_of(city, "c-tari") is None  # kept on this seat so far
    driven.press(Qt.Key.Key_S, CTRL)
    await until(lambda: not editor.is_dirty)
    driven.type(" quadri")
    await until(lambda: editor.texts["costs"] == "Dipende dai metri quadri")
    driven.press(Qt.Key.Key_F9)
    await until(lambda: editor.revision and editor.revision.state is RevisionState.IN_REVIEW)
    sent = await comes(
        lambda: revision_of(city, "c-tari"),
        lambda one: one and one.state is RevisionState.IN_REVIEW,
    )
    assert entry_of(EntryKind.CARD, sent.body).costs == "Dipende dai metri quadri"
    assert (await card(city)).costs == ""  # nobody publishes her own work


@pytest.mark.parametrize(
    ("has_keyring", "said"), [(True, "tenuta solo su questa postazione"), (False, "in memoria")]
)
async def test_what_no_server_has_yet_is_called_kept_only_where_the_seat_has_a_keyring(
    has_keyring: bool, said: str, city: RealServer, app: QApplication, tmp_path: Path
) -> None:
    keyring = MemoryKeyring(is_missing=not has_keyring)
    async with an_editor(app, city, tmp_path, keyring=keyring) as driven:
        await found(driven, "tassa")
        to_field(driven, "say")
        city.go_offline()
        driven.type("Scritto senza city. ")
        editor = driven.models.editing.editor
        await until(lambda: editor.draft is not None and editor.draft.saved_at is not None)
        await until(lambda: any(said in text for text in shown_texts(driven)))
        assert has_keyring == any("tenuta" in text for text in shown_texts(driven))
        assert not any("bozza salvata" in text for text in shown_texts(driven))


async def test_errors_are_told_and_stand_against_a_review(
    city: RealServer, driven: DrivenConsole
) -> None:
    screen = driven.window.part(EditingScreen)
    await found(driven, "rifiuti")
    to_field(driven, "how_to")
    driven.type("[modulo](javascript:x)")
    driven.press(Qt.Key.Key_F9)
    await until(lambda: "Prima sistema gli errori" in screen.page.notice())
    assert await revision_of(city, "c-tari") is None
    to_field_of_check = screen.preview.checks
    to_field_of_check.setFocus()
    driven.press(Qt.Key.Key_Down)
    driven.press(Qt.Key.Key_Home)
    driven.press(Qt.Key.Key_Return)
    assert driven.focus().objectName() == "how_to_editor"


async def test_another_editor_reviews_and_publishes_by_keys_alone(
    city: RealServer, reviewer: DrivenConsole
) -> None:
    screen = await to_the_changes(reviewer)
    text = without_isolates(screen.page.compare.view.toPlainText())
    assert "tolto: 16, fine. aggiunto: 18, fine. dicembre" in text
    assert "[" not in text
    assert without_isolates(screen.page.compare.sentence()) == "Perché: Scadenza prorogata"
    assert reviewer.focus() is screen.page.compare.view, "she reads what changes"
    reviewer.press(Qt.Key.Key_1)  # as the row says: no way to the list first
    await until(lambda: not screen.page.is_comparing)
    await comes(lambda: card(city), lambda one: one.say == "La rata scade il 18 dicembre.")


async def test_a_revision_goes_back_only_with_a_note(
    city: RealServer, reviewer: DrivenConsole
) -> None:
    screen = await to_the_changes(reviewer)
    compare = screen.page.compare
    await reviewer.tab_to(compare.choices)
    reviewer.press(Qt.Key.Key_2)
    assert compare.note.error() == "Scrivi che cosa va cambiato."
    assert reviewer.focus() is compare.note.editor
    reviewer.type("Manca la delibera")
    await reviewer.tab_to(compare.choices)
    reviewer.press(Qt.Key.Key_2)
    await until(lambda: not screen.page.is_comparing)
    back = await comes(
        lambda: revision_of(city, "c-tari"), lambda one: one.state is RevisionState.DRAFT
    )
    assert back.review_note == "Manca la delibera"


async def test_two_texts_of_one_field_wait_for_a_choice_and_none_is_lost(
    city: RealServer, driven: DrivenConsole
) -> None:
    screen, editor = driven.window.part(EditingScreen), driven.models.editing.editor
    await found(driven, "rifiuti")
    city.go_offline()
    to_field(driven, "say")
    driven.press(Qt.Key.Key_A, CTRL)
    driven.type("La rata scade domani.")
    driven.press(Qt.Key.Key_S, CTRL)
    await until(lambda: not editor.is_dirty)
    await until(lambda: driven.models.connection.waiting)
    city.go_online()
    await written_by_rina(city, "La rata scade ieri.", is_asked=False)
    await until(lambda: editor.revision and editor.revision.clashes)
    driven.window.commands.run("entry.clash")
    await until(lambda: screen.page.is_comparing)
    text = screen.page.compare.view.toPlainText()
    assert "domani" in text
    assert "ieri" in text
    await driven.tab_to(screen.page.compare.choices)
    driven.press(Qt.Key.Key_3)
    await until(lambda: editor.revision and not editor.revision.clashes)
    say = entry_of(EntryKind.CARD, editor.revision.body).say
    assert "La rata scade domani." in say
    assert "La rata scade ieri." in say


async def test_a_card_is_withdrawn_at_once_with_a_reason(
    city: RealServer, driven: DrivenConsole
) -> None:
    screen = driven.window.part(EditingScreen)
    await found(driven, "rifiuti")
    driven.window.commands.run("entry.withdraw")
    assert driven.focus() is screen.panels.panel.field.editor
    assert screen.panels.panel.accessibleName() == "Ritira subito la voce"
    driven.press(Qt.Key.Key_Return)
    driven.press(Qt.Key.Key_1)
    assert screen.panels.panel.isVisible()  # without a reason nothing is withdrawn
    driven.type("Tariffe sbagliate")
    driven.press(Qt.Key.Key_Escape)
    driven.window.commands.run("entry.withdraw")
    assert screen.panels.panel.note() == "Tariffe sbagliate", "Esc closes, the reason stays"
    driven.press(Qt.Key.Key_Return)
    driven.press(Qt.Key.Key_1)
    await until(lambda: "Ritirata" in screen.page.notice())
    await comes(lambda: card(city), lambda one: one.withdrawn == "Tariffe sbagliate")


async def test_an_old_version_comes_back_as_a_draft(
    city: RealServer, reviewer: DrivenConsole
) -> None:
    screen, editor = await to_the_changes(reviewer), reviewer.models.editing.editor
    await until(lambda: editor.may_review)
    reviewer.models.editing.orders.review(is_approved=True)
    await until(lambda: editor.file.published.say == "La rata scade il 18 dicembre.")
    reviewer.window.commands.run("entry.versions")
    compare = screen.page.compare
    await until(lambda: len(compare.versions.records()) == 2)
    await until(lambda: reviewer.focus() is compare.versions)
    reviewer.press(Qt.Key.Key_Down)
    await until(lambda: "seconda" in compare.view.toPlainText())
    await reviewer.tab_to(compare.choices)
    reviewer.press(Qt.Key.Key_1)
    await until(lambda: editor.revision is not None)
    assert entry_of(EntryKind.CARD, editor.revision.body).say == SAY


async def test_one_strike_is_written_once_for_many_offices(
    city: RealServer, driven: DrivenConsole
) -> None:
    screen = driven.window.part(EditingScreen)
    driven.window.commands.run("entry.bulk")
    panel = screen.bulk_panel
    await until(lambda: panel.table.records())
    driven.type("tributi")
    await driven.tab_to(panel.day.editor)
    below = panel.why.mapTo(panel, QPoint())
    driven.type("28/11/2020")
    assert panel.day.error() == "È nel passato. Scegli da oggi in poi."
    assert panel.why.mapTo(panel, QPoint()) == below, "an error moves nothing"
    assert not panel.send.isEnabled()
    driven.press(Qt.Key.Key_A, CTRL)
    strike = date(datetime.now(UTC).year + 1, 11, 28)
    driven.type(f"{strike:%d/%m/%Y}")
    await driven.tab_to(panel.state.editor)
    driven.type("mattina")
    assert panel.state.error() == "Scrivi chiuso, oppure 9-12"
    driven.press(Qt.Key.Key_A, CTRL)
    driven.type("chiuso")
    await driven.tab_to(panel.reason.editor)
    driven.type("sciopero | tutto il giorno")
    assert panel.count.text().startswith("1 uffici su 1")
    await driven.tab_to(panel.send)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.models.editing.list.work.revisions)
    made = await revision_of(city, "o-1")
    office = entry_of(EntryKind.OFFICE, made.body)
    (kept_day,) = office.desk_times.exceptions
    assert (kept_day.first, kept_day.reason) == (strike, "sciopero / tutto il giorno")
    assert made.batch_id


async def test_a_page_pasted_into_a_text_stands_there_as_plain_marks(driven: DrivenConsole) -> None:
    editor = driven.models.editing.editor
    await found(driven, "rifiuti")
    to_field(driven, "how_to")
    page = QMimeData()
    page.setHtml("<h2>Come</h2><script>x()</script><p onclick=x()><b>Oggi</b></p><img src=x>")
    box = driven.focus()
    assert isinstance(box, QPlainTextEdit)
    box.insertFromMimeData(page)
    assert editor.texts["how_to"] == "## Come\n\n**Oggi**"
    assert "immagin" in driven.window.part(EditingScreen).page.notice()


async def test_an_editor_has_no_telephone_in_her_window(driven: DrivenConsole) -> None:
    work = driven.window.work
    assert work.module == "editing"
    assert not driven.strip.isVisible()
    shown = [one for one in driven.window.menuBar().actions() if one.isVisible()]
    words = [one.text().replace("&", "") for one in shown]
    assert words == ["Banca dati", "Redazione", "Postazione", "Vista"]
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F7, Qt.Key.Key_F11):
        driven.press(key)
    assert work.module == "editing"
    driven.press(Qt.Key.Key_F6)
    assert driven.focus() is not None


async def test_in_a_narrow_window_f3_shows_the_preview_and_goes_back(driven: DrivenConsole) -> None:
    screen = driven.window.part(EditingScreen)
    driven.window.resize(1000, 690)
    await until(lambda: not screen.preview.isVisible())
    await found(driven, "rifiuti")
    driven.press(Qt.Key.Key_F3)
    assert screen.preview.isVisible()
    assert driven.focus() is screen.preview.checks
    driven.press(Qt.Key.Key_F3)
    assert driven.focus().objectName() == "say_editor"


async def searched_in_vain(server: RealServer) -> None:
    report = EntryReport(
        id=ReportId("rep-1"),
        cause=ReportCause.NO_ANSWER,
        text="bonus tari isee",
        times=38,
        reported_at=utc_now(),
    )
    await server.put(EDITING_SCOPE, report)


async def test_a_new_entry_begun_from_a_row_of_the_list_is_written_at_once(
    city: RealServer, app: QApplication, tmp_path: Path
) -> None:
    async with an_editor(app, city, tmp_path, others_work=searched_in_vain) as driven:
        screen = driven.window.part(EditingScreen)
        await until(lambda: screen.list.items.records())
        await until(lambda: driven.focus() is screen.list.groups)
        driven.press(Qt.Key.Key_Return)
        assert driven.focus() is screen.list.items
        driven.press(Qt.Key.Key_N, CTRL)
        driven.press(Qt.Key.Key_1)
        await until(lambda: driven.models.editing.editor.draft is not None)
        await until(lambda: screen.page.isAncestorOf(driven.focus()), what="she writes in it")


async def test_words_searched_in_vain_become_a_new_card_and_a_report_is_closed(
    city: RealServer, app: QApplication, tmp_path: Path
) -> None:
    async with an_editor(app, city, tmp_path, others_work=searched_in_vain) as driven:
        screen, models = driven.window.part(EditingScreen), driven.models.editing
        await until(lambda: models.list.items)
        await until(lambda: driven.focus() is screen.list.groups)
        driven.press(Qt.Key.Key_Return)
        assert driven.focus() is screen.list.items
        driven.press(Qt.Key.Key_Return)
        await until(lambda: models.editor.draft is not None)
        assert models.editor.texts["keywords"] == "bonus tari isee"
        assert models.editor.draft.report_ids == ("rep-1",)
        await until(lambda: screen.page.isAncestorOf(driven.focus()), what="she writes in it")
        driven.window.commands.run("entry.report")
        await until(lambda: screen.panels.panel.isVisible())
        assert screen.panels.panel.accessibleName() == "Rispondi alla segnalazione"
        await driven.tab_to(screen.panels.panel.list)
        driven.press(Qt.Key.Key_2)
        closed = await comes(
            lambda: city.database.read(lambda c: find(c, EntryReport, "rep-1")),
            lambda one: one.state is ReportState.DISMISSED,
        )
        assert closed.closed_by is not None
        await until(lambda: not models.list.groups[Group.IN_VAIN])


async def test_what_was_typed_is_there_when_the_entry_is_opened_again(
    city: RealServer, driven: DrivenConsole
) -> None:
    editor = driven.models.editing.editor
    await found(driven, "rifiuti")
    to_field(driven, "title")
    driven.type(" e sconti")
    typed = editor.texts["title"]
    editor.open(EntryKind.CARD, "c-imu")
    await until(lambda: editor.draft.entry_id == "c-imu")
    editor.open(EntryKind.CARD, "c-tari")
    await until(lambda: editor.draft.entry_id == "c-tari")
    assert editor.texts["title"] == typed
    assert editor.is_dirty
    assert await revision_of(city, "c-tari") is None


async def test_a_killed_console_finds_every_word_again(app: QApplication, tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    async with a_city() as server:
        await server.add_account("redi", Role.EDITOR, name="Redi")
        async with driven_console(app, server, tmp_path / "seat", keyring=keyring) as driven:
            await driven.start_work("redi", seat="1009")
            editor = driven.models.editing.editor
            await found(driven, "rifiuti")
            to_field(driven, "costs")
            driven.type("Venti euro l'an")  # the power goes
            await until(lambda: editor.draft.saved_at is not None and not editor.saver.is_due)
            left = shutil.copytree(tmp_path / "seat", tmp_path / "left")
            server.go_offline()  # the one that goes on here must not send anything
        server.go_online()
        async with driven_console(app, server, left, keyring=MemoryKeyring()) as again:
            await again.sign_in("redi", seat="1009")
            work = again.models.editing.list
            await until(lambda: work.groups and work.groups[Group.MINE])
            (mine,) = work.groups[Group.MINE]
            assert mine.is_unsent
            again.models.editing.editor.open(mine.entry_kind, mine.entry_id)
            await until(lambda: again.models.editing.editor.draft is not None)
            assert again.models.editing.editor.texts["costs"] == "Venti euro l'an"


async def test_a_withdrawn_card_comes_back_only_through_a_review(
    city: RealServer, driven: DrivenConsole
) -> None:
    editor = driven.models.editing.editor
    await city.add_knowledge(replace(await card(city), withdrawn="Tariffe sbagliate", version=2))
    await found(driven, "rifiuti")
    await until(lambda: getattr(editor.seen.entry, "withdrawn", ""))
    driven.window.part(EditingScreen).run("reinstate")
    driven.press(Qt.Key.Key_F9)
    sent = await comes(
        lambda: revision_of(city, "c-tari"),
        lambda one: one and one.state is RevisionState.IN_REVIEW,
    )
    assert entry_of(EntryKind.CARD, sent.body).withdrawn == ""
    assert (await card(city)).withdrawn == "Tariffe sbagliate"


async def test_a_translation_begins_with_the_words_of_the_original(driven: DrivenConsole) -> None:
    editor, screen = driven.models.editing.editor, driven.window.part(EditingScreen)
    await found(driven, "rifiuti")
    driven.window.commands.run("entry.translate")
    assert driven.focus() is screen.panels.panel.list
    driven.press(Qt.Key.Key_1)
    await until(lambda: editor.seen.entry.language == "en")
    assert editor.seen.entry.original_id == "c-tari"
    assert editor.seen.entry.say == SAY
    assert editor.draft.entry_id != "c-tari"


async def test_who_saves_in_the_middle_of_a_sentence_goes_on_where_she_was(
    driven: DrivenConsole,
) -> None:
    """The blank before the next word is not kept; the cursor stays behind it all the same."""
    editor = driven.models.editing.editor
    await found(driven, "tassa")
    to_field(driven, "say")
    driven.press(Qt.Key.Key_A, CTRL)
    driven.type("Scade il 18. ")
    driven.press(Qt.Key.Key_S, CTRL)
    await until(lambda: editor.revision is not None and not editor.is_busy)
    driven.type("Dopo si paga un interesse.")
    assert editor.texts["say"] == "Scade il 18. Dopo si paga un interesse."


async def _opened_by_search(driven: DrivenConsole, words: str, entry_id: str) -> None:
    screen, models = driven.window.part(EditingScreen), driven.models.editing
    driven.press(Qt.Key.Key_F2)
    driven.press(Qt.Key.Key_A, CTRL)
    driven.type(words)
    await until(lambda: models.list.is_answered)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.focus() is screen.list.items)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: models.editor.draft and models.editor.draft.entry_id == entry_id)


async def test_what_a_search_finds_late_takes_the_cursor_from_no_panel(
    driven: DrivenConsole,
) -> None:
    screen = driven.window.part(EditingScreen)
    driven.press(Qt.Key.Key_F2)
    driven.type("rifiuti")
    driven.press(Qt.Key.Key_Return)  # before the answer is there
    driven.press(Qt.Key.Key_K, CTRL)
    typed_in = driven.focus()
    driven.type("uffici")
    await until(lambda: screen.list.items.records())
    assert driven.focus() is typed_in
    driven.press(Qt.Key.Key_Escape)
    assert driven.focus() is _search(driven)


async def test_a_reviewers_note_stays_until_the_decision_is_on_disk_and_with_its_revision(
    city: RealServer, reviewer: DrivenConsole
) -> None:
    screen = await to_the_changes(reviewer)
    compare, database = screen.page.compare, reviewer.console.database
    await reviewer.tab_to(compare.note.editor)
    reviewer.type("Manca la delibera")
    await _opened_by_search(reviewer, "sportello", "o-1")
    assert not screen.page.is_comparing
    reviewer.window.commands.run("entry.changes")
    assert compare.note.value() == "", "it is no word about another entry"
    await _opened_by_search(reviewer, "rifiuti", "c-tari")
    await until(lambda: screen.page.is_comparing and compare.note.value())
    with full_disk(database):
        await reviewer.tab_to(compare.choices)
        reviewer.press(Qt.Key.Key_2)
        await until(lambda: "store_full" in reviewer.models.notices.passing)
        assert compare.note.value() == "Manca la delibera"
    await reviewer.tab_to(compare.choices)
    reviewer.press(Qt.Key.Key_2)
    back = await comes(
        lambda: revision_of(city, "c-tari"), lambda one: one.state is RevisionState.DRAFT
    )
    assert back.review_note == "Manca la delibera"


@pytest.mark.parametrize("goes_on_to", ["search", "entry"])
async def test_a_decision_the_disk_takes_late_leaves_her_at_what_she_has_gone_on_to(
    city: RealServer, app: QApplication, tmp_path: Path, goes_on_to: str
) -> None:
    async def wait(city: RealServer) -> None:
        await written_by_rina(city, "La rata scade il 18 dicembre.")
        casa = "Si calcola sul valore catastale."
        await written_by_rina(city, "Si calcola così.", entry_id="c-imu", before=casa)

    async with an_editor(app, city, tmp_path, others_work=wait) as driven:
        screen, models = driven.window.part(EditingScreen), driven.models.editing
        await until(lambda: len(models.list.work.revisions) == 2, what="both revisions are here")
        gate = slow_to_order(driven.console.database)
        await _opened_by_search(driven, "rifiuti", "c-tari")
        await until(lambda: screen.page.is_comparing)
        await driven.tab_to(screen.page.compare.choices)
        driven.press(Qt.Key.Key_1)
        if goes_on_to == "entry":
            await _opened_by_search(driven, "casa", "c-imu")
            await until(lambda: screen.page.is_comparing)
        else:
            driven.press(Qt.Key.Key_F2)
            driven.press(Qt.Key.Key_A, CTRL)
            driven.type("sport")
        before = driven.focus()
        gate.set()
        await comes(lambda: card(city), lambda one: one.say == "La rata scade il 18 dicembre.")
        await until(lambda: not models.editor.is_busy)
        assert driven.focus() is before
        if goes_on_to == "entry":
            assert screen.page.is_comparing, "the next one is still to be decided"
            assert "Approvata" not in screen.page.notice()
        else:
            driven.type("ello")
            assert screen.list.search.value() == "sportello"
            assert "Approvata" in screen.page.notice()
