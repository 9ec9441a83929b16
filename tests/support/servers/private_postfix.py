"""A real mail server of our own: Postfix on loopback, which delivers into a Maildir."""

import contextlib
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from server.api.tls_certificate import TlsFiles, self_signed
from tools.services.exchange_files import free_ports

DOMAIN = "comune.example"
STARTS_WITHIN_S = 120.0
STOPS_WITHIN_S = 60.0
_PROGRAM, _DAEMONS = Path("/usr/sbin/postfix"), Path("/usr/lib/postfix/sbin")
_SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


def why_no_postfix() -> str:
    """Return what keeps Postfix from running here, "" when nothing does."""
    if not _PROGRAM.exists():
        return "Postfix is not installed"
    if os.getuid() != 0:
        return "Postfix must be started by root"
    return "" if _is_known(pwd.getpwnam("postfix").pw_uid) else "Postfix's own user is not here"


def _is_known(user: int) -> bool:
    """Return whether this namespace has the user: one of a plain user may hold root alone."""
    rows = Path("/proc/self/uid_map").read_text("ascii").splitlines()
    ranges = [(int(first), int(count)) for first, _, count in map(str.split, rows)]
    return any(first <= user < first + count for first, count in ranges)


class PrivatePostfix:
    """Takes mail for DOMAIN only, over TLS, and delivers it into one Maildir."""

    def __init__(self, folder: Path, port: int, tls: TlsFiles) -> None:
        self.folder = folder
        self.port = port
        self.tls = tls

    def messages(self) -> list[EmailMessage]:
        """Return what was delivered, oldest first."""
        files = sorted((self.folder / "mail" / "inbox" / "new").glob("*"), key=_delivered_at)
        return [message_from_bytes(file.read_bytes(), policy=default) for file in files]

    def log_text(self) -> str:
        log = self.folder / "log"
        return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""


@contextmanager
def private_postfix() -> Iterator[PrivatePostfix]:
    """Start it in a folder of its own; stop it and remove everything afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="chiamaroma-postfix-"))
    folder.chmod(0o755)  # its daemons run as another user
    (port,) = free_ports("127.0.0.1", 1)
    server = PrivatePostfix(folder, port, self_signed(folder, now=datetime.now(UTC)))
    try:
        _configure(server)
        with (folder / "out").open("wb") as out:
            process = subprocess.Popen(
                [str(_PROGRAM), "-c", str(folder / "etc"), "start-fg"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait_ready(server, process)
            yield server
        finally:
            _stop(folder, process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _configure(server: PrivatePostfix) -> None:
    folder, user = server.folder, pwd.getpwnam("postfix")
    for name in ("etc", "queue", "data", "mail"):
        (folder / name).mkdir()
    for name in ("data", "mail"):
        shutil.chown(folder / name, "postfix", "postfix")
    settings = {
        "compatibility_level": "3.6",
        "queue_directory": folder / "queue",
        "data_directory": folder / "data",
        "command_directory": _PROGRAM.parent,
        "daemon_directory": _DAEMONS,
        "mail_owner": user.pw_name,
        "setgid_group": "postdrop",
        "inet_interfaces": "127.0.0.1",
        "inet_protocols": "ipv4",
        "myhostname": f"mail.{DOMAIN}",
        "mydestination": "",
        "mynetworks": "127.0.0.0/8",
        "virtual_mailbox_domains": DOMAIN,
        "virtual_mailbox_base": folder / "mail",
        "virtual_mailbox_maps": "static:inbox/",
        "virtual_uid_maps": f"static:{user.pw_uid}",
        "virtual_gid_maps": f"static:{grp.getgrnam('postfix').gr_gid}",
        "virtual_minimum_uid": "1",
        "default_transport": "error:nothing leaves this computer",
        "relay_transport": "error:nothing leaves this computer",
        "smtp_dns_support_level": "disabled",
        "smtpd_peername_lookup": "no",
        "smtpd_relay_restrictions": "permit_mynetworks, reject",
        "smtpd_tls_cert_file": server.tls.cert,
        "smtpd_tls_key_file": server.tls.key,
        "smtpd_tls_security_level": "encrypt",
        "maillog_file": folder / "log",
        "maillog_file_prefixes": folder,
        "alias_maps": "",
        "local_recipient_maps": "",
    }
    text = "".join(f"{name} = {value}\n" for name, value in settings.items())
    (folder / "etc" / "main.cf").write_text(text, encoding="ascii")
    (folder / "etc" / "master.cf").write_text(_SERVICES.format(port=server.port), encoding="ascii")


def _wait_ready(server: PrivatePostfix, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    is_ready = False
    while not is_ready:
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line:
                is_ready = line.recv(3) == b"220"
                line.sendall(b"QUIT\r\n")
        except OSError:
            is_ready = False
        if not is_ready:
            said = (server.folder / "out").read_text(encoding="utf-8") + server.log_text()
            assert process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.05)


def _stop(folder: Path, process: subprocess.Popen[bytes]) -> None:
    """End the master by its id, and it its daemons; the script that started it ends with it."""
    pid_file = folder / "queue" / "pid" / "master.pid"
    with contextlib.suppress(OSError, ValueError):
        os.kill(int(pid_file.read_text()), 15)
    try:
        process.wait(STOPS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _delivered_at(file: Path) -> tuple[float, str]:
    return file.stat().st_mtime, file.name
