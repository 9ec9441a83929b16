"""The headset and how it sounds: devices by name, loudness, echo test, figures of the line."""

from collections.abc import Awaitable, Callable, Coroutine
from enum import StrEnum
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from console.errors import PhoneRefused, PhoneUnavailable
from console.model.calls.audio_choice import AudioChoice
from console.model.calls.live_call import PhoneAbility
from console.model.calls.phone_commands import AudioCommands
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from contract.wire.phone_socket import AudioDevice


class DeviceUse(StrEnum):
    """What a device is for; values are the fields of AudioChoice."""

    HEADSET_IN = "headset_in"
    HEADSET_OUT = "headset_out"
    RING = "ring"


class AudioCheckViewModel(QObject):
    changed = Signal()
    levels_changed = Signal(float, float)  # own microphone, what is heard: 0 to 1
    refused = Signal(str)  # reason code

    def __init__(
        self,
        *,
        call: ActiveCallViewModel,
        phone: AudioCommands,
        load: Callable[[], Awaitable[AudioChoice]],
        remember: Callable[[AudioChoice], Awaitable[None]],
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._call = call
        self._phone = phone
        self._load = load
        self._remember = remember
        self._scope = scope
        self.choice = AudioChoice()
        self.is_on = False  # the page is open: levels are told
        self.is_testing = False  # the operator hears herself
        call.audio_changed.connect(self._on_audio_changed)
        call.headset_changed.connect(lambda _: self.changed.emit())
        call.levels_told.connect(self._on_levels)
        call.changed.connect(self._on_call_changed)

    @property
    def can_measure(self) -> bool:
        """Return whether the phone tells how a call sounds."""
        return PhoneAbility.QUALITY in self._phone.can

    @property
    def can_choose(self) -> bool:
        """Return whether headset, ring and loudness are set here rather than at an apparatus."""
        return PhoneAbility.DEVICES in self._phone.can

    def devices_for(self, use: DeviceUse) -> tuple[AudioDevice, ...]:
        """Return the devices that can serve it, in the phone's order; its own also unplugged."""
        kind = "input" if use is DeviceUse.HEADSET_IN else "output"
        return tuple(
            one
            for one in self._call.devices
            if one.kind == kind and (one.is_present or use in one.chosen_for)
        )

    def chosen(self, use: DeviceUse) -> str:
        """Return the identity of the device chosen for it, "" for the system's choice.

        The phone may have found a device again under another identity than the one remembered.
        """
        for device in self.devices_for(use):
            if use in device.chosen_for:
                return device.id
        return str(getattr(self.choice, use.value))

    @property
    def headset(self) -> str:
        """Return the label of the microphone in use, "" where the phone names none."""
        present = [one for one in self.devices_for(DeviceUse.HEADSET_IN) if one.is_present]
        chosen = [one for one in present if DeviceUse.HEADSET_IN in one.chosen_for]
        return next((one.label for one in (*chosen, *present)), "")

    def is_missing(self, use: DeviceUse) -> bool:
        """Return whether the device chosen for it is not plugged in now."""
        chosen = self.chosen(use)
        return bool(chosen) and not any(
            one.is_present and (one.id == chosen or use in one.chosen_for)
            for one in self.devices_for(use)
        )

    def start(self) -> None:
        """Tell the phone the devices remembered for this seat."""
        self._scope.start("audio.start", self._start(), replaces=True)

    def open(self) -> None:
        """The page is shown: levels move."""
        self.is_on = True
        self._tell_levels(True)
        self.changed.emit()

    def close(self) -> None:
        self.is_on = False
        self._tell_levels(False)
        if self.is_testing:
            self.toggle_test()
        self.changed.emit()

    def toggle_test(self) -> None:
        """Begin or end the echo test; none during a call."""
        if self.can_choose:
            self._scope.start("audio.echo", self._toggle_test(not self.is_testing))

    def choose(self, use: DeviceUse, device_id: str) -> None:
        if device_id == self.chosen(use) or not self.can_choose:
            return
        labels = [one.label for one in self.devices_for(use) if device_id and one.id == device_id]
        changes = {use.value: device_id, f"{use.value}_label": labels[0] if labels else ""}
        self.choice = msgspec.structs.replace(self.choice, **changes)
        self._scope.start("audio.choose", self._choose(self.choice))
        self.changed.emit()

    async def _start(self) -> None:
        before, loaded = self.choice, await self._load()
        if self.choice is not before:
            return  # she has chosen meanwhile
        self.choice = loaded
        if self.choice != AudioChoice() and self.can_choose:
            await self._use(self.choice)
        self.changed.emit()

    async def _choose(self, choice: AudioChoice) -> None:
        await self._use(choice)
        await self._remember(choice)

    async def _use(self, choice: AudioChoice) -> None:
        await self._tried(self._phone.use_devices(**msgspec.structs.asdict(choice)))

    async def _toggle_test(self, on: bool) -> None:
        if await self._tried(self._phone.echo_test(on)):
            self.is_testing = on
        self.changed.emit()

    def _tell_levels(self, on: bool) -> None:
        if self.can_choose:
            self._scope.start("audio.levels", self._told_levels(on))

    async def _told_levels(self, on: bool) -> None:
        await self._tried(self._phone.tell_levels(on))

    async def _tried(self, command: Coroutine[Any, Any, None]) -> bool:
        try:
            await command
        except PhoneUnavailable:
            self.refused.emit("phone_gone")
        except PhoneRefused as error:
            self.refused.emit(error.code)
        else:
            return True
        return False

    def _on_audio_changed(self) -> None:
        self.changed.emit()

    def _on_call_changed(self) -> None:
        if self._call.is_live and self.is_testing:
            self.is_testing = False  # the phone ends it for the call
        if self.is_on:
            self.changed.emit()

    def _on_levels(self, microphone: float, heard: float) -> None:
        if self.is_on:
            self.levels_changed.emit(microphone, heard)
