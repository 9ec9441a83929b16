"""Commands about the server itself: serving, its database, what it forgets, its health."""

from pathlib import Path

from server.cli.command_options import Commands, add_command, add_group

SERVE_EXAMPLES = """examples:
  chiamaroma-server serve
  chiamaroma-server serve --host 0.0.0.0 --tls-names contact.example.org --data-dir /srv/chiamaroma
  chiamaroma-server serve --database postgresql://chiamaroma@db/chiamaroma --config server.toml
  chiamaroma-server serve --port 0 --port-file /run/chiamaroma/port"""
RETENTION_EXAMPLES = """examples:
  chiamaroma-server retention show --config server.toml
  chiamaroma-server retention run --config server.toml
The server does it each night by itself; the settings are in [retention]."""
BACKUP_EXAMPLES = """examples:
  chiamaroma-server backup /backup/chiamaroma-2026-11-30.db
A file that is there already stays as it is: name one that is not there yet."""
RESTORE_EXAMPLES = """examples:
  chiamaroma-server restore /backup/chiamaroma-2026-11-30.db
The server must be stopped. The former SQLite file is kept beside the new one."""
MIGRATE_EXAMPLES = """examples:
  chiamaroma-server migrate --database postgresql://chiamaroma@db/chiamaroma"""
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
    add_command(retention, "run", "empty and delete it now", RETENTION_EXAMPLES)(
        module="operations.retention", function="retention_run"
    )


def add_backup(commands: Commands) -> None:
    backup = add_command(
        commands, "backup", "copy the database while it is in use", BACKUP_EXAMPLES
    )(module="operations.backup_files", function="make_backup")
    backup.add_argument("file", type=Path)
    restored = add_command(
        commands, "restore", "put a backup in the place of the database", RESTORE_EXAMPLES
    )(module="operations.backup_files", function="restore_backup")
    restored.add_argument("file", type=Path)


def add_migrate(commands: Commands) -> None:
    add_command(
        commands, "migrate", "bring the database to this version's schema", MIGRATE_EXAMPLES
    )(module="operations.migrate", function="migrate_database")


def add_doctor(commands: Commands) -> None:
    doctor = add_command(commands, "doctor", "check that everything is in order", DOCTOR_EXAMPLES)
    doctor(module="operations.doctor", function="examine").add_argument(
        "--json", action="store_true", help="machine-readable"
    )
