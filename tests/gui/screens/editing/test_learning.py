"""An editor settles citizens' words by keys alone, and keeps the questions of the trial."""

from collections.abc import AsyncIterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.screens.editing.editing_screen import EditingScreen
from console.screens.editing.learning_panel import LearningPanel
from contract.domain.account import Role
from contract.domain.ids import EDITING_SCOPE, CardId
from contract.domain.knowledge_entries.learning import (
    ProposalState,
    SearchTrial,
    SynonymProposal,
    TrialQuestion,
)
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from tests.support.async_fixtures import async_fixture
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.played_disk import slow_to_order
from tests.support.servers.real_server import RealServer, utc_now
from tests.support.waiting import until

WORDS = ("monopattino", "bidone", "tessera")


async def request_state(server: RealServer) -> None:
    """Let the last night have proposed three words, and held what it learned."""

    def write(connection: Connection) -> None:
        edit = FeedEdit(connection, now=utc_now())
        for number, word in enumerate(WORDS):
            edit.put(
                EDITING_SCOPE,
                SynonymProposal(
                    id=f"p-{number}",
                    words=word,
                    line=f"{word} > tassa rifiuti",
                    card_id=CardId("tari"),
                    card_title="Tassa rifiuti",
                    times=9 - number,
                    people=3,
                ),
            )
        edit.put(EDITING_SCOPE, SearchTrial(at=utc_now(), is_held=True, lost=("pagare la tari",)))
        edit.finish()

    await server.database.write(write)


def stored(server: RealServer, proposal_id: str) -> SynonymProposal:
    found = server.database.read_now(lambda c: find(c, SynonymProposal, proposal_id))
    assert found is not None
    return found


def kept_question(server: RealServer, question_id: str) -> TrialQuestion | None:
    return server.database.read_now(lambda c: find(c, TrialQuestion, question_id))


async def opened(driven: DrivenConsole) -> None:
    await until(lambda: len(driven.models.editing.learning.proposals) == len(WORDS))
    driven.window.commands.run("entry.words")
    panel = driven.window.part(EditingScreen).learning_panel
    await until(lambda: driven.focus() is panel.proposals)


@async_fixture
async def driven(
    app: QApplication, city: RealServer, tmp_path: Path
) -> AsyncIterator[DrivenConsole]:
    """An editor with the panel of proposals open."""
    await city.add_account("redi", Role.EDITOR, name="Redi")
    await request_state(city)
    async with driven_console(app, city, tmp_path) as driven:
        await driven.sign_in("redi", seat="1009")
        await opened(driven)
        yield driven


@async_fixture
async def panel(driven: DrivenConsole) -> LearningPanel:
    return driven.window.part(EditingScreen).learning_panel


async def to_its_line(driven: DrivenConsole, more: str) -> None:
    """Go from a proposal to the end of its line, and type on."""
    panel = driven.window.part(EditingScreen).learning_panel
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.focus() is panel.line.editor)
    driven.press(Qt.Key.Key_End)
    driven.type(more)


async def test_words_are_accepted_edited_and_refused_without_a_mouse(
    city: RealServer, driven: DrivenConsole, panel: LearningPanel
) -> None:
    assert "pagare la tari" in panel.trial.text()
    await to_its_line(driven, ", rifiuti")
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.focus() is panel.proposals)
    await until(lambda: driven.models.editing.learning.to_do_count == 3)
    panel.proposals.select_key("p-1")
    driven.press(Qt.Key.Key_Delete)
    await until(lambda: driven.models.editing.learning.proposal("p-1") is None)
    await until(lambda: stored(city, "p-1").state is ProposalState.REFUSED)
    first = stored(city, "p-0")
    assert (first.state, first.line) == (
        ProposalState.ACCEPTED,
        "monopattino > tassa rifiuti, rifiuti",
    )
    assert first.decided_name == "Redi"
    assert stored(city, "p-2").state is ProposalState.OPEN


async def test_a_line_that_is_none_is_said_where_it_is_typed(
    driven: DrivenConsole, panel: LearningPanel
) -> None:
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.focus() is panel.line.editor)
    panel.line.set_value("monopattino")
    driven.press(Qt.Key.Key_Return)
    assert "parole della scheda" in panel.line.error()
    assert driven.focus() is panel.line.editor
    driven.type(" > tari")
    assert panel.line.error() == ""


async def test_a_search_becomes_a_question_of_the_trial_and_goes_again(
    city: RealServer, app: QApplication, tmp_path: Path
) -> None:
    await city.add_account("redi", Role.EDITOR, name="Redi")
    async with driven_console(app, city, tmp_path) as driven:
        await driven.start_work("redi", seat="1009")
        screen, learning = driven.window.part(EditingScreen), driven.models.editing.learning
        assert not screen.list.question.isVisible()
        driven.press(Qt.Key.Key_F2)
        driven.type("rifiuti")
        await until(lambda: screen.side.may_keep_question())
        driven.window.commands.run("entry.question")
        await until(lambda: learning.questions)
        (question,) = learning.questions
        assert question.text == "rifiuti"
        driven.window.commands.run("entry.words")
        panel = screen.learning_panel
        await until(lambda: driven.focus() is panel.questions)
        await until(lambda: kept_question(city, question.id) is not None)
        kept = kept_question(city, question.id)
        assert kept.card_ids == question.card_ids
        assert kept.added_name == "Redi"
        driven.press(Qt.Key.Key_Delete)
        await until(lambda: not learning.questions)
        await until(lambda: kept_question(city, question.id) is None)


async def test_a_line_half_written_waits_while_she_looks_at_another_proposal(
    driven: DrivenConsole, panel: LearningPanel
) -> None:
    await to_its_line(driven, ", rifiu")
    panel.proposals.select_key("p-1")
    assert panel.line.value() == "bidone > tassa rifiuti"
    panel.proposals.select_key("p-0")
    assert panel.line.value() == "monopattino > tassa rifiuti, rifiu"


async def test_a_decision_that_the_disk_takes_late_leaves_the_cursor_in_the_line_she_is_at(
    driven: DrivenConsole, panel: LearningPanel
) -> None:
    gate = slow_to_order(driven.console.database)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.focus() is panel.line.editor)
    driven.press(Qt.Key.Key_Return)
    panel.proposals.setFocus()
    panel.proposals.select_key("p-1")
    await to_its_line(driven, ", pattume")
    for _ in "me":
        driven.press(Qt.Key.Key_Left)
    gate.set()
    await until(lambda: panel.told.text().startswith("Accettata"))
    assert driven.focus() is panel.line.editor
    driven.type("-")
    assert panel.line.value() == "bidone > tassa rifiuti, pattu-me"


async def test_nobody_waits_for_a_panel_that_is_not_open(
    driven: DrivenConsole, panel: LearningPanel
) -> None:
    learning = driven.models.editing.learning
    driven.press(Qt.Key.Key_Escape)
    shown = panel.proposals.records()
    learning.refuse("p-2")
    await until(lambda: learning.proposal("p-2") is None)
    assert panel.proposals.records() == shown, "hidden lists are filled when they are seen"
    driven.window.commands.run("entry.words")
    assert len(panel.proposals.records()) == len(shown) - 1


async def test_whoever_may_not_decide_is_told_so(
    city: RealServer, app: QApplication, tmp_path: Path
) -> None:
    await request_state(city)
    async with driven_console(app, city, tmp_path) as driven:
        await driven.sign_in("livia", seat="1009")
        driven.window.work.show_module("editing")
        await opened(driven)
        panel = driven.window.part(EditingScreen).learning_panel
        driven.press(Qt.Key.Key_Delete)
        assert "approva" in panel.told.text()
        assert panel.told.isVisible()


async def test_the_next_editor_finds_no_line_of_the_one_before(
    city: RealServer, app: QApplication, tmp_path: Path
) -> None:
    for login in ("redi", "rina"):
        await city.add_account(login, Role.EDITOR, name=login.title())
    await request_state(city)
    async with driven_console(app, city, tmp_path) as driven:
        await driven.sign_in("redi", seat="1009")
        await opened(driven)
        panel = driven.window.part(EditingScreen).learning_panel
        await to_its_line(driven, ", rifiu")
        driven.press(Qt.Key.Key_Escape)
        driven.models.session.sign_out()
        await driven.sign_in("rina", seat="1009")
        await opened(driven)
        panel = driven.window.part(EditingScreen).learning_panel
        assert panel.line.value() == "monopattino > tassa rifiuti"
