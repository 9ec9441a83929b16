"""The files a site installs for its seats fit the phone they start."""

import re
import shlex
from configparser import ConfigParser
from pathlib import Path

import resources
from phone.__main__ import ALREADY_RUNNING
from phone.arguments import parse

SEAT = Path(resources.__path__[0]) / "seat"


def test_unit_starts_the_phone_as_the_console_does_and_leaves_a_second_one_alone() -> None:
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    unit.read(SEAT / "chiamaroma-phone.service")
    service = unit["Service"]
    program, *arguments = shlex.split(service["ExecStart"])
    assert program == "/usr/bin/chiamaroma-phone"
    given = parse(
        [word.replace("%t", "/run/user/1").replace("%h", "/home/a") for word in arguments]
    )
    assert given.socket == Path("/run/user/1/chiamaroma/phone.sock")
    assert given.data_dir == Path("/home/a/.local/share/chiamaroma")
    assert int(service["RestartPreventExitStatus"]) == ALREADY_RUNNING
    assert float(service["RestartSec"]) <= 2


def test_rule_gives_away_headsets_by_their_makers_only() -> None:
    lines = (SEAT / "70-chiamaroma-headset.rules").read_text().splitlines()
    giving = [line for line in lines if "uaccess" in line]
    assert giving
    assert all(re.match(r'ATTRS\{idVendor\}=="[0-9a-f]{4}", ', line) for line in giving)
