"""A streaming replica of a private PostgreSQL, which may fall behind and be promoted."""

import time

import psycopg

from tools.services.private_postgresql import LIMIT_S, USER, PrivatePostgresql

LOOK_S = 0.02


class StandbyPostgresql(PrivatePostgresql):
    """Begins as a copy of primary, which must be running, and follows it, not waited for."""

    def __init__(self, primary: PrivatePostgresql) -> None:
        super().__init__()
        self._primary = primary

    def catch_up(self) -> None:
        """Wait until all that the primary has written is here. Raise TimeoutError."""
        written = _asked(self._primary, "SELECT pg_current_wal_flush_lsn()::text")
        self._wait_for(f"SELECT pg_last_wal_replay_lsn() >= '{written}'::pg_lsn")

    def hold_back(self) -> None:
        """Take nothing more from the primary: the line to it is cut. Raise TimeoutError."""
        self.execute("ALTER SYSTEM SET primary_conninfo = ''")
        self.execute("SELECT pg_reload_conf()")
        self._wait_for("SELECT NOT EXISTS (SELECT FROM pg_stat_wal_receiver)")

    def promote(self) -> None:
        """Become a primary, with what there is. Raise TimeoutError."""
        self._wait_for(f"SELECT pg_promote(true, {LIMIT_S:.0f})")

    def _make_cluster(self) -> None:
        self._run(
            "pg_basebackup", "-h", "127.0.0.1", "-p", str(self._primary.port), "-U", USER,
            "-D", str(self.data), "-R", "-X", "stream", "-c", "fast",
        )  # fmt: skip

    def _wait_for(self, question: str) -> None:
        deadline = time.monotonic() + LIMIT_S
        while _asked(self, question) is not True:
            if time.monotonic() > deadline:
                raise TimeoutError(question)
            time.sleep(LOOK_S)


def _asked(server: PrivatePostgresql, question: str) -> object:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row[0] if row else None
