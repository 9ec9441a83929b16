"""The command line of chiamaroma-server: its commands, and which module does each."""

import argparse
import logging
import sys
import time
from collections.abc import Sequence
from importlib import import_module

from contract.closed_process import close_process
from contract.command_line import CommandLine, add_version
from contract.known_types import learn_types
from contract.one_line import OneLineFormatter
from server.cli import exit_codes
from server.cli.accounts import staff_commands
from server.cli.command_options import FLAGS, Commands
from server.cli.exchange import telephone_commands
from server.cli.knowledge import knowledge_commands
from server.cli.operations import server_commands
from server.cli.terminal import harmless
from server.settings import NonsenseSetting, ServerSettings, load_settings

# What these write is taken to other computers and read by other accounts; keys have their own mode.
WRITES_FOR_OTHERS = (
    "exchange.exchange",
    "exchange.announcements",
    "knowledge.knowledge_files",
    "knowledge.directory",
)


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; return the exit code. Errors are one sentence on stderr."""
    options = parser().parse_args(arguments)
    close_process(files_are_for_others=options.module in WRITES_FOR_OTHERS)
    _log_to_stderr(logging.DEBUG if options.verbose else logging.INFO)
    try:
        settings = load_settings(
            flags={key: getattr(options, key) for key in FLAGS}, config_file=options.config
        )
    except NonsenseSetting as error:
        # 2 is what shells expect of a wrong option; 78 says that a file or variable is wrong.
        is_typed = error.origin.startswith("--")
        return _fail(str(error), exit_codes.USAGE if is_typed else exit_codes.WRONG_SETTING)
    try:
        # Only the chosen command's module is loaded: the web server is slow to import.
        command = import_module(f"server.cli.{options.module}")
        # After the command's module is loaded, before its database has threads that decode.
        learn_types()
        done: int = getattr(command, options.function)(settings, options)
    except KeyboardInterrupt:
        return exit_codes.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - known ones become a sentence, a bug is shown
        return _refused(error, settings)
    return done


def parser() -> argparse.ArgumentParser:
    whole: argparse.ArgumentParser = CommandLine(
        prog="chiamaroma-server",
        description="Central server of ChiamaRoma and its administration.",
        epilog="Each command explains itself: chiamaroma-server COMMAND --help",
    )
    add_version(whole)
    commands = whole.add_subparsers(metavar="COMMAND", required=True)
    server_commands.add_serve(commands)
    staff_commands.add_account(commands)
    staff_commands.add_seat(commands)
    staff_commands.add_duty(commands)
    telephone_commands.add_exchange(commands)
    telephone_commands.add_announcements(commands)
    _add_knowledge(commands)
    telephone_commands.add_queue(commands)
    _add_upkeep(commands)
    return whole


def _add_knowledge(commands: Commands) -> None:
    knowledge_commands.add_import(commands)
    knowledge_commands.add_export(commands)
    knowledge_commands.add_directory(commands)


def _add_upkeep(commands: Commands) -> None:
    server_commands.add_retention(commands)
    server_commands.add_backup(commands)
    server_commands.add_keys(commands)
    server_commands.add_certificate(commands)
    server_commands.add_audit(commands)
    server_commands.add_citizen(commands)
    server_commands.add_migrate(commands)
    server_commands.add_doctor(commands)


def _refused(error: Exception, settings: ServerSettings) -> int:
    from server.cli.refusals import sentence_for  # not before: --help should not wait for it

    sentence = sentence_for(error, settings)
    if sentence is None:
        raise error
    return _fail(*sentence)


def _fail(sentence: str, code: int) -> int:
    print(f"chiamaroma-server: {harmless(sentence)}", file=sys.stderr)
    return code


def _log_to_stderr(level: int) -> None:
    text = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s"
    formatter = OneLineFormatter(text, datefmt="%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("alembic", "asyncio", "httpcore", "httpx", "uvicorn", "weasyprint.progress"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
