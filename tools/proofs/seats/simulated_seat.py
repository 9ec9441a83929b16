"""A seat without a window: signs in, keeps an outbox in memory, pushes until it is told."""

import asyncio
import random
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec

from contract.domain.caller import CallerDetails
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import AccountId, CallbackId, ContactId, TopicId, new_command_id, new_id
from contract.wire.claims import ClaimReply, ClaimRequest
from contract.wire.commands import Command, PushReply, PushRequest, RecordContact, Status, Verdict
from contract.wire.protocol_version import API_PREFIX, CURRENT, HEADER_DEVICE, HEADER_PROTOCOL
from contract.wire.session import LoginRequest, RefreshRequest, SessionReply
from tools.proofs.judges.history import Operation, Outcome

TIMEOUT_S = 30.0  # a dead server refuses at once; a busy computer is waited for


class SimulatedSeat:
    """history holds an operation per attempt; the last one of an entity counts."""

    def __init__(self, *, url: str, certificate: str, login: str, password: str, seed: int) -> None:
        self.name = login
        self.history: list[Operation] = []
        self.sent: list[str] = []  # contact ids in the order they were written
        self._login = LoginRequest(login=login, password=password, device_id=f"sim-{seed}")
        self._random = random.Random(seed)
        context = ssl.create_default_context(cafile=certificate)
        self._http = httpx.AsyncClient(
            base_url=url + API_PREFIX, verify=context, timeout=TIMEOUT_S, trust_env=False
        )
        self._session: SessionReply | None = None
        self._outbox: list[Command] = []
        self._pushing = asyncio.Lock()  # one batch at a time, as a console does

    async def close(self) -> None:
        await self._http.aclose()

    @property
    def account_id(self) -> AccountId:
        assert self._session is not None, "sign in first"
        return self._session.account.id

    async def sign_in(self, limit_s: float = 240.0) -> None:
        """Try until the server answers; it may just be dead."""
        async with asyncio.timeout(limit_s):
            while self._session is None:
                try:
                    reply = await self._post("/auth/login", self._login)
                    self._session = msgspec.json.decode(reply.content, type=SessionReply)
                except (httpx.TransportError, httpx.HTTPStatusError):
                    await asyncio.sleep(0.1 + self._random.random() * 0.2)

    def write_contact(self, topic_id: TopicId) -> ContactId:
        """Put a contact into the outbox."""
        contact = Contact(
            id=ContactId(new_id()),
            operator_id=self.account_id,
            caller=CallerDetails(phone=f"+3906555{self._random.randrange(10**5):05d}"),
            topic_id=topic_id,
            disposition=Disposition.INFORMATION_GIVEN,
            closed_at=datetime.now(UTC),
            call_key=f"sim-{new_id()}",
        )
        command = Command(
            id=new_command_id(), at=datetime.now(UTC), data=RecordContact(contact=contact)
        )
        self._outbox.append(command)
        self.sent.append(contact.id)
        return contact.id

    async def push(self, *, lose_reply: bool = False, batch: int = 10) -> bool:
        """Send what waits. With lose_reply the answer is thrown away, as by a cut line."""
        async with self._pushing:
            return await self._push(lose_reply, batch)

    async def _push(self, lose_reply: bool, batch: int) -> bool:
        waiting = self._outbox[:batch]
        if not waiting:
            return True
        request = PushRequest(
            commands=tuple(msgspec.Raw(msgspec.json.encode(command)) for command in waiting)
        )
        try:
            reply = await self._post("/commands", request)
        except (httpx.TransportError, httpx.HTTPStatusError):
            self._note(waiting, Outcome.UNKNOWN)
            return False
        if lose_reply:
            self._note(waiting, Outcome.UNKNOWN)
            return False
        results = msgspec.json.decode(reply.content, type=PushReply).results
        for command in waiting:
            verdict = results.get(command.id)
            if verdict is None or verdict.status is Status.RETRY:
                break
            accepted = verdict.status is Status.APPLIED
            self._note([command], Outcome.OK if accepted else Outcome.FAILED)
            self._outbox.remove(command)
        return True

    async def push_all(self, limit_s: float = 240.0) -> None:
        async with asyncio.timeout(limit_s):
            while self._outbox:
                if not await self.push():
                    await asyncio.sleep(0.05 + self._random.random() * 0.1)

    async def claim(self, callback_id: CallbackId) -> ClaimReply | None:
        """Return the server's answer, None when there was none."""
        try:
            reply = await self._post("/claims/callback", ClaimRequest(callback_id=callback_id))
        except (httpx.TransportError, httpx.HTTPStatusError):
            return None
        return msgspec.json.decode(reply.content, type=ClaimReply)

    async def post_command(self, command: Command) -> Any:
        return (await self.post_commands([command]))[command.id]

    async def post_commands(self, commands: Sequence[Command]) -> dict[str, Verdict]:
        """Send commands past the outbox; return the verdict of each."""
        request = PushRequest(
            commands=tuple(msgspec.Raw(msgspec.json.encode(command)) for command in commands)
        )
        reply = await self._post("/commands", request)
        return msgspec.json.decode(reply.content, type=PushReply).results

    def _note(self, commands: list[Command], outcome: Outcome) -> None:
        for command in commands:
            assert isinstance(command.data, RecordContact)
            self.history.append(Operation(self.name, command.data.contact.id, outcome))

    async def _post(self, path: str, body: msgspec.Struct) -> httpx.Response:
        """Raise HTTPStatusError for what is refused; with a token that is over, try once more."""
        reply = await self._posted(path, body)
        if reply.status_code == httpx.codes.UNAUTHORIZED and self._session is not None:
            await self._renew(self._session.refresh_token)
            reply = await self._posted(path, body)
        return reply.raise_for_status()

    async def _renew(self, token: str) -> None:
        """As a console does: what a proof plays may last longer than an access token."""
        wish = RefreshRequest(refresh_token=token, device_id=self._login.device_id)
        reply = (await self._posted("/auth/refresh", wish)).raise_for_status()
        self._session = msgspec.json.decode(reply.content, type=SessionReply)

    async def _posted(self, path: str, body: msgspec.Struct) -> httpx.Response:
        headers = {
            "Content-Type": "application/json",
            HEADER_PROTOCOL: str(CURRENT),
            HEADER_DEVICE: self._login.device_id,
        }
        if self._session is not None:
            headers["Authorization"] = f"Bearer {self._session.access_token}"
        return await self._http.post(path, content=msgspec.json.encode(body), headers=headers)
