"""The view-models of the operator's duty: reminders, figures, safety, text, sound, recording."""

from dataclasses import dataclass

from console.viewmodels.callbacks.first_callbacks import FirstCallbacksViewModel
from console.viewmodels.calls.audio_check import AudioCheckViewModel
from console.viewmodels.calls.call_news import CallNewsViewModel
from console.viewmodels.calls.headset_tones import HeadsetTones
from console.viewmodels.calls.queue_figures import QueueFiguresViewModel
from console.viewmodels.calls.text_conversation import TextConversationViewModel
from console.viewmodels.calls.trunks import TrunksViewModel
from console.viewmodels.duty.duty_reminders import DutyReminders
from console.viewmodels.duty.pause_limits import PauseLimitsViewModel
from console.viewmodels.duty.recording import RecordingViewModel
from console.viewmodels.duty.safety import SafetyViewModel


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyModels:
    reminders: DutyReminders
    figures: QueueFiguresViewModel
    safety: SafetyViewModel
    text: TextConversationViewModel
    audio: AudioCheckViewModel
    news: CallNewsViewModel
    tones: HeadsetTones
    pauses: PauseLimitsViewModel
    recording: RecordingViewModel
    first: FirstCallbacksViewModel
    trunks: TrunksViewModel

    def tick(self) -> None:
        """Look at the clock; the bootstrap calls it a few times per second."""
        self.reminders.tick()
        self.figures.tick()
        self.text.tick()
        self.tones.tick()
