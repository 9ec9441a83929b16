"""Who gave a command, as the audit names them: nobody is somebody else by a word."""

import os
import pwd
from pathlib import Path

import pytest

from server.cli import administrator
from server.cli.administrator import STATED_BY, os_user

ME = pwd.getpwuid(os.getuid()).pw_name
OTHER = next(one for one in pwd.getpwall() if one.pw_name != ME)


@pytest.fixture(autouse=True)
def login_uid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Begin with a process that no sign-in began."""
    file = tmp_path / "loginuid"
    file.write_text("4294967295")
    monkeypatch.setattr(administrator, "LOGIN_UID", file)
    monkeypatch.delenv(STATED_BY, raising=False)
    return file


@pytest.mark.parametrize("name", ["LOGNAME", "USER", "LNAME", "USERNAME", "SUDO_USER", "DOAS_USER"])
def test_the_environment_does_not_say_who_administers(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "somebody")
    assert os_user() == f"os:{ME}"


def test_who_signed_in_at_the_computer_is_named_behind_the_user_they_became(
    login_uid: Path,
) -> None:
    login_uid.write_text(str(OTHER.pw_uid))
    assert os_user() == f"os:{ME} login:{OTHER.pw_name}"
    login_uid.write_text(str(os.getuid()))
    assert os_user() == f"os:{ME}"


def test_where_the_kernel_does_not_say_it_the_user_is_named_alone(login_uid: Path) -> None:
    login_uid.unlink()
    assert os_user() == f"os:{ME}"


def test_what_a_script_says_is_told_apart(login_uid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATED_BY, "anna")
    assert os_user() == f"os:{ME} stated:anna"
    login_uid.write_text(str(OTHER.pw_uid))
    assert os_user() == f"os:{ME} login:{OTHER.pw_name} stated:anna"
    monkeypatch.setenv(STATED_BY, OTHER.pw_name)
    assert os_user() == f"os:{ME} login:{OTHER.pw_name}"


@pytest.mark.parametrize("words", ["anna os:root", "anna\nline", "\x1b[2J", "a" * 65])
def test_no_script_says_more_than_a_name(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setenv(STATED_BY, words)
    assert os_user() == f"os:{ME} stated:?"
