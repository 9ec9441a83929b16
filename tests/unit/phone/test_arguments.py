"""What the phone's command line gives, and what Chromium is started with."""

from pathlib import Path

import pytest

from phone.__main__ import chromium_flags, foreign_settings
from phone.arguments import Arguments, parse

PLAIN = ["--socket", "/run/p.sock", "--data-dir", "/var/p"]


def test_plain_command_line_gives_a_production_phone() -> None:
    assert parse(PLAIN) == Arguments(socket=Path("/run/p.sock"), data_dir=Path("/var/p"))


def test_test_flags_are_understood_together_with_test() -> None:
    given = parse([*PLAIN, "--test", "--mic", "/a.wav", "--test-tones", "--tap-dir", "/tap"])
    assert given.is_test
    assert given.has_tones
    assert given.has_fake_device
    assert (given.microphone, given.tap_dir) == (Path("/a.wav"), Path("/tap"))


@pytest.mark.parametrize(
    "flags", [["--mic", "a.wav"], ["--test-tones"], ["--tap-dir", "t"], ["--test-dials", "90"]]
)
def test_test_flags_without_test_are_an_error(
    flags: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse([*PLAIN, *flags])
    assert "need --test" in capsys.readouterr().err


@pytest.mark.parametrize("is_root", [True, False])
def test_production_keeps_the_sandbox_and_real_devices(is_root: bool) -> None:
    flags = chromium_flags(parse(PLAIN), is_root=is_root)
    assert "--no-sandbox" not in flags
    assert "fake" not in flags
    assert "loopback" not in flags
    assert "--disable-background-timer-throttling" in flags


def test_tests_get_loopback_and_fake_devices_and_no_sandbox_only_as_root() -> None:
    given = parse([*PLAIN, "--test", "--mic", "/a.wav"])
    assert "--no-sandbox" in chromium_flags(given, is_root=True)
    flags = chromium_flags(given, is_root=False)
    assert "--no-sandbox" not in flags
    assert "--allow-loopback-in-peer-connection" in flags
    assert "--use-file-for-fake-audio-capture=/a.wav" in flags
    without = parse([*PLAIN, "--test", "--test-no-device"])
    assert "fake-device" not in chromium_flags(without, is_root=False)


def test_nobody_opens_the_page_of_the_phone_by_the_environment() -> None:
    given = {
        "QTWEBENGINE_REMOTE_DEBUGGING": "9222",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "QTWEBENGINEPROCESS_PATH": "/tmp/other",
        "SSLKEYLOGFILE": "/tmp/keys",
        "DISPLAY": ":0",
    }
    assert given.keys() - foreign_settings(given) == {"DISPLAY"}
