"""Mounts LossyFiles; runs in the Python of the system: /usr/bin/python3 mount.py FOLDER BASE.

BASE is what lies on the disk at first. Says "mounted"; then obeys lines on stdin:

  cut SEED TARGET    from here on every request fails; writes what the cut leaves into TARGET
  room BYTES         all files together may have so many from now on; 0: as many as they like
  lie                fsync keeps nothing from now on

and answers each with "done". Ends with its input.
"""

import errno
import os
import random
import stat
import sys
from pathlib import Path
from typing import Any

import pyfuse3  # type: ignore[import-not-found]
import trio  # type: ignore[import-not-found]

sys.path.insert(0, str(Path(__file__).parents[2]))

from tools.power_cut.lossy_files import LossyFiles, Node, Refused

MINUTE_S = 60.0
BLOCK = 4096


class Requests(pyfuse3.Operations):  # type: ignore[misc]
    """What the kernel asks; a node's number is its handle, too."""

    def __init__(self, files: LossyFiles) -> None:
        super().__init__()
        self.files = files
        self.is_cut = False

    def _node(self, number: int) -> Node:
        if self.is_cut:
            raise pyfuse3.FUSEError(errno.EIO)
        return self.files.nodes[number]

    def _done(self, work: Any, *words: Any) -> Any:
        if self.is_cut:
            raise pyfuse3.FUSEError(errno.EIO)
        try:
            return work(*words)
        except Refused as refused:
            raise pyfuse3.FUSEError(refused.args[0]) from None

    def _told(self, number: int) -> Any:
        node, told = self._node(number), pyfuse3.EntryAttributes()
        told.st_ino, told.st_mode, told.st_nlink = number, node.mode, 1
        told.st_uid, told.st_gid = node.uid, node.gid
        told.st_size, told.st_blksize = len(node.data), BLOCK
        told.st_blocks = -(-len(node.data) // 512)
        told.attr_timeout = told.entry_timeout = MINUTE_S
        return told

    async def getattr(self, inode: int, ctx: Any = None) -> Any:
        return self._told(inode)

    async def lookup(self, parent_inode: int, name: bytes, ctx: Any = None) -> Any:
        return self._told(self._done(self.files.find, parent_inode, name))

    async def setattr(self, inode: int, attr: Any, fields: Any, fh: Any, ctx: Any) -> Any:
        node = self._node(inode)
        if fields.update_size:
            self._done(self.files.cut_to, inode, attr.st_size)
        if fields.update_mode:
            node.mode = stat.S_IFMT(node.mode) | stat.S_IMODE(attr.st_mode)
        if fields.update_uid:
            node.uid = attr.st_uid
        if fields.update_gid:
            node.gid = attr.st_gid
        return self._told(inode)

    async def open(self, inode: int, flags: int, ctx: Any) -> Any:
        self._node(inode)
        return pyfuse3.FileInfo(fh=inode)

    async def create(self, parent_inode: int, name: bytes, mode: int, flags: int, ctx: Any) -> Any:
        number = self._make(parent_inode, name, stat.S_IFREG | stat.S_IMODE(mode), ctx)
        return pyfuse3.FileInfo(fh=number), self._told(number)

    async def mkdir(self, parent_inode: int, name: bytes, mode: int, ctx: Any) -> Any:
        return self._told(self._make(parent_inode, name, stat.S_IFDIR | stat.S_IMODE(mode), ctx))

    def _make(self, parent: int, name: bytes, mode: int, ctx: Any) -> int:
        mode &= ~ctx.umask
        return int(self._done(self.files.make, parent, name, mode, ctx.uid, ctx.gid))

    async def read(self, fh: int, off: int, size: int) -> bytes:
        return bytes(self._node(fh).data[off : off + size])

    async def write(self, fh: int, off: int, buf: bytes) -> int:
        return int(self._done(self.files.write, fh, off, bytes(buf)))

    async def flush(self, fh: int) -> None:
        self._node(fh)

    async def release(self, fh: int) -> None:
        """What nobody holds stays: a cut may bring its name back."""

    async def fsync(self, fh: int, datasync: bool) -> None:
        self._done(self.files.sync, fh)

    async def fsyncdir(self, fh: int, datasync: bool) -> None:
        self._done(self.files.sync_names, fh)

    async def opendir(self, inode: int, ctx: Any) -> int:
        self._node(inode)
        return inode

    async def releasedir(self, fh: int) -> None:
        pass

    async def readdir(self, fh: int, start_id: int, token: Any) -> None:
        for at, (name, number) in enumerate(list(self._node(fh).names.items())):
            if at >= start_id and not pyfuse3.readdir_reply(
                token, name, self._told(number), at + 1
            ):
                break

    async def unlink(self, parent_inode: int, name: bytes, ctx: Any) -> None:
        self._done(self.files.remove, parent_inode, name)

    async def rmdir(self, parent_inode: int, name: bytes, ctx: Any) -> None:
        self._done(self.files.remove, parent_inode, name)

    async def rename(
        self, parent_inode_old: int, name_old: bytes, parent_inode_new: int, name_new: bytes,
        flags: int, ctx: Any,
    ) -> None:  # fmt: skip
        if flags:
            raise pyfuse3.FUSEError(errno.EINVAL)
        words = (parent_inode_old, name_old, parent_inode_new, name_new)
        self._done(self.files.rename, *words)

    async def access(self, inode: int, mode: int, ctx: Any) -> bool:
        return True

    async def statfs(self, ctx: Any) -> Any:
        told = pyfuse3.StatvfsData()
        room = self.files.room
        free = 1 << 40 if room is None else max(0, room - self.files.used)
        told.f_bsize = told.f_frsize = BLOCK
        told.f_blocks = told.f_files = 1 << 30
        told.f_bfree = told.f_bavail = free // BLOCK
        told.f_ffree = told.f_favail = 1 << 20
        told.f_namemax = 255
        return told


async def obey(requests: Requests) -> None:
    """Do what the lines of stdin say, until there are no more."""
    unread = b""
    while True:
        await trio.lowlevel.wait_readable(0)
        got = os.read(0, BLOCK)
        if not got:
            pyfuse3.terminate()
            return
        *lines, unread = (unread + got).split(b"\n")
        for line in lines:
            _obey(requests, line.decode().split())
            os.write(1, b"done\n")


def _obey(requests: Requests, words: list[str]) -> None:
    match words:
        case ["cut", seed, target]:
            requests.is_cut = True
            requests.files.after_cut(random.Random(int(seed))).write_out(Path(target))
        case ["room", count]:
            requests.files.room = int(count) or None
        case ["lie"]:
            requests.files.is_lying = True


async def serve(requests: Requests) -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(obey, requests)
        os.write(1, b"mounted\n")
        await pyfuse3.main(min_tasks=1, max_tasks=1)
        nursery.cancel_scope.cancel()


def main() -> None:
    folder, base = sys.argv[1:]
    files = LossyFiles()
    files.load(Path(base))
    requests = Requests(files)
    options = {*pyfuse3.default_options, "fsname=lossy", "allow_other"}
    pyfuse3.init(requests, folder, options)
    try:
        trio.run(serve, requests)
    finally:
        pyfuse3.close(unmount=True)


if __name__ == "__main__":
    main()
