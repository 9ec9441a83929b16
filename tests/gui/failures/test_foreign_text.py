"""Texts made to harm: shown as they are written, in one line, and nothing typed is cut."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from console.screens.contact.contact_screen import ContactScreen
from contract.domain.callback import Callback
from contract.domain.caller import CallerDetails, Citizen
from contract.domain.case import Case
from contract.domain.ids import AccountId, CallbackId, CaseId, CitizenId, ContactId, DeskId, TopicId
from server.store.contacts.citizens import save_citizen
from tests.gui.failures.told import a_contact_with, is_kept, pasted, shown_description
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until
from widgets.kit.plain_text import without_isolates

PHONE = "+390655500123"
MARKUP = '<b>Rossi</b> <img src="file:///etc/passwd"> & <a href="x">Prova</a>'
TURNED = "\u202eamoR\u202c \u2067Prova\u200f\u0007"
LONG = "Nome " + "x" * 10_240
NAMES = [MARKUP, TURNED, LONG]
HARMLESS = {MARKUP: MARKUP, TURNED: "amoR Prova", LONG: LONG[:199] + "…"}


@pytest.mark.parametrize("name", NAMES, ids=["markup", "turned", "long"])
async def test_a_name_is_plain_text_in_strip_and_card(
    city: RealServer, driven: DrivenConsole, name: str
) -> None:
    citizen = Citizen(id=CitizenId("c-1"), details=CallerDetails(name=name, phone=PHONE))
    await city.database.write(lambda c: save_citizen(c, citizen, city.clock()))
    await driven.sign_in()
    await driven.become_ready()
    size = driven.window.size()
    driven.phone.citizen_calls(PHONE)
    await until(lambda: driven.models.caller.matches)
    strip = driven.strip
    await until(lambda: strip.state().who == HARMLESS[name])
    assert strip._who.text().endswith(HARMLESS[name])
    assert strip._who.textFormat() is Qt.TextFormat.PlainText
    card = driven.window.part(ContactScreen).citizen
    assert [hit.title for hit in card.callers.rows.hits()] == [HARMLESS[name]]
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    driven.press(Qt.Key.Key_F3)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: card.values()["name"] == without_isolates(name))
    await until(lambda: driven.models.editor.is_saved)
    draft = driven.models.editor.draft
    assert draft is not None
    assert draft.caller.name == name, "what is kept of a citizen changes by her hand alone"
    assert driven.window.size() == size
    assert not rich_labels(driven.window.findChildren(QLabel))


def rich_labels(labels: list[QLabel]) -> list[str]:
    """Labels that would read a text of others as markup."""
    return [
        label.text()
        for label in labels
        if label.isVisible() and "Rossi" in label.text()
        if label.textFormat() is not Qt.TextFormat.PlainText
    ]


async def test_names_in_the_queue_are_plain_text_and_as_long_as_a_line(
    city: RealServer, driven: DrivenConsole
) -> None:
    for number, name in enumerate(NAMES):
        await city.put("desk:tributi", *a_case_of(number, name))
    await driven.sign_in("livia")
    queue = driven.window.part(CallbackQueueScreen).queue
    table = queue.table
    await until(lambda: len(table.records()) == len(NAMES))
    assert {row.citizen for row in queue.rows()} == set(HARMLESS.values())
    heights = {table.rowHeight(row) for row in range(len(NAMES))}
    assert len(heights) == 1


def a_case_of(number: int, name: str) -> tuple[Case, Callback]:
    now = datetime.now(UTC)
    caller = CallerDetails(name=name, phone=PHONE)
    case = Case(
        id=CaseId(f"case-{number}"),
        number=f"R-{number}",
        desk_id=DeskId("tributi"),
        contact_id=ContactId(f"contact-{number}"),
        opened_by=AccountId("anna"),
        opened_at=now,
        topic_id=TopicId("tari"),
        caller=caller,
        question="Quando?",
    )
    callback = Callback(
        id=CallbackId(f"callback-{number}"),
        case_id=case.id,
        desk_id=case.desk_id,
        topic_id=case.topic_id,
        caller=caller,
        window_start_at=now,
        window_end_at=now + timedelta(hours=2),
    )
    return case, callback


async def test_a_megabyte_in_the_description_is_kept_and_the_limit_is_said(
    app: QApplication, tmp_path: Path
) -> None:
    too_long = "Il testo è troppo lungo: accorcialo a 20 000 caratteri."
    megabyte = "incollato " * 100_000
    async with a_city() as server, driven_console(app, server, tmp_path) as driven:
        await driven.sign_in()
        await a_contact_with(driven, "Prima ")
        pasted(driven, megabyte)
        field = driven.window.part(ContactScreen).form.fields.field("description")
        await until(lambda: field.error() == too_long)
        shown = driven.window.findChildren(QLabel)
        assert any(one.isVisible() for one in shown if one.text() == too_long)
        assert field.editor.accessibleDescription() == f"Da sistemare: {too_long}"
        assert driven.focus() is field.editor
        await is_kept(driven, "Prima " + megabyte)
        driven.press(Qt.Key.Key_F9)
        await until(lambda: not driven.models.editor.closing.is_closing)
        assert driven.models.own_work.contacts == ()
        assert shown_description(driven) == "Prima " + megabyte
        driven.window.part(ContactScreen).focus_description()
        driven.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        driven.type("Breve")
        assert field.error() == ""
        await is_kept(driven, "Breve")
