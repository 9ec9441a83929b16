"""The words of chiamaroma-server: options, examples, and which module does what."""

import argparse
import logging
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from contract.domain.account import Role
from server.cli import exit_codes
from server.settings import NonsenseSetting, load_settings

FLAGS = ("database", "data_dir", "host", "port", "port_file", "name", "tls_names")

SERVE_EXAMPLES = """examples:
  chiamaroma-server serve
  chiamaroma-server serve --host 0.0.0.0 --tls-names contact.example.org --data-dir /srv/chiamaroma
  chiamaroma-server serve --database postgresql://chiamaroma@db/chiamaroma --config server.toml
  chiamaroma-server serve --port 0 --port-file /run/chiamaroma/port"""
ACCOUNT_EXAMPLES = """examples:
  chiamaroma-server account add m.bianchi --name "M. Bianchi" --role operator
  printf '%s' "$PASSWORD" | chiamaroma-server account add l2 --role level_two --desks tributi \\
      --password-stdin
  chiamaroma-server account list
  chiamaroma-server account desks l2 tributi anagrafe
  chiamaroma-server account password l2
  chiamaroma-server account disable l2"""
IMPORT_EXAMPLES = """examples:
  chiamaroma-server import knowledge/
  chiamaroma-server import knowledge/ --lang it"""
EXPORT_EXAMPLES = """examples:
  chiamaroma-server export knowledge-copy/"""
BACKUP_EXAMPLES = """examples:
  chiamaroma-server backup /backup/chiamaroma-monday.db"""
RESTORE_EXAMPLES = """examples:
  chiamaroma-server restore /backup/chiamaroma-monday.db
The server must be stopped. The former SQLite file is kept beside the new one."""
MIGRATE_EXAMPLES = """examples:
  chiamaroma-server migrate --database postgresql://chiamaroma@db/chiamaroma"""
DOCTOR_EXAMPLES = """examples:
  chiamaroma-server doctor
  chiamaroma-server doctor --json"""


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; return the exit code. Errors are one sentence on stderr."""
    options = parser().parse_args(arguments)
    _log_to_stderr(logging.DEBUG if options.verbose else logging.INFO)
    try:
        settings = load_settings(
            flags={key: getattr(options, key) for key in FLAGS}, config_file=options.config
        )
        # Only the chosen command's module is loaded: the web server is slow to import.
        command = import_module(f"server.cli.{options.module}")
        done: int = getattr(command, options.function)(settings, options)
    except NonsenseSetting as error:
        return _fail(str(error), exit_codes.WRONG_SETTING)
    except KeyboardInterrupt:
        return exit_codes.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - known ones become a sentence, a bug is shown
        return _refused(error)
    return done


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="chiamaroma-server",
        description="Central server of ChiamaRoma and its administration.",
        epilog="Each command explains itself: chiamaroma-server COMMAND --help",
    )
    commands = whole.add_subparsers(metavar="COMMAND", required=True)
    _add_serve(commands)
    _add_account(commands)
    _add_knowledge(commands)
    _add_backup(commands)
    _add(commands, "migrate", "bring the database to this version's schema", MIGRATE_EXAMPLES)(
        module="migrate", function="migrate_database"
    )
    doctor = _add(commands, "doctor", "check that everything is in order", DOCTOR_EXAMPLES)
    doctor(module="doctor", function="examine").add_argument(
        "--json", action="store_true", help="machine-readable"
    )
    return whole


type Commands = argparse._SubParsersAction[argparse.ArgumentParser]
Finish = Callable[..., argparse.ArgumentParser]


def _add(commands: Commands, name: str, help_text: str, examples: str) -> Finish:
    """Add a command with the options all have; the result takes its module and function."""
    command = commands.add_parser(
        name,
        help=help_text,
        description=help_text[0].upper() + help_text[1:] + ".",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    shared = command.add_argument_group("settings")
    shared.add_argument("--config", type=Path, metavar="FILE", help="TOML file of settings")
    shared.add_argument(
        "--database", metavar="URL", help="sqlite:///PATH or postgresql://… (default: in DATA_DIR)"
    )
    shared.add_argument("--data-dir", metavar="DIR", help="where database and certificate lie")
    shared.add_argument("--verbose", action="store_true", help="tell more on stderr")
    command.set_defaults(**dict.fromkeys(FLAGS))

    def finish(*, module: str, function: str) -> argparse.ArgumentParser:
        command.set_defaults(module=module, function=function)
        return command

    return finish


def _add_serve(commands: Commands) -> None:
    serve = _add(commands, "serve", "serve the consoles", SERVE_EXAMPLES)(
        module="serve", function="serve"
    )
    serve.add_argument("--host", metavar="ADDRESS", help="address to listen at (127.0.0.1)")
    serve.add_argument("--port", metavar="NUMBER", help="port to listen at (8443); 0: any free")
    serve.add_argument("--port-file", metavar="FILE", help="write the port there once ready")
    serve.add_argument("--name", help="name of this installation, shown at sign-in")
    serve.add_argument(
        "--tls-names", metavar="NAMES", help="further names in the self-signed certificate"
    )


def _add_account(commands: Commands) -> None:
    account = commands.add_parser(
        "account",
        help="add, list, disable accounts",
        description="Keep the accounts of those who sign in.",
        epilog=ACCOUNT_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = account.add_subparsers(metavar="ACTION", required=True)

    def action(name: str, help_text: str) -> argparse.ArgumentParser:
        return _add(actions, name, help_text, ACCOUNT_EXAMPLES)(
            module="accounts", function=f"account_{name}"
        )

    add = action("add", "add an account; the password is asked for, or read from stdin")
    add.add_argument("login")
    add.add_argument("--name", dest="display_name", help="shown to colleagues (default: login)")
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument("--desks", nargs="+", default=[], metavar="DESK", help="desks of level II")
    add.add_argument("--password-stdin", action="store_true", help="read it from stdin, unasked")
    action("list", "list all accounts").add_argument("--json", action="store_true")
    action("disable", "keep an account out; its sessions end").add_argument("login")
    action("enable", "let a disabled account in again").add_argument("login")
    password = action("password", "give a new password; open sessions end")
    password.add_argument("login")
    password.add_argument("--password-stdin", action="store_true", help="read it from stdin")
    desks = action("desks", "replace the desks of an account")
    desks.add_argument("login")
    desks.add_argument("desks", nargs="*", metavar="DESK")


def _add_knowledge(commands: Commands) -> None:
    taken_in = _add(commands, "import", "take in a knowledge base from CSV files", IMPORT_EXAMPLES)(
        module="knowledge_files", function="import_folder"
    )
    taken_in.add_argument("folder", type=Path)
    taken_in.add_argument("--lang", choices=["it", "en"], help="of the problems (default: LANG)")
    written = _add(commands, "export", "write the knowledge base as CSV files", EXPORT_EXAMPLES)(
        module="knowledge_files", function="export_folder"
    )
    written.add_argument("folder", type=Path)


def _add_backup(commands: Commands) -> None:
    backup = _add(commands, "backup", "copy the database while it is in use", BACKUP_EXAMPLES)(
        module="backup_files", function="make_backup"
    )
    backup.add_argument("file", type=Path)
    restored = _add(
        commands, "restore", "put a backup in the place of the database", RESTORE_EXAMPLES
    )(module="backup_files", function="restore_backup")
    restored.add_argument("file", type=Path)


def _refused(error: Exception) -> int:
    from server.cli.refusals import sentence_for  # not before: --help should not wait for it

    sentence = sentence_for(error)
    if sentence is None:
        raise error
    return _fail(*sentence)


def _fail(sentence: str, code: int) -> int:
    print(f"chiamaroma-server: {sentence}", file=sys.stderr)
    return code


def _log_to_stderr(level: int) -> None:
    text = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s"
    formatter = logging.Formatter(text, datefmt="%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("alembic", "asyncio", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
