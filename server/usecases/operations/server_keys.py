"""The keys of an installation: one file in a folder of their own, outside the database."""

import os
import secrets
from base64 import b64encode
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import structs

from contract.closed_process import give_to_owner_of
from server.store.engine.connection import Connection

FOLDER = "keys"  # in the data folder
FILE = "server-keys.json"
MARK = "keys"  # in meta: which keys belong to this database
# Where the keys of versions up to 0.3.0 lie, by field.
FORMER = {"signing": "signing_key", "answers": "answer_key", "seal": "seal_key"}
LATER = ("audit", "erased")  # keys that a file of an older version may lack
_KEY_BYTES = 32


class KeysMissing(Exception):
    """The database was served under other keys. The text is the file they should lie in."""


def fresh_key() -> bytes:
    return secrets.token_bytes(_KEY_BYTES)


class ServerKeys(msgspec.Struct, frozen=True, kw_only=True):
    """Each a secret of 32 bytes. A copy of the database alone has none of them."""

    signing: bytes  # session tokens, owners' links
    signing_before: bytes = b""  # whose links in mails still lead somewhere
    answers: bytes  # Ed25519, under what seats copy
    seal: bytes  # X25519, opens what seats have sealed
    seal_before: tuple[bytes, ...] = ()  # newest first
    audit: bytes = b""  # seals the head of the audit
    erased: bytes = b""  # under the marks of who was erased

    @property
    def mark(self) -> str:
        """Return the public key of the answers, which a seat may be given by its administrator."""
        public = Ed25519PrivateKey.from_private_bytes(self.answers).public_key()
        return b64encode(public.public_bytes_raw()).decode()

    @property
    def opening(self) -> tuple[bytes, ...]:
        """Return what opens boxes that were sealed for this server, the present key first."""
        return (self.seal, *self.seal_before)

    def rotated(self) -> "ServerKeys":
        """Return keys under which no token of before is valid.

        That of the answers stays: seats take nothing from a server with another one.
        """
        return structs.replace(
            self,
            signing=fresh_key(),
            signing_before=self.signing,
            seal=fresh_key(),
            seal_before=(self.seal, *self.seal_before),
        )


def new_keys(kept: ServerKeys | None = None) -> ServerKeys:
    """Return fresh keys; kept: whose marks and seals outside the database stay valid."""
    return ServerKeys(
        signing=fresh_key(),
        answers=fresh_key(),
        seal=fresh_key(),
        audit=kept.audit if kept else fresh_key(),
        erased=kept.erased if kept else fresh_key(),
    )


def keys_file(data_dir: Path) -> Path:
    return data_dir / FOLDER / FILE


def read_keys(path: Path) -> ServerKeys | None:
    """Return the keys, None where there are none. What an older version lacked is made, once.

    Raise KeysMissing for what are no keys, OSError.
    """
    try:
        keys = msgspec.json.decode(path.read_bytes(), type=ServerKeys)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError:
        raise KeysMissing(str(path)) from None
    if lacking := {name: fresh_key() for name in LATER if not getattr(keys, name)}:
        keys = structs.replace(keys, **lacking)
        # Or the next reader makes another one, and what is under this one fits nothing.
        write_keys(path, keys)
    return keys


def write_keys(path: Path, keys: ServerKeys) -> None:
    """Leave the whole file for its owner alone, or the one of before. Raise OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    give_to_owner_of(path.parent.parent, path.parent)
    replace_file(path, msgspec.json.format(msgspec.json.encode(keys)))


def replace_file(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Leave this content, or that of before, whenever the power is cut. Raise OSError."""
    partial = path.with_name(f"{path.name}.partial")
    partial.unlink(missing_ok=True)
    with open(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "wb") as file:
        os.fchmod(file.fileno(), mode)
        # The command "exchange configure" is root's, and notes what it finds in the audit's head.
        give_to_owner_of(path.parent, file.fileno())
        file.write(content)
        file.flush()
        # After a power cut a name without content would be all there is.
        os.fsync(file.fileno())
    partial.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring a name that was just given onto the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def own_keys(connection: Connection, path: Path) -> ServerKeys:
    """Return the keys of this database, made at the first start. Needs a write transaction.

    Those of an earlier version leave the database for the file. Raise KeysMissing, OSError.
    """
    keys, mark = read_keys(path), _meta(connection, MARK)
    former = former_keys(connection)
    known = mark or (former.mark if former else "")
    if keys is None and not mark:
        keys = former or new_keys()
        write_keys(path, keys)
    # With others every seat would refuse what this server says.
    if keys is None or (known and keys.mark != known):
        raise KeysMissing(str(path))
    adopt(connection, keys)
    return keys


def adopt(connection: Connection, keys: ServerKeys) -> None:
    """Note in the database which keys are its own, and leave none in it."""
    connection.put("meta", {"name": MARK, "value": keys.mark}, "name")
    if not connection.is_postgresql:
        # Or what is deleted can be read in the file until something else lies there.
        connection.execute("PRAGMA secure_delete=ON")
    for name in FORMER.values():
        connection.execute("DELETE FROM meta WHERE name = :name", {"name": name})


def former_keys(connection: Connection) -> ServerKeys | None:
    found = {field: _meta(connection, name) for field, name in FORMER.items()}
    told = {field: bytes.fromhex(key) for field, key in found.items() if key}
    return structs.replace(new_keys(), **told) if "answers" in told else None


def _meta(connection: Connection, name: str) -> str:
    row = connection.one("SELECT value FROM meta WHERE name = :name", {"name": name})
    return "" if row is None else str(row["value"])
