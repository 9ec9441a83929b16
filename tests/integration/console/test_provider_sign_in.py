"""A seat whose operator comes by the city's identity provider: browser, loopback, store, lock."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec
import pytest

from console.errors import ServerUnreachable, SignInRefused
from console.model.duty.signed_in import SignedIn
from console.store.replica.outbox import waiting_count
from console.store.session import seat_vault
from console.sync.links.identity_link import IdentityLink
from console.sync.loopback_redirect import loopback_redirect
from console.usecases.session import visit_provider
from console.usecases.session.sign_in import nobody_was_here
from console.usecases.session.visit_provider import VisitProvider
from contract.domain.ids import ContactId, TopicId, new_id
from contract.wire import reason_codes
from contract.wire.session import ProviderLogin, ProviderStart, ProviderStarted
from server.settings import OidcSettings
from server.usecases.accounts.manage_accounts import set_password
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.seat import a_draft
from tests.support.servers.identity_provider import (
    Browser,
    ProviderProcess,
    identity_provider,
    why_no_provider,
)
from tests.support.servers.real_server import PASSWORD, RealServer, hash_once
from tests.support.waiting import PATIENCE_S

needs_provider = pytest.mark.skipif(bool(why_no_provider()), reason=why_no_provider())


@pytest.fixture(scope="module")
def process() -> Iterator[ProviderProcess]:
    with identity_provider() as provider:
        yield provider


@pytest.fixture
def oidc(process: ProviderProcess, tmp_path: Path) -> OidcSettings:
    return process.settings(tmp_path)


class Desktop:
    """Opens a page in a browser, as the desktop does: at once, and the visit goes on by itself."""

    def __init__(self, visit: Callable[[str], Coroutine[Any, Any, None]]) -> None:
        self._visit = visit
        self._tasks: list[asyncio.Task[None]] = []
        self.opened: list[str] = []

    def __call__(self, url: str) -> bool:
        self.opened.append(url)
        self._tasks.append(asyncio.get_running_loop().create_task(self._visit(url)))
        return True

    async def end(self) -> None:
        await asyncio.gather(*self._tasks)


def as_person(name: str) -> Desktop:
    """Return the desktop of somebody who says this name to the provider."""

    async def visit(url: str) -> None:
        async with Browser() as browser:
            await browser.came_back(url, name)

    return Desktop(visit)


def visiting(seat: ConsoleSeat, desktop: Callable[[str], bool]) -> VisitProvider:
    return VisitProvider(
        server=IdentityLink(seat.link),
        listen=loopback_redirect,
        open_browser=desktop,
        device_id="device-1",
    )


async def entered(seat: ConsoleSeat, name: str = "anna") -> SignedIn:
    desktop = as_person(name)
    reply = await visiting(seat, desktop)("", "Fatto.")
    await desktop.end()
    return await seat.sign_in.by_provider(reply, nobody_was_here)


def draft() -> object:
    return a_draft(contact_id=ContactId(new_id()), topic_id=TopicId("tari"))


async def a_server(oidc: OidcSettings) -> RealServer:
    server = await RealServer.start(oidc=oidc)
    await server.add_desk("tributi", "tari")
    await server.add_account("anna")
    return server


@needs_provider
async def test_who_comes_by_the_browser_finds_the_same_work_the_next_time(
    oidc: OidcSettings, tmp_path: Path
) -> None:
    async with await a_server(oidc) as server:
        for waiting in (0, 1):
            async with a_seat(tmp_path, server.transport(), None) as seat:
                signed_in = await entered(seat)
                assert signed_in.account.login == "anna"
                assert not signed_in.left_behind
                assert await seat.database.read(waiting_count) == waiting
                if not waiting:
                    await seat.drafts.close(draft())
        assert "seat_key_opened" in [
            row["action"]
            for row in await server.database.read(lambda c: c.execute("SELECT action FROM audit"))
        ]


@needs_provider
async def test_password_and_browser_open_the_same_work(oidc: OidcSettings, tmp_path: Path) -> None:
    async with await a_server(oidc) as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.drafts.close(draft())
        async with a_seat(tmp_path, server.transport(), None) as seat:
            await entered(seat)
            assert await seat.database.read(waiting_count) == 1
        server.go_offline()
        async with a_seat(tmp_path, server.transport(), None) as seat:
            assert (await seat.sign_in("anna", PASSWORD)).is_offline
            assert await seat.database.read(waiting_count) == 1


@needs_provider
async def test_who_comes_by_the_browser_leaves_no_seat_open_to_a_password_of_before(
    oidc: OidcSettings, tmp_path: Path
) -> None:
    new = "tavolo verde lince"
    async with await a_server(oidc) as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.drafts.close(draft())
        hashed = hash_once(new)
        await server.database.write(lambda c: set_password(c, "anna", hashed, server.clock()))
        async with a_seat(tmp_path, server.transport(), None) as seat:
            await entered(seat)
            assert await seat.database.read(waiting_count) == 1
            await seat.sign_out()
        server.go_offline()
        async with a_seat(tmp_path, server.transport(), None) as seat:
            with pytest.raises(SignInRefused) as refused:
                await seat.sign_in("anna", PASSWORD)
            assert refused.value.code == reason_codes.BAD_CREDENTIALS
        server.go_online()
        async with a_seat(tmp_path, server.transport(), None) as seat:
            assert not (await seat.sign_in("anna", new)).left_behind
            await seat.sign_out()
        server.go_offline()
        async with a_seat(tmp_path, server.transport(), None) as seat:
            assert (await seat.sign_in("anna", new)).is_offline
            assert await seat.database.read(waiting_count) == 1


@needs_provider
async def test_a_password_of_later_on_opens_what_was_begun_by_the_browser(
    oidc: OidcSettings, tmp_path: Path
) -> None:
    async with await a_server(oidc) as server:
        async with a_seat(tmp_path, server.transport(), None) as seat:
            await entered(seat)
            await seat.drafts.close(draft())
        server.go_offline()
        async with a_seat(tmp_path, server.transport(), None) as seat:
            # Without the server only a password opens a seat, and this one has none yet.
            with pytest.raises(SignInRefused) as refused:
                await seat.sign_in("anna", PASSWORD)
            assert refused.value.code == reason_codes.BAD_CREDENTIALS
        server.go_online()
        async with a_seat(tmp_path, server.transport(), None) as seat:
            assert not (await seat.sign_in("anna", PASSWORD)).left_behind
            assert await seat.database.read(waiting_count) == 1
            await seat.sign_out()
            server.go_offline()
            assert (await seat.sign_in("anna", PASSWORD)).is_offline


@needs_provider
async def test_work_that_only_a_password_opens_is_not_put_aside(
    oidc: OidcSettings, tmp_path: Path
) -> None:
    """A vault of before the server could open it, met by the browser first."""
    async with await a_server(oidc) as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.drafts.close(draft())
        (vault,) = tmp_path.glob("*.vault")
        sealed = msgspec.json.decode(vault.read_bytes(), type=seat_vault._Sealed)
        sealed.for_server = sealed.server_key = b""
        vault.write_bytes(msgspec.json.encode(sealed))
        files = sorted(path.name for path in tmp_path.iterdir())
        async with a_seat(tmp_path, server.transport(), None) as seat:
            with pytest.raises(SignInRefused) as refused:
                await entered(seat)
            assert refused.value.code == "password_once"
            assert sorted(path.name for path in tmp_path.iterdir()) == files
            await seat.sign_in("anna", PASSWORD)
            assert await seat.database.read(waiting_count) == 1
        async with a_seat(tmp_path, server.transport(), None) as seat:
            await entered(seat)


@needs_provider
async def test_work_that_nobody_opens_any_more_is_put_aside_and_told(
    oidc: OidcSettings, tmp_path: Path
) -> None:
    async with await a_server(oidc) as server:
        async with a_seat(tmp_path, server.transport(), None) as seat:
            await entered(seat)
        (vault,) = tmp_path.glob("*.vault")
        sealed = msgspec.json.decode(vault.read_bytes(), type=seat_vault._Sealed)
        sealed.for_server = b"of a server whose keys are gone"
        vault.write_bytes(msgspec.json.encode(sealed))
        async with a_seat(tmp_path, server.transport(), None) as seat:
            assert (await entered(seat)).left_behind


@needs_provider
async def test_a_locked_seat_opens_to_who_locked_it_and_to_nobody_else(
    oidc: OidcSettings, tmp_path: Path
) -> None:
    async with await a_server(oidc) as server, a_seat(tmp_path, server.transport(), None) as seat:
        await server.add_account("bruno")
        account = (await entered(seat)).account
        assert not await seat.unlock("")  # no password opens it
        desktop = as_person("bruno")
        with pytest.raises(SignInRefused) as refused:
            await visiting(seat, desktop)("", "Fatto.", account.id)
        await desktop.end()
        assert refused.value.code == reason_codes.OTHER_IDENTITY
        await seat.sync()  # the session behind the lock goes on
        desktop = as_person("anna")
        await seat.unlock.renewed(await visiting(seat, desktop)("", "Fatto.", account.id))
        await desktop.end()
        await seat.sync()


# --- the browser's way back -----------------------------------------------------------------------


class Answering:
    """A server that sends the browser to url, and keeps what the console brings."""

    def __init__(self, url: str = "https://city.example/auth") -> None:
        self.url = url
        self.brought: list[ProviderLogin] = []

    async def start(self, asked: ProviderStart) -> ProviderStarted:
        self.asked = asked
        return ProviderStarted(url=self.url, state="the-state")

    async def login(self, brought: ProviderLogin) -> Any:
        self.brought.append(brought)
        raise ServerUnreachable  # nothing of a session is wanted here


def visit_of(server: Answering, desktop: Callable[[str], bool]) -> VisitProvider:
    return VisitProvider(
        server=server, listen=loopback_redirect, open_browser=desktop, device_id="d"
    )


async def test_only_the_answer_that_was_asked_for_counts() -> None:
    server = Answering()
    statuses: list[int] = []

    async def visit(_: str) -> None:
        here = server.asked.redirect_uri
        elsewhere = here.replace("/sign-in", "/")
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_S) as client:
            for method, url in (
                ("GET", f"{here}?state=another&code=stolen"),
                ("GET", f"{here}?code=stolen"),
                ("GET", f"{here}?state=the-state"),
                ("GET", f"{here}?state=the-state&code=a&code=b"),
                ("GET", f"{here}?state=the-state&state=another&code=a"),
                ("GET", f"{elsewhere}?state=the-state&code=stolen"),
                ("POST", f"{here}?state=the-state&code=stolen"),
                ("GET", f"{here}?state=the-state&code=right&iss=i"),
                ("GET", f"{here}?state=the-state&code=late"),
            ):
                try:
                    answer = await client.request(method, url)
                except httpx.TransportError:
                    statuses.append(0)  # it has heard what it wanted, and listens no more
                    continue
                statuses.append(answer.status_code)
                assert answer.headers["cache-control"] == "no-store"
                assert "<script" not in answer.text

    desktop = Desktop(visit)
    with pytest.raises(ServerUnreachable):
        await visit_of(server, desktop)("1001", "<script>Fatto")
    await desktop.end()
    assert statuses[:8] == [404] * 7 + [200]
    (brought,) = server.brought
    assert (brought.code, brought.iss, brought.seat, brought.state) == (
        "right",
        "i",
        "1001",
        "the-state",
    )


async def test_it_listens_on_this_computer_only_and_at_another_port_each_time() -> None:
    async with loopback_redirect("") as one, loopback_redirect("") as other:
        assert urlsplit(one.uri).hostname == "127.0.0.1"
        assert urlsplit(one.uri).port != urlsplit(other.uri).port


@pytest.mark.parametrize("noise", [b"", b"\r\n\r\n", b"\x16\x03\x01\r\n\r\n", b"G" * 70_000])
async def test_noise_at_the_port_ends_nothing(noise: bytes) -> None:
    server = Answering()

    async def visit(_: str) -> None:
        here = urlsplit(server.asked.redirect_uri)
        reader, writer = await asyncio.open_connection(here.hostname, here.port)
        writer.write(noise)
        writer.write_eof()
        with contextlib.suppress(ConnectionError):
            await reader.read()
        writer.close()
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_S) as client:
            await client.get(f"{server.asked.redirect_uri}?state=the-state&code=right")

    desktop = Desktop(visit)
    with pytest.raises(ServerUnreachable):
        await visit_of(server, desktop)("", "Fatto")
    await desktop.end()
    assert server.brought[0].code == "right"


async def test_a_no_of_the_provider_is_a_visit_that_was_left() -> None:
    server = Answering()

    async def visit(_: str) -> None:
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_S) as client:
            await client.get(f"{server.asked.redirect_uri}?state=the-state&error=access_denied")

    desktop = Desktop(visit)
    with pytest.raises(SignInRefused) as refused:
        await visit_of(server, desktop)("", "Fatto")
    await desktop.end()
    assert refused.value.code == visit_provider.LEFT
    assert server.brought == []


async def test_who_waits_for_no_browser_goes_on_at_once() -> None:
    server = Answering()
    visit = visit_of(server, lambda _: bool(visit.leave()) or True)
    with pytest.raises(SignInRefused) as refused:
        await visit("", "Fatto")
    assert refused.value.code == visit_provider.LEFT


async def test_a_browser_that_nobody_comes_back_from_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(visit_provider, "LIMIT_S", 0.05)
    with pytest.raises(SignInRefused) as refused:
        await visit_of(Answering(), lambda _: True)("", "Fatto")
    assert refused.value.code == visit_provider.LEFT


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "http://city.example/", "smb://x/y", "h[t"]
)
async def test_an_address_that_is_no_page_of_the_provider_is_not_opened(url: str) -> None:
    opened: list[str] = []
    with pytest.raises(SignInRefused) as refused:
        await visit_of(Answering(url), lambda one: bool(opened.append(one)))("", "Fatto")
    assert refused.value.code == visit_provider.NO_BROWSER
    assert opened == []


async def test_a_computer_without_a_browser_is_told_so() -> None:
    with pytest.raises(SignInRefused) as refused:
        await visit_of(Answering(), lambda _: False)("", "Fatto")
    assert refused.value.code == visit_provider.NO_BROWSER
