"""What a server's database holds of calls and contacts, read without any code of the server."""

from collections import Counter
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from server.settings import DATABASE_FILE


class ServerFacts:
    def __init__(self, server_data: Path) -> None:
        """server_data: the server's folder, where copies and other databases may lie as well."""
        database = server_data / DATABASE_FILE
        connection = dbapi2.connect(f"file:{database}?mode=ro", uri=True)
        try:
            self.inbound = Counter(
                _column(connection, "SELECT caller_phone FROM contact WHERE direction='inbound'")
            )
            self.forwarded = _column(
                connection,
                "SELECT caller_phone FROM contact WHERE disposition='forwarded'"
                " AND case_id IN (SELECT id FROM case_)",
            )
            self.callbacks = _column(connection, "SELECT caller_phone FROM callback")
            self.called_back = _column(
                connection,
                "SELECT c.caller_phone FROM callback c WHERE c.state='done' AND EXISTS"
                " (SELECT 1 FROM callback_attempt a WHERE a.callback_id=c.id"
                " AND a.outcome='solved')",
            )
            self.offered_ms: dict[str, int] = dict(
                connection.execute(
                    "SELECT c.caller, max(o.offered_at) FROM queue_offer o"
                    " JOIN queue_call c ON c.id=o.call_id WHERE o.outcome='answered'"
                    " GROUP BY c.caller"
                )
            )
            self.routed = len(_column(connection, "SELECT id FROM queue_call WHERE answered_at>0"))
        finally:
            connection.close()


def _column(connection: Any, query: str) -> list[str]:
    return [str(value) for (value,) in connection.execute(query)]
