"""What seats hold of their scopes: the same at all of them, so that a process keeps it once."""

import hashlib
from bisect import bisect_right
from collections import defaultdict

import msgspec

from contract.wire.changes import PAGE_LIMIT, CopyPart, SnapshotRow

type Lines = list[tuple[str, bytes]]  # id, and the row as it is counted in a digest


class HeldRows:
    """Each seat that asks looks at the rows anew, as a console does."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], Lines] = defaultdict(list)

    def add(self, scope: str, rows: tuple[SnapshotRow, ...]) -> None:
        """Add rows in the order of their ids."""
        for row in rows:
            line = (row.id, msgspec.json.encode(row) + b"\n")
            self._lines[scope, row.kind].append(line)

    def are_many(self, scope: str) -> bool:
        held = sum(len(lines) for (own, _), lines in self._lines.items() if own == scope)
        return held > PAGE_LIMIT

    def are(self, scope: str, part: CopyPart) -> bool:
        """Return whether the rows of a part are held as the server has them."""
        sha = hashlib.sha256()
        for kind, behind, last in part.spans:
            lines = self._lines[scope, kind]
            begin = bisect_right(lines, behind, key=lambda line: line[0])
            end = bisect_right(lines, last, key=lambda line: line[0])
            sha.update(b"".join(line for _, line in lines[begin:end]))
        return sha.hexdigest() == part.digest
