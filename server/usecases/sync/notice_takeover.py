"""A standby that took over may lack what its primary had said last, before any seat tells."""

import logging
from datetime import datetime

from server.store.engine.connection import Connection
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.refill import skip_lost_numbers

log = logging.getLogger(__name__)

LINEAGE = "lineage"  # of meta: the PostgreSQL that was served from last


def notice_takeover(connection: Connection, lineage: str, now: datetime) -> bool:
    """Return whether another PostgreSQL is served from than before; lineage "": none tells.

    Then numbers are left out that its primary may have given: the first case forwarded here would
    have one that was read to another citizen. No epoch begins: mostly nothing was lost, and a seat
    that misses something says so.
    """
    known = connection.one("SELECT value FROM meta WHERE name = :name", {"name": LINEAGE})
    if not lineage or (known is not None and known["value"] == lineage):
        return False
    connection.put("meta", {"name": LINEAGE, "value": lineage}, "name")
    if known is None:
        return False
    log.warning("a standby has taken over: case numbers are left out")
    skip_lost_numbers(connection, now)
    write_audit(connection, None, "took_over", "", now)
    return True
