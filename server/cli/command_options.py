"""How a command is added to chiamaroma-server: its help, and the options that all have."""

import argparse
from collections.abc import Callable
from pathlib import Path

FLAGS = ("database", "data_dir", "host", "port", "port_file", "name", "tls_names")

type Commands = argparse._SubParsersAction[argparse.ArgumentParser]
type Finish = Callable[..., argparse.ArgumentParser]
type AddAction = Callable[[str, str], argparse.ArgumentParser]


def add_command(commands: Commands, name: str, help_text: str, examples: str) -> Finish:
    """Add a command with the options all have; the result takes its module and function."""
    command = _explained(commands, name, help_text, examples)
    _add_settings(command)
    command.set_defaults(**dict.fromkeys(FLAGS))

    def finish(*, module: str, function: str) -> argparse.ArgumentParser:
        command.set_defaults(module=module, function=function)
        return command

    return finish


def add_group(
    commands: Commands, name: str, help_text: str, examples: str, *, description: str = ""
) -> Commands:
    """Add a command that is followed by an action; return where its actions are added."""
    group = _explained(commands, name, help_text, examples, description=description)
    return group.add_subparsers(metavar="ACTION", required=True)


def actions_of(actions: Commands, examples: str, *, module: str, prefix: str) -> AddAction:
    """Return what adds an action, by name and help text: prefix_name of the module does it."""

    def action(name: str, help_text: str) -> argparse.ArgumentParser:
        return add_command(actions, name, help_text, examples)(
            module=module, function=f"{prefix}_{name.replace('-', '_')}"
        )

    return action


def _explained(
    commands: Commands, name: str, help_text: str, examples: str, *, description: str = ""
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=help_text,
        description=description or help_text[0].upper() + help_text[1:] + ".",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _add_settings(command: argparse.ArgumentParser) -> None:
    shared = command.add_argument_group("settings")
    shared.add_argument("--config", type=Path, metavar="FILE", help="TOML file of settings")
    shared.add_argument(
        "--database", metavar="URL", help="sqlite:///PATH or postgresql://… (default: in DATA_DIR)"
    )
    shared.add_argument("--data-dir", metavar="DIR", help="where database and certificate lie")
    shared.add_argument("--verbose", action="store_true", help="tell more on stderr")
