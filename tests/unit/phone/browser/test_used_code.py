"""Code that ran once is given back; what was changed in memory stays."""

import subprocess
import sys

import pytest

from phone.telephone import untouched_code

_GIVES_BACK = """
import sys, PySide6.QtWidgets
from phone.telephone import give_back, untouched_code

def resident():
    return sum(size for _, _, size in untouched_code(open("/proc/self/smaps").read().splitlines()))

before, given = resident(), give_back()
print(before, given, resident(), PySide6.QtWidgets.QSizePolicy().horizontalStretch())
"""


def mapping(flags: str, path: str, *, anonymous: int = 0, swap: int = 0) -> list[str]:
    inode = 15984 if path.startswith("/") else 0
    return [
        f"7f0000001000-7f0000005000 {flags} 00000000 fe:00 {inode}   {path}",
        "Size:                 16 kB",
        "Rss:                   8 kB",
        f"Anonymous:            {anonymous} kB",
        f"Swap:                 {swap} kB",
        "VmFlags: rd ex mr mw me",
    ]


def test_code_of_a_library_may_go() -> None:
    found = list(untouched_code(mapping("r-xp", "/lib/one.so") * 2))
    assert found == [(0x7F0000001000, 0x4000, 8192)] * 2


@pytest.mark.parametrize(
    "lines",
    [
        mapping("r-xp", "/lib/one.so", anonymous=4),
        mapping("r-xp", "/lib/one.so", swap=4),
        mapping("r--p", "/lib/one.so"),
        mapping("rwxp", "/lib/one.so"),
        mapping("r-xs", "/lib/one.so"),
        mapping("r-xp", "[vdso]"),
        mapping("r-xp", ""),
    ],
)
def test_what_exists_only_in_memory_stays(lines: list[str]) -> None:
    assert list(untouched_code(lines)) == []


def test_a_process_works_on_with_a_fraction_of_its_code_in_memory() -> None:
    said = subprocess.run([sys.executable, "-c", _GIVES_BACK], capture_output=True, check=True)
    before, given, after, stretch = map(int, said.stdout.split())
    assert given == before > 8 * 2**20
    assert after < before * 0.6
    assert stretch == 0
