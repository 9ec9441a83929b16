"""What is wrong at a wrong start: makes it in a folder, and returns the command that meets it."""

import contextlib
import fcntl
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QLockFile
from sqlcipher3 import dbapi2

from contract.launcher import command_for
from server.cli.opened_database import prepare
from server.gateways.exchange_setup.exchange_certificates import (
    CERT_FILE,
    KEY_FILE,
    write_certificates,
)

ROOT = Path(__file__).resolve().parents[3]
CONSOLE, PHONE, SERVER = command_for("console"), command_for("phone"), command_for("server")


@dataclass(slots=True, kw_only=True)
class Setting:
    """Where a start is played. undo: what is held until it ended."""

    folder: Path  # holds home, tmp and data
    environment: dict[str, str] = field(default_factory=dict)
    undo: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def database(self) -> Path:
        return self.data / "chiamaroma.db"

    def file(self, name: str, text: str, mode: int = 0o600) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(mode)
        return path


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongStart:
    name: str
    make: Callable[[Setting], Sequence[str]]  # makes what is wrong, returns the command
    status: int
    says: str
    on_full_disk: bool = False  # data lies on one
    in_check: bool = False  # one of the sample that ./check plays
    cwd: Path | None = None


def console(*words: str) -> Callable[[Setting], Sequence[str]]:
    return lambda setting: [*CONSOLE, "--data-dir", str(setting.data), *words]


def phone(*words: str) -> Callable[[Setting], Sequence[str]]:
    return lambda setting: [*phone_at(setting), *words]


def phone_at(setting: Setting) -> list[str]:
    return [*PHONE, "--data-dir", str(setting.data), "--socket", str(setting.data / "p.sock")]


def server(*words: str) -> Callable[[Setting], Sequence[str]]:
    return lambda setting: [*SERVER, *words, "--data-dir", str(setting.data)]


def silent_screen(setting: Setting) -> Sequence[str]:
    setting.environment["DISPLAY"] = ":4999"
    return console()(setting)


def own_file(text: str, mode: int = 0o600) -> Callable[[Setting], Sequence[str]]:
    def make(setting: Setting) -> Sequence[str]:
        setting.file("home/.config/chiamaroma/console.toml", text, mode)
        return console()(setting)

    return make


def open_policy(setting: Setting) -> Sequence[str]:
    """Give another place of the policy: no option does, and no variable."""
    policy = setting.file("etc/managed.toml", 'language = "en"\n', 0o666)
    start = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from pathlib import Path;"
        "from console.__main__ import main;"
        f"sys.exit(main([], machine_folder=Path({str(policy.parent)!r})))"
    )
    return [sys.executable, "-c", start]


def nowhere_to_write(setting: Setting) -> Sequence[str]:
    setting.data.chmod(0o500)
    left_by_another = setting.folder / "tmp" / f"chiamaroma-{os.getuid()}"
    left_by_another.mkdir()
    left_by_another.chmod(0o777)
    return console()(setting)


def lock_of_another(setting: Setting) -> Sequence[str]:
    setting.file("data/console.lock", "", 0o000)
    return console()(setting)


def second_console(setting: Setting) -> Sequence[str]:
    held = setting.undo.enter_context(setting.file("data/console.lock", "").open("rb"))
    fcntl.flock(held, fcntl.LOCK_EX)
    return console()(setting)


def second_phone(setting: Setting) -> Sequence[str]:
    lock = QLockFile(str(setting.data / "p.sock.lock"))
    lock.lock()
    setting.undo.callback(lock.unlock)
    return phone_at(setting)


def read_only(start: Callable[[Setting], Sequence[str]]) -> Callable[[Setting], Sequence[str]]:
    def make(setting: Setting) -> Sequence[str]:
        setting.data.chmod(0o500)
        return start(setting)

    return make


def taken_port(setting: Setting) -> Sequence[str]:
    listener = setting.undo.enter_context(socket.create_server(("127.0.0.1", 0)))
    return server("serve", "--port", str(listener.getsockname()[1]))(setting)


def newer_database(setting: Setting) -> Sequence[str]:
    prepare(f"sqlite:///{setting.database}")
    with contextlib.closing(dbapi2.connect(str(setting.database))) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    return server("serve", "--port", "0")(setting)


def no_database(setting: Setting) -> Sequence[str]:
    setting.file("data/chiamaroma.db", "no database " * 1000)
    return server("serve", "--port", "0")(setting)


def unreadable_key(setting: Setting) -> Sequence[str]:
    write_certificates(setting.data, names=["localhost"], valid=timedelta(1), authority="x")
    cert, key = setting.data / CERT_FILE, setting.data / KEY_FILE
    key.chmod(0o000)
    named = f'tls_cert_file = "{cert}"\ntls_key_file = "{key}"\n'
    config = setting.file("server.toml", named)
    return server("serve", "--port", "0", "--config", str(config))(setting)


def mistyped_setting(setting: Setting) -> Sequence[str]:
    config = setting.file("server.toml", "prot = 8443\n")
    return server("migrate", "--config", str(config))(setting)


def without_sudo(setting: Setting) -> Sequence[str]:
    """Give a machine that lacks all packages, to an account that may not install them."""
    programs = setting.folder / "bin"
    programs.mkdir()
    for name in ("bash", "dirname", "grep", "mkdir", "stat", "realpath", "df", "tail", "id"):
        found = subprocess.run(["which", name], capture_output=True, text=True, check=True)
        (programs / name).symlink_to(found.stdout.strip())
    for name, text in (("dpkg-query", "exit 1"), ("apt-get", ""), ("id", "echo 1000")):
        (programs / name).unlink(missing_ok=True)
        setting.file(f"bin/{name}", f"#!/bin/bash\n{text}\n", 0o755)
    setting.environment["PATH"] = str(programs)
    return ["/bin/bash", str(bare_checkout(setting) / "run"), "--setup"]


def without_network(setting: Setting) -> Sequence[str]:
    apart = ["unshare", "--user", "--map-root-user", "--net"]
    return [*apart, "bash", str(bare_checkout(setting) / "run"), "--setup"]


def bare_checkout(setting: Setting) -> Path:
    checkout = setting.folder / "checkout"
    checkout.mkdir()
    for name in ("run", "tools", "contract", "requirements.lock", "requirements-uv.lock"):
        (checkout / name).symlink_to(ROOT / name)
    return checkout
