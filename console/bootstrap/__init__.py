"""Composition root: the only package that knows which classes work together."""

import asyncio
import random
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from console.bootstrap.faults import Faults
from console.bootstrap.operator_parts import SeatParts
from console.errors import PhoneRefused, PhoneUnavailable
from console.knowledge.knowledge_search import KnowledgeSearch
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import Clock, ServerClock, monotonic_s
from console.runtime.paths import device_id
from console.runtime.task_scope import TaskScope
from console.settings import Settings
from console.store.replica.local_database import LocalDatabase
from console.store.session.os_keyring import OsKeyring
from console.store.session.resume_ticket import TicketKeeper
from console.store.session.seat_key import SeatKeys
from console.store.session.seat_vault import SeatVault
from console.store.session.session_record import save_renewed
from console.sync.connection_state import ConnectionState
from console.sync.links.identity_link import IdentityLink
from console.sync.loopback_redirect import loopback_redirect
from console.sync.seat_signer import SeatSigner
from console.sync.server_link import ServerLink
from console.sync.signed_answers import SignedAnswers
from console.sync.sync_engine import SyncEngine
from console.sync.tls import context_for
from console.telephony.local_phone import LocalPhone
from console.telephony.no_phone import NoPhone
from console.telephony.phone_process import PhoneProcess
from console.telephony.softphone import Softphone
from console.usecases.knowledge.refresh_learned import RefreshLearned
from console.usecases.knowledge.refresh_vectors import RefreshVectors
from console.usecases.session.offline_limit import OfflineLimit
from console.usecases.session.resume_session import ResumeSession
from console.usecases.session.sign_in import SignIn
from console.usecases.session.sign_out import SignOut
from console.usecases.session.unlock import Unlock
from console.usecases.session.visit_provider import VisitProvider
from contract.known_types import learn_types
from contract.wire.session import SessionReply

if TYPE_CHECKING:  # they are loaded while the replica of a session that goes on is opened
    from console.bootstrap.seat import Seat
    from console.viewmodels.session.seat_models import SeatModels

NOT_SET = "https://server.invalid"  # no server is set: every call is "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """The wired application, without windows."""

    scope: TaskScope
    feed: ChangeFeed
    database: LocalDatabase
    engine: SyncEngine
    phone: Softphone
    search: KnowledgeSearch
    clock: ServerClock
    seat: "Seat"

    @property
    def models(self) -> "SeatModels":
        """Return those of whoever works here; they end with her, and others take their place."""
        return self.seat.models


def open_browser(url: str) -> bool:
    """Return whether the system has a browser, in which operators say to the city who they are."""
    from PySide6.QtCore import QUrl  # late: a sign-in by password needs none
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seams:
    """Where tests and tools may put something else. None: what the product uses."""

    transport: httpx.AsyncBaseTransport | None = None
    softphone: Softphone | None = None
    keyring: OsKeyring | None = None
    search: KnowledgeSearch | None = None
    now: Clock = lambda: datetime.now(UTC)
    monotonic_s: Callable[[], float] = monotonic_s
    jitter: Callable[[], float] = random.random
    open_browser: Callable[[str], bool] = open_browser
    phone_options: tuple[str, ...] = ()  # for the phone process, when the console starts one


PRODUCT = Seams()


@asynccontextmanager
async def console_session(
    settings: Settings,
    *,
    data_dir: Path,
    phone_socket: Path,
    on_crash: Callable[[str, BaseException], None],
    seams: Seams = PRODUCT,
    load: Callable[[], Awaitable[None]] | None = None,
) -> AsyncIterator[Console]:
    """Build in order, yield, undo in reverse. Nobody is signed in yet.

    load: of the modules that the models and pages are made of. Meanwhile the store of a session
    that goes on is opened, which after a kill reads and verifies all of it. None: all is loaded.
    """
    faults = Faults(on_crash)
    async with AsyncExitStack() as undo:
        keyring = seams.keyring or OsKeyring()
        vault = SeatVault(data_dir=data_dir, seat_secret=keyring.seat_secret)
        parts = await _parts(settings, vault, phone_socket, faults, seams, undo)
        keys = SeatKeys(keyring, data_dir)
        parts.link.signer = SeatSigner(keys.find, device_id(data_dir))
        faults.heal(parts.database, parts.scope)
        offline = OfflineLimit(parts.clock, settings.offline_hours)
        resume = ResumeSession(
            database=parts.database,
            vault=vault,
            tickets=TicketKeeper(keyring, parts.data_dir),
            server=parts.link,
            offline=offline,
        )
        if load is not None:
            resume.begin(parts.scope)
            await load()
        seat = _seat(parts, faults, resume, offline, seams)
        parts.scope.start("knowledge-search.warm-up", parts.search.warm_up())
        undo.push_async_callback(_leave, seat, parts.phone, settings)
        undo.callback(parts.phone.listen(seat.call))
        if isinstance(parts.phone, LocalPhone):
            parts.phone.start()
        seat.models.duty.audio.start()
        yield Console(
            scope=parts.scope,
            feed=parts.feed,
            database=parts.database,
            engine=seat.engine,
            phone=parts.phone,
            search=parts.search,
            clock=parts.clock,
            seat=seat,
        )


async def _parts(
    settings: Settings,
    vault: SeatVault,
    phone_socket: Path,
    faults: Faults,
    seams: Seams,
    undo: AsyncExitStack,
) -> SeatParts:
    """Build what the seat stands on; undo ends it in reverse, tasks before the store."""
    feed, clock = ChangeFeed(), ServerClock(seams.now, seams.monotonic_s)
    data_dir = vault.data_dir
    scope = TaskScope(faults.on_crash)
    database = LocalDatabase(None, "", feed)
    await database.open()
    undo.push_async_callback(database.close)
    search = seams.search or KnowledgeSearch(on_crash=faults.on_crash)
    undo.push_async_callback(search.close)
    client = await undo.enter_async_context(await client_of(settings, seams))
    undo.push_async_callback(scope.close)
    link = ServerLink(
        client,
        device_id=device_id(data_dir),
        clock=clock,
        store_session=_storing(database, device_id(data_dir)),
        check_answer=SignedAnswers(database, settings.server_key),
    )
    return SeatParts(
        database=database,
        vault=vault,
        link=link,
        connection=ConnectionState(feed=feed, clock=clock),
        phone=seams.softphone or _phone(settings, data_dir, phone_socket, scope, seams),
        search=search,
        refresh_learned=RefreshLearned(database=database, search=search),
        refresh_vectors=RefreshVectors(database=database, search=search),
        feed=feed,
        scope=scope,
        clock=clock,
        monotonic_s=seams.monotonic_s,
        data_dir=data_dir,
        on_crash=faults.on_crash,
    )


def _seat(
    parts: SeatParts,
    faults: Faults,
    resume: ResumeSession,
    offline: OfflineLimit,
    seams: Seams,
) -> "Seat":
    from console.bootstrap.seat import Access, Seat  # late: they rest on all view-models
    from console.usecases.callbacks.callback_leases import CallbackLeases

    database, vault, link = parts.database, parts.vault, parts.link
    device, identity = device_id(parts.data_dir), IdentityLink(link)
    leases = CallbackLeases(database=database, server=link, clock=parts.clock)
    access = Access(
        vault=vault,
        sign_in=SignIn(
            database=database, vault=vault, server=link, device_id=device, offline=offline
        ),
        sign_out=SignOut(database=database, vault=vault, server=link, release=leases.release_all),
        resume=resume,
        unlock_at=lambda seat: Unlock(
            database=database,
            vault=vault,
            server=link,
            device_id=device,
            seat=seat,
            offline=offline,
        ),
        visit=VisitProvider(
            server=identity,
            listen=loopback_redirect,
            open_browser=seams.open_browser,
            device_id=device,
        ),
        offered=identity.offered,
    )
    seat = Seat(parts, faults, access=access, jitter=seams.jitter)
    learn_types()  # of what was loaded since the store was made: see there
    return seat


async def client_of(settings: Settings, seams: Seams) -> httpx.AsyncClient:
    verify: ssl.SSLContext | bool = True
    if seams.transport is None:  # reading the system's authorities takes longer than a frame
        verify = await asyncio.to_thread(context_for, settings.server_ca)
    return httpx.AsyncClient(
        base_url=settings.server or NOT_SET,
        verify=verify,
        transport=seams.transport,
        trust_env=False,
    )


def _phone(
    settings: Settings, data_dir: Path, phone_socket: Path, scope: TaskScope, seams: Seams
) -> Softphone:
    if not settings.has_phone:
        return NoPhone()
    look = ("--language", settings.language, "--theme", settings.theme)
    text = ("--text", str(settings.text))
    process = PhoneProcess(
        socket=phone_socket, data_dir=data_dir, extra=(*look, *text, *seams.phone_options)
    )
    return LocalPhone(
        phone_socket, scope, start_phone=process.start, is_failing=lambda: process.is_failing
    )


def _storing(database: LocalDatabase, device: str) -> Callable[[SessionReply], Awaitable[None]]:
    async def store(reply: SessionReply) -> None:
        await database.write(
            lambda connection: save_renewed(connection, reply, device),
            changes=frozenset({Topic.SESSION}),
        )

    return store


async def _leave(seat: "Seat", phone: Softphone, settings: Settings) -> None:
    """The console ends for good: nobody is signed in any more, and its own phone ends with it.

    Unless somebody is on the line: whoever ends a process (SIGTERM) does not mean the citizen. The
    phone keeps the call and shows its own strip, as after a crash.
    """
    is_on_the_line = seat.call.is_live
    await seat.close()
    if is_on_the_line:
        return
    if isinstance(phone, LocalPhone) and settings.phone_socket is None:
        with suppress(PhoneUnavailable, PhoneRefused):
            await phone.quit()
