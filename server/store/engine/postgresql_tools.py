"""PostgreSQL's own programs for dump and restore, fed without a password on the command line."""

import os
import shutil
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}


class ToolMissing(Exception):
    """The program is not installed."""


class ToolFailed(Exception):
    """The program said no; the text is its first line."""


def run_tool(name: str, arguments: list[str], url: str, given_text: str | None = None) -> str:
    """Run pg_dump or the like against the database of url; return what it printed.

    given_text: what it reads at its standard input.
    Raise ToolMissing or ToolFailed.
    """
    parts = conninfo_to_dict(url)
    # By the environment: a password on the command line is read by everybody with ps.
    given = {v: str(parts[k]) for k, v in _VARIABLES.items() if parts.get(k) is not None}
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, arguments of ours
        [str(find_tool(name)), *arguments],
        env={**os.environ, **given},
        input=given_text,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ToolFailed(f"{name}: {(done.stderr.strip().splitlines() or ['failed'])[0]}")
    return done.stdout


def find_tool(name: str) -> Path:
    """Return the newest installed program of that name. Raise ToolMissing."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        # By number, for 9 is older than 17: pg_dump refuses a server newer than itself.
        key=lambda folder: int(folder.parent.name) if folder.parent.name.isdigit() else 0,
    )
    for folder in reversed(folders):
        if (folder / name).is_file():
            return folder / name
    found = shutil.which(name)
    if found is None:
        raise ToolMissing(name)
    return Path(found)
