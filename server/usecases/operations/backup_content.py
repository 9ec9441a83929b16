"""What is in a backup: the database and all files of the server, in one sealed file."""

import hashlib
import io
import logging
import os
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from server.settings import ServerSettings
from server.store.engine.server_database import is_sqlite, sqlite_path
from server.usecases.operations.age_file import SealBroken, SealedReader, SealedWriter
from server.usecases.operations.age_keys import public_key
from server.usecases.operations.server_keys import sync_folder

log = logging.getLogger(__name__)

FORMAT = 2  # 1: the database alone, in clear
DATABASE = "database"
DATA = "data"  # what lay in the data folder
NAMED = "named"  # what the settings name elsewhere, and the settings
MANIFEST = "manifest.json"
ASIDE = "restored-"  # a folder of files to be placed by hand, in the data folder
UPGRADES = "before-upgrade"  # a folder of copies, in the data folder
UPGRADES_KEPT = 3
_MANIFEST_ENDING = ".manifest.json"
_WORK = "backup-work-"


class BackupBroken(Exception):
    """The backup is not what it should be; the text says what is wrong."""


class BackupThere(Exception):
    """There is a backup of that name already; the text is its path."""


class Unsealed(Exception):
    """Data would lie in clear where nobody asked for it; the text says which."""


class NotSaved(Exception):
    """Nothing was migrated, for what it changes could not be saved; its cause says why."""


class BackupManifest(msgspec.Struct, frozen=True, kw_only=True):
    format: int = FORMAT
    engine: str  # "sqlite" or "postgresql"
    made_at: datetime
    epoch: str
    revision: str  # of the schema
    size: int = 0  # bytes of the backup
    sha256: str = ""
    is_sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    name: str  # in the backup
    path: Path


def manifest_path(target: Path) -> Path:
    return target.with_name(target.name + _MANIFEST_ENDING)


def drop_old_upgrades(data_dir: Path) -> None:
    """Keep the newest copies of before an upgrade: each is a whole city, and the disk ends."""
    made = sorted((data_dir / UPGRADES).glob(f"????-??-??T??????.*{_MANIFEST_ENDING}"))
    for manifest in made[:-UPGRADES_KEPT]:
        manifest.with_name(manifest.name.removesuffix(_MANIFEST_ENDING)).unlink(missing_ok=True)
        manifest.unlink()


def files_of(settings: ServerSettings) -> Iterator[Part]:
    """Yield what belongs to the server besides its database."""
    for path in sorted(settings.data_dir.rglob("*")):
        if path.is_file() and not path.is_symlink() and not _is_left_out(path, settings):
            yield Part(name=f"{DATA}/{path.relative_to(settings.data_dir)}", path=path)
    for path in sorted({*_named(settings)}):
        if not path.is_file() or path.is_relative_to(settings.data_dir):
            continue
        if not os.access(path, os.R_OK):
            log.warning("%s is not in the backup: this account may not read it", path)
        else:
            yield Part(name=f"{NAMED}{path}", path=path)


@contextmanager
def work_folder(settings: ServerSettings) -> Iterator[Path]:
    """Yield a folder beside the database that nobody else reads and that is gone afterwards."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    for left in settings.data_dir.glob(f"{_WORK}*"):
        if not Path(f"/proc/{left.name.removeprefix(_WORK)}").exists():
            # Of a process that was killed: a copy in clear.
            shutil.rmtree(left, ignore_errors=True)
    folder = settings.data_dir / f"{_WORK}{os.getpid()}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_backup(
    target: Path, manifest: BackupManifest, parts: Sequence[Part], recipients: Sequence[str]
) -> BackupManifest:
    """Write target, in clear without recipients, and its manifest, both or none."""
    for there in (target, manifest_path(target)):
        # The one of before an upgrade must not be lost to a second run on the same day.
        if there.exists():
            raise BackupThere(str(there))
    keys = [public_key(recipient) for recipient in recipients]
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        # Nobody else may read it from its first byte: every citizen is in it.
        handle = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with open(handle, "wb") as file:
            _write(file, manifest, parts, keys)
        whole = msgspec.structs.replace(
            manifest,
            size=partial.stat().st_size,
            sha256=sha256_of(partial),
            is_sealed=bool(recipients),
        )
        # The manifest first: cut short between the two, a good backup would be refused without it.
        described = msgspec.json.format(msgspec.json.encode(whole))
        manifest_path(partial).write_bytes(described)
        _keep(manifest_path(partial), manifest_path(target))
        _keep(partial, target)
    finally:
        for left in (partial, manifest_path(partial)):
            left.unlink(missing_ok=True)
    return whole


def unpack(backup: Path, folder: Path, identities: Sequence[bytes], *, is_sealed: bool) -> None:
    """Lay out in folder all that is in the backup, or raise BackupBroken."""
    with backup.open("rb") as file:
        try:
            source: Any = SealedReader(file, identities) if is_sealed else file
            with tarfile.open(fileobj=source, mode="r|") as archive:
                archive.extractall(folder, filter="data")
            # To its end: what was cut off there is not missed before.
            while source.read(1 << 20):
                pass
        except SealBroken as error:
            raise BackupBroken(str(error)) from None
        except tarfile.TarError as error:
            raise BackupBroken(f"it is no backup: {error}") from None


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(
    file: BinaryIO, manifest: BackupManifest, parts: Sequence[Part], keys: Sequence[bytes]
) -> None:
    sealed = SealedWriter(file, keys) if keys else None
    out: Any = sealed or file
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        _add(archive, MANIFEST, msgspec.json.encode(manifest))
        for part in parts:
            if part.name.startswith(DATABASE):
                archive.add(part.path, part.name, filter=_nobodys)
                continue
            # Whole: it may grow meanwhile, or be gone.
            with suppress(FileNotFoundError):
                _add(archive, part.name, part.path.read_bytes())
    if sealed is not None:
        sealed.finish()


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    archive.addfile(info, io.BytesIO(content))


def _nobodys(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    return info


def _is_left_out(path: Path, settings: ServerSettings) -> bool:
    """Return whether a file of the data folder is in no backup: the database, other backups."""
    if is_sqlite(settings.database):
        database = sqlite_path(settings.database).absolute()
        if path.parent == database.parent and path.name.startswith(database.name):
            return True
    top = path.relative_to(settings.data_dir).parts[0]
    folder = settings.backup.folder
    return (
        top == UPGRADES
        or top.startswith((_WORK, ASIDE))
        or path == settings.port_file
        or path.name.endswith((".partial", _MANIFEST_ENDING, ".lock"))
        or manifest_path(path).exists()
        or (folder is not None and path.is_relative_to(folder))
    )


def _named(settings: object) -> Iterator[Path]:
    """Yield each file that a setting names."""
    for field in fields(settings) if is_dataclass(settings) else ():
        value = getattr(settings, field.name)
        if isinstance(value, Path):
            yield from value.rglob("*") if field.name == "greetings_dir" else (value,)
        elif is_dataclass(value):
            yield from _named(value)


def _keep(partial: Path, target: Path) -> None:
    """Give the finished file its name, on the disk and not only in memory."""
    with partial.open("rb") as file:
        # After a power cut a name without content would look like a backup.
        os.fsync(file.fileno())
    partial.replace(target)
    sync_folder(target.parent)
