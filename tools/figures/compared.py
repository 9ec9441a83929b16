"""Two records of scenes, or of planted faults, side by side: what is not as it was."""

import json
from collections import Counter
from pathlib import Path
from typing import Any


def compare(old: Path, new: Path) -> int:
    """Print what differs; 0 when nothing got worse. Faults: as many caught in each area."""
    before, after = _lines(old), _lines(new)
    if before and "scene" in before[0]:
        return _compare_scenes(before, after)
    return _compare_faults(before, after)


def _lines(record: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]


def _compare_scenes(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> int:
    old, new = ({line["scene"]: line for line in lines} for lines in (before, after))
    changed = [name for name in old if name not in new or old[name] != new[name]]
    for name in changed:
        was = set(old[name]["widgets"])
        now = set(new[name]["widgets"]) if name in new else set()
        print(f"{name}: {'pixels alone' if was == now else ''}")
        print("".join(f"  - {line}\n" for line in sorted(was - now)), end="")
        print("".join(f"  + {line}\n" for line in sorted(now - was)), end="")
    print(f"{len(old)} scenes, {len(changed)} differ, new: {sorted(new.keys() - old.keys())}")
    return 1 if changed else 0


def _compare_faults(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> int:
    old, new = (_caught(lines) for lines in (before, after))
    for area in sorted(old | new):
        print(f"{area}: {old[area]} caught before, {new[area]} now")
    for line in after:
        if not line["caught"]:
            print(f"not caught: {line['file']}:{line['line']}: {line['was']} → {line['becomes']}")
    return 1 if any(new[area] < old[area] for area in old) else 0


def _caught(lines: list[dict[str, Any]]) -> Counter[str]:
    return Counter(line["area"] for line in lines if line["caught"])
