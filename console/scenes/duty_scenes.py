"""States of the operator's duty worth looking at: server's word, limits, danger, text, sound."""

from datetime import timedelta
from typing import Any

from console.model.duty.seat_state import PauseReason
from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.city_server import Answer, refused
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import answered, idle, talking
from console.shell.main_window import MainWindow
from console.viewmodels.duty.safety import Danger
from contract.domain.account import Role
from contract.domain.agents.agent import AgentView, DutyState, PauseRule, WrapUpMode
from contract.domain.ids import AccountId, QueueId
from contract.domain.queue import Queue
from contract.wire import reason_codes
from contract.wire.duty import CallNews, DutyRules, FirstCallback, MaskReply, QueueFigures
from contract.wire.phone_socket import AudioDevice, CallState, EndCause, Quality
from contract.wire.trunks import TrunkState

FIGURES = (
    QueueFigures(queue_id=QueueId("tributi"), waiting=5, longest_wait_s=42),
    QueueFigures(queue_id=QueueId("informazioni"), waiting=2, longest_wait_s=11),
)
DEVICES = (
    AudioDevice(id="in-1", kind="input", label="Cuffia USB di prova"),
    AudioDevice(id="out-1", kind="output", label="Cuffia USB di prova"),
    AudioDevice(id="out-2", kind="output", label="Altoparlanti del monitor"),
)


def a_view(rev: int = 1, **changes: Any) -> AgentView:
    fields: dict[str, Any] = {
        "account_id": AccountId("scena"),
        "rev": rev,
        "state": DutyState.NOT_READY,
        "since_at": city.NOW,
    }
    return AgentView(**(fields | changes))


async def queue_figures(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.duty.figures.show(FIGURES)
    await settle()


async def queue_figures_old(window: MainWindow, seat: SceneSeat) -> None:
    await queue_figures(window, seat)
    seat.models.duty.figures.is_old = True
    seat.models.duty.figures.changed.emit()


async def forced_pause(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    message = "Riunione di turno in sala 2, porta il quaderno."
    view = a_view(reason="meeting", forced_by="Carla Capoturno", message=message)
    seat.models.status.server.adopt(view, True)


async def flapping(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.status.server.adopt(a_view(reason="flapping"), True)


async def pause_full(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.status.pause(PauseReason.BREAK)
    seat.models.status.server.refused("pause_full")
    seat.models.status.server.adopt(a_view(state=DutyState.READY), True)


async def pause_menu_limits(window: MainWindow, seat: SceneSeat) -> None:
    """What is left of each pause, one that is used up and one that is full."""
    seat.server.answers["/duty/rules"] = DutyRules(
        pauses=(
            PauseRule(reason=PauseReason.BREAK, limit_s=600, quota_s=1800),
            PauseRule(reason=PauseReason.TRAINING, quota_s=3600),
            PauseRule(reason=PauseReason.BACK_OFFICE, limit_s=3600),
            PauseRule(reason=PauseReason.MEETING, at_once=3),
        ),
        used_s={"break": 240, "training": 3600},
        others={"meeting": 3},
    )
    await idle(window, seat)
    window.commands.run("status.pause")


async def pause_over(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    since_at, until_at = city.NOW - timedelta(minutes=17), city.NOW - timedelta(minutes=2)
    view = a_view(reason="break", since_at=since_at, pause_until_at=until_at)
    seat.models.status.server.adopt(view, True)
    seat.models.duty.reminders.tick()


async def pause_ends_soon(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    since_at, until_at = city.NOW - timedelta(seconds=870), city.NOW + timedelta(seconds=30)
    view = a_view(reason="break", since_at=since_at, pause_until_at=until_at)
    seat.models.status.server.adopt(view, True)
    seat.models.duty.reminders.tick()


async def screen_break_due(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    view = a_view(state=DutyState.READY, screen_break_due_at=city.NOW)
    seat.models.status.server.adopt(view, True)
    seat.models.duty.reminders.tick()


async def signed_in_elsewhere(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.status.signed_in("1001")
    seat.models.status.server.adopt(a_view(state=DutyState.READY, seat="1002"), True)


async def _wrapped_up(window: MainWindow, seat: SceneSeat, mode: WrapUpMode) -> None:
    seat.server.queues = (Queue(id=QueueId("tributi"), name="Tributi", wrap_up=mode),)
    await answered(window, seat)
    seat.phone.end(EndCause.HUNG_UP_THERE)
    await settle()


async def wrap_up_forced(window: MainWindow, seat: SceneSeat) -> None:
    await _wrapped_up(window, seat, WrapUpMode.FORCED_TIMEOUT)
    seat.models.status.wrap_up.contact_closed()


async def wrap_up_optional(window: MainWindow, seat: SceneSeat) -> None:
    await _wrapped_up(window, seat, WrapUpMode.OPTIONAL)


async def wrap_up_on_request(window: MainWindow, seat: SceneSeat) -> None:
    mode = WrapUpMode.REQUESTED
    seat.server.queues = (Queue(id=QueueId("tributi"), name="Tributi", wrap_up=mode),)
    await talking(window, seat)


async def danger_menu(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    window.commands.run("safety.open")


async def danger_suicide(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    seat.models.duty.safety.begin(Danger.SUICIDE)
    await settle()
    seat.models.duty.safety.alarm_sent()


async def danger_112_joined(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    seat.models.duty.safety.begin(Danger.EMERGENCY)
    seat.models.duty.safety.call_112()
    await settle()
    seat.phone.report(2, state=CallState.ACTIVE, answered_mono_s=seat.monotonic_s())


async def alarm_at_the_lead(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.role = Role.TEAM_LEAD
    await idle(window, seat)
    seat.models.duty.news.on_news(CallNews(kind="alarm", text="threat", seat="1014"))


async def callback_first(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    until = city.NOW + timedelta(seconds=60)
    first = FirstCallback(call_key="k-9", phone=city.PHONE, until_at=until)
    seat.models.duty.first.show((first,))


async def callback_at_its_turn(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    first = FirstCallback(
        call_key="k-9",
        phone=city.PHONE,
        until_at=city.NOW + timedelta(seconds=15),
        keeps_place=True,
        queue_name="Tributi",
        language="ar",
        waited_s=194,
    )
    seat.models.duty.first.show((first,))


async def call_cut_off(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    state = TrunkState(exchange="a", is_up=False, since_at=city.NOW)
    seat.models.duty.trunks.show((state,))
    seat.models.call.controls.dial(city.PHONE)
    await settle()
    seat.phone.report(state=CallState.ENDED, cause=EndCause.NO_ANSWER)


async def text_with_citizen(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    text = seat.models.duty.text
    text.begin()
    text.on_text("Buongiorno, sono sorda e scrivo.\n")
    text.type("Buongiorno, la leggo. Mi dica.\n")
    text.on_text("Vorrei sapere quando è aperto lo sportello dell'anagrafe e se posso mandare ")
    text.on_text("mia figlia con la delega")
    text.type("Sì, con la delega e una copia del suo docum")
    await settle()


async def text_after_the_call(window: MainWindow, seat: SceneSeat) -> None:
    await text_with_citizen(window, seat)
    seat.models.duty.text.end()
    seat.phone.end(EndCause.HUNG_UP_THERE)


async def audio_test(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.call.on_devices(DEVICES, True)
    seat.models.call.on_headset("Cuffia USB di prova")
    window.commands.run("audio.open")
    await settle()
    seat.models.duty.audio.toggle_test()
    seat.models.call.on_levels(0.62, 0.35)


async def audio_without_microphone(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    seat.models.call.on_devices(DEVICES[1:], False)
    window.commands.run("audio.open")


async def audio_in_a_call(window: MainWindow, seat: SceneSeat) -> None:
    await talking(window, seat)
    seat.models.call.on_devices(DEVICES, True)
    quality = Quality(call=1, mos=4.2, lost_pct=0.4, jitter_ms=6, rtt_ms=24)
    seat.models.call.on_quality(quality)
    window.commands.run("audio.open")


async def _masked(window: MainWindow, seat: SceneSeat, answer: Answer) -> None:
    await talking(window, seat)
    seat.server.answers["/calls"] = answer
    key = seat.models.call.calls[0].key
    seat.models.duty.news.on_news(CallNews(kind="recording", call_key=key, text="on"))
    window.commands.run("recording.mask")
    await settle()


async def recorded_call_covered(window: MainWindow, seat: SceneSeat) -> None:
    await _masked(window, seat, MaskReply(state="masked"))


async def recording_not_covered(window: MainWindow, seat: SceneSeat) -> None:
    await _masked(window, seat, refused(503, reason_codes.NOT_MASKED))
