"""A computer that is enrolled at its terminal, and signs in, unlocks and renews with its key."""

import io
import sys
from pathlib import Path

import pytest

from console.bootstrap import Seams
from console.bootstrap.enrol_seat import enrol_at_terminal, enrol_seat
from console.errors import SignInRefused
from console.settings import Settings
from console.store.session.seat_key import SeatKey, SeatKeys
from console.store.session.session_record import refresh_token
from console.sync.seat_signer import AsksOpenly, SeatSigner
from contract.wire.session import SeatProof
from server.account_settings import AccountSettings, Seats
from server.usecases.accounts.enrolled_seats import add_code
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.servers.real_server import BASE_URL, PASSWORD, RealServer

ENROLLED = AccountSettings(seats=Seats.ENROLLED)


async def code_for(server: RealServer, seat: str) -> str:
    return await server.database.write(lambda c: add_code(c, seat, server.clock(), "it"))


async def enrol(
    server: RealServer, folder: Path, keyring: MemoryKeyring, code: str
) -> tuple[bool, str]:
    seams = Seams(transport=server.transport(), keyring=keyring)
    return await enrol_seat(Settings(server=BASE_URL), folder, code, seams)


def holds_key(seat: ConsoleSeat, folder: Path, keyring: MemoryKeyring) -> None:
    """Give the seat the key of the folder, as after another start of the console."""
    seat.link.signer = SeatSigner(SeatKeys(keyring, folder).find, "device-1")


@pytest.mark.parametrize("is_missing", [False, True])
async def test_an_enrolled_computer_signs_in_unlocks_and_renews(
    tmp_path: Path, is_missing: bool
) -> None:
    """Without a keyring the key is in a file for its owner alone."""
    keyring = MemoryKeyring(is_missing=is_missing)
    async with await RealServer.start(accounts=ENROLLED) as server:
        await server.add_account("anna")
        is_done, said = await enrol(server, tmp_path, keyring, await code_for(server, "1001"))
        assert (is_done, said) == (True, "this computer is seat 1001.")
        modes = [file.stat().st_mode & 0o777 for file in tmp_path.glob("seat-key*")]
        assert modes == ([0o600] if is_missing else [])
        async with a_seat(tmp_path, server.transport(), None) as seat:
            holds_key(seat, tmp_path, keyring)
            assert not (await seat.sign_in("anna", PASSWORD, "1001")).is_offline
            seat.link.begin("", await seat.database.read(refresh_token))
            await seat.sync()
            seat.link.begin("", None)
            assert await seat.unlock(PASSWORD)
            with pytest.raises(SignInRefused) as refused:
                await seat.sign_in("anna", PASSWORD, "1002")
            assert refused.value.code == "seat_other"


async def test_a_computer_without_a_key_is_refused_though_its_store_would_open(
    tmp_path: Path,
) -> None:
    async with await RealServer.start() as server:
        await server.add_account("anna")
        async with a_seat(tmp_path, server.transport()) as seat:
            holds_key(seat, tmp_path, MemoryKeyring())
            server._accounts = ENROLLED
            await server.restart()
            with pytest.raises(SignInRefused) as refused:
                await seat.sign_in("anna", PASSWORD)
            assert refused.value.code == "seat_unproven"


async def test_a_server_that_begins_anew_between_challenge_and_proof_is_not_noticed(
    tmp_path: Path,
) -> None:
    keyring = MemoryKeyring()
    async with await RealServer.start(accounts=ENROLLED) as server:
        await server.add_account("anna")
        await enrol(server, tmp_path, keyring, await code_for(server, "1001"))
        asked: list[str] = []

        class Restarted(SeatSigner):
            async def proof(self, link: AsksOpenly, seat: str, about: str) -> SeatProof | None:
                proof = await super().proof(link, seat, about)
                asked.append(about)
                if len(asked) == 1:
                    await server.restart()
                return proof

        async with a_seat(tmp_path, server.transport(), None) as seat:
            seat.link.signer = Restarted(SeatKeys(keyring, tmp_path).find, "device-1")
            assert not (await seat.sign_in("anna", PASSWORD, "1001")).is_offline
            assert asked == ["anna", "anna"]
        rows = await server.database.read(lambda c: c.execute("SELECT action FROM audit"))
        assert "seat_refused" not in [row["action"] for row in rows]


async def test_a_code_that_is_refused_is_told_in_a_sentence_and_tried_again(
    tmp_path: Path,
) -> None:
    keyring = MemoryKeyring()
    async with await RealServer.start() as server:
        code = await code_for(server, "1001")
        assert await enrol(server, tmp_path, keyring, "WRONG") == (
            False,
            "this code is not right, or a newer one was made since.",
        )
        server.weather.lose_replies = 1
        is_done, _ = await enrol(server, tmp_path, keyring, code)
        assert not is_done
        assert (await enrol(server, tmp_path, keyring, code))[0]  # the same computer
        other = await enrol(server, tmp_path / "another", MemoryKeyring(), code)
        assert other == (
            False,
            "this code has enrolled another computer: have a new one made.",
        )


async def test_a_computer_without_a_key_asks_for_one_at_a_sign_in_and_not_at_each_renewal(
    tmp_path: Path,
) -> None:
    """A locked keyring held each renewal up, and asked the person at the desktop each time."""
    asked: list[str] = []

    async def find() -> SeatKey | None:
        asked.append("the keyring")
        return None

    async with await RealServer.start() as server:
        await server.add_account("anna")
        async with a_seat(tmp_path, server.transport()) as seat:
            seat.link.signer = SeatSigner(find, "device-1")
            for sign_ins in (1, 2):
                await seat.sign_in("anna", PASSWORD)
                for _ in range(3):
                    assert await seat.link.signer.renewal("a token") == b""
                assert len(asked) == sign_ins


@pytest.mark.parametrize("stdin", [None, io.StringIO(""), io.StringIO("  \n")])
def test_without_a_code_nothing_is_made_and_nobody_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stdin: io.StringIO | None
) -> None:
    """Without a terminal there is nothing to read a code from."""
    monkeypatch.setattr(sys, "stdin", stdin)
    is_done, said = enrol_at_terminal(Settings(server=BASE_URL), tmp_path, "")
    assert (is_done, said) == (False, "no code was given: nothing is changed.")
    assert list(tmp_path.iterdir()) == []
