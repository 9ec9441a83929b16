"""What bare machines are made of, kept in the checkout's .cache: a Debian 13 and its packages.

The first use fetches both from where this machine's own apt fetches; later ones need no network.
"""

import fcntl
import hashlib
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "bare-machine"
BASE = CACHE / "base.tar"
ARCHIVES = CACHE / "archives"
RELEASE = "trixie"
APT = Path("/etc/apt")
FETCHING_LIMIT_S = 1500
BASE_PACKAGES = ("adduser", "ca-certificates", "mount", "procps")  # every installed Debian has them
# What the package's own handbook asks of an exchange.
EXCHANGE_PACKAGES = (
    "kamailio", "kamailio-extra-modules", "kamailio-tls-modules", "kamailio-utils-modules",
    "kamailio-json-modules", "kamailio-websocket-modules", "rtpengine-daemon",
)  # fmt: skip
# A desk: window manager, keyring, sound, what types into windows and reads them aloud.
DESK_PACKAGES = (
    "openbox", "dbus-daemon", "libpulse0", "at-spi2-core", "python3-pyatspi", "xdotool",
)  # fmt: skip
KEYRING_PACKAGE = "gnome-keyring"


class NoBareMachine(Exception):
    """A bare machine cannot be made here; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a package asks apt for: its fields Depends and Recommends."""

    depends: str
    recommends: str

    @property
    def key(self) -> str:
        """Name the wish: what is kept for one serves no other."""
        base = str(BASE.stat().st_mtime_ns) if BASE.exists() else ""
        everything = (base, self.depends, self.recommends, *EXCHANGE_PACKAGES, *DESK_PACKAGES)
        return hashlib.sha256("\n".join(everything).encode()).hexdigest()[:16]

    @property
    def ready_system(self) -> Path:
        """Where the system is kept in which all of it is installed."""
        return CACHE / f"ready-{self.key}.tar"


def wanted_by(package: Path) -> Wanted:
    asked = ("dpkg-deb", "-f", str(package))
    return Wanted(*(_said(*asked, field).strip() for field in ("Depends", "Recommends")))


def fetch(wanted: Wanted) -> None:
    """Fill the cache with all that is wanted; nothing is fetched that is there."""
    with _alone():
        if not BASE.exists():
            _make_base()
        stamp = ARCHIVES / f"complete-{wanted.key}"
        if not stamp.exists():
            _fetch_archives(wanted)
            stamp.touch()


@contextmanager
def _alone() -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_base() -> None:
    sources = CACHE / "mirror.sources"
    sources.write_text(mirror_of(APT))
    unfinished = BASE.with_suffix(".part.tar")
    _said(
        *("env", "--unset=TMPDIR"),  # a Debian is unpacked there: a check's own may be in memory
        *("mmdebstrap", "--quiet", "--variant=apt", f"--include={','.join(BASE_PACKAGES)}"),
        *("--skip=cleanup/apt/lists", f"--aptopt={_acquire_settings()}"),
        *(RELEASE, str(unfinished), str(sources)),
    )
    unfinished.rename(BASE)


def _fetch_archives(wish: Wanted) -> None:
    state = CACHE / "apt"
    (ARCHIVES / "partial").mkdir(parents=True, exist_ok=True)
    with tarfile.open(BASE) as base:
        kept = ("./etc/apt/", "./var/lib/apt/", "./var/lib/dpkg/status", "./usr/share/keyrings/")
        members = [one for one in base if one.name.startswith(kept) and not one.isdev()]
        base.extractall(state, members, filter="tar")
    settings = CACHE / "apt.conf"
    settings.write_text(
        f'Dir "{state}/";\nDir::State::status "{state}/var/lib/dpkg/status";\n'
        f'Dir::Cache::archives "{ARCHIVES}/";\nDir::Bin::methods "/usr/lib/apt/methods/";\n'
        f'Debug::NoLocking "true";\nAPT::Sandbox::User "root";\n{_acquire_lines()}'
    )
    apt = ("env", f"APT_CONFIG={settings}", "apt-get", "--quiet", "--yes")
    _said(*apt, "update")
    download = (*apt, "--download-only", "--no-remove")
    further = (*EXCHANGE_PACKAGES, *DESK_PACKAGES, KEYRING_PACKAGE)
    _said(*download, "satisfy", wish.depends, wish.recommends, *further)


def mirror_of(apt: Path) -> str:
    """Return the sources in apt's folder that are no folders of this machine."""
    paragraphs: list[str] = []
    for file in sorted((apt / "sources.list.d").glob("*.sources")):
        paragraphs += _without_comments(file).split("\n\n")
    for file in (apt / "sources.list", *sorted((apt / "sources.list.d").glob("*.list"))):
        if file.exists():
            paragraphs += [_as_paragraph(line) for line in _without_comments(file).splitlines()]
    kept = [one.strip() for one in paragraphs if "http" in one and RELEASE in one]
    if not kept:
        raise NoBareMachine(f"The apt of this machine knows no mirror of Debian {RELEASE}.")
    return "\n\n".join(kept) + "\n"


def _as_paragraph(line: str) -> str:
    """Return a line "deb [options] URI SUITE COMPONENT…" as a paragraph."""
    words = [word for word in line.split() if not word.startswith("[") and not word.endswith("]")]
    if len(words) < 4 or words[0] != "deb":
        return ""
    components = " ".join(words[3:])
    return f"Types: deb\nURIs: {words[1]}\nSuites: {words[2]}\nComponents: {components}"


def _without_comments(file: Path) -> str:
    lines = file.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


def _acquire_settings() -> Path:
    """Return a file with how this machine's apt reaches its mirror: proxies, dates."""
    file = CACHE / "acquire.conf"
    file.write_text(_acquire_lines())
    return file


def _acquire_lines() -> str:
    dump = _said("apt-config", "dump", "--format", '%F "%v";%n', "Acquire")
    wanted = ("Acquire::http", "Acquire::Check-", "Acquire::Retries")
    return "".join(f"{line}\n" for line in dump.splitlines() if line.startswith(wanted))


def _said(*command: str) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=FETCHING_LIMIT_S, check=False
        )
    except FileNotFoundError as error:
        raise NoBareMachine(f"{command[0]} is missing.") from error
    if done.returncode != 0:
        told: Sequence[str] = (done.stderr.strip() or done.stdout.strip()).splitlines()[-6:]
        raise NoBareMachine(f"{command[0]} failed: {' '.join(told)}")
    return done.stdout
