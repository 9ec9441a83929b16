"""The operator's duty in a scene: what she did is noted, no server and no headset answer."""

import time
from typing import Protocol

from console.errors import ServerUnreachable
from console.model.calls.audio_choice import AudioChoice
from console.model.calls.live_call import PhoneAbility
from console.runtime.task_scope import TaskScope
from console.scenes import scene_city as city
from console.viewmodels.callbacks.first_callbacks import FirstCallbacksViewModel
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.audio_check import AudioCheckViewModel, AudioCommands
from console.viewmodels.calls.call_news import CallNewsViewModel
from console.viewmodels.calls.headset_tones import HeadsetTones
from console.viewmodels.calls.queue_figures import QueueFiguresViewModel
from console.viewmodels.calls.text_conversation import TextConversationViewModel
from console.viewmodels.calls.trunks import TrunksViewModel
from console.viewmodels.duty.duty_models import DutyModels
from console.viewmodels.duty.duty_reminders import DutyReminders
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from console.viewmodels.duty.pause_limits import PauseLimitsViewModel
from console.viewmodels.duty.recording import RecordingViewModel, is_recorded
from console.viewmodels.duty.safety import SafetyViewModel
from console.viewmodels.kit.notices import NoticesViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator
from console.viewmodels.team.team import leads
from contract.wire.duty import DutyRules


class SceneDuty:
    def __init__(self) -> None:
        self.steps: list[tuple[str, str]] = []  # wish and reason
        self.alarms: list[tuple[str, str]] = []  # kind and call
        self.typed: list[str] = []
        self.masks: list[bool] = []
        self.mask_answer = ""  # "": as it was asked for
        self.audio = AudioChoice()
        self.rules: DutyRules | None = None  # None: the server does not answer

    def request_state(
        self, wish: str, *, reason: str = "", call_key: str = "", offer: str = ""
    ) -> None:
        self.steps.append((wish, reason))

    async def alarm(self, kind: str, call_key: str) -> None:
        self.alarms.append((kind, call_key))

    async def send_text(self, characters: str) -> None:
        self.typed.append(characters)

    async def mask_recording(self, call_key: str, on: bool) -> str:
        self.masks.append(on)
        return self.mask_answer or ("masked" if on else "on")

    async def pause_rules(self) -> DutyRules:
        if self.rules is None:
            raise ServerUnreachable
        return self.rules

    async def load_audio(self) -> AudioChoice:
        return self.audio

    async def keep_audio(self, choice: AudioChoice) -> None:
        self.audio = choice


class SoundingPhone(AudioCommands, Protocol):
    async def play_tone(self, tone: str) -> None: ...


def duty_models(
    duty: SceneDuty,
    operator: SignedInOperator,
    call: ActiveCallViewModel,
    status: OperatorStatusViewModel,
    notices: NoticesViewModel,
    phone: SoundingPhone,
    scope: TaskScope,
) -> DutyModels:
    clock, mono = (lambda: city.NOW), time.monotonic
    recording = RecordingViewModel(
        call=call,
        records=lambda queue: is_recorded(status.queue_of(queue)),
        mask=duty.mask_recording,
        notices=notices,
        scope=scope,
    )
    return DutyModels(
        reminders=DutyReminders(status=status, monotonic_s=mono, now=clock),
        figures=QueueFiguresViewModel(monotonic_s=mono, now=clock),
        safety=SafetyViewModel(call=call, status=status, alarm=duty.alarm, scope=scope),
        text=TextConversationViewModel(send=duty.send_text, scope=scope, monotonic_s=mono),
        audio=AudioCheckViewModel(
            call=call, phone=phone, load=duty.load_audio, remember=duty.keep_audio, scope=scope
        ),
        news=CallNewsViewModel(call=call, notices=notices, recording=recording),
        pauses=PauseLimitsViewModel(ask=duty.pause_rules, scope=scope),
        recording=recording,
        first=FirstCallbacksViewModel(call=call, notices=notices),
        trunks=TrunksViewModel(notices=notices, may_lead=lambda: leads(operator.account)),
        tones=HeadsetTones(
            play=phone.play_tone,
            may_play=lambda: PhoneAbility.TONES in phone.can,
            scope=scope,
            monotonic_s=mono,
        ),
    )
