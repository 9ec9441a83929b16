"""What a scope's rows sum up to is remembered for each head, by several readers at once."""

from typing import Any

from contract.domain.ids import KNOWLEDGE_SCOPE, OfficeId
from contract.domain.knowledge_entries.knowledge import Office
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.change_log import scope_checksum
from server.store.sync.feed_edit import FeedEdit
from tests.support.servers.server_records import NOW

NEWER = (1000, 7)


class SumsOfTwoReaders(dict[tuple[str, str], tuple[int, int]]):
    """Right after each look another reader, on its own thread, remembers a newer head."""

    def get(self, key: tuple[str, str], default: object = None) -> Any:
        found = super().get(key, default)
        self[key] = NEWER
        return found


def test_a_head_has_its_own_checksum_while_another_reader_is_ahead(
    server_database: ServerDatabase,
) -> None:
    def write(connection: Connection) -> int:
        edit = FeedEdit(connection, now=NOW)
        edit.put(KNOWLEDGE_SCOPE, Office(id=OfficeId("anagrafe"), name="Anagrafe"))
        return edit.finish()[KNOWLEDGE_SCOPE]

    head = server_database.write_now(write)

    def look(connection: Connection) -> tuple[int, int]:
        connection.scope_sums = None
        right = scope_checksum(connection, "e", KNOWLEDGE_SCOPE, head)
        connection.scope_sums = SumsOfTwoReaders({("e", KNOWLEDGE_SCOPE): (head, right)})
        return right, scope_checksum(connection, "e", KNOWLEDGE_SCOPE, head)

    right, told = server_database.read_now(look)
    assert told == right
