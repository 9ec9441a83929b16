"""A migrated database for each test, on both engines, as the unit tests of the store have it."""

import logging
from collections.abc import Iterator

import pytest

from server.exchange import exchange_rpc
from server.usecases.identity import sign_in_by_provider
from tests.support.waiting import PATIENCE_S
from tests.unit.server.conftest import (
    database_url,
    empty_database_url,
    postgresql,
    server_database,
    service,
    sqlite_file,
)
from tests.unit.server.usecases.conftest import knowing

__all__ = [
    "database_url",
    "empty_database_url",
    "knowing",
    "postgresql",
    "server_database",
    "service",
    "sqlite_file",
]


@pytest.fixture(autouse=True)
def patient_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let others take their time: an exchange or provider that is slow here is not away."""
    monkeypatch.setattr(exchange_rpc, "RPC_TIMEOUT_S", PATIENCE_S)
    monkeypatch.setattr(sign_in_by_provider, "PATIENCE_S", PATIENCE_S)


@pytest.fixture(autouse=True)
def own_logging() -> Iterator[None]:
    """Give the log back to whoever had it: a command speaks to its own stderr.

    Left behind, it would tell each later line of the log, at length, that this stderr is closed.
    """
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
