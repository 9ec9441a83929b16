"""Soft tones in the headset: to remember, to act now, for safety. Never on a loudspeaker."""

import contextlib
from collections.abc import Awaitable, Callable

from console.errors import PhoneRefused, PhoneUnavailable
from console.runtime.task_scope import TaskScope

REPEAT_S = 10.0


class HeadsetTones:
    """play takes a name of contract.wire.phone_socket.PlayTone; a phone that cannot is silent."""

    def __init__(
        self,
        *,
        play: Callable[[str], Awaitable[None]],
        may_play: Callable[[], bool],
        scope: TaskScope,
        monotonic_s: Callable[[], float],
    ) -> None:
        self._play = play
        self._may_play = may_play
        self._scope = scope
        self._monotonic_s = monotonic_s
        self._again_s: float | None = None

    def sound(self, tone: str) -> None:
        if self._may_play():
            self._scope.start("tones.sound", self._sound(tone))

    def repeat(self) -> None:
        """Sound the tone of safety now and every REPEAT_S until stop()."""
        self._again_s = self._monotonic_s() + REPEAT_S
        self.sound("safety")

    def stop(self) -> None:
        self._again_s = None

    def tick(self) -> None:
        if self._again_s is not None and self._monotonic_s() >= self._again_s:
            self.repeat()

    async def _sound(self, tone: str) -> None:
        with contextlib.suppress(PhoneUnavailable, PhoneRefused):
            await self._play(tone)  # what it stands for is on the screen in any case
