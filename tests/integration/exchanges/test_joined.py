"""The settings name a FreeSWITCH: its calls wait in the server's queues like any other."""

import shutil
from pathlib import Path

from server.bootstrap.server import running_server
from server.settings import load_settings
from server.store.engine.server_database import ServerDatabase
from tests.integration.exchanges.test_freeswitch import LEG, ReplayedFreeSwitch, park
from tests.support.servers.server_databases import sqlite_template
from tests.support.waiting import until


async def test_a_call_parked_at_a_freeswitch_waits_in_the_server_s_queue(tmp_path: Path) -> None:
    shutil.copyfile(sqlite_template(tmp_path), tmp_path / "server.db")
    (tmp_path / "password").write_text("demo\n")
    url = f"sqlite:///{tmp_path / 'server.db'}"
    database = ServerDatabase.open(url)
    peer = ReplayedFreeSwitch()
    try:
        async with peer.served() as port:
            settings = load_settings(
                flags={
                    "data_dir": str(tmp_path),
                    "database": url,
                    "freeswitch.host": "127.0.0.1",
                    "freeswitch.port": str(port),
                    "freeswitch.password_file": str(tmp_path / "password"),
                },
                environment={},
            )
            async with running_server(settings, database):
                await until(lambda: any(c.startswith("event plain") for c in peer.commands))
                park(peer)
                query = "SELECT exchange, state, caller FROM queue_call"
                await until(lambda: bool(database.read_now(lambda c: c.execute(query))))
                (row,) = database.read_now(lambda c: c.execute(query))
                assert (row["exchange"], row["state"]) == ("freeswitch", "waiting")
                assert row["caller"] == "+39065551234"
                music = f"api uuid_broadcast {LEG} local_stream://moh aleg"
                await until(lambda: music in peer.commands)
    finally:
        database.close()
