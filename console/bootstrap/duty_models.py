"""Builds the view-models of the operator's duty over the seat's phone and server."""

from console.bootstrap.operator_parts import OperatorParts
from console.model.calls.live_call import PhoneAbility
from console.viewmodels.callbacks.first_callbacks import FirstCallbacksViewModel
from console.viewmodels.calls.audio_check import AudioCheckViewModel
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
from console.viewmodels.team.team import leads


def build_duty_models(
    parts: OperatorParts, status: OperatorStatusViewModel, notices: NoticesViewModel
) -> DutyModels:
    call, duty, phone, scope = parts.call, parts.duty, parts.phone, parts.scope
    clock, monotonic_s = parts.clock, parts.monotonic_s
    recording = RecordingViewModel(
        call=call,
        records=lambda queue: is_recorded(status.queue_of(queue)),
        mask=duty.mask_recording,
        notices=notices,
        scope=scope,
    )
    return DutyModels(
        reminders=DutyReminders(status=status, monotonic_s=monotonic_s, now=clock),
        figures=QueueFiguresViewModel(monotonic_s=monotonic_s, now=clock),
        safety=SafetyViewModel(call=call, status=status, alarm=duty.alarm, scope=scope),
        text=TextConversationViewModel(send=duty.send_text, scope=scope, monotonic_s=monotonic_s),
        audio=AudioCheckViewModel(
            call=call,
            phone=phone.audio,
            load=parts.audio.load,
            remember=parts.audio.remember,
            scope=scope,
        ),
        news=CallNewsViewModel(call=call, notices=notices, recording=recording),
        pauses=PauseLimitsViewModel(ask=duty.pause_rules, scope=scope),
        recording=recording,
        first=FirstCallbacksViewModel(call=call, notices=notices),
        trunks=TrunksViewModel(notices=notices, may_lead=lambda: leads(parts.operator.account)),
        tones=HeadsetTones(
            play=phone.play_tone,
            may_play=lambda: PhoneAbility.TONES in phone.can,
            scope=scope,
            monotonic_s=monotonic_s,
        ),
    )
