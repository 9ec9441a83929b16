"""Looks for secrets in what is committed: keys, tokens of services, passwords in addresses.

`python -m tools.gates.secret_scan` reads each file that git follows. What looks like a secret and
is none is named in KNOWN.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.gates.gates import ROOT

MOST_BYTES = 2_000_000  # above that it is a picture, a model or a voice
PATTERNS = {
    "private key": rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}",
    "key of age": rb"AGE-SECRET-KEY-1[0-9A-Z]{50}",
    "key of a cloud": rb"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b",
    "token of a forge": rb"\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_\w{60,}|glpat-[\w-]{20})",
    "token of a registry": rb"\b(?:npm_[0-9A-Za-z]{36}|pypi-AgE[\w-]{50,})",
    "token of a service": rb"\b(?:xox[abprs]-[0-9A-Za-z-]{20,}|[rs]k_live_[0-9A-Za-z]{20,})",
    "signed token": rb"\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}",
    "password in an address": rb"\b[a-z]{2,12}(?:\+[a-z]+)?://[\w.-]+:[^\s:@/{}<>\"'$%]{6,}@[\w.-]+",
}
ANY = {what: re.compile(pattern) for what, pattern in PATTERNS.items()}
# The word that tests look for where no secret may be; an identity of test_sealed_backups.
KNOWN = re.compile(rb"canarino|PASSWORD|AGE-SECRET-KEY-1AU7CMEFQM9KV3RZEY2KD")


def secrets_in(content: bytes) -> Iterator[tuple[int, str]]:
    """Yield line and kind of each secret."""
    for what, pattern in ANY.items():
        for found in pattern.finditer(content):
            if not KNOWN.search(found[0]):
                yield content.count(b"\n", 0, found.start()) + 1, what


def committed(root: Path) -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True
    ).stdout
    for name in listed.split(b"\0"):
        path = root / name.decode()
        if name and path.is_file() and not path.is_symlink() and path.stat().st_size < MOST_BYTES:
            yield path


def main() -> int:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {what}"
        for path in committed(ROOT)
        for line, what in secrets_in(path.read_bytes())
    ]
    for place in found:
        print(place)
    if found:
        print("Take it out, and out of the history too; then make a new one where it was used.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
