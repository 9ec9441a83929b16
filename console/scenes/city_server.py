"""The server of the invented city: it answers each question of a seat as the real one would."""

import asyncio
import ssl
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import httpx
import msgspec
from msgspec.structs import replace

from console.scenes import scene_city as city
from console.scenes.scene_calls import COLLEAGUE, QUEUES
from console.scenes.scene_editing_work import EDITING, OTHER_NAME
from contract.domain.account import Role
from contract.domain.callback import LEASE_S, Callback
from contract.domain.contact import Contact
from contract.domain.ids import (
    BASE_SCOPE,
    EDITING_SCOPE,
    KNOWLEDGE_SCOPE,
    Scope,
    account_scope,
    desk_scope,
)
from contract.domain.knowledge_entries.entry_fields import body_of
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.queue import Queue
from contract.domain.sending import Sending
from contract.wire import reason_codes
from contract.wire.changes import (
    BODY_TYPES,
    PullReply,
    PullRequest,
    ScopeChanges,
    SnapshotPage,
    SnapshotRow,
)
from contract.wire.claims import (
    CallerMatches,
    CaseFound,
    CaseRecord,
    ClaimReply,
    ClaimRequest,
    LeaseReply,
)
from contract.wire.commands import (
    Command,
    CorrectContact,
    PushReply,
    PushRequest,
    RecordContact,
    Status,
    Verdict,
)
from contract.wire.duty import Colleagues, TransferReply, TransferRequest
from contract.wire.editing import (
    EditorsPresent,
    EntryAtVersion,
    EntryVersion,
    EntryVersions,
    KeepDraftReply,
    KeptDrafts,
)
from contract.wire.knowledge_today import KnowledgeToday
from contract.wire.knowledge_use import EntryFigures, KnowledgeFigures
from contract.wire.protocol_version import API_PREFIX
from contract.wire.session import ErrorReply, LineSettings, SessionReply
from contract.wire.text import TextTaken, TypedText

EPOCH = "scena"
CASE_NUMBER = "2026-000009"  # of whatever is forwarded in a scene
SEAT = "1001"
LINE = LineSettings(seat=SEAT, wss_urls=(), realm="scena", secret="scena")  # noqa: S106 - invented
_CARDS = (*city.CARDS, *city.TRANSLATIONS, city.WITHDRAWN)
_KINDS = {body: kind for kind, body in BODY_TYPES.items()}

type Reply = Callable[[httpx.Request], msgspec.Struct | httpx.Response]
type Answer = msgspec.Struct | Reply


def refused(status: int, code: str, detail: dict[str, str] | None = None) -> Reply:
    reply = msgspec.json.encode(ErrorReply(code=code, detail=detail or {}))
    return lambda _: httpx.Response(status, content=reply)


class CityServer(httpx.AsyncBaseTransport):
    """Change the fields before a scene asks. answers: by path, or by the beginning of paths.

    What has no answer is asked of a server that is away.
    """

    def __init__(self) -> None:
        self.now = city.NOW  # everybody's clock in the scene
        self.role = Role.OPERATOR
        self.refusal = ""  # of a sign-in
        self.refusal_detail: dict[str, str] = {}
        self.is_away = self.is_foreign = False
        self.head = 1  # of every scope: whoever is behind copies it anew
        self.commands: list[Command] = []  # that were taken
        self.takes_commands = asyncio.Event()  # not set: what is sent stays on its way
        self.takes_commands.set()
        self.goes_on_copying = asyncio.Event()  # not set: a copy stands behind its first page
        self.goes_on_copying.set()
        self.sends_sms, self.texts_a_day = True, 0
        self.base: tuple[Any, ...] = (*city.TOPICS, *city.DESKS)  # and the queues
        self.knowledge: tuple[Any, ...] = (*_CARDS, *city.OFFICES, *city.FAQS)
        self.contacts: tuple[Contact, ...] = city.CONTACTS
        self.callbacks: tuple[Callback, ...] = city.CALLBACKS
        self.queues: tuple[Queue, ...] = QUEUES
        self.sendings: tuple[Sending, ...] = ()
        self.editing: tuple[msgspec.Struct, ...] = EDITING
        self.answers: dict[str, Answer] = {
            "/auth/login": self._entered,
            "/auth/refresh": lambda _: self.session(),
            "/auth/logout": LeaseReply(held=False),  # nobody reads it
            "/pull": self._pulled,
            "/snapshot": self._copied,
            "/commands": self._applied,
            "/callers": CallerMatches(matches=city.MATCHES[:1]),
            "/cases": self._case,
            "/claims/callback": self._claimed,
            "/claims": LeaseReply(held=True, lease_s=LEASE_S),
            "/transfers": _transferred,
            "/text": lambda asked: TextTaken(
                taken=msgspec.json.decode(asked.content, type=TypedText).number
            ),
            "/calls": refused(404, reason_codes.UNKNOWN_CALL),
            "/colleagues": Colleagues(colleagues=(COLLEAGUE,)),
            "/knowledge/today": KnowledgeToday(
                at=city.NOW, since=city.TODAY.since, asked=city.TODAY.asked
            ),
            "/knowledge/use": KnowledgeFigures(since=date(2026, 8, 28), entries=_USE),
            "/knowledge": _versions,
            "/knowledge/presence": EditorsPresent(),
            "/knowledge/drafts": lambda asked: (
                KeepDraftReply(number=1) if asked.method == "PUT" else KeptDrafts()
            ),
        }

    def session(self) -> SessionReply:
        return SessionReply(
            access_token="scena",  # noqa: S106 - invented
            access_expires_s=900.0,
            refresh_token="scena",  # noqa: S106 - invented
            account=city.account(self.role),
            line=LINE,
            sends_sms=self.sends_sms,
            texts_a_day=self.texts_a_day,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix(API_PREFIX)
        known = [key for key in self.answers if path == key or path.startswith(f"{key}/")]
        if self.is_foreign:
            fault = ssl.SSLCertVerificationError()
            fault.verify_message = "self-signed certificate"
            raise httpx.ConnectError("foreign") from fault
        if self.is_away or not known:
            raise httpx.ConnectError("away")
        if path == "/commands":
            await self.takes_commands.wait()
        if path.startswith("/snapshot") and "after" in request.url.params:
            await self.goes_on_copying.wait()
        answer = self.answers[max(known, key=len)]
        reply = answer if isinstance(answer, msgspec.Struct) else answer(request)
        if isinstance(reply, httpx.Response):
            return reply
        return httpx.Response(200, content=msgspec.json.encode(reply))

    def _entered(self, asked: httpx.Request) -> msgspec.Struct | httpx.Response:
        if self.refusal:
            return refused(401, self.refusal, self.refusal_detail)(asked)
        return self.session()

    def _pulled(self, asked: httpx.Request) -> PullReply:
        cursors = msgspec.json.decode(asked.content, type=PullRequest).cursors
        return PullReply(
            epoch=EPOCH,
            scopes={
                scope: ScopeChanges(head=self.head, reset=cursors.get(scope) != self.head)
                for scope in self._rows()
            },
        )

    def _copied(self, asked: httpx.Request) -> SnapshotPage:
        scope = Scope(asked.url.path.rpartition("/")[2])
        page = SnapshotPage(epoch=EPOCH, head=self.head, rows=tuple(map(_row, self._rows()[scope])))
        if scope == KNOWLEDGE_SCOPE and not self.goes_on_copying.is_set():
            return replace(page, next_after="1", total=5000)
        return page

    def _rows(self) -> dict[Scope, list[Any]]:
        """Return what the account may see, by scope."""
        who = city.account(self.role)
        rows: dict[Scope, list[Any]] = {scope: [] for scope in who.scopes}
        rows[BASE_SCOPE] += (*self.base, *self.queues)
        rows[KNOWLEDGE_SCOPE] += self.knowledge
        rows[account_scope(who.id)] += (*self.contacts, *self.sendings)
        rows.get(EDITING_SCOPE, []).extend(self.editing)
        for callback in self.callbacks:
            file = city.case_file(callback)
            of_desk = rows.get(desk_scope(callback.desk_id), [])
            of_desk += (callback, file.case, *file.activities, *file.attempts)
        return rows

    def _applied(self, asked: httpx.Request) -> PushReply:
        sent = msgspec.json.decode(asked.content, type=PushRequest).commands
        commands = [msgspec.json.decode(one, type=Command) for one in sent]
        self.commands += commands
        return PushReply(epoch=EPOCH, results={one.id: self._verdict(one) for one in commands})

    def _verdict(self, command: Command) -> Verdict:
        data = command.data
        if not isinstance(data, RecordContact | CorrectContact):
            return Verdict(status=Status.APPLIED)
        number = {"case_number": CASE_NUMBER} if data.case is not None else {}
        # Not reached until the scene copies anew: the contact stays in sight.
        marks = {str(account_scope(data.contact.operator_id)): self.head + 1}
        return Verdict(status=Status.APPLIED, detail=number, marks=marks)

    def _case(self, asked: httpx.Request) -> msgspec.Struct | httpx.Response:
        for callback in self.callbacks:
            file = city.case_file(callback)
            if file.case is not None and file.case.number == asked.url.params["number"]:
                return CaseFound.of(
                    CaseRecord(
                        case=file.case,
                        callbacks=(callback,),
                        activities=file.activities,
                        attempts=file.attempts,
                    )
                )
        return refused(404, reason_codes.UNKNOWN_CASE)(asked)

    def _claimed(self, asked: httpx.Request) -> ClaimReply:
        wish = msgspec.json.decode(asked.content, type=ClaimRequest)
        open_ones = [one for one in self.callbacks if one.id not in wish.answered]
        found = next((one for one in open_ones if wish.callback_id in (None, one.id)), None)
        if found is None:
            return ClaimReply(callback=None, granted=False)
        who = city.account(self.role)
        mine = found.claimed_by(who.id, who.display_name, city.NOW)
        return ClaimReply(callback=mine, granted=True, lease_s=LEASE_S)


_USE = tuple(
    EntryFigures(
        entry_kind=EntryKind(_KINDS[type(one)].value),
        entry_id=one.id,
        read=38,
        linked=12,
        reported=1,
    )
    for one in (*city.CARDS, *city.OFFICES, *city.FAQS)
)


def _row(value: Any) -> SnapshotRow:
    body = msgspec.Raw(msgspec.json.encode(value))
    return SnapshotRow(kind=_KINDS[type(value)], id=value.id, version=value.version, body=body)


def _transferred(asked: httpx.Request) -> TransferReply:
    wish = msgspec.json.decode(asked.content, type=TransferRequest)
    return TransferReply(id=wish.id, to=f"q-{wish.queue_id}" if wish.queue_id else "")


def _versions(asked: httpx.Request) -> EntryVersions | EntryAtVersion:
    """Two versions of the one card that scenes compare."""
    card, number = city.CARDS[0], asked.url.path.rpartition("/")[2]
    about: dict[str, Any] = {"entry_kind": EntryKind.CARD, "entry_id": card.id}
    if not number.isdigit():
        return EntryVersions(versions=_VERSIONS, **about)
    older = replace(card, costs="", say="«Lo sportello è in Via degli Esempi 48.»")
    body = body_of(card if number == "2" else older)
    return EntryAtVersion(version=_VERSIONS[-int(number)], body=body, **about)


_VERSIONS = (
    EntryVersion(
        version=2,
        at=city.NOW - timedelta(days=14),
        author_names=(OTHER_NAME,),
        why="Orario invernale",
    ),
    EntryVersion(version=1, at=city.NOW - timedelta(days=90), author_names=("Anna Prova",)),
)
