"""Gives back the memory of program code that ran once: the start of an engine runs a lot of it.

Linux keeps each page of a library in a process that ever touched it. What is given back stays in
the system's cache of files, and a page that is used again is mapped again within microseconds.
"""

import ctypes
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_DONT_NEED = 4  # MADV_DONTNEED
# Code alone: libraries stay where they are, other files may be unmapped by a thread meanwhile.
_CODE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r-xp \S+ \S+ [1-9]\d* +/")


def give_back() -> int:
    """Return how many bytes of code this process has mapped no more; 0 on other systems."""
    if sys.platform != "linux":
        return 0
    library = ctypes.CDLL(None)
    total = 0
    for start, size, resident in untouched_code(Path("/proc/self/smaps").read_text().splitlines()):
        if library.madvise(ctypes.c_void_p(start), ctypes.c_size_t(size), _DONT_NEED) == 0:
            total += resident
    return total


def untouched_code(smaps: Iterable[str]) -> Iterator[tuple[int, int, int]]:
    """Yield start, size and resident bytes of each mapping of code that nobody wrote to.

    A page changed in memory, or swapped out since, exists nowhere else and must stay.
    """
    start = end = 0
    sizes: dict[str, int] = {}
    for line in smaps:
        key, _, rest = line.partition(":")
        if found := _CODE.match(line):
            start, end = (int(bound, 16) for bound in found.groups())
            sizes = {}
        elif key == "VmFlags" and end:
            if sizes["Rss"] and not sizes["Anonymous"] and not sizes["Swap"]:
                yield start, end - start, sizes["Rss"]
            end = 0
        elif rest.endswith(" kB"):
            sizes[key] = int(rest.split()[0]) * 1024
