"""Versions of the protocol. The server serves CURRENT and, later, the two before it."""

CURRENT = 1  # 2026-11: first
OLDEST_SERVED = 1
API_PREFIX = "/api/v1"
HEADER_PROTOCOL = "X-Protocol"
HEADER_DEVICE = "X-Device"
HEADER_SERVER_TIME = "X-Server-Time"  # milliseconds since 1970, UTC
