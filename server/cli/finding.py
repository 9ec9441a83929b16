"""One thing doctor looked at, and how it is."""

from dataclasses import dataclass

WARN_DAYS = 30  # before a certificate expires
GOOD, WARNING, BAD = "ok", "warning", "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    check: str
    state: str  # GOOD, WARNING or BAD
    text: str
