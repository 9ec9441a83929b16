"""Tests borrow connections that others closed: whole ones, and none that somebody still has."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest

from tests.support.servers.kept_connections import KeptConnections
from tests.support.servers.server_databases import PrivatePostgresql

pytestmark = pytest.mark.postgresql


@pytest.fixture
def url(postgresql: PrivatePostgresql) -> str:
    return postgresql.empty_database()


@pytest.fixture
def kept() -> Iterator[KeptConnections]:
    with closing(KeptConnections()) as kept:
        yield kept


def _process(connection: psycopg.Connection[Any]) -> int:
    return connection.info.backend_pid


def test_one_that_was_closed_is_given_to_the_next_and_one_in_use_to_nobody(
    kept: KeptConnections, url: str
) -> None:
    first = kept.connect(url)
    known = _process(first)
    first.close()
    with closing(kept.connect(url)) as again, closing(kept.connect(url)) as other:
        assert _process(again) == known
        assert _process(other) != known
        assert kept.idle_processes() == []


def test_one_whose_process_was_ended_is_given_to_nobody(kept: KeptConnections, url: str) -> None:
    first = kept.connect(url)
    ended = _process(first)
    first.close()
    with psycopg.connect(url, autocommit=True) as administrator:
        administrator.execute("SELECT pg_terminate_backend(%s, 60000)", (ended,))
    with closing(kept.connect(url)) as next_one:
        assert _process(next_one) != ended
        assert next_one.execute("SELECT 1").fetchone() == (1,)


def test_one_left_within_a_transaction_is_not_kept(kept: KeptConnections, url: str) -> None:
    left = kept.connect(url)
    left.execute("BEGIN")
    left.close()
    assert kept.idle_processes() == []
