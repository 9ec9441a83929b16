"""An operator without a window: signs in, reports her duty, is ready again after each call."""

import asyncio
import secrets
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import httpx

from console.errors import ServerUnreachable, SessionExpired
from console.runtime.clock import ServerClock
from console.sync.server_link import ServerLink
from contract.domain.agents.agent import AgentView, DutyState
from contract.wire.duty import DutyReport, DutyStep, SeatCall
from contract.wire.session import LineSettings, LoginRequest, SessionReply
from tools.proofs.judges.server_under_proof import PASSWORD

EVERY_S = 4.0
RETRY_S = 0.5
LOGIN_TRIES = 4


class DutySeat:
    """report() sends what is true now; run() does so again and again until cancelled."""

    def __init__(self, url: str, certificate: str, seat: str) -> None:
        self.seat = seat
        self.view: AgentView | None = None
        self.is_registered = False
        self.calls: Callable[[], tuple[SeatCall, ...]] = tuple
        self._boot = secrets.token_hex(8)
        self._steps: list[DutyStep] = []
        self._number = 0
        self._woken = asyncio.Event()
        self._client = httpx.AsyncClient(base_url=url, verify=_trust(certificate), trust_env=False)
        self._link = ServerLink(
            self._client, device_id=f"bench-{seat}", clock=ServerClock(), store_session=_forget
        )

    async def sign_in(self) -> LineSettings | None:
        session = await self._login()
        self._link.begin(session.access_token, session.refresh_token)
        return session.line

    async def access_token(self) -> str:
        """Sign in, for whoever asks the server by himself."""
        return (await self._login()).access_token

    async def _login(self) -> SessionReply:
        request = LoginRequest(
            login=f"seat{self.seat}",
            password=PASSWORD,
            device_id=f"bench-{self.seat}",
            seat=self.seat,
        )
        for _ in range(LOGIN_TRIES - 1):
            with suppress(ServerUnreachable):  # a busy one takes its time over the first
                return await self._link.login(request)
        return await self._link.login(request)

    def step(self, wish: str, reason: str = "", call_key: str = "", offer: str = "") -> None:
        """Put a step into the journal; it is sent at once."""
        self._number += 1
        step = DutyStep(
            number=self._number,
            wish=wish,
            reason=reason,
            call_key=call_key,
            offer=offer,
            at=datetime.now(UTC),
        )
        self._steps.append(step)
        self._woken.set()

    async def run(self) -> None:
        while True:
            self._woken.clear()
            is_heard = await self._report()
            if is_heard and not self._woken.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(EVERY_S):
                        await self._woken.wait()
            elif not is_heard:
                await asyncio.sleep(RETRY_S)

    async def close(self) -> None:
        await self._client.aclose()

    async def _report(self) -> bool:
        report = DutyReport(
            seat=self.seat,
            boot=self._boot,
            registered=self.is_registered,
            calls=self.calls(),
            steps=tuple(self._steps[:200]),
        )
        try:
            reply = await self._link.report_duty(report)
        except (ServerUnreachable, SessionExpired):
            return False
        self.view = reply.view
        self._steps = [step for step in self._steps if step.number > reply.taken]
        if reply.view.state is DutyState.NOT_READY and self.is_registered and not self._steps:
            self.step("ready")  # missed a call, was lost for a while: nobody else would say so
        return True


def _trust(certificate: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate)


async def _forget(_: SessionReply) -> None:
    """A bench keeps its session in memory."""
