"""The states of the window worth looking at, each reached in a real session."""

from datetime import timedelta

from console.model.duty.seat_state import PauseReason
from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.scene_day import DAY
from console.scenes.scene_seat import SceneSeat
from console.screens.contact.contact_screen import ContactScreen
from console.screens.contact.send_presenter import SendPresenter
from console.screens.knowledge.fault_presenter import FaultPresenter
from console.shell.main_window import MainWindow
from console.store.contact.sending_repository import note_text
from console.store.session.notice_repository import add_notice
from console.viewmodels.calls.call_notices import CallNotice
from console.viewmodels.contact.card_sending import CardSendingViewModel
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.duty.call_follower import RING_S
from console.viewmodels.kit.notice_code import SeatNotice
from console.viewmodels.kit.notices import Level
from console.viewmodels.knowledge.entry_fault import EntryFaultViewModel
from contract.domain.account import Role
from contract.domain.ids import CallbackId, NoticeId
from contract.domain.notice import Notice
from contract.wire.claims import CallerMatches
from contract.wire.phone_socket import Call, CallState, EndCause, Quality

DESCRIPTION = "Chiede se lo sportello è aperto il giovedì pomeriggio e se può mandare la figlia."


async def sign_in(window: MainWindow, seat: SceneSeat) -> None:
    seat.models.session.start()
    window.sign_in.focus_first()  # as whoever starts the program finds it
    await settle()


async def sign_in_refused(window: MainWindow, seat: SceneSeat) -> None:
    await sign_in(window, seat)
    seat.server.refusal = "bad_credentials"
    seat.models.session.sign_in("anna.prova", "sbagliata", "1001")


async def wrong_certificate(window: MainWindow, seat: SceneSeat) -> None:
    await sign_in(window, seat)
    seat.server.is_foreign = True
    seat.models.session.sign_in("anna.prova", "giusta", "1001")


async def broken_store(window: MainWindow, seat: SceneSeat) -> None:
    seat.models.session.store_broke("corrupt")


async def full_disk_at_start(window: MainWindow, seat: SceneSeat) -> None:
    seat.models.session.store_broke("full")


async def not_ready(window: MainWindow, seat: SceneSeat) -> None:
    await seat.enter()
    await settle()


async def idle(window: MainWindow, seat: SceneSeat) -> None:
    await not_ready(window, seat)
    seat.models.status.get_ready()
    await settle()


async def news_today(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.answers["/knowledge/today"] = city.TODAY
    await idle(window, seat)


async def news_offline(window: MainWindow, seat: SceneSeat) -> None:
    await news_today(window, seat)
    seat.models.knowledge.step(1)
    await _go_offline(seat)


async def empty(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.contacts, seat.drafts, seat.server.callbacks = (), (), ()
    await idle(window, seat)


async def pause(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.status.pause(PauseReason.SCREEN_BREAK)


async def pause_menu(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    window.commands.run("status.pause")


def a_call(seat: SceneSeat, seconds_ago: float = 0.0) -> Call:
    return Call(
        call=1,
        sip_id="scena@prova",
        queue="Tributi",
        state=CallState.INCOMING,
        peer=city.PHONE,
        started_utc_s=city.NOW.timestamp() - seconds_ago,
        started_mono_s=seat.monotonic_s() - seconds_ago,
    )


async def ringing(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.call.on_call(a_call(seat, 4))
    await settle()


async def ringing_two(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.answers["/callers"] = CallerMatches(matches=city.MATCHES)
    await ringing(window, seat)


async def answered(window: MainWindow, seat: SceneSeat) -> None:
    await ringing(window, seat)
    mono, utc = seat.monotonic_s() - 134, city.NOW.timestamp() - 134
    seat.phone.report(state=CallState.ACTIVE, answered_mono_s=mono, answered_utc_s=utc)
    await settle()


async def talking(window: MainWindow, seat: SceneSeat) -> None:
    await answered(window, seat)
    models = seat.models
    window.part(ContactScreen).search.set_text("anagrafe")
    models.knowledge.type_query("anagrafe")
    await settle()
    models.caller.confirm(0)
    models.editor.filling.link_card(city.CARDS[0])
    models.editor.edit(Field.DESCRIPTION, DESCRIPTION)
    models.editor.draft_replaced.emit()
    models.call.on_quality(Quality(call=1, mos=4.2, lost_pct=0.1, jitter_ms=4, rtt_ms=20))
    await models.editor.saver.flush()
    await settle()


async def talking_long_texts(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    editor = seat.models.editor
    editor.edit(Field.NAME, city.LONG_NAME)
    editor.edit(Field.FACT_ADDRESS, "Circonvallazione degli Esempi Lunghissimi " * 4)
    editor.edit(Field.DESCRIPTION, f"{DESCRIPTION} " * 40)
    editor.draft_replaced.emit()


async def hold(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    seat.phone.report(state=CallState.HELD)
    seat.models.notices.tell(CallNotice.HOLD_REMINDER, Level.ACT_NOW, seconds="45")


async def pause_after_call(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    seat.phone.report(is_muted=True)
    seat.models.status.pause(PauseReason.BREAK)


async def incomplete(window: MainWindow, seat: SceneSeat) -> None:
    await answered(window, seat)
    seat.models.editor.edit(Field.PHONE, "347 12")
    seat.models.editor.edit(Field.FISCAL_CODE, "ABCDEF")
    seat.models.editor.closing.close()


async def nothing_found(window: MainWindow, seat: SceneSeat) -> None:
    seat.search.suggestion = "bonus tari"
    await answered(window, seat)
    window.part(ContactScreen).search.set_text("bonus tarri")
    seat.models.knowledge.type_query("bonus tarri")


async def expired_card(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    seat.models.knowledge.type_query("carta")


async def entry_fault(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    window.commands.run("entry.fault")
    panel = window.part(FaultPresenter).panel
    panel.field.set_value("Il giovedì chiude alle 13, non alle 17. Lo dice il 347 1234567.")
    seat.models.of(EntryFaultViewModel).type(panel.field.value())
    await settle()


async def entry_reported(window: MainWindow, seat: SceneSeat) -> None:
    await entry_fault(window, seat)
    seat.models.of(EntryFaultViewModel).send()


async def send_card(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    window.commands.run("card.send")
    await settle()
    panel = window.part(SendPresenter).panel
    panel.field.set_value("bianca@posta.example")
    seat.models.of(CardSendingViewModel).type(panel.field.value())
    await settle()


async def send_office(window: MainWindow, seat: SceneSeat) -> None:
    """What goes first is what is on the screen: the office, not a card that names it."""
    await talking(window, seat)
    seat.models.knowledge.type_query("sportello anagrafico")
    await settle()
    window.commands.run("card.send")


async def send_card_in_arabic(window: MainWindow, seat: SceneSeat) -> None:
    await send_card(window, seat)
    window.part(SendPresenter).panel.places.mark(
        window.part(SendPresenter).panel.places.model().index(1, 0)
    )


async def send_card_by_sms(window: MainWindow, seat: SceneSeat) -> None:
    await send_card(window, seat)
    panel = window.part(SendPresenter).panel
    panel.field.set_value("347 1234567")
    seat.models.of(CardSendingViewModel).type(panel.field.value())
    await settle()


async def send_card_without_sms(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.sends_sms = False
    await send_card_by_sms(window, seat)


async def send_card_texts_over(window: MainWindow, seat: SceneSeat) -> None:
    """She has sent as many SMS as an operator may in a day."""
    seat.server.texts_a_day = 1
    seat.before.append(lambda connection: note_text(connection, city.NOW))
    await send_card_by_sms(window, seat)


async def card_sent(window: MainWindow, seat: SceneSeat) -> None:
    await send_card(window, seat)
    seat.models.of(CardSendingViewModel).send()


async def wrap_up(window: MainWindow, seat: SceneSeat) -> None:
    await answered(window, seat)
    seat.phone.end(EndCause.HUNG_UP_THERE)


async def missed(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.call.on_call(a_call(seat, RING_S + 1))
    seat.models.status.since_s -= RING_S
    seat.models.status.tick()


async def dropped(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    seat.phone.end(EndCause.NETWORK)


async def offline(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    await _go_offline(seat)


async def _go_offline(seat: SceneSeat) -> None:
    await seat.lose_server()
    await settle()


async def refused_by_server(window: MainWindow, seat: SceneSeat) -> None:
    at = city.NOW - timedelta(minutes=5)
    subject = {"command": "record_contact", "at": at.isoformat(), "field": "desk"}
    notice = Notice(id=NoticeId("n-1"), code="missing_field", at=at, subject=subject)
    seat.before.append(lambda connection: add_notice(connection, notice))
    await idle(window, seat)


async def no_microphone(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.call.on_devices((), False)


async def phone_gone(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.call.on_gone()


async def no_keyring(window: MainWindow, seat: SceneSeat) -> None:
    seat.keyring.is_missing = True
    await talking(window, seat)


async def full_disk(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    seat.models.notices.tell(SeatNotice.STORE_FULL, Level.ACT_NOW)


async def recovered(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.notices.tell(SeatNotice.RECOVERED, Level.ACT_SOON, recovered="12", total="12")


async def callback_window(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    window.commands.run("callback.act")


async def forwarded(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    seat.models.editor.promise_callback(seat.models.editor.offered_windows()[1])


async def own_contacts(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.contacts = (*DAY, *city.CONTACTS)
    await idle(window, seat)
    await _send_slowly(seat)
    window.work.show_module("own")


async def _send_slowly(seat: SceneSeat) -> None:
    seat.server.takes_commands.clear()
    await seat.send(city.CONTACTS[0])


async def cards_not_arrived(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.sendings = city.sendings(city.CONTACTS[0])
    seat.before.append(lambda connection: add_notice(connection, city.IN_DOUBT))
    await idle(window, seat)
    await _send_slowly(seat)
    window.work.show_module("own")


async def level2_queue(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.role = Role.LEVEL_TWO
    await idle(window, seat)
    seat.models.queue.select(city.CALLBACKS[0].id)
    await settle()


async def level2_empty(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.callbacks = ()
    await level2_queue(window, seat)


async def level2_case(window: MainWindow, seat: SceneSeat) -> None:
    await level2_queue(window, seat)
    seat.models.queue.claim(CallbackId("r-1"))
    await settle()
    seat.models.case_work.write_note("Ha diritto al rimborso: modulo inviato per e-mail.")
    seat.models.case_work.opened.emit()
    await settle()


async def level2_calling(window: MainWindow, seat: SceneSeat) -> None:
    await level2_case(window, seat)
    seat.models.case_work.dial()


async def level2_lost(window: MainWindow, seat: SceneSeat) -> None:
    await level2_queue(window, seat)
    seat.models.queue.claim_lost.emit("Carlo Collega")


async def lock(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    seat.models.session.lock()


async def session_expired(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    seat.models.session.lock("session_expired")


async def palette(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    window.commands.run("palette.open")


async def keys(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    window.commands.run("help.keys")


async def connection_details(window: MainWindow, seat: SceneSeat) -> None:
    await offline(window, seat)
    window.commands.run("connection.details")  # the line of what stands
    window.commands.run("connection.details")
