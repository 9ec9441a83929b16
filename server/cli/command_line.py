"""The words of chiamaroma-server: options, examples, and which module does what."""

import argparse
import logging
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from contract.domain.account import Role
from contract.domain.agent import PauseReason
from contract.known_types import learn_types
from server.cli import exit_codes
from server.cli.format_names import DELIMITERS, ENCODINGS, READABLE, WRITABLE
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
  chiamaroma-server account skills m.bianchi it:5 en:3 tributi:4
  chiamaroma-server account password l2
  chiamaroma-server account disable l2"""
PAUSE_EXAMPLES = """examples:
  chiamaroma-server pause-rule set break --limit 15 --quota 45 --at-once 8
  chiamaroma-server pause-rule set training --limit 60 --at-once 4
  chiamaroma-server pause-rule list
  chiamaroma-server pause-rule remove training"""
DUTY_EXAMPLES = """examples:
  chiamaroma-server duty verify"""
IMPORT_EXAMPLES = """examples:
  chiamaroma-server import knowledge/ --dry-run
  chiamaroma-server import knowledge/ --lang it
  chiamaroma-server import knowledge.xlsx --remove-missing --dry-run
  chiamaroma-server import from-excel/ --encoding windows-1252 --delimiter ';'
  chiamaroma-server import offices/ --keep-others --skip-refused
  chiamaroma-server import services.json --format hsds --topic "nuovi=Da classificare" --country 1
  chiamaroma-server import services.jsonld --format cpsv --topic tributi
  chiamaroma-server import uo.csv --format ipa
  chiamaroma-server import faq.json --format faq --card carta-identita
Nothing is stored unless every row is right; --skip-refused stores the right ones all the same.
What our own CSV files and workbook lack stays, and is named; --remove-missing takes it out.
A file of another format adds, changes only what it speaks of, and comes in as drafts for editors;
--no-as-drafts publishes at once what is complete.
An import that was cut off has changed nothing: give the same command again."""
QUEUE_EXAMPLES = """examples:
  chiamaroma-server queue list
  chiamaroma-server queue show tributi
  chiamaroma-server queue account --day 2026-11-25"""
EXPORT_EXAMPLES = """examples:
  chiamaroma-server export knowledge-copy/
  chiamaroma-server export knowledge.xlsx
  chiamaroma-server export base.json --format hsds
  chiamaroma-server export base.jsonld --format cpsv"""
DIRECTORY_EXAMPLES = """examples:
  chiamaroma-server directory --pdf directory.pdf
Print it while everything works: it is for the day when nothing does."""
RETENTION_EXAMPLES = """examples:
  chiamaroma-server retention show --config server.toml
  chiamaroma-server retention run --config server.toml
The server does it each night by itself; the settings are in [retention]."""
BACKUP_EXAMPLES = """examples:
  chiamaroma-server backup /backup/chiamaroma-monday.db"""
RESTORE_EXAMPLES = """examples:
  chiamaroma-server restore /backup/chiamaroma-monday.db
The server must be stopped. The former SQLite file is kept beside the new one."""
MIGRATE_EXAMPLES = """examples:
  chiamaroma-server migrate --database postgresql://chiamaroma@db/chiamaroma"""
EXCHANGE_EXAMPLES = """examples:
  chiamaroma-server exchange configure --out /etc/chiamaroma/exchange --config server.toml
  chiamaroma-server exchange configure --out exchange-b --exchange b --config server.toml
  chiamaroma-server exchange check --config server.toml"""
ANNOUNCEMENT_EXAMPLES = """examples:
  chiamaroma-server announcements make --out /usr/share/chiamaroma/sounds --config server.toml
  chiamaroma-server announcements make --out sounds --languages it en ar --texts own.csv
A computer's voice reads the texts; a file you recorded yourself is never overwritten."""
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
        learn_types()
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
    _add_duty(commands)
    _add_exchange(commands)
    _add_announcements(commands)
    _add_knowledge(commands)
    _add_queue(commands)
    _add_retention(commands)
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
    skills = action("skills", "replace the skills of an account: languages, topics, levels 1 to 5")
    skills.add_argument("login")
    skills.add_argument("skills", nargs="*", metavar="CODE:LEVEL", help="it:5 en:3 tributi:4")


def _add_duty(commands: Commands) -> None:
    actions = _group(commands, "pause-rule", "limits of the operators' pauses", PAUSE_EXAMPLES)

    def action(name: str, help_text: str) -> argparse.ArgumentParser:
        return _add(actions, name, help_text, PAUSE_EXAMPLES)(
            module="duty_rules", function=f"pause_rule_{name}"
        )

    reasons = [reason.value for reason in PauseReason]
    rule = action("set", "limit a pause; 0 is no limit")
    rule.add_argument("reason", choices=reasons)
    rule.add_argument("--limit", type=_minutes, default=0, metavar="MIN", help="of one pause")
    rule.add_argument("--quota", type=_minutes, default=0, metavar="MIN", help="of a day")
    rule.add_argument("--at-once", type=_minutes, default=0, metavar="N", help="operators in it")
    rule.add_argument("--unpaid", action="store_true", help="for the lead's figures")
    action("list", "list the rules").add_argument("--json", action="store_true")
    action("remove", "limit a pause no more").add_argument("reason", choices=reasons)
    duty = _group(commands, "duty", "states of the operators", DUTY_EXAMPLES)
    _add(duty, "verify", "check that the log explains every state", DUTY_EXAMPLES)(
        module="duty_rules", function="duty_verify"
    )


def _minutes(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 1440:
        raise ValueError(text)
    return number


def _group(commands: Commands, name: str, help_text: str, examples: str) -> Commands:
    group = commands.add_parser(
        name,
        help=help_text,
        description=help_text[0].upper() + help_text[1:] + ".",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return group.add_subparsers(metavar="ACTION", required=True)


def _add_exchange(commands: Commands) -> None:
    exchange = commands.add_parser(
        "exchange",
        help="configure and check the telephone exchange",
        description="Write the configuration of a telephone exchange, or look how it is.",
        epilog=EXCHANGE_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = exchange.add_subparsers(metavar="ACTION", required=True)
    configured = _add(
        actions,
        "configure",
        "write Kamailio's and rtpengine's files from settings, queues and seats",
        EXCHANGE_EXAMPLES,
    )(module="exchange", function="exchange_configure")
    configured.add_argument("--out", required=True, metavar="DIR", help="where the files will lie")
    configured.add_argument(
        "--exchange",
        dest="exchange_name",
        metavar="NAME",
        help="which of exchange.names (default: the first)",
    )
    checked = _add(actions, "check", "is every exchange in order", EXCHANGE_EXAMPLES)(
        module="exchange", function="exchange_check"
    )
    checked.add_argument("--json", action="store_true")


def _add_announcements(commands: Commands) -> None:
    actions = _group(
        commands, "announcements", "what callers hear while they wait", ANNOUNCEMENT_EXAMPLES
    )
    made = _add(
        actions, "make", "have espeak-ng speak those that are missing", ANNOUNCEMENT_EXAMPLES
    )(module="announcements", function="announcements_make")
    made.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="exchange.sounds_dir of the relays"
    )
    made.add_argument("--languages", nargs="+", metavar="CODE", help="default: those of the queues")
    made.add_argument(
        "--texts", type=Path, metavar="FILE", help="CSV of your own texts: name, it, en, …"
    )
    _add_csv_shape(made)


def _add_knowledge(commands: Commands) -> None:
    taken_in = _add(commands, "import", "take in a knowledge base from files", IMPORT_EXAMPLES)(
        module="knowledge_files", function="import_folder"
    )
    taken_in.add_argument("folder", type=Path, metavar="PATH", help="folder or file")
    taken_in.add_argument("--lang", choices=["it", "en"], help="of the problems (default: LANG)")
    _add_format(taken_in, READABLE)
    option = taken_in.add_argument
    option("--dry-run", action="store_true", help="tell what would happen, store nothing")
    option("--skip-refused", action="store_true", help="store the right rows, list the others")
    others = taken_in.add_mutually_exclusive_group()
    keep = "the files are a part of what is there (always so with other people's formats)"
    others.add_argument("--keep-others", action="store_true", help=keep)
    remove = "take out what the files lack; --dry-run says which"
    others.add_argument("--remove-missing", action="store_true", help=remove)
    drafts = "what is new or changed waits for an editor (usual with other people's formats)"
    option("--as-drafts", action=argparse.BooleanOptionalAction, default=None, help=drafts)
    _add_csv_shape(taken_in)
    option("--topic", metavar="ID[=PATH]", help="of cards whose file names none; made if a path")
    option("--card", metavar="ID", help="of FAQs whose file names none")
    option("--country", metavar="CODE", help="calling code of numbers without one (39)")
    written = _add(commands, "export", "write the knowledge base as files", EXPORT_EXAMPLES)(
        module="knowledge_files", function="export_folder"
    )
    written.add_argument("folder", type=Path, metavar="PATH", help="folder or file")
    written.add_argument("--lang", choices=["it", "en"], help="of what is told (default: LANG)")
    _add_format(written, WRITABLE)
    printed = _add(
        commands, "directory", "print offices, hours and telephones", DIRECTORY_EXAMPLES
    )(module="directory", function="print_directory")
    printed.add_argument("--pdf", type=Path, required=True, metavar="FILE")


def _add_format(command: argparse.ArgumentParser, formats: dict[str, str]) -> None:
    listed = "; ".join(f"{name}: {about}" for name, about in formats.items())
    command.add_argument("--format", choices=list(formats), metavar="FORMAT", help=listed)


def _add_csv_shape(command: argparse.ArgumentParser) -> None:
    option = command.add_argument
    option("--encoding", choices=ENCODINGS, help="of CSV files that are not UTF-8")
    option("--delimiter", choices=list(DELIMITERS), help="of CSV files (default: ,)")


def _add_queue(commands: Commands) -> None:
    queue = commands.add_parser(
        "queue",
        help="show queues, account for the calls of a day",
        description="Show the queues of waiting calls; queues.csv of an import sets them.",
        epilog=QUEUE_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = queue.add_subparsers(metavar="ACTION", required=True)

    def action(name: str, help_text: str) -> argparse.ArgumentParser:
        return _add(actions, name, help_text, QUEUE_EXAMPLES)(
            module="queues", function=f"queue_{name}"
        )

    action("list", "list all queues").add_argument("--json", action="store_true")
    action("show", "show all there is to a queue").add_argument("queue")
    account = action("account", "tell what became of the calls of a day")
    account.add_argument("--day", metavar="YYYY-MM-DD", help="default: today")
    account.add_argument("--json", action="store_true", help="machine-readable")


def _add_retention(commands: Commands) -> None:
    retention = _group(commands, "retention", "what is forgotten, and when", RETENTION_EXAMPLES)
    shown = _add(
        retention, "show", "tell what the next night would empty or delete", RETENTION_EXAMPLES
    )
    shown(module="retention", function="retention_show").add_argument("--json", action="store_true")
    _add(retention, "run", "empty and delete it now", RETENTION_EXAMPLES)(
        module="retention", function="retention_run"
    )


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
    for chatty in ("alembic", "asyncio", "httpcore", "httpx", "uvicorn", "weasyprint.progress"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
