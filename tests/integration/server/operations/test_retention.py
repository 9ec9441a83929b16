"""A running server forgets what is old, while it goes on answering."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

from server.settings import RetentionSettings
from server.store.calls.queue_calls import QueueCall, insert_call
from server.store.engine.connection import millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.operations.forget_old_rows import last_done
from tests.support.servers.real_server import RealServer
from tests.support.waiting import comes

MORNING = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
OLD = MORNING - timedelta(days=RetentionSettings().numbers_days + 1)


async def test_a_server_that_was_off_at_night_forgets_when_it_starts(
    sqlite_file: Path, tmp_path: Path
) -> None:
    copyfile(sqlite_file, tmp_path / "server.db")
    url = f"sqlite:///{tmp_path / 'server.db'}"
    call = QueueCall(
        id="c1", caller="+390651230001", state="abandoned", arrived_at=millis(OLD), queued_at=0
    )
    database = ServerDatabase.open(url)
    await database.write(lambda c: insert_call(c, call))
    async with await RealServer.start(url, clock=lambda: MORNING):
        await comes(lambda: database.read(last_done))
        rows = await database.read(lambda c: c.execute("SELECT id, caller FROM queue_call"))
        assert rows == [{"id": "c1", "caller": ""}]
    database.close()
