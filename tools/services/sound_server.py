"""A sound server of its own for tests and proofs: headsets that can be pulled out and put back."""

import os
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

import numpy as np

from tools.services.tone_pattern import Pcm

READY_S = 45.0
RATE = 8000


class SoundServerFailed(Exception):
    """PulseAudio did not come up, or refused a command."""


class SoundServer:
    """PulseAudio without hardware. A context manager; give its variables to the phone process.

    is_shared: other users of the computer may use it, through the socket in the folder shared.
    """

    def __init__(self, *, is_shared: bool = False) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="snd-")
        self._is_shared = is_shared
        self._server: subprocess.Popen[bytes] | None = None
        self._modules: dict[str, list[str]] = {}

    @property
    def variables(self) -> dict[str, str]:
        """What a program's environment needs to use this server."""
        return {"PULSE_SERVER": f"unix:{self._folder.name}/pulse/native"}

    @property
    def shared(self) -> Path:
        return Path(self._folder.name, "shared")

    @property
    def _environment(self) -> dict[str, str]:
        folder = self._folder.name
        own = {"XDG_RUNTIME_DIR": folder, "PULSE_RUNTIME_PATH": f"{folder}/pulse", "HOME": folder}
        return {**os.environ, **self.variables, **own}

    def __enter__(self) -> "SoundServer":
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit"]
        command += ["--use-pid-file=no", "-L", "module-native-protocol-unix", "--log-target=stderr"]
        if self._is_shared:
            self.shared.mkdir(mode=0o755)
            for_all = f"auth-anonymous=1 socket={self.shared}/native"
            command += ["-L", f"module-native-protocol-unix {for_all}"]
        with Path(self._folder.name, "log").open("wb") as log:
            self._server = subprocess.Popen(
                command, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + READY_S
        while not self._answers():
            if time.monotonic() > deadline or self._server.poll() is not None:
                self.__exit__(None, None, None)
                raise SoundServerFailed("the sound server does not answer")
            time.sleep(0.02)
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.terminate()
            try:
                self._server.wait(5)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        self._folder.cleanup()

    def plug_headset(self, name: str, label: str) -> None:
        """Add a headset: a sink, and a microphone that hears what is played to NAME_lips."""
        self._modules[name] = [
            self._load("null-sink", name, label),
            self._load("null-sink", f"{name}_lips", f"{label} lips"),
            self._control(
                *("load-module", "module-remap-source", f"master={name}_lips.monitor"),
                *(f"source_name={name}_mic", f"source_properties=\"device.description='{label}'\""),
            ),
        ]

    def plug_speaker(self, name: str, label: str) -> None:
        self._modules[name] = [self._load("null-sink", name, label)]

    def unplug(self, name: str) -> None:
        for module in reversed(self._modules.pop(name)):
            self._control("unload-module", module)

    def say(self, sink: str, samples: Pcm, *, seconds: float) -> "subprocess.Popen[bytes]":
        """Play samples (8 kHz) again and again into sink; the caller ends the process."""
        file = Path(self._folder.name, f"{sink}.raw")
        file.write_bytes(np.tile(samples, int(seconds * RATE / len(samples)) + 1).tobytes())
        return subprocess.Popen(
            ["pacat", "--playback", *self._as_raw(sink), str(file)],
            env=self._environment,
            stderr=subprocess.DEVNULL,
        )

    def listen(self, source: str, seconds: float) -> Pcm:
        """Return what comes out of source (a sink's is NAME.monitor) during seconds."""
        command = ["timeout", str(seconds), "pacat", "--record", *self._as_raw(source)]
        done = subprocess.run(command, env=self._environment, capture_output=True, check=False)
        return np.frombuffer(done.stdout[: len(done.stdout) // 2 * 2], "<i2")

    def streams(self, kind: str) -> list[str]:
        """Return the server's streams, a line each. kind: "sink-inputs", "source-outputs"."""
        return self._control("list", "short", kind).splitlines()

    def _as_raw(self, device: str) -> list[str]:
        form = ["--raw", f"--rate={RATE}", "--channels=1", "--format=s16le", "--latency-msec=50"]
        return [f"--device={device}", *form]

    def _load(self, module: str, name: str, label: str) -> str:
        properties = f"sink_properties=\"device.description='{label}'\""
        # It would render up to two seconds of silence ahead, and what begins to sound be that late.
        options = [f"sink_name={name}", properties, "norewinds=yes"]
        return self._control("load-module", f"module-{module}", *options)

    def _control(self, *command: str) -> str:
        done = subprocess.run(
            ["pactl", *command], env=self._environment, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise SoundServerFailed(f"pactl {command[0]}: {done.stderr.strip()}")
        return done.stdout.strip()

    def _answers(self) -> bool:
        try:
            self._control("info")
        except SoundServerFailed:
            return False
        return True
