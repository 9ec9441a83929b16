"""The command line of the phone process. No secret is ever on it."""

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    socket: Path  # absolute; short, a Unix socket's path holds 107 bytes
    data_dir: Path
    is_test: bool = False
    microphone: Path | None = None  # a 48 kHz WAV file in place of the microphone, looped
    has_fake_device: bool = False
    has_tones: bool = False  # the seat says its call's tune (tools/tone_pattern.py)
    tap_dir: Path | None = None  # what each call heard is written here


def parse(argv: list[str]) -> Arguments:
    """Return the arguments; exits with a usage message when they are wrong."""
    parser = argparse.ArgumentParser(prog="phone", description="Phone process of a seat.")
    parser.add_argument("--socket", type=Path, required=True)
    parser.add_argument("--data-dir", type=Path, required=True)
    tests = parser.add_argument_group("tests only")
    tests.add_argument("--test", action="store_true", help="loopback media, fake devices")
    tests.add_argument("--mic", type=Path, help="48 kHz WAV file in place of the microphone")
    tests.add_argument("--test-tones", action="store_true", help="say a tune made from the call")
    tests.add_argument("--test-no-device", action="store_true", help="no fake devices either")
    tests.add_argument("--tap-dir", type=Path, help="write what each call heard into this folder")
    given = parser.parse_args(argv)
    if not given.test and (given.mic or given.test_tones or given.test_no_device or given.tap_dir):
        parser.error("--mic, --test-tones, --test-no-device and --tap-dir need --test")
    return Arguments(
        socket=given.socket.absolute(),
        data_dir=given.data_dir.absolute(),
        is_test=given.test,
        microphone=given.mic.absolute() if given.mic else None,
        has_fake_device=given.test and not given.test_no_device,
        has_tones=given.test_tones,
        tap_dir=given.tap_dir.absolute() if given.tap_dir else None,
    )
