"""Computers that are enrolled as seats: by a code of IT, once, and what others are refused."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.wire import reason_codes
from contract.wire.session import (
    ChallengeReply,
    EnrolReply,
    EnrolRequest,
    LoginRequest,
    RefreshRequest,
    SeatAct,
    SeatProof,
    SessionReply,
    seat_text,
)
from server.account_settings import AccountSettings, Seats
from server.store.engine.connection import Connection, Row
from server.usecases.accounts.enrolled_seats import add_code, list_seats, remove_seat
from server.usecases.accounts.seat_proofs import SeatProofs
from tests.integration.server.accounts.test_sign_in import HandClock, code_of, reply
from tests.support.servers.real_server import PASSWORD, RealServer

ENROLLED = AccountSettings(seats=Seats.ENROLLED)


@dataclass
class Computer:
    """A seat with a key; device: what it says its number is."""

    client: httpx.AsyncClient
    device: str = "d1"
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    server_id: str = ""

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    async def enrol(self, code: str) -> httpx.Response:
        said = seat_text(SeatAct.ENROL, code, base64.b64encode(self.public).decode())
        request = EnrolRequest(code=code, key=self.public, signature=self.key.sign(said))
        answer = await self.client.post("/auth/enrol", content=msgspec.json.encode(request))
        if answer.status_code == 200:
            self.server_id = msgspec.json.decode(answer.content, type=EnrolReply).server_id
        return answer

    async def proof(
        self, login: str, seat: str, other: Mapping[str, str] = MappingProxyType({})
    ) -> SeatProof:
        """Return one for these words; other: what is signed in place of them."""
        answer = await self.client.get("/auth/challenge")
        challenge = msgspec.json.decode(answer.content, type=ChallengeReply).challenge
        words = {
            "challenge": challenge,
            "server_id": self.server_id,
            "device": self.device,
            "seat": seat,
            "login": login,
            **other,
        }
        signature = self.key.sign(seat_text(SeatAct.SIGN_IN, *words.values()))
        return SeatProof(key=self.public, challenge=words["challenge"], signature=signature)

    async def login(
        self,
        login: str = "anna",
        *,
        seat: str = "1001",
        password: str = PASSWORD,
        proof: SeatProof | None = None,
    ) -> httpx.Response:
        request = LoginRequest(
            login=login,
            password=password,
            device_id=self.device,
            seat=seat,
            proof=proof or await self.proof(login, seat),
        )
        return await self.client.post("/auth/login", content=msgspec.json.encode(request))

    async def renew(self, session: SessionReply, *, signs: bool = True) -> httpx.Response:
        said = seat_text(SeatAct.RENEW, session.refresh_token, self.server_id, self.device)
        request = RefreshRequest(
            refresh_token=session.refresh_token,
            device_id=self.device,
            signature=self.key.sign(said) if signs else b"",
        )
        return await self.client.post("/auth/refresh", content=msgspec.json.encode(request))


async def code_for(server: RealServer, seat: str = "1001", keeps_others: bool = False) -> str:
    return await server.database.write(
        lambda c: add_code(c, seat, server.clock(), "it", keeps_others=keeps_others)
    )


async def audit(server: RealServer) -> list[tuple[str, str]]:
    def read(connection: Connection) -> list[Row]:
        return connection.execute("SELECT action, subject FROM audit ORDER BY seq")

    return [(row["action"], row["subject"]) for row in await server.database.read(read)]


async def plain_login(client: httpx.AsyncClient, seat: str = "1001") -> httpx.Response:
    """Sign in as a console does that knows of no keys."""
    body = {"login": "anna", "password": PASSWORD, "device_id": "d1", "seat": seat}
    return await client.post("/auth/login", json=body)


async def test_a_computer_is_enrolled_with_a_code_and_nobody_signs_in_at_another(
    database_url: str,
) -> None:
    async with (
        await RealServer.start(database_url, accounts=ENROLLED) as server,
        server.client() as client,
    ):
        await server.add_account("anna")
        here, stranger = Computer(client), Computer(client)
        enrolled = await here.enrol(await code_for(server))
        assert msgspec.json.decode(enrolled.content, type=EnrolReply).seat == "1001"
        stranger.server_id = here.server_id
        for refused in (
            await plain_login(client),
            await plain_login(client, seat=""),
            await stranger.login(),  # the same number, device and operator
        ):
            assert (refused.status_code, code_of(refused)) == (401, reason_codes.SEAT_UNPROVEN)
        assert code_of(await here.login(seat="1002")) == reason_codes.SEAT_OTHER
        assert reply(await here.login()).account.login == "anna"
        assert reply(await here.login(seat="")).account.login == "anna"  # no seat to be taken
        told = await audit(server)
        assert ("seat_add", "1001 it") in told
        assert [action for action, _ in told].count("seat_enrolled") == 1
        assert ("seat_refused", "1001 seat_unproven") in told
        assert ("seat_refused", "1002 seat_other") in told


async def test_while_sign_ins_are_open_consoles_of_before_and_others_keys_come_in(
    database_url: str,
) -> None:
    async with await RealServer.start(database_url) as server, server.client() as client:
        await server.add_account("anna")
        here = Computer(client)
        await here.enrol(await code_for(server))
        assert (await plain_login(client)).status_code == 200
        assert (await here.login(seat="1002")).status_code == 200
        assert (await Computer(client).login()).status_code == 200


async def test_whoever_has_no_enrolled_computer_learns_of_no_password() -> None:
    async with (
        await RealServer.start(accounts=ENROLLED) as server,
        server.client() as client,
    ):
        await server.add_account("anna")
        stranger = Computer(client)
        answers = {
            code_of(await stranger.login(name, password=password))
            for name, password in (("anna", PASSWORD), ("anna", "a guess"), ("nobody", "a guess"))
        }
        assert answers == {reason_codes.SEAT_UNPROVEN}
        here = Computer(client)
        await here.enrol(await code_for(server))
        assert (await here.login()).status_code == 200  # nothing was counted against the login


@pytest.mark.parametrize(
    "other",
    [
        {"server_id": "another server"},
        {"device": "another device"},
        {"seat": "1002"},
        {"login": "bea"},
        {"challenge": "1.2.3"},
        {"challenge": "é.é"},
        {"challenge": ""},
    ],
    ids=str,
)
async def test_a_proof_counts_for_what_it_was_signed_for_alone(other: dict[str, str]) -> None:
    async with (
        await RealServer.start(accounts=ENROLLED) as server,
        server.client() as client,
    ):
        await server.add_account("anna")
        here = Computer(client)
        await here.enrol(await code_for(server))
        proof = await here.proof("anna", "1001", other)
        is_ours = "challenge" not in other
        refused = reason_codes.SEAT_UNPROVEN if is_ours else reason_codes.CHALLENGE_VOID
        assert code_of(await here.login(proof=proof)) == refused


async def test_a_proof_that_was_listened_to_opens_nothing_again_nor_later() -> None:
    clock = HandClock()
    async with (
        await RealServer.start(clock=clock, accounts=ENROLLED) as server,
        server.client() as client,
    ):
        await server.add_account("anna")
        here = Computer(client)
        await here.enrol(await code_for(server))
        proof = await here.proof("anna", "1001")
        assert (await here.login(proof=proof)).status_code == 200
        assert code_of(await here.login(proof=proof)) == reason_codes.SEAT_UNPROVEN
        slow, late = await here.proof("anna", "1001"), await here.proof("anna", "1001")
        clock.advance(seconds=60)
        assert (await here.login(proof=slow)).status_code == 200
        clock.advance(seconds=1)
        assert code_of(await here.login(proof=late)) == reason_codes.CHALLENGE_VOID
        before = await here.proof("anna", "1001")
        await server.restart()
        assert code_of(await here.login(proof=before)) == reason_codes.CHALLENGE_VOID
        assert (await here.login()).status_code == 200


async def test_what_strangers_sign_is_not_kept_and_of_a_computer_one_number() -> None:
    """Each signature is right, over a challenge of the server's: anybody can make as many."""
    async with (
        await RealServer.start() as server,
        server.client() as client,
    ):
        here = Computer(client)
        await here.enrol(await code_for(server))
        proofs = SeatProofs(
            database=server.database,
            clock=server.clock,
            server_id=here.server_id,
            is_demanded=False,
        )

        async def comes(computer: Computer) -> str:
            said = seat_text(
                SeatAct.SIGN_IN, challenge := proofs.challenge(), here.server_id, "d1", "", "anna"
            )
            proof = SeatProof(
                key=computer.public, challenge=challenge, signature=computer.key.sign(said)
            )
            asked = LoginRequest(login="anna", password="", device_id="d1", proof=proof)
            return (await proofs.desk(asked, "anna", "192.0.2.1")).key

        def kept() -> int:
            return sum(len(held) for held in vars(proofs).values() if isinstance(held, dict))

        for _ in range(20):
            assert await comes(Computer(client))
        assert kept() == 0
        for _ in range(20):
            assert await comes(here)
        assert kept() == 1


async def test_a_code_enrols_one_computer_within_a_week(database_url: str) -> None:
    clock = HandClock()
    async with (
        await RealServer.start(database_url, clock=clock, accounts=ENROLLED) as server,
        server.client() as client,
    ):
        here, other = Computer(client), Computer(client)
        assert code_of(await here.enrol("ABCD-EFGH-IJKL-MNOP")) == reason_codes.ENROL_CODE_UNKNOWN
        first, second = await code_for(server), await code_for(server)
        assert code_of(await here.enrol(first)) == reason_codes.ENROL_CODE_UNKNOWN
        typed = f"  {second.lower().replace('-', ' ')} "
        assert (await here.enrol(typed)).status_code == 200
        assert (await here.enrol(second)).status_code == 200  # the answer was lost: asked again
        assert code_of(await other.enrol(second)) == reason_codes.ENROL_CODE_USED
        late = await code_for(server, "1002")
        clock.advance(days=7)
        assert code_of(await other.enrol(late)) == reason_codes.ENROL_CODE_EXPIRED
        assert ("seat_enrol_refused", "enrol_code_expired") in await audit(server)


async def test_nobody_enrols_the_key_of_another_computer() -> None:
    async with await RealServer.start() as server, server.client() as client:
        victim, thief = Computer(client), Computer(client)
        code = await code_for(server)
        said = seat_text(SeatAct.ENROL, code, base64.b64encode(victim.public).decode())
        request = EnrolRequest(code=code, key=victim.public, signature=thief.key.sign(said))
        answer = await client.post("/auth/enrol", content=msgspec.json.encode(request))
        assert code_of(answer) == reason_codes.ENROL_CODE_UNKNOWN


async def test_codes_are_not_guessed_at_any_speed() -> None:
    clock = HandClock()  # it stands: nothing is forgiven meanwhile
    async with await RealServer.start(clock=clock) as server, server.client() as client:
        here = Computer(client)
        codes = [code_of(await here.enrol("WRONG")) for _ in range(61)]
        assert codes[-2:] == [reason_codes.ENROL_CODE_UNKNOWN, reason_codes.TOO_MANY_ATTEMPTS]


async def test_a_seat_whose_key_is_lost_gets_a_new_code_and_the_old_key_counts_no_more(
    database_url: str,
) -> None:
    async with (
        await RealServer.start(database_url, accounts=ENROLLED) as server,
        server.client() as client,
    ):
        await server.add_account("anna")
        before, now = Computer(client), Computer(client)
        await before.enrol(await code_for(server))
        session = reply(await before.login())
        code = await code_for(server)
        assert (await before.login()).status_code == 200  # until the code is used
        session = reply(await before.login())
        await now.enrol(code)
        ended = await before.renew(session)
        assert code_of(ended) == reason_codes.SIGNED_OUT_BY_OTHERS
        assert code_of(await before.login()) == reason_codes.SEAT_UNPROVEN
        assert (await now.login()).status_code == 200


async def test_more_than_one_key_may_be_a_seat_where_it_is_asked_for() -> None:
    async with (
        await RealServer.start(accounts=ENROLLED) as server,
        server.client() as client,
    ):
        await server.add_account("anna")
        one, two = Computer(client), Computer(client)
        await one.enrol(await code_for(server))
        await two.enrol(await code_for(server, keeps_others=True))
        assert (await one.login()).status_code == (await two.login()).status_code == 200
        (listed,) = await server.database.read(lambda c: list_seats(c, server.clock()))
        assert (listed.seat, len(listed.keys), listed.code_until) == ("1001", 2, None)


async def test_a_removed_seat_is_out_and_its_session_ends(database_url: str) -> None:
    async with (
        await RealServer.start(database_url, accounts=ENROLLED) as server,
        server.client() as client,
    ):
        await server.add_account("anna")
        here = Computer(client)
        await here.enrol(await code_for(server))
        session, unused = reply(await here.login()), await code_for(server)
        removed = await server.database.write(
            lambda c: remove_seat(c, "1001", server.clock(), "it")
        )
        assert removed == 1
        assert code_of(await here.renew(session)) == reason_codes.SIGNED_OUT_BY_OTHERS
        assert code_of(await here.login()) == reason_codes.SEAT_UNPROVEN
        assert code_of(await here.enrol(unused)) == reason_codes.ENROL_CODE_UNKNOWN
        assert ("seat_remove", "1001 it") in await audit(server)


async def test_a_stolen_refresh_token_is_worth_nothing_without_the_key_of_its_computer() -> None:
    async with await RealServer.start() as server, server.client() as client:
        await server.add_account("anna")
        here = Computer(client)
        await here.enrol(await code_for(server))
        session = reply(await here.login())
        thief = Computer(client, server_id=here.server_id)
        for stolen in (await here.renew(session, signs=False), await thief.renew(session)):
            assert code_of(stolen) == reason_codes.SESSION_EXPIRED
        assert (await here.renew(session)).status_code == 200  # and whoever tries ends nothing
        assert "refresh_unproven" in [action for action, _ in await audit(server)]
