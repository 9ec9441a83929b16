"""Whether what a proof found is clean: all that it judges was judged, measured and is in order."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

MUST_BE_ZERO = (
    "lost", "duplicated", "double_claims", "out_of_order", "refused_but_there", "corrupt",
    "dropped", "double_delivered", "too_late", "violations", "unfound",
    "focus_lost", "asked_password", "taken_back",
)  # fmt: skip
MEASURED = ("_s", "_ms", "_mib", "_pct", "_share", "_max", "_min", "_p50")


def why_unclean(did: str, judged: Collection[str], result: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each reason; none: clean.

    did: the field that says how much was tried; judged: those that must be there.
    """
    said = [f"{key} is not there" for key in (did, *judged) if key not in result]
    if did in result and not amount(result[did]):
        said.append(f"nothing was tried: {did} {result[did]}")
    said += [f"{key} {amount(result[key])}" for key in MUST_BE_ZERO if result.get(key)]
    said += [f"{key} was not measured" for key in unmeasured(result)]
    if result.get("faults"):
        said.append(f"{len(result['faults'])} faults")
    return said


def amount(value: Any) -> float:
    """Return a count, or of how many a list or table is."""
    return value if isinstance(value, int | float) else len(value or ())


def unmeasured(result: Mapping[str, Any]) -> Iterator[str]:
    """Give the names of figures without a value, also of those in tables."""
    for key, value in result.items():
        parts = value.values() if isinstance(value, dict) else (value,)
        if key.endswith(MEASURED) and None in parts:
            yield key
