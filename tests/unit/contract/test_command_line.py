"""What a command line with a mistake in it is answered: one line, what is right, status 2."""

import pytest

from contract.command_line import CommandLine, add_version
from contract.version import VERSION


def a_program() -> CommandLine:
    program = CommandLine(prog="program")
    add_version(program)
    program.add_argument("--colour", choices=["red", "green"])
    program.add_argument("--loud", action="store_true")
    commands = program.add_subparsers(metavar="COMMAND", required=True)
    sing = commands.add_parser("sing")
    sing.add_argument("song")
    sing.add_argument("--times", type=int)
    commands.add_parser("dance")
    return program


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--color red", "program: --color is no option; did you mean --colour? See program --help"),
        ("--qqq sing a", "program: --qqq is no option. See program --help"),
        ("--col red sing a", "program: --col is no option; did you mean --colour?"),
        ("--colour", "program: --colour needs a value."),
        ("--colour gren sing a", "program: --colour 'gren' is unknown; did you mean green?"),
        ("--colour blue sing a", "program: --colour 'blue' is unknown; give one of red, green."),
        ("--loud=1 sing a", "program: --loud takes no value."),
        ("", "program: missing: COMMAND."),
        ("snig a", "program: COMMAND 'snig' is unknown; did you mean sing?"),
        ("sing", "program sing: missing: song."),
        ("sing --tims 3", "program sing: --tims is no option; did you mean --times?"),
        ("sing a --times x", "program sing: --times: invalid int value: 'x'."),
        ("sing a b", "program sing: 'b' makes no sense here. See program sing --help"),
        ("sing a -x", "program sing: '-x' makes no sense here."),
    ],
)
def test_each_mistake_is_named_in_one_line(
    words: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        a_program().parse_args(words.split())
    complained = capsys.readouterr().err
    assert ended.value.code == 2
    assert complained.startswith(told)
    assert complained.count("\n") == 1


def test_what_follows_two_dashes_is_no_option() -> None:
    assert a_program().parse_args(["sing", "--", "--loud"]).song == "--loud"


def test_the_words_of_the_process_count_where_none_are_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["program", "--color", "red", "sing"])
    with pytest.raises(SystemExit):
        a_program().parse_args()
    assert "did you mean --colour?" in capsys.readouterr().err


def test_the_version_is_told_with_the_programs_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        a_program().parse_args(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"program {VERSION}\n"
