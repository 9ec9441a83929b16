"""The phone of a seat that has none: work goes on, nobody rings."""

from collections.abc import Callable
from typing import Any, Self

from console.errors import PhoneUnavailable
from console.model.calls.live_call import PhoneAbility, PhoneListener
from contract.wire.phone_socket import Line, Snapshot

_NOTHING = Snapshot(line=Line(reason="not_set"))


class NoPhone:
    """Every command but the settings is refused."""

    can: frozenset[PhoneAbility] = frozenset()

    def listen(self, listener: PhoneListener) -> Callable[[], None]:
        listener.on_snapshot(_NOTHING)
        return lambda: None

    @property
    def audio(self) -> Self:
        return self

    messages = audio

    async def _refuse(self, *_: Any, **__: Any) -> Any:
        raise PhoneUnavailable("this seat has no phone")

    async def _ignore(self, *_: Any, **__: Any) -> None:
        """There is no line to set, no device to choose, and nobody wears a headset."""

    set_line = set_available = use_devices = play_tone = _ignore
    dial = answer = reject = hang_up = hold = resume = mute = dtmf = _refuse
    transfer = transfer_to = join = split = _refuse
    echo_test = tell_levels = play_message = stop_message = _refuse
