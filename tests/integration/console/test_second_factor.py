"""A seat and the second factor: asked by the server alone, never without it."""

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from console.errors import SessionExpired, SignInRefused
from console.store.session.session_record import refresh_token
from contract.domain.account import Role
from server.account_settings import AccountSettings
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.servers.real_server import PASSWORD, RealServer


async def _refused(seat: ConsoleSeat, code: str = "") -> SignInRefused:
    with pytest.raises(SignInRefused) as refused:
        await seat.sign_in("carla", PASSWORD, "", "", code)
    return refused.value


async def test_without_the_server_the_password_opens_the_seat_alone(tmp_path: Path) -> None:
    asked = AccountSettings(second_factor=(Role.TEAM_LEAD,))
    async with await RealServer.start(accounts=asked) as server:
        await server.add_account("carla", Role.TEAM_LEAD)
        async with a_seat(tmp_path, server.transport(), None) as seat:
            refused = await _refused(seat)
            assert refused.code == "second_factor_new"
            assert "secret" not in str(refused)
            secret = base64.b32decode(refused.detail["secret"])
            totp = TOTP(secret, 6, hashes.SHA1(), 30)
            code = totp.generate(int(server.clock().timestamp())).decode()
            assert not (await seat.sign_in("carla", PASSWORD, "", "", code)).is_offline
            assert (await _refused(seat)).code == "second_factor"
            assert await seat.unlock(PASSWORD), "the session lives: nothing more is asked"
            # Where it has ended the lock page is no way round the digits.
            await server.database.write(lambda c: c.execute("DELETE FROM session", {}))
            seat.link.begin("", await seat.database.read(refresh_token))
            with pytest.raises(SessionExpired):
                await seat.sync()
            with pytest.raises(SignInRefused) as locked:
                await seat.unlock(PASSWORD)
            assert locked.value.code == "second_factor"
        server.go_offline()
        async with a_seat(tmp_path, server.transport(), None) as seat:
            assert (await seat.sign_in("carla", PASSWORD)).is_offline
