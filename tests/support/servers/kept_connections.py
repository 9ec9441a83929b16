"""Connections that outlive the test that opened them.

A new one has to learn every table and plan again, which takes PostgreSQL longer than most tests.
"""

import threading
from contextlib import suppress
from typing import Any, cast

import psycopg
from psycopg.pq import TransactionStatus

from server.store.engine.postgresql_engine import connect

AT_MOST = 8  # of one server: four that write, two that read, and one to spare each


class KeptConnections:
    """Opens as the product does; what is closed in good order is given to the next who asks."""

    def __init__(self) -> None:
        self._idle: list[tuple[str, psycopg.Connection[Any]]] = []
        self._lock = threading.Lock()

    def connect(self, url: str) -> psycopg.Connection[Any]:
        while (driver := self._taken(url)) is not None and not _answers(driver):
            driver.close()  # its process was ended meanwhile
        return cast("psycopg.Connection[Any]", _Lent(self, url, driver or connect(url)))

    def idle_processes(self) -> list[int]:
        """Return the numbers of the server's processes that wait for the next who asks."""
        with self._lock:
            return [driver.info.backend_pid for _, driver in self._idle]

    def give_back(self, url: str, driver: psycopg.Connection[Any]) -> None:
        with self._lock:
            if _is_sound(driver) and len(self._idle) < AT_MOST:
                self._idle.append((url, driver))
                return
        driver.close()

    def close(self) -> None:
        with self._lock:
            for _, driver in self._idle:
                driver.close()
            self._idle.clear()

    def _taken(self, url: str) -> psycopg.Connection[Any] | None:
        with self._lock:
            for at, (known, driver) in reversed(list(enumerate(self._idle))):
                if known == url:
                    del self._idle[at]
                    return driver
        return None


class _Lent:
    """A connection in every respect but one: closing it gives it back."""

    def __init__(self, kept: KeptConnections, url: str, driver: psycopg.Connection[Any]) -> None:
        self._kept, self._url, self._driver = kept, url, driver

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)

    def close(self) -> None:
        self._kept.give_back(self._url, self._driver)


def _answers(driver: psycopg.Connection[Any]) -> bool:
    with suppress(psycopg.OperationalError):
        driver.execute("SELECT 1")
    return not driver.closed


def _is_sound(driver: psycopg.Connection[Any]) -> bool:
    return not driver.closed and driver.info.transaction_status == TransactionStatus.IDLE
