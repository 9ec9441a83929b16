"""Fills a database with five years of a city. One JSON line.

  .venv/bin/python -m tools.generators.five_years --database sqlite:////tmp/years.db --scale 0.05

At scale 1: 18 million calls on PostgreSQL, 2 million on SQLite; some 36 and 9 GB.
"""

import argparse
import json
import time
from datetime import UTC, datetime

from tools.generators.five_years.filled import calls_of, fill_city, is_empty


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--database", required=True, help="its URL; made where it is not there")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--calls", type=int, help="at scale 1; by the engine unless given")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not is_empty(options.database):
        parser.error("this database has calls: give one of its own")
    calls, began = options.calls or calls_of(options.database), time.monotonic()
    rows = fill_city(
        options.database,
        calls=calls,
        scale=options.scale,
        seed=options.seed,
        now=datetime.now(UTC),
    )
    took_s = round(time.monotonic() - began, 1)
    line = {"fixture": "five_years", "scale": options.scale, "seed": options.seed}
    print(json.dumps(line | {"rows": rows, "all": sum(rows.values()), "took_s": took_s}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
