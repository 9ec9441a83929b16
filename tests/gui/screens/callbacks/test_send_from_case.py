"""A clerk sends the citizen of the case in hand the card she reads to him, by the same key."""

from PySide6.QtCore import Qt

from console.screens.contact.send_presenter import SendPresenter
from console.viewmodels.contact.card_sending import CardSendingViewModel
from server.usecases.messages.available_ways import note_mail
from tests.gui.screens.contact.test_send_card import ADDRESS, arrived
from tests.gui.screens.shell.test_key_counts import at_level_two
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until
from widgets.panels.search_panel import SearchPanel

CTRL = Qt.KeyboardModifier.ControlModifier
__all__ = ["at_level_two"]


async def reads_a_card(seat: DrivenConsole) -> None:
    seat.press(Qt.Key.Key_F2)
    seat.type("rifiuti")
    await until(lambda: seat.models.knowledge.answer.query == "rifiuti")
    await seat.models.knowledge.card_in_use()
    await until(lambda: seat.models.of(CardSendingViewModel).can_open)


async def test_the_card_goes_to_the_citizen_of_the_case_in_hand(
    at_level_two: DrivenConsole, city: RealServer
) -> None:
    seat = at_level_two
    await city.database.write(lambda c: note_mail(c, True))
    seat.press(Qt.Key.Key_F11)
    work = seat.models.case_work
    await until(lambda: work.file.case is not None, what="the case")
    await reads_a_card(seat)
    await until(lambda: seat.models.connection.connection.online)
    before = seat.focus()
    seat.press(Qt.Key.Key_S, CTRL)
    panel = seat.window.part(SendPresenter).panel
    assert panel.isVisible()
    seat.type(ADDRESS)
    assert panel.field.value() == ADDRESS
    seat.press(Qt.Key.Key_Return)
    assert seat.focus() is before, "she goes on where she was"
    await until(lambda: "card_sent" in seat.models.notices.passing, what="sent")
    mail = await arrived(city)
    assert (mail.recipient, mail.card_id) == (ADDRESS, "c-tari")
    assert work.file.case is not None
    assert mail.contact_id == work.file.case.contact_id
    seat.press(Qt.Key.Key_S, CTRL)
    assert panel.field.value() == ADDRESS, "for the next card the address is at hand"


async def test_with_no_case_in_hand_she_is_told_what_sending_needs(
    at_level_two: DrivenConsole,
) -> None:
    await reads_a_card(at_level_two)
    at_level_two.press(Qt.Key.Key_S, CTRL)
    assert not at_level_two.window.part(SendPresenter).panel.isVisible()
    assert "send_needs_contact" in at_level_two.models.notices.passing


async def test_beside_a_case_stands_what_answers_it_before_she_types_anything(
    at_level_two: DrivenConsole,
) -> None:
    seat = at_level_two
    knowledge, queue = seat.models.knowledge, seat.models.queue
    seat.press(Qt.Key.Key_Down)
    await until(lambda: queue.selected is not None, what="the first row in view")
    await until(lambda: knowledge.suggested, what="its cards")
    first = knowledge.answer.hits[len(knowledge.today.news)]
    assert first.id == "c-tari"

    def is_read() -> bool:
        return knowledge.preview is not None and knowledge.preview.hit == first

    await until(is_read, what="shown before she has taken the case")
    seat.press(Qt.Key.Key_F11)
    await until(lambda: seat.models.case_work.file.case is not None, what="the case")
    await until(is_read, what="the same")
    rows = seat.window.part(SearchPanel).hits()
    assert [row.title for row in rows].count(first.title) == 1
