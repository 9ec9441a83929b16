"""What IT set on this machine: /etc/chiamaroma/managed.toml wins, defaults.toml only proposes.

A machine that half understands its files still takes calls: what is unknown or wrong in them is
left out and noted. But a policy that somebody else could have written is none: no start.
"""

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

from console.settings import OPTIONS, MachineSettings, Option, text_of
from contract.whole_number import whole_number


def _whole(name: str, most: int) -> Option:
    def read(text: str) -> dict[str, Any]:
        if (number := whole_number(text, most)) is None:
            raise ValueError(text)
        return {name: number}

    return Option("", f"a whole number from 0 to {most}", read)


# Of the machine alone: no operator loosens what keeps a seat shut.
_OWN = {
    "offline_hours": _whole("offline_hours", 12),
    "lock_minutes": _whole("lock_minutes", 60),
}
POLICY, PROPOSAL = "managed.toml", "defaults.toml"
ROOT = 0  # user id
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class PolicyNotTrusted(Exception):
    """Others than the administrator could have written the policy; str() is one sentence."""


def machine_settings(folder: Path | None, *, administrator: int = ROOT) -> MachineSettings:
    """Return what the files in folder say; None, or a folder without them: nothing.

    administrator: the user id that must own the policy. Raise PolicyNotTrusted.
    """
    if folder is None:
        return MachineSettings()
    notes: list[str] = []
    policy = _fields(folder / POLICY, _policy(folder / POLICY, administrator), notes)
    proposal = _fields(folder / PROPOSAL, _proposal(folder / PROPOSAL, notes), notes)
    return MachineSettings(policy=policy, proposal=proposal, notes=tuple(notes))


def _policy(file: Path, administrator: int) -> bytes:
    try:
        # Where there is no policy, its folder may belong to anybody.
        file.lstat()
        # The folder as well: who may write in it can put another file into the policy's place.
        _check_owner(file.parent, file.parent.stat(), administrator)
        with file.open("rb") as policy:
            # Of the file that is open: a name could be exchanged between look and reading.
            _check_owner(file, os.fstat(policy.fileno()), administrator)
            return policy.read()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        sentence = f"{file} cannot be read ({error.strerror}), so its settings cannot be followed"
        # No start without it: an unreadable policy may be the one that forbids something.
        raise PolicyNotTrusted(f"{sentence}: chmod 644 {file}.") from error


def _check_owner(path: Path, found: os.stat_result, administrator: int) -> None:
    if found.st_uid != administrator:
        raise PolicyNotTrusted(
            f"{path} does not belong to the administrator, so its settings cannot be trusted:"
            f" chown root:root {path}."
        )
    if found.st_mode & _OTHERS_WRITE:
        raise PolicyNotTrusted(
            f"{path} may be changed by others than the administrator, so its settings cannot be"
            f" trusted: chmod go-w {path}."
        )


def _proposal(file: Path, notes: list[str]) -> bytes:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        notes.append(f"{file} is not used, for it cannot be read ({error.strerror})")
        return b""


def _fields(file: Path, content: bytes, notes: list[str]) -> dict[str, Any]:
    """Return the fields of Settings that content gives, and note what is left out and why."""
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        notes.append(f"{file} is not used, for it is not valid TOML ({error})")
        return {}
    fields: dict[str, Any] = {}
    for key, value in table.items():
        option = OPTIONS.get(key) or _OWN.get(key)
        # A newer package's setting must not keep an older console from taking calls.
        if option is None:
            notes.append(f"{file}: {key} is not used, for this console has no such setting")
            continue
        try:
            fields |= option.read(text_of(value))
        except ValueError:
            notes.append(f"{file}: {key} is not used, for its value is not {option.right}")
    return fields
