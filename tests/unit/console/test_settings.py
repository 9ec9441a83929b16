"""Default, file, environment, command line: the later wins, nonsense is refused by name."""

from pathlib import Path

import pytest

from console.settings import (
    OPTIONS,
    TEXT_PERCENTS,
    MachineSettings,
    Settings,
    SettingsRefused,
    load,
)
from widgets.kit import theme


def test_nothing_given_gives_the_defaults() -> None:
    assert load([], {}, None) == Settings()


def test_command_line_beats_environment_beats_file(tmp_path: Path) -> None:
    file = tmp_path / "console.toml"
    file.write_text('language = "en"\ntheme = "dark"\ntext = 150\nno_phone = true\n')
    environ = {"CHIAMAROMA_THEME": "contrast", "CHIAMAROMA_TEXT": "130"}
    settings = load(["--text", "200"], environ, file)
    assert settings == Settings(language="en", theme="contrast", text=200, has_phone=False)


def test_every_option_is_read_from_the_command_line(tmp_path: Path) -> None:
    ca = tmp_path / "ca.pem"
    ca.write_text("pem")
    argv = ["--server=https://centro.example:8443/", "--server-ca", str(ca), "--seat", "1001"]
    argv += ["--data-dir", str(tmp_path), "--phone-socket", str(tmp_path / "p.sock")]
    argv += ["--language", "en", "--theme", "dark", "--text", "150", "--no-phone"]
    assert load(argv, {}, None) == Settings(
        server="https://centro.example:8443",
        server_ca=ca,
        data_dir=tmp_path,
        seat="1001",
        phone_socket=tmp_path / "p.sock",
        language="en",
        theme="dark",
        text=150,
        has_phone=False,
    )


@pytest.mark.parametrize(
    ("argv", "key"),
    [
        (["--server", "http://centro.example"], "server"),
        (["--server", "http://127.0.0.1:8000"], "server"),
        (["--server", "https://"], "server"),
        (["--server", "https://x/path"], "server"),
        (["--server", "https://who@x"], "server"),
        (["--server", "https://x:port"], "server"),
        (["--server", "centro"], "server"),
        (["--server-ca", "/no/such/file"], "server_ca"),
        (["--server-key", "abc"], "server_key"),
        (["--server-key", "YWJj"], "server_key"),
        (["--seat", "12345"], "seat"),
        (["--seat", "2001"], "seat"),
        (["--seat", "١٢٣٤"], "seat"),
        (["--language", "de"], "language"),
        (["--theme", "pink"], "theme"),
        (["--text", "99"], "text"),
        (["--text", "101"], "text"),
        (["--text", "big"], "text"),
        (["--data-dir", ""], "data_dir"),
    ],
)
def test_nonsense_is_refused_by_name_and_place_and_what_is_right_is_said(
    argv: list[str], key: str
) -> None:
    with pytest.raises(SettingsRefused) as refused:
        load(argv, {}, None)
    assert (refused.value.key, refused.value.origin) == (key, "command line")
    assert OPTIONS[key].right in str(refused.value)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--colour", "red"], "--colour"),
        (["--sevrer=https://x"], "did you mean --server?"),
        (["--no_phone"], "did you mean --no-phone?"),
        (["word"], "word"),
        (["--data-dir"], "--data-dir needs a value"),
        (["--no-phone=yes"], "--no-phone takes no value"),
    ],
)
def test_an_option_nobody_knows_ends_the_program_with_one_line(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        load(argv, {}, None)
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in told
    assert told.count("\n") == 1


def test_the_help_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        load(["--help"], {}, None)
    told = capsys.readouterr().out
    assert ended.value.code == 0
    for key, option in OPTIONS.items():
        assert f"--{key.replace('_', '-')}" in told
        assert option.help.split()[0] in told


def test_the_sizes_of_text_are_those_the_window_has() -> None:
    assert TEXT_PERCENTS == theme.TEXT_PERCENTS


def test_nonsense_in_the_environment_says_so() -> None:
    with pytest.raises(SettingsRefused) as refused:
        load([], {"CHIAMAROMA_TEXT": "7"}, None)
    assert (refused.value.key, refused.value.value, refused.value.origin) == (
        "text",
        "7",
        "environment",
    )


def test_variables_of_the_server_and_empty_ones_are_none_of_ours() -> None:
    environ = {"CHIAMAROMA_SERVER_PORT": "x", "CHIAMAROMA_SHARED": "/d", "CHIAMAROMA_TEXT": ""}
    assert load([], environ, None) == Settings()


@pytest.mark.parametrize("text", ["colour = 'red'", "text = 1", "no_phone = 'perhaps'", "= ="])
def test_nonsense_in_the_file_says_so(tmp_path: Path, text: str) -> None:
    file = tmp_path / "console.toml"
    file.write_text(text)
    with pytest.raises(SettingsRefused) as refused:
        load([], {}, file)
    assert refused.value.origin == "file"


def test_a_mistyped_key_of_the_file_is_answered_with_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "console.toml"
    file.write_text("langauge = 'en'")
    with pytest.raises(SettingsRefused, match="did you mean language"):
        load([], {}, file)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="cannot be read"):
        load([], {}, tmp_path)  # a folder


def test_the_machine_proposes_below_the_operator_and_its_policy_wins_over_all(
    tmp_path: Path,
) -> None:
    file = tmp_path / "console.toml"
    file.write_text('seat = "1002"\ntheme = "dark"')
    machine = MachineSettings(
        policy={"server": "https://policy.example", "has_phone": True},
        proposal={"seat": "1001", "text": 150, "server": "https://proposal.example"},
    )
    environ = {"CHIAMAROMA_SERVER": "https://environ.example"}
    argv = ["--server", "https://argv.example", "--no-phone"]
    assert load(argv, environ, file, machine) == Settings(
        server="https://policy.example",
        seat="1002",
        theme="dark",
        text=150,
        has_phone=True,
        managed=frozenset({"server", "has_phone"}),
        proposed=frozenset({"text"}),
    )


def test_the_tests_own_flag_does_not_get_round_the_policy() -> None:
    machine = MachineSettings(policy={"server": "https://policy.example"})
    argv = ["--test-plain-http", "--server", "http://127.0.0.1:8000"]
    assert load(argv, {}, None, machine).server == "https://policy.example"


def test_a_file_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert load([], {}, tmp_path / "none.toml") == Settings()


def test_plain_http_needs_the_flag_of_the_tests_and_loopback() -> None:
    argv = ["--test-plain-http", "--server", "http://127.0.0.1:8000"]
    settings = load(argv, {}, None)
    assert settings.server == "http://127.0.0.1:8000"
    assert settings.may_use_plain_http
    with pytest.raises(SettingsRefused):
        load(["--test-plain-http", "--server", "http://centro.example"], {}, None)
