"""States of the call panel worth looking at: two calls, transfer, digits, words of a colleague."""

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QLineEdit

from console.model.calls.line_quality import QualityRecord
from console.model.calls.live_call import PhoneAbility
from console.scenes.at_rest import settle
from console.scenes.scene_calls import a_context
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import a_call, answered, idle, level2_case, talking
from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from console.viewmodels.duty.safety import Danger
from contract.domain.account import Role
from contract.wire.phone_socket import Call, CallState, EndCause, Quality


async def ringing_from_queue(window: MainWindow, seat: SceneSeat) -> None:
    """Who, queue, language and wait are there before she answers."""
    await idle(window, seat)
    call = a_call(seat, 4)
    seat.phone.report(
        call=1,
        queue=call.queue,
        language="it",
        waited_s=78,
        auto_answer_ms=800,
        peer=call.peer,
        started_mono_s=call.started_mono_s,
    )
    await settle()


async def declined_why(window: MainWindow, seat: SceneSeat) -> None:
    await ringing_from_queue(window, seat)
    window.commands.run("call.decline")


async def ringing_passed_on(window: MainWindow, seat: SceneSeat) -> None:
    """Level II sees contact and case of the call a colleague brings, while it rings."""
    seat.server.role = Role.LEVEL_TWO
    seat.server.answers["/calls"] = a_context()
    await idle(window, seat)
    seat.models.call.on_call(a_call(seat, 3))
    await settle()


async def ringing_although_closed(window: MainWindow, seat: SceneSeat) -> None:
    """Why the colleague passes it to a line that is closed is read before answering."""
    await ringing_passed_on(window, seat)
    context = a_context()
    reason = "Parte stasera: l'ufficio ha detto di passarla comunque."
    seat.server.answers["/calls"] = replace(context, closed_reason=reason)
    seat.models.calls.passed.look_up(context.call_key)


async def talking_passed_on(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.answers["/calls"] = a_context()
    await answered(window, seat)


async def transfer_choose(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    window.commands.run("call.transfer")
    await settle()


async def transfer_languages(window: MainWindow, seat: SceneSeat) -> None:
    """The citizen speaks Arabic: whether a queue is open for him, and for others."""
    await talking(window, seat)
    seat.phone.report(language="ar")
    window.commands.run("call.transfer")
    await settle()
    _type("info")
    await settle()


async def transfer_closed_language(window: MainWindow, seat: SceneSeat) -> None:
    await transfer_languages(window, seat)
    seat.models.calls.transfer.consult()


async def transfer_closed(window: MainWindow, seat: SceneSeat) -> None:
    """A line that is closed now: when it opens, and why all the same."""
    await transfer_choose(window, seat)
    _type("nidi")
    seat.models.calls.transfer.consult()


async def transfer_number(window: MainWindow, seat: SceneSeat) -> None:
    await transfer_choose(window, seat)
    _type("899 123456")


async def transferring(window: MainWindow, seat: SceneSeat) -> None:
    await transfer_choose(window, seat)
    _type("trib")
    window.commands.run("hit.use_selected")
    await settle()


async def consultation_calling(window: MainWindow, seat: SceneSeat) -> None:
    await transfer_choose(window, seat)
    _type("trib")
    seat.models.calls.transfer.consult()
    await settle()


async def consultation(window: MainWindow, seat: SceneSeat) -> None:
    await consultation_calling(window, seat)
    seat.phone.report(2, state=CallState.ACTIVE, answered_mono_s=seat.monotonic_s() - 23)
    await settle()


async def consultation_at_work(window: MainWindow, seat: SceneSeat) -> None:
    """The panel is away: the strip alone shows both calls."""
    await consultation(window, seat)
    window.part(ContactScreen).focus_description()
    await settle()


async def alternated(window: MainWindow, seat: SceneSeat) -> None:
    await consultation_at_work(window, seat)
    seat.models.call.controls.toggle_hold()


async def three_way(window: MainWindow, seat: SceneSeat) -> None:
    await consultation_at_work(window, seat)
    window.commands.run("call.join")


async def consultation_busy(window: MainWindow, seat: SceneSeat) -> None:
    await consultation_calling(window, seat)
    seat.phone.report(2, state=CallState.ENDED, cause=EndCause.BUSY)


async def second_rings(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    second = Call(
        call=2,
        state=CallState.INCOMING,
        peer="1201",
        peer_name="Carlo Collega",
        started_mono_s=seat.monotonic_s() - 3,
    )
    seat.models.call.on_call(second)


async def outgoing(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.call.controls.dial("06 5550 0500", "Sportello anagrafico di Via degli Esempi")
    await settle()


async def outgoing_busy(window: MainWindow, seat: SceneSeat) -> None:
    await outgoing(window, seat)
    seat.phone.report(state=CallState.ENDED, cause=EndCause.BUSY)


async def bad_line(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    one = seat.models.call.main
    assert one is not None
    one.record = QualityRecord()
    heard = Quality(call=1, mos=2.6, lost_pct=4.2, jitter_ms=48, rtt_ms=160)
    for at in range(12):
        one.record.add(heard, seat.monotonic_s() - 12 + at)
    seat.models.call.on_quality(heard)


async def digits(window: MainWindow, seat: SceneSeat) -> None:
    await answered(window, seat)
    window.commands.run("call.digits")
    seat.models.call.controls.dtmf("1")
    seat.models.call.controls.dtmf("#")


async def call_list(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    window.commands.run("call.list")


async def directory_idle(window: MainWindow, seat: SceneSeat) -> None:
    """With nobody on the line F7 calls whom it finds."""
    await idle(window, seat)
    window.commands.run("call.transfer")
    _type("sport")


async def desk_phone(window: MainWindow, seat: SceneSeat) -> None:
    """A phone that can only dial: what it lacks is not offered."""
    seat.phone.can = frozenset({PhoneAbility.DIAL})
    await answered(window, seat)


async def desk_phone_danger(window: MainWindow, seat: SceneSeat) -> None:
    """112 must be called by somebody else: the steps say so."""
    await desk_phone(window, seat)
    seat.models.duty.safety.begin(Danger.SUICIDE)


async def desk_phone_audio(window: MainWindow, seat: SceneSeat) -> None:
    seat.phone.can = frozenset({PhoneAbility.DIAL})
    await idle(window, seat)
    window.commands.run("audio.open")


async def desk_phone_callback(window: MainWindow, seat: SceneSeat) -> None:
    """The number is dialled by hand, the message is heard elsewhere."""
    seat.phone.can = frozenset()
    await level2_case(window, seat)


async def transferred(window: MainWindow, seat: SceneSeat) -> None:
    await transferring(window, seat)
    seat.models.call.on_transfer(1, 200, True)
    seat.phone.end(EndCause.HUNG_UP_HERE)


def _type(text: str) -> None:
    """Type where the cursor is, as the operator would."""
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit), field
    field.insert(text)
    field.textEdited.emit(field.text())
