"""Where a page of a copy ends, and what is in it: a seat fetches only what it does not hold."""

import zlib

from msgspec.structs import replace

from contract.domain.ids import Scope
from contract.wire.changes import CopyPart, Kind, SnapshotPage, rows_digest
from server.store.sync.replicated_rows import kinds_of

# A page ends behind one id in so many, wherever it began: so the pages behind a row that has come
# or gone are soon those of before again, and seats hold them.
ONE_IN = 4096
BEGINNING = "0:"  # the position of a first page


def up_to_end(page: SnapshotPage, scope: Scope) -> tuple[SnapshotPage, bool]:
    """Return a page up to the row behind which any page ends, and whether it has one."""
    for number, row in enumerate(page.rows, 1):
        if zlib.crc32(row.id.encode()) % ONE_IN == 0:
            if number == len(page.rows):
                return page, True
            behind = f"{kinds_of(scope).index(Kind(row.kind))}:{row.id}"
            return replace(page, rows=page.rows[:number], next_after=behind), True
    return page, False


def part_of(page: SnapshotPage, scope: Scope, position: str, key: str) -> CopyPart:
    """Return what is in a page. position: behind which it begins; key: by which it is asked for."""
    begins_in, _, behind = position.partition(":")
    first = kinds_of(scope)[int(begins_in)]
    spans: dict[str, tuple[str, str]] = {}
    for row in page.rows:
        begin, _ = spans.get(row.kind, (behind if row.kind == first else "", ""))
        spans[row.kind] = begin, row.id
    return CopyPart(
        key=key,
        spans=tuple((kind, *ids) for kind, ids in spans.items()),
        digest=rows_digest(page.rows),
    )
