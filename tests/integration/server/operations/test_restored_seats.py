"""What a restore brings back of the computers that are enrolled."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from contract.domain.account import Role
from contract.wire import reason_codes
from server.settings import ServerSettings
from server.usecases.operations.back_up import back_up
from server.usecases.operations.restore import restore
from tests.integration.server.accounts.test_enrolled_seats import ENROLLED, Computer, code_for
from tests.integration.server.accounts.test_sign_in import code_of
from tests.support.servers.real_server import RealServer


async def test_a_restored_backup_knows_its_seats_and_no_code(
    database_url: str, tmp_path: Path
) -> None:
    now, backup = datetime(2026, 11, 2, 3, 0, tzinfo=UTC), tmp_path / "monday.backup"
    async with await RealServer.start(database_url, accounts=ENROLLED) as server:
        async with server.client() as client:
            await server.add_account("anna", Role.LEVEL_TWO)
            here = Computer(client)
            await here.enrol(await code_for(server))
            unused = await code_for(server, "1002")
        settings = ServerSettings(data_dir=server.data_dir, database=server.url)
        await asyncio.to_thread(back_up, settings, backup, now, ())
    await asyncio.to_thread(restore, settings, backup, now, allows_plain=True)
    async with (
        await RealServer.start(settings.database, accounts=ENROLLED) as server,
        server.client() as client,
    ):
        here.client = client
        assert (await here.login()).status_code == 200
        assert code_of(await Computer(client).enrol(unused)) == reason_codes.ENROL_CODE_UNKNOWN
