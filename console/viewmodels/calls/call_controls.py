"""What the operator does with the seat's calls: answer, hold, mute, digits, a second call."""

from collections.abc import Callable, Coroutine
from typing import Any

from console.errors import PhoneRefused, PhoneUnavailable
from console.model.calls.live_call import PhoneAbility
from console.model.calls.phone_commands import CallCommands
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.one_call import (
    CANNOT,
    CallAction,
    CallViewModel,
    actions_for,
    offered_actions,
)
from console.viewmodels.calls.phone_calls import PhoneCalls
from contract.domain.phone_number import UnusableNumber, dialable
from contract.domain.queue import NUMBER_PREFIX
from contract.wire.phone_socket import CallState

DIGITS = frozenset("0123456789*#ABCD")


class CallControls:
    """Keys act on the call spoken with; what the phone refuses is told by its code."""

    def __init__(self, calls: PhoneCalls, phone: CallCommands, scope: TaskScope) -> None:
        self._calls = calls
        self._phone = phone
        self._scope = scope
        self._is_dialling = False

    @property
    def actions(self) -> frozenset[CallAction]:
        """Return what may be done with the main call."""
        return actions_for(self._calls.call, self._phone.can)

    def answer(self) -> None:
        """Answer the call that rings; the phone holds the other one first."""
        ringing = self._calls.ringing
        if ringing is not None:
            self._on(ringing, CallAction.ANSWER, self._phone.answer)

    def reject(self) -> bool:
        """Return whether the phone was asked to."""
        ringing = self._calls.ringing
        return ringing is not None and self._on(ringing, CallAction.REJECT, self._phone.reject)

    def hang_up(self) -> None:
        """End the call spoken with; the other one stays as it is."""
        if self._calls.spoken is not None:
            self._on(self._calls.spoken, CallAction.HANG_UP, self._phone.hang_up)

    def hang_up_main(self) -> None:
        if self._calls.main is not None:
            self._on(self._calls.main, CallAction.HANG_UP, self._phone.hang_up)

    def hang_up_second(self) -> None:
        if self._calls.second is not None:
            self._on(self._calls.second, CallAction.HANG_UP, self._phone.hang_up)

    def toggle_hold(self) -> None:
        """Hold or resume; with two calls, speak with the other one. The phone holds the rest."""
        if self._calls.is_joined:
            return
        if len(self._calls.calls) == 2:
            self._alternate()
        elif self._calls.main is not None:
            self._on(self._calls.main, CallAction.HOLD, self._phone.hold)
            self._on(self._calls.main, CallAction.RESUME, self._phone.resume)

    def resume_main(self) -> None:
        if self._calls.main is not None:
            self._on(self._calls.main, CallAction.RESUME, self._phone.resume)

    def toggle_mute(self) -> None:
        """The microphone is one: with both sides joined neither hears the operator."""
        calls = self._calls
        for one in calls.calls if calls.is_joined else filter(None, (calls.spoken,)):
            self._on(one, CallAction.MUTE, lambda call: self._phone.mute(call, True))
            self._on(one, CallAction.UNMUTE, lambda call: self._phone.mute(call, False))

    def dtmf(self, digits: str) -> None:
        """Send digits to whoever is spoken with; other letters are left out."""
        spoken = self._calls.spoken
        sent = "".join(digit for digit in digits.upper() if digit in DIGITS)
        if spoken is None or not sent or spoken.call.state is not CallState.ACTIVE:
            return
        if PhoneAbility.DTMF in self._phone.can:
            spoken.note_digits(sent)
            self._calls.changed.emit()
            self._scope.start("call.dtmf", self._run(self._phone.dtmf(spoken.number, sent)))

    def dial(self, phone: str, label: str = "") -> None:
        """Call a number when no call is up. One no seat may dial is refused here, before the
        exchange does.
        """
        try:
            number = reachable(phone)
        except UnusableNumber as error:
            self._calls.refused.emit(error.code)
            return
        if PhoneAbility.DIAL not in self._phone.can:
            self._calls.refused.emit(CANNOT)
        # Pressed twice before the phone has answered: the citizen would ring twice.
        elif self._calls.main is None and not self._is_dialling:
            self._is_dialling = True
            self._scope.start("call.dial", self._dialled(number, label))

    async def consult(self, to: str, label: str) -> bool:
        """Call a third side while the phone holds the citizen; return whether it was taken.

        Its call is `second` from the phone's first word on it.
        """
        if self._calls.main is None or self._calls.second is not None:
            return False
        self._calls.dialled_label = label
        return await self.tried(self._dial_number(to))

    async def transfer(self, to: str) -> bool:
        """Send the citizen to a number; return whether the phone took it."""
        return self._calls.main is not None and await self.tried(
            self._phone.transfer(self._calls.main.number, to)
        )

    async def transfer_to_second(self) -> bool:
        """Bring the citizen and the third side together; both calls then end here."""
        return await self._with_both(self._phone.transfer_to)

    async def join(self) -> bool:
        return await self._with_both(self._phone.join)

    async def split(self) -> bool:
        """End the three-way conversation: the citizen is spoken with, the third side held."""
        return await self._with_both(self._phone.split)

    async def tried(self, command: Coroutine[Any, Any, None]) -> bool:
        """Run a command of the phone; a refusal is told by its code."""
        try:
            await command
        except PhoneUnavailable:
            self._calls.refused.emit("phone_gone")
        except PhoneRefused as error:
            self._calls.refused.emit(error.code)
        else:
            return True
        return False

    def _alternate(self) -> None:
        """Speak with the one that is held; a call still being made is not left alone."""
        for one in self._calls.calls:
            if one.is_held:
                self._on(one, CallAction.RESUME, self._phone.resume)
                return

    def _on(
        self,
        one: CallViewModel,
        action: CallAction,
        command: Callable[[int], Coroutine[Any, Any, None]],
    ) -> bool:
        is_possible = action in actions_for(one.call, self._phone.can)
        if is_possible:
            self._scope.start(f"call.{action}", self._run(command(one.number)))
        elif action in offered_actions(one.call):
            self._calls.refused.emit(CANNOT)
        return is_possible

    async def _run(self, command: Coroutine[Any, Any, None]) -> None:
        await self.tried(command)

    async def _with_both(self, command: Callable[[int, int], Coroutine[Any, Any, None]]) -> bool:
        main, second = self._calls.main, self._calls.second
        if main is None or second is None:
            return False
        return await self.tried(command(main.number, second.number))

    async def _dialled(self, number: str, label: str) -> None:
        self._calls.dialled_label = label
        try:
            await self.tried(self._dial_number(number))
        finally:
            self._is_dialling = False

    async def _dial_number(self, number: str) -> None:
        await self._phone.dial(number)


def reachable(to: str) -> str:
    """Return what the phone may dial: a queue, a seat, a citizen's number, 112.

    Raise UnusableNumber.
    """
    return to if to.startswith(NUMBER_PREFIX) else dialable(to, emergency=True)
