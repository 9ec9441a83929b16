"""The current is cut under a seat, a server on SQLite, a server on PostgreSQL: nothing is lost.

They write on a file system of ours that forgets or tears what was not synchronised, and go on
after each cut from what it left. All that was acknowledged must be there, and nothing spoilt.
"""

import sys
from collections import Counter
from typing import Any

from tools.power_cut.lossy_disk import why_none
from tools.proofs.cut_current.cut_seat import cut_seat
from tools.proofs.cut_current.cut_server import cut_postgresql_server, cut_sqlite_server

UNDER = {
    "seat": cut_seat,
    "sqlite": cut_sqlite_server,
    "postgresql": cut_postgresql_server,
}


async def prove(
    *, cycles: int = 100, seed: int = 1, under: str = "seat,sqlite,postgresql", break_: str = ""
) -> Any:
    """Cut the current so often under each.

    break: what is planted, to be found: "off" or "normal" for how the seat's store synchronises,
    "lie" for a disk that says it has kept what it has not.
    """
    if why := why_none():
        print(f"SKIPPED: the current cannot be cut here: {why}", file=sys.stderr)
        return {"cuts": 0, "faults": [f"the current cannot be cut here: {why}"]}
    found = {name: await UNDER[name](cycles, seed, break_) for name in under.split(",")}
    sums = Counter[str]()
    for one in found.values():
        sums.update({key: value for key, value in one.items() if isinstance(value, int)})
    faults = [f"{name}: {fault}" for name, one in found.items() for fault in one.pop("faults")]
    return {**dict(sums), "of_each": found, "faults": faults}
