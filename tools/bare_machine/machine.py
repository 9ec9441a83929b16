"""A bare machine: its processes see a root, a /proc, a /dev and users of its own."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TextIO

from tools.bare_machine import run_folders
from tools.bare_machine.base_system import ARCHIVES, CACHE, NoBareMachine
from tools.bare_machine.own_world import plug_in

COMMAND_LIMIT_S = 600.0
NEEDED_MEMORY_KB = 8_000_000  # a system with the package is 2 GB; what runs in it, another 2
OPERATOR, OPERATOR_ID = "operatore", 1000
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# As an init would: a root of its own, not one that is only changed to, for there Chromium may not
# make its sandbox. What it starts is found through this process.
_BOOT = """
set -e
root=$1; shift
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount -t tmpfs -o mode=755 machine "$root/dev"
for node in null zero full random urandom tty; do
  : > "$root/dev/$node"; mount --bind "/dev/$node" "$root/dev/$node"
done
mkdir "$root/dev/shm" "$root/dev/pts"
mount -t tmpfs -o mode=1777 machine "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666,mode=620 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"; ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"; ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"
mount -t tmpfs -o mode=755 machine "$root/run"
mkdir "$root/run/lock"; chmod 1777 "$root/run/lock"
while [ $# -gt 0 ]; do mkdir -p "$root$2"; mount --rbind "$1" "$root$2"; shift 2; done
[ -z "$OWN_NETWORK" ] || ip link set lo up
cd "$root"; pivot_root . mnt; umount -l /mnt
echo up
exec sleep infinity
"""


class MachineFailed(Exception):
    """A command of a machine failed; the text says which, and what it told last."""


class Machine:
    """Use as a context manager inside tools.bare_machine.own_world; gone without a trace after it.

    system: the tar file it begins as. shown: folders of the outside that are seen inside.
    address: its own on the wire of own_world; "": it shares the network of this process.
    """

    def __init__(
        self, system: Path, *, shown: Mapping[Path, str] | None = None, address: str = ""
    ) -> None:
        self._system = system
        self._shown = {ARCHIVES: "/var/cache/apt/archives", **(shown or {})}
        self._address = address
        self.folder = Path()
        self._lock: TextIO | None = None
        self._boot: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Machine":
        self.folder, self._lock = run_folders.take(CACHE)
        try:
            if _has_memory():  # else on the disk, where packages are laid down far more slowly
                _said(["mount", "-t", "tmpfs", "-o", "mode=755", "machine", str(self.folder)])
            unpack = [
                "tar",
                "--extract",
                "--numeric-owner",
                "--same-permissions",
                "--exclude=./dev/*",
            ]
            _said([*unpack, "--file", str(self._system), "--directory", str(self.folder)])
            self._boot_up()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._end()

    @property
    def pid(self) -> int:
        assert self._boot is not None, "the machine is off"
        return self._boot.pid

    def path(self, inside: str) -> Path:
        """Return where a file of the machine is seen from the outside, while it runs."""
        return Path(f"/proc/{self.pid}/root{inside}")

    def run(
        self, *command: str, user: str = "root", given: str = "", limit_s: float = COMMAND_LIMIT_S,
        environment: Mapping[str, str] | None = None,
    ) -> str:  # fmt: skip
        """Return what it prints. Raise MachineFailed unless it ends with 0."""
        full = self.command(*command, user=user)
        return _said(full, given, limit_s, _environment(user, environment))

    def start(
        self, *command: str, log: Path, user: str = "root", given: bytes | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> "subprocess.Popen[bytes]":  # fmt: skip
        """Start a program of the machine that goes on; its words go to log, outside."""
        with log.open("ab") as out:
            process = subprocess.Popen(
                self.command(*command, user=user),
                stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
                stdout=out,
                stderr=out,
                env=_environment(user, environment),
                start_new_session=True,
            )
        if given is not None:
            assert process.stdin is not None
            process.stdin.write(given)
            process.stdin.close()
        return process

    def command(self, *command: str, user: str = "root") -> list[str]:
        """Return the command line that runs this one in the machine, from the outside."""
        enter = ["nsenter", f"--target={self.pid}", "--mount", "--wdns=/"]
        enter += ["--net"] if self._address else []
        become = [] if user == "root" else ["setpriv", f"--reuid={user}", f"--regid={user}"]
        become += ["--init-groups"] if become else []
        return [*enter, "--", *become, *command]

    def install(self, *packages: str, recommended: bool = True) -> str:
        """Install by apt, from the archives that are at hand: no network is asked."""
        options = ["--yes"] + ([] if recommended else ["--no-install-recommends"])
        return self.run("apt-get", "install", *options, *packages)

    def end_all_of(self, user: str) -> None:
        """End every process of a user at once, as a power cut would."""
        self.run("sh", "-c", 'pkill -KILL -u "$1" || true', "sh", user)

    def _boot_up(self) -> None:
        self._prepare()
        shown = [part for out, inside in self._shown.items() for part in (str(out), inside)]
        alone = ["unshare", "--mount"] + (["--net"] if self._address else [])
        self._boot = subprocess.Popen(
            [*alone, "sh", "-c", _BOOT, "sh", str(self.folder), *shown],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env={"PATH": PATH, "OWN_NETWORK": self._address},
        )
        assert self._boot.stdout is not None
        if self._boot.stdout.readline() != b"up\n":
            raise NoBareMachine("A machine of our own cannot be started here.")
        if self._address:
            plug_in(self.pid, self._address)

    def _prepare(self) -> None:
        """Let packages start no service: there is no systemd. Let apt keep what it installs."""
        policy = self.folder / "usr/sbin/policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        keep = 'Binary::apt::APT::Keep-Downloaded-Packages "true";\nAPT::Sandbox::User "root";\n'
        keep += 'Debug::NoLocking "true";\n'  # the archives are every machine's
        (self.folder / "etc/apt/apt.conf.d/50keep").write_text(keep)
        (self.folder / "etc/dpkg/dpkg.cfg.d/unsafe-io").write_text("force-unsafe-io\n")
        (self.folder / "etc/hostname").write_text("nuda\n")
        (self.folder / "etc/hosts").write_text("127.0.0.1 localhost\n")

    def _end(self) -> None:
        if self._boot is not None:
            self._boot.kill()
            self._boot.wait()
            assert self._boot.stdout is not None
            self._boot.stdout.close()
            self._boot = None
        subprocess.run(["umount", "--lazy", self.folder], capture_output=True, check=False)
        if self._lock is not None:
            run_folders.give_back(self.folder, self._lock)
            self._lock = None


def _has_memory() -> bool:
    [free] = re.findall(r"MemAvailable: +(\d+) kB", Path("/proc/meminfo").read_text())
    return int(free) > NEEDED_MEMORY_KB


def _environment(user: str, more: Mapping[str, str] | None) -> dict[str, str]:
    home = "/root" if user == "root" else f"/home/{user}"
    plain = {"PATH": PATH, "HOME": home, "USER": user, "LOGNAME": user, "LANG": "C.UTF-8"}
    return {**plain, "DEBIAN_FRONTEND": "noninteractive", **(more or {})}


def _said(
    command: Sequence[str], given: str = "", limit_s: float = COMMAND_LIMIT_S,
    environment: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    done = subprocess.run(
        command, input=given, capture_output=True, text=True, errors="replace", timeout=limit_s,
        env=environment or dict(os.environ), check=False,
    )  # fmt: skip
    if done.returncode != 0:
        told = "\n".join((done.stdout + done.stderr).strip().splitlines()[-12:])
        shown = " ".join(command[command.index("--") + 1 :] if "--" in command else command)
        raise MachineFailed(f"{shown[:200]}: exit code {done.returncode}: {told}")
    return done.stdout
