"""Files and folders of which a power cut leaves what was synchronised, and chance the rest.

Of what a file was given since its last fsync any sectors may be on the disk or not: none, those
written first, or some and not others. Names are kept as a journal does: an earlier change of a
name is never lost before a later one, and fsync of a folder keeps all until then. The name of a
new file is not kept by the fsync of the file: POSIX promises that of the folder only.

Runs in the Python of the system, which has pyfuse3: nothing of the product is imported here.
"""

import errno
import os
import random
import stat
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
ROOT = 1


class Refused(Exception):
    """The number of the error is the first argument."""


@dataclass(slots=True)
class Node:
    """data: as programs see it. kept: as it is on the disk. pending: what fsync has not kept.

    A pending change is where and what was written, or the size to which the file was cut.
    """

    mode: int
    uid: int = 0
    gid: int = 0
    data: bytearray = field(default_factory=bytearray)
    kept: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    names: dict[bytes, int] = field(default_factory=dict)
    kept_names: dict[bytes, int] = field(default_factory=dict)

    @property
    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.mode)


# Of each folder concerned, which names it has gained (with their node) or lost (None).
type Renaming = tuple[tuple[int, bytes, int | None], ...]


class LossyFiles:
    """room: bytes of all files together; beyond it a write is refused as on a full disk."""

    def __init__(self, room: int | None = None) -> None:
        self.nodes: dict[int, Node] = {ROOT: Node(stat.S_IFDIR | 0o755)}
        self.room = room
        self.is_lying = False  # planted: fsync says yes and keeps nothing
        self._journal: list[Renaming] = []
        self._last = ROOT

    def load(self, folder: Path) -> None:
        """Take over what lies there; all of it is on the disk."""
        self._load(folder, self.nodes[ROOT])

    def _load(self, folder: Path, node: Node) -> None:
        found = folder.stat()
        node.mode, node.uid, node.gid = found.st_mode, found.st_uid, found.st_gid
        for path in folder.iterdir():
            number = self._new(path.stat().st_mode)
            node.names[os.fsencode(path.name)] = number
            child = self.nodes[number]
            if path.is_dir():
                self._load(path, child)
            elif path.is_file():
                child.uid, child.gid = path.stat().st_uid, path.stat().st_gid
                child.data, child.kept = bytearray(content := path.read_bytes()), bytearray(content)
        node.kept_names = dict(node.names)

    @property
    def used(self) -> int:
        return sum(len(node.data) for node in self.nodes.values())

    def find(self, parent: int, name: bytes) -> int:
        number = self.nodes[parent].names.get(name)
        if number is None:
            raise Refused(errno.ENOENT)
        return number

    def make(self, parent: int, name: bytes, mode: int, uid: int = 0, gid: int = 0) -> int:
        if name in self.nodes[parent].names:
            raise Refused(errno.EEXIST)
        self._need(1)
        number = self._new(mode)
        self.nodes[number].uid, self.nodes[number].gid = uid, gid
        self._note((parent, name, number))
        return number

    def remove(self, parent: int, name: bytes) -> None:
        node = self.nodes[self.find(parent, name)]
        if node.names:
            raise Refused(errno.ENOTEMPTY)
        self._note((parent, name, None))

    def rename(self, parent: int, name: bytes, new_parent: int, new_name: bytes) -> None:
        number = self.find(parent, name)
        there = self.nodes[new_parent].names.get(new_name)
        if there is not None and self.nodes[there].names:
            raise Refused(errno.ENOTEMPTY)
        # As one: after a cut the file has the one name or the other.
        self._note((parent, name, None), (new_parent, new_name, number))

    def write(self, number: int, at: int, content: bytes) -> int:
        node = self.nodes[number]
        self._need(at + len(content) - len(node.data))
        _put(node.data, at, content)
        node.pending.append((at, content))
        return len(content)

    def cut_to(self, number: int, size: int) -> None:
        node = self.nodes[number]
        self._need(size - len(node.data))
        _resize(node.data, size)
        node.pending.append((size, None))

    def sync(self, number: int) -> None:
        """Keep what the file was given so far; its names are another matter."""
        if not self.is_lying:
            node = self.nodes[number]
            for at, content in node.pending:
                _do(node.kept, at, content)
            node.pending.clear()

    def sync_names(self, number: int) -> None:
        """Keep the names of a folder, and all changes of names that came before."""
        if self.is_lying:
            return
        last = max(
            (at for at, one in enumerate(self._journal) if number in {part[0] for part in one}),
            default=-1,
        )
        self._keep(last + 1)

    def after_cut(self, luck: random.Random) -> "LossyFiles":
        """Return what is found on the disk when the current is back."""
        self._keep(luck.randint(0, len(self._journal)))
        left = LossyFiles(self.room)
        left.nodes = {
            number: Node(
                node.mode, node.uid, node.gid,
                data=(content := _torn(node, luck)), kept=bytearray(content),
                names=dict(node.kept_names), kept_names=dict(node.kept_names),
            )
            for number, node in self.nodes.items()
        }  # fmt: skip
        left._last = self._last
        return left

    def write_out(self, folder: Path, number: int = ROOT) -> None:
        node = self.nodes[number]
        if node.is_folder:
            folder.mkdir(exist_ok=True)
            for name, child in node.names.items():
                self.write_out(folder / os.fsdecode(name), child)
        else:
            folder.write_bytes(node.data)
        os.chown(folder, node.uid, node.gid)
        folder.chmod(stat.S_IMODE(node.mode))

    def _new(self, mode: int) -> int:
        self._last += 1
        self.nodes[self._last] = Node(mode)
        return self._last

    def _need(self, more: int) -> None:
        if more > 0 and self.room is not None and self.used + more > self.room:
            raise Refused(errno.ENOSPC)

    def _note(self, *parts: tuple[int, bytes, int | None]) -> None:
        self._journal.append(parts)
        for folder, name, number in parts:
            _rename(self.nodes[folder].names, name, number)

    def _keep(self, count: int) -> None:
        for parts in self._journal[:count]:
            for folder, name, number in parts:
                _rename(self.nodes[folder].kept_names, name, number)
        del self._journal[:count]


def _rename(names: dict[bytes, int], name: bytes, number: int | None) -> None:
    if number is None:
        names.pop(name, None)
    else:
        names[name] = number


def _torn(node: Node, luck: random.Random) -> bytearray:
    """Return what is there of a file: what was kept, and by chance sectors of what was not."""
    found = bytearray(node.kept)
    if not node.pending:
        return found
    match luck.randrange(3):
        case 0:
            pass
        case 1:
            for at, content in node.pending[: luck.randint(0, len(node.pending))]:
                _do(found, at, content)
        case _:
            for at, content in node.pending:
                _do_torn(found, at, content, luck)
    return found


def _do_torn(data: bytearray, at: int, content: bytes | None, luck: random.Random) -> None:
    if content is None:
        if luck.random() < 0.5:
            _resize(data, at)
        return
    start = 0
    while start < len(content):
        end = min(len(content), start + SECTOR - (at + start) % SECTOR)
        if luck.random() < 0.5:
            _put(data, at + start, content[start:end])
        start = end


def _do(data: bytearray, at: int, content: bytes | None) -> None:
    if content is None:
        _resize(data, at)
    else:
        _put(data, at, content)


def _put(data: bytearray, at: int, content: bytes) -> None:
    if at > len(data):
        _resize(data, at)
    data[at : at + len(content)] = content


def _resize(data: bytearray, size: int) -> None:
    if size < len(data):
        del data[size:]
    else:
        data.extend(bytes(size - len(data)))
