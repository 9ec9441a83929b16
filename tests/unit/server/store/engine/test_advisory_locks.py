"""Calls are routed while the knowledge base is changed, on PostgreSQL too."""

import pytest

from server.store.calls.queue_calls import one_at_a_time
from server.store.engine.connection import Connection
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase
from server.store.knowledge.knowledge_versions import lock_knowledge, try_lock_knowledge
from tests.support.servers.server_databases import PrivatePostgresql


@pytest.mark.postgresql
def test_a_publication_of_thousands_of_entries_holds_up_no_call(
    postgresql: PrivatePostgresql,
) -> None:
    url = postgresql.empty_database()
    editors, calls = ServerDatabase.open(url), ServerDatabase.open(url)

    def route(connection: Connection) -> None:
        connection.execute("SET LOCAL lock_timeout = '5s'")
        one_at_a_time(connection)

    def publish(connection: Connection) -> bool:
        lock_knowledge(connection)
        calls.write_now(route)
        return calls.write_now(try_lock_knowledge)

    try:
        assert not editors.write_now(publish), "another publication waits"
    except StoreFault:
        pytest.fail("the call waited for the publication")
    finally:
        calls.close()
        editors.close()
