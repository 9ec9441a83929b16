"""What the tiny strip says, in the languages of the console."""

from dataclasses import dataclass

from contract.wire.phone_socket import Call, CallState


@dataclass(frozen=True, slots=True, kw_only=True)
class StripTexts:
    hang_up: str
    alone: str  # why the strip is there
    states: dict[CallState, str]
    joined: str
    muted: str
    window: str  # read by a screen reader for the strip itself


LANGUAGES = {
    "it": StripTexts(
        hang_up="Chiudi telefonata",
        alone="La finestra non risponde: la telefonata continua.",
        states={
            CallState.INCOMING: "Telefonata in arrivo",
            CallState.CALLING: "Sto chiamando",
            CallState.RINGING: "Squilla",
            CallState.ACTIVE: "In linea",
            CallState.HELD: "In attesa",
        },
        joined="In conferenza",
        muted="microfono spento",
        window="Telefono di ChiamaRoma",
    ),
    "en": StripTexts(
        hang_up="Hang up the call",
        alone="The window does not respond: the call goes on.",
        states={
            CallState.INCOMING: "Incoming call",
            CallState.CALLING: "Calling",
            CallState.RINGING: "Ringing",
            CallState.ACTIVE: "On the line",
            CallState.HELD: "On hold",
        },
        joined="In a conference",
        muted="microphone off",
        window="ChiamaRoma phone",
    ),
    "ar": StripTexts(
        hang_up="إنهاء المكالمة",
        alone="النافذة لا تستجيب: المكالمة مستمرة.",
        states={
            CallState.INCOMING: "مكالمة واردة",
            CallState.CALLING: "جارٍ الاتصال",
            CallState.RINGING: "يرنّ",
            CallState.ACTIVE: "على الخط",
            CallState.HELD: "قيد الانتظار",
        },
        joined="في مكالمة ثلاثية",
        muted="الميكروفون مغلق",
        window="هاتف ChiamaRoma",
    ),
}

_FIRST = (CallState.ACTIVE, CallState.RINGING, CallState.CALLING, CallState.INCOMING)


def foremost(calls: tuple[Call, ...]) -> Call | None:
    """Return the call the strip is about: the one spoken to, else the one that began last."""
    for state in _FIRST:
        for call in reversed(calls):
            if call.state is state:
                return call
    return calls[-1] if calls else None


def state_text(words: StripTexts, call: Call) -> str:
    text = words.joined if call.is_joined else words.states[call.state]
    is_silent = call.is_muted and call.state is CallState.ACTIVE
    return f"{text}, {words.muted}" if is_silent else text


def lasting(call: Call, now_mono_s: float) -> str:
    """Return how long it is answered, else how long it is there, as 2:05 or 1:02:05."""
    since = call.started_mono_s if call.answered_mono_s is None else call.answered_mono_s
    minutes, seconds = divmod(max(0, int(now_mono_s - since)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
