"""Commands about the server itself: serving, its database, what it forgets, its health."""

from argparse import ArgumentTypeError
from datetime import date, datetime, time
from pathlib import Path

from contract.domain.opening_times.opening_hours import ROME
from contract.whole_number import whole_number
from server.cli.command_options import Commands, actions_of, add_command, add_group

SERVE_EXAMPLES = """examples:
  chiamaroma-server serve
  chiamaroma-server serve --host 0.0.0.0 --tls-names contact.example.org --data-dir /srv/chiamaroma
  chiamaroma-server serve --database postgresql://chiamaroma@db/chiamaroma --config server.toml
  chiamaroma-server serve --port 0 --port-file /run/chiamaroma/port"""
RETENTION_EXAMPLES = """examples:
  chiamaroma-server retention show --config server.toml
  chiamaroma-server retention run --config server.toml
The server does it each night by itself; the settings are in [retention]. While the clock is far
ahead of what the server knew, nothing is deleted until accept-clock says that it is right."""
BACKUP_EXAMPLES = """examples:
  chiamaroma-server backup /backup/2026-11-30.age --recipient age1…
It is sealed for its recipients, else for those of the settings: only their identities open it, with
this program or with age. A file that is there already stays as it is."""
RESTORE_EXAMPLES = """examples:
  chiamaroma-server restore /backup/2026-11-30.age --identity /mnt/usb/identity
The server must be stopped. What was there is kept beside it, sealed likewise."""
TRY_EXAMPLES = """examples:
  chiamaroma-server try-backup /backup/2026-11-30.age --identity /mnt/usb/identity
Nothing of the running server is touched, and nothing of the backup stays."""
MIGRATE_EXAMPLES = """examples:
  chiamaroma-server migrate --database postgresql://chiamaroma@db/chiamaroma"""
CERTIFICATE_EXAMPLES = """examples:
  chiamaroma-server certificate show
  chiamaroma-server certificate renew --config server.toml
  chiamaroma-server certificate switch
Renew changes nothing yet: first all seats get the file that pins the present one and the next."""
KEYS_EXAMPLES = """examples:
  chiamaroma-server keys show
  chiamaroma-server keys rotate
  chiamaroma-server keys identity /mnt/usb/identity
The server must be stopped for rotate and anew. Rotate when somebody may have read the keys."""
AUDIT_EXAMPLES = """examples:
  chiamaroma-server audit show --since 2026-11-30 --subject CITIZEN_ID
  chiamaroma-server audit export --account anna > audit.jsonl
  chiamaroma-server audit verify
Reading the audit leaves a line in it."""
CITIZEN_EXAMPLES = """examples:
  chiamaroma-server citizen show +390651234567
  chiamaroma-server citizen export CITIZEN_ID answer.json
  chiamaroma-server citizen erase CITIZEN_ID
Each leaves a line in the audit. Who has asked is for you to make sure of."""
DOCTOR_EXAMPLES = """examples:
  chiamaroma-server doctor
  chiamaroma-server doctor --json"""


def add_serve(commands: Commands) -> None:
    serve = add_command(commands, "serve", "serve the consoles", SERVE_EXAMPLES)(
        module="operations.serve", function="serve"
    )
    serve.add_argument("--host", metavar="ADDRESS", help="address to listen at (127.0.0.1)")
    serve.add_argument("--port", metavar="NUMBER", help="port to listen at (8443); 0: any free")
    serve.add_argument("--port-file", metavar="FILE", help="write the port there once ready")
    serve.add_argument("--name", help="name of this installation, shown at sign-in")
    serve.add_argument(
        "--tls-names", metavar="NAMES", help="further names in the self-signed certificate"
    )


def add_retention(commands: Commands) -> None:
    retention = add_group(commands, "retention", "what is forgotten, and when", RETENTION_EXAMPLES)
    shown = add_command(
        retention, "show", "tell what the next night would empty or delete", RETENTION_EXAMPLES
    )
    shown(module="operations.retention", function="retention_show").add_argument(
        "--json", action="store_true"
    )
    add_command(retention, "accept-clock", "say that the clock is right", RETENTION_EXAMPLES)(
        module="operations.retention", function="retention_accept_clock"
    )
    add_command(retention, "run", "empty and delete it now", RETENTION_EXAMPLES)(
        module="operations.retention", function="retention_run"
    )


def add_backup(commands: Commands) -> None:
    backup = add_command(
        commands, "backup", "save database and files while they are in use", BACKUP_EXAMPLES
    )(module="operations.backup_files", function="make_backup")
    backup.add_argument("file", type=Path)
    backup.add_argument(
        "--recipient", action="append", metavar="AGE1…", help="who opens it (backup.recipients)"
    )
    backup.add_argument("--plain", action="store_true", help="in clear, for everybody to read")
    restored = add_command(
        commands, "restore", "put a backup in the place of the server's data", RESTORE_EXAMPLES
    )(module="operations.backup_files", function="restore_backup")
    tried = add_command(
        commands, "try-backup", "restore a backup beside the server and look at it", TRY_EXAMPLES
    )(module="operations.backup_files", function="try_a_backup")
    for command in (restored, tried):
        command.add_argument("file", type=Path)
        command.add_argument("--identity", type=Path, metavar="FILE", help="what opens it")
    restored.add_argument(
        "--plain", action="store_true", help="the former data may stay there in clear"
    )


def add_certificate(commands: Commands) -> None:
    group = add_group(
        commands, "certificate", "what seats know the server by", CERTIFICATE_EXAMPLES
    )
    action = actions_of(
        group, CERTIFICATE_EXAMPLES, module="operations.certificate", prefix="certificate"
    )
    action("show", "tell how long it is valid, and what it lacks")
    action("renew", "make the next one, and the file that pins both")
    action("switch", "serve with the next one from the next start on")


def add_keys(commands: Commands) -> None:
    keys = add_group(commands, "keys", "the secrets of this server", KEYS_EXAMPLES)
    action = actions_of(keys, KEYS_EXAMPLES, module="operations.keys", prefix="keys")
    action("show", "tell where they lie, and the public key for seats")
    action("rotate", "make others: everybody signs in again, no seat loses anything")
    action("identity", "make what opens sealed backups, in a new file").add_argument(
        "file", type=Path
    )
    action("anew", "make all of them anew, when they are lost: no seat knows this server then")


def add_audit(commands: Commands) -> None:
    audit = add_group(commands, "audit", "who did what", AUDIT_EXAMPLES)
    action = actions_of(audit, AUDIT_EXAMPLES, module="operations.audit", prefix="audit")
    shown = action("show", "print lines, oldest first")
    exported = action("export", "write lines as JSON, one a line")
    for command in (shown, exported):
        command.add_argument("--since", type=_midnight, metavar="DATE", help="such as 2026-11-30")
        command.add_argument("--account", metavar="LOGIN", help="of this account only")
        command.add_argument("--subject", metavar="TEXT", help="about this id only")
    action("verify", "tell whether a line was altered, or the end cut").add_argument(
        "--head", type=_head, metavar="NUMBER:HASH", help="a head that the system's log has kept"
    )
    action("accept", "take the audit as it is, after the database was put back by other means")


def _midnight(text: str) -> datetime:
    """Return when a day begins in the city, wherever the server's clock is set."""
    try:
        return datetime.combine(date.fromisoformat(text), time(), ROME)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day such as 2026-11-30") from None


def _head(text: str) -> tuple[int, str]:
    number, _, kept = text.partition(":")
    line = whole_number(number, 10**15 - 1) if kept else None
    if line is None:
        raise ArgumentTypeError(f"{text!r} is no head such as 4711:9f86d0…")
    return line, kept


def add_citizen(commands: Commands) -> None:
    citizen = add_group(commands, "citizen", "what is stored of somebody", CITIZEN_EXAMPLES)
    action = actions_of(citizen, CITIZEN_EXAMPLES, module="operations.citizens", prefix="citizen")
    shown = action("show", "tell who has this number, code or id, and how much is stored")
    exported = action("export", "write all of it into a file, for whoever asked")
    erased = action("erase", "empty all of it, now, and again after a restore")
    for command in (shown, exported, erased):
        command.add_argument("who", help="id, fiscal code or telephone number")
    exported.add_argument("file", type=Path)


def add_migrate(commands: Commands) -> None:
    add_command(
        commands, "migrate", "bring the database to this version's schema", MIGRATE_EXAMPLES
    )(module="operations.migrate", function="migrate_database").add_argument(
        "--no-backup", action="store_true", help="save nothing before: you have a backup"
    )


def add_doctor(commands: Commands) -> None:
    doctor = add_command(commands, "doctor", "check that everything is in order", DOCTOR_EXAMPLES)
    doctor(module="operations.doctor", function="examine").add_argument(
        "--json", action="store_true", help="machine-readable"
    )
