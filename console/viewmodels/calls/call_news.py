"""What the server tells of calls and duty: a digit pressed, a call lost, an alarm, a repair."""

from PySide6.QtCore import QObject

from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.duty.recording import RecordingViewModel
from console.viewmodels.kit.notices import Level, NoticesViewModel
from contract.wire.duty import CallNews

_NOTICES = {
    "call_lost": (DutyNotice.NEWS_CALL_LOST, Level.ACT_SOON),
    "overrun": (DutyNotice.NEWS_OVERRUN, Level.ACT_SOON),
    "repaired": (DutyNotice.NEWS_REPAIRED, Level.INFORM),
    "alarm": (DutyNotice.NEWS_ALARM, Level.SAFETY),
    "misuse": (DutyNotice.NEWS_MISUSE, Level.ACT_SOON),
}


class CallNewsViewModel(QObject):
    """Turns each piece of news into a notice, or into a digit on the call it belongs to."""

    def __init__(
        self,
        *,
        call: ActiveCallViewModel,
        notices: NoticesViewModel,
        recording: RecordingViewModel | None = None,
    ) -> None:
        super().__init__()
        self._recording = recording
        self._call = call
        self._notices = notices

    def on_news(self, news: CallNews) -> None:
        """Kinds of a newer server are nothing to this seat."""
        if news.kind == "digit":
            self._note_digit(news)
        elif news.kind == "recording":
            if self._recording is not None:
                self._recording.on_news(news)
        elif news.kind in _NOTICES:
            code, level = _NOTICES[news.kind]
            what = f"{news.text} {news.seat}" if news.kind == "misuse" else news.call_key
            key = f"{code}:{news.account_id}:{what}"
            subject = {
                "text": news.text,
                "phone": news.phone,
                "seat": news.seat,
                "name": news.name,
            }
            self._notices.tell(code, level, key=key, **subject)

    def _note_digit(self, news: CallNews) -> None:
        for one in self._call.calls:
            if one.key == news.call_key and len(news.text) == 1:
                one.note_pressed(news.text)
                self._call.changed.emit()
