"""The states of the knowledge editor worth looking at."""

from datetime import timedelta

from msgspec.structs import replace

from console.model.editing.editing_work import Group
from console.runtime.change_feed import Topic
from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.scene_editing_work import (
    AT_IT,
    CLASH,
    CONFIRMED,
    LEARNING,
    ME,
    REPORTS,
    REVISIONS,
    TRIAL,
    a_revision,
)
from console.scenes.scene_seat import SceneSeat
from console.screens.editing.editing_screen import EditingScreen
from console.shell.main_window import MainWindow
from console.store.editing.editing_repository import save_revision_draft
from console.viewmodels.session.session import SessionState
from contract.domain.account import Role
from contract.domain.ids import ReportId
from contract.domain.knowledge_entries.revision import EntryKind, RevisionState
from contract.wire.editing import EditorsPresent

STAFF = (
    "Direttore | Nome di prova | 06 5550 0500 | direzione@comune.example\n"
    "Sportello |  | 06 5550 0501 |  | stanza 4, lun e mer"
)
LONG = "Documentazione amministrativa precedentemente presentata dall'interessato. "


async def editing(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.role = Role.EDITOR
    await seat.enter(seat="")
    await settle()


async def editing_empty(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.editing = LEARNING
    await editing(window, seat)


async def editing_search(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    window.part(EditingScreen).focus_search()
    seat.models.editing.list.type_query("anagrafe")


async def _opened(seat: SceneSeat, kind: EntryKind, entry_id: str) -> None:
    seat.models.editing.editor.open(kind, entry_id)
    await settle()
    await settle()


async def editing_card(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.answers["/knowledge/presence"] = EditorsPresent(others=(AT_IT,))
    await editing(window, seat)
    await _opened(seat, EntryKind.CARD, city.CARDS[2].id)
    editor = seat.models.editing.editor
    editor.write(
        "how_to", "### Sul sito\nPaga con il [modulo](https://a.it) o [clicca qui](http:x)"
    )
    editor.write("conditions", LONG * 4)
    editor.look()
    await editor.saver.flush()
    window.part(EditingScreen).entry.offer_choices()


async def editing_office(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    await _opened(seat, EntryKind.OFFICE, city.OFFICES[0].id)
    window.part(EditingScreen).page.form.focus_field("desk_times")


async def editing_report(window: MainWindow, seat: SceneSeat) -> None:
    """What an operator told and the owner confirms, above the hours it is about."""
    seat.server.editing = (CONFIRMED, *LEARNING)
    await editing(window, seat)
    window.part(EditingScreen).open_current()


async def editing_long_report(window: MainWindow, seat: SceneSeat) -> None:
    """Told and answered at length: what can be done about it stays in sight."""
    told = replace(CONFIRMED, text=LONG * 10, answer=LONG * 10)
    seat.server.editing = (told, replace(CONFIRMED, id=ReportId("rep-6")), *LEARNING)
    await editing(window, seat)
    window.part(EditingScreen).open_current()
    await settle()
    await settle()


async def editing_answer(window: MainWindow, seat: SceneSeat) -> None:
    await editing_long_report(window, seat)
    window.part(EditingScreen).run("report")


async def editing_staff(window: MainWindow, seat: SceneSeat) -> None:
    """People and roles as rows, what she typed safe at the server."""
    await editing(window, seat)
    await _opened(seat, EntryKind.OFFICE, city.OFFICES[0].id)
    editor = seat.models.editing.editor
    editor.write("staff", STAFF)
    await editor.saver.flush()
    assert editor.draft is not None
    kept = replace(editor.draft, is_kept=True, kept_at=city.NOW)
    await seat.write(lambda connection: save_revision_draft(connection, kept), Topic.EDITING)
    await settle()
    editor.texts_changed.emit()
    window.part(EditingScreen).page.form.focus_field("staff")


async def editing_imported(window: MainWindow, seat: SceneSeat) -> None:
    """What an import brought, with the errors that stand against it."""
    brought = a_revision(
        7,
        replace(city.CARDS[3], say=""),
        EntryKind.CARD,
        author_ids=(),
        author_names=(),
        why="Manca il testo da dire: al suo posto c'è il titolo, da completare.",
    )
    seat.server.editing = (brought, *LEARNING)
    await editing(window, seat)
    seat.models.editing.list.choose(Group.IMPORTED)
    await _opened(seat, EntryKind.CARD, city.CARDS[3].id)


async def editing_import_review(window: MainWindow, seat: SceneSeat) -> None:
    """A large import, decided on at once after a look at some of it."""
    brought = [
        a_revision(
            10 + number,
            replace(city.CARDS[number % 5], title=f"{city.CARDS[number % 5].title} {number}"),
            EntryKind.CARD,
            entry_id=city.CARDS[3].id if number == 0 else f"imported-{number}",
            author_ids=(),
            author_names=(),
            state=RevisionState.IN_REVIEW,
            batch_id="import",
            why="Il testo da dire è stato preso dalla descrizione: da completare.",
        )
        for number in range(94)
    ]
    seat.server.editing = (*brought, *LEARNING)
    await editing(window, seat)
    seat.models.editing.list.choose(Group.TO_REVIEW)
    await _opened(seat, EntryKind.CARD, city.CARDS[3].id)


async def editing_new(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    seat.models.editing.editor.open_new(EntryKind.CARD)


async def editing_long_texts(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    await _opened(seat, EntryKind.CARD, city.CARDS[2].id)
    editor = seat.models.editing.editor
    editor.write("title", LONG * 3)
    editor.write("say", LONG * 6)
    editor.write("what_is_needed", f"{LONG * 30}\n- {LONG}")
    editor.look()
    window.part(EditingScreen).entry.offer_choices()


async def editing_review(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    await _opened(seat, EntryKind.CARD, city.CARDS[0].id)


async def editing_clash(window: MainWindow, seat: SceneSeat) -> None:
    mine = a_revision(
        1, city.CARDS[0], EntryKind.CARD, author_ids=(ME,), author_names=("Anna Prova",)
    )
    seat.server.editing = (replace(mine, clashes=(CLASH,)), *LEARNING)
    await editing(window, seat)
    await _opened(seat, EntryKind.CARD, city.CARDS[0].id)


async def editing_versions(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    await _opened(seat, EntryKind.CARD, city.CARDS[0].id)
    window.part(EditingScreen).run("versions")
    await settle()
    window.part(EditingScreen).page.compare.versions.select_key("1")


async def editing_versions_offline(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    seat.server.is_away = True
    seat.console.engine.wake()
    await settle()
    await _opened(seat, EntryKind.CARD, city.CARDS[0].id)
    window.part(EditingScreen).run("versions")


async def editing_bulk(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    window.part(EditingScreen).run("bulk")
    await settle()
    panel = window.part(EditingScreen).bulk_panel
    day = city.NOW + timedelta(days=3)
    panel.show_line(f"{day:%d/%m/%Y} | chiuso | sciopero")
    panel.day.edited.emit(panel.day.value())


async def editing_words(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    seat.models.editing.references.want()
    await settle()
    window.part(EditingScreen).run("words")
    await settle()


async def editing_words_held(window: MainWindow, seat: SceneSeat) -> None:
    lost = ("come pago la tari a rate", "bolletta dei rifiuti mai arrivata")
    seat.server.editing = (*REVISIONS, *REPORTS, replace(TRIAL, is_held=True, lost=lost))
    await editing_words(window, seat)


async def editing_question(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    seat.models.editing.list.type_query("carta")
    await settle()
    window.part(EditingScreen).run("question")


async def editing_withdraw(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    await _opened(seat, EntryKind.CARD, city.CARDS[3].id)
    window.part(EditingScreen).run("withdraw")


async def editing_level2(window: MainWindow, seat: SceneSeat) -> None:
    await editing(window, seat)
    await seat.leave()
    seat.server.role = Role.LEVEL_TWO
    await seat.enter()
    await seat.comes_to(SessionState.SIGNED_IN)
    window.work.show_module("editing")
    seat.models.editing.list.choose(Group.MINE)
