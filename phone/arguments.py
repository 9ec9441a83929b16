"""The command line of the phone process. No secret is ever on it."""

import os
from argparse import ArgumentTypeError
from dataclasses import dataclass
from pathlib import Path

from contract.command_line import CommandLine, add_version
from contract.whole_number import whole_number
from phone.dial_limit import DIALS_PER_MINUTE

LANGUAGES = ("it", "en", "ar")
THEMES = ("system", "light", "dark", "contrast")
TEXTS = range(100, 201)
SOCKET_PATH_BYTES = 107  # most that Unix takes
SELF_TEST_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    socket: Path  # absolute
    data_dir: Path
    language: str = "it"  # of the tiny strip
    theme: str = "system"
    text_percent: int = 100
    self_test_s: float = SELF_TEST_S
    sleep_file: Path | None = None  # tests: holds how many seconds the computer slept
    is_test: bool = False
    microphone: Path | None = None  # a 48 kHz WAV file in place of the microphone, looped
    has_fake_device: bool = False
    has_tones: bool = False  # the seat says its call's tune (tools/services/tone_pattern.py)
    tap_dir: Path | None = None  # what each call heard is written here
    dials_per_minute: int = DIALS_PER_MINUTE
    dead_media_s: float = 0.0  # a call without sound for so long ends; 0: the page's own limit


def parse(argv: list[str]) -> Arguments:
    """Return the arguments; ends the program with a sentence where they make no sense."""
    parser = CommandLine(
        prog="chiamaroma-phone",
        description="Phone process of a seat; the console starts it by itself.",
    )
    add_version(parser)
    parser.add_argument(
        "--socket", type=_socket, required=True, metavar="FILE", help="where consoles find it"
    )
    parser.add_argument(
        "--data-dir", type=Path, required=True, metavar="DIR", help="of its log and its devices"
    )
    parser.add_argument("--language", choices=LANGUAGES, default="it", help="of the tiny strip")
    parser.add_argument("--theme", choices=THEMES, default="system", help="of the tiny strip")
    parser.add_argument("--text", type=_percent, default=100, metavar="PERCENT", help="its size")
    tests = parser.add_argument_group("tests only")
    tests.add_argument("--test", action="store_true", help="loopback media, fake devices")
    tests.add_argument("--mic", type=Path, help="48 kHz WAV file in place of the microphone")
    tests.add_argument("--test-tones", action="store_true", help="say a tune made from the call")
    tests.add_argument("--test-no-device", action="store_true", help="no fake devices either")
    tests.add_argument("--tap-dir", type=Path, help="write what each call heard into this folder")
    tests.add_argument("--test-dead-media", type=float, default=0.0, metavar="SECONDS")
    tests.add_argument("--test-dials", type=int, default=0, metavar="A_MINUTE")
    tests.add_argument("--test-self-test", type=float, default=0.0, metavar="SECONDS")
    tests.add_argument("--test-sleep-file", type=Path, help="how long the computer slept")
    given = parser.parse_args(argv)
    files = (given.mic, given.tap_dir, given.test_sleep_file)
    others = (given.test_tones, given.test_no_device, given.test_dead_media, given.test_self_test)
    # A fake microphone on a real seat would be silence to a citizen: refused, not ignored.
    if not given.test and any((*files, *others, given.test_dials)):
        parser.error("--mic, --tap-dir and --test-… need --test")
    return Arguments(
        socket=given.socket.absolute(),
        data_dir=given.data_dir.absolute(),
        language=given.language,
        theme=given.theme,
        text_percent=given.text,
        self_test_s=given.test_self_test or SELF_TEST_S,
        sleep_file=given.test_sleep_file.absolute() if given.test_sleep_file else None,
        is_test=given.test,
        microphone=given.mic.absolute() if given.mic else None,
        has_fake_device=given.test and not given.test_no_device,
        has_tones=given.test_tones,
        tap_dir=given.tap_dir.absolute() if given.tap_dir else None,
        dials_per_minute=given.test_dials or DIALS_PER_MINUTE,
        dead_media_s=given.test_dead_media,
    )


def _socket(text: str) -> Path:
    path = Path(text).absolute()
    if len(os.fsencode(path)) > SOCKET_PATH_BYTES:
        raise ArgumentTypeError(
            f"{path} is longer than {SOCKET_PATH_BYTES} bytes: give a shorter one"
        )
    return path


def _percent(text: str) -> int:
    percent = whole_number(text, TEXTS[-1])
    if percent is None or percent not in TEXTS:
        raise ArgumentTypeError(f"{text[:20]!r} is no whole number from {TEXTS[0]} to {TEXTS[-1]}")
    return percent
