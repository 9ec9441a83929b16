"""Routes of synchronisation: commands in, changes and snapshots out, hints as a stream."""

import gzip
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any

from litestar import MediaType, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, QueryParameter, RawBody
from litestar.types import ASGIApp
from msgspec.structs import replace

from contract.citizen_rows import CitizenRows
from contract.domain.account import Account, Capability
from contract.domain.ids import Scope
from contract.wire import reason_codes
from contract.wire.answer_signature import HEADER_SIGNATURE
from contract.wire.changes import (
    COPY_ROWS,
    HEADER_CHANGES,
    PAGE_LIMIT,
    CopyOutline,
    PullReply,
    PullRequest,
    SnapshotPage,
    outline_path,
    snapshot_path,
)
from contract.wire.commands import MAX_BATCH, EmptiedReply, EmptyRequest, PushReply, PushRequest
from contract.wire.decoding import decode
from contract.wire.protocol_version import API_PREFIX
from server.api.access import ACCESS
from server.api.event_hub import EventHub
from server.api.event_stream import EventStream, StateOf, StreamWish, no_state
from server.api.problems import Refusal, json_answer
from server.api.route import SignedIn, getting, posting
from server.usecases.accounts.current_session import SessionEnded, SessionLookup
from server.usecases.citizens.erased_marks import ErasedMarks, MarksUnreadable
from server.usecases.citizens.erased_rows import erased_of
from server.usecases.sync.answer_signature import AnswerSigner
from server.usecases.sync.empty_sent import empty_sent
from server.usecases.sync.leave_out_unreadable import LeaveOutUnreadable
from server.usecases.sync.push_commands import PushCommands
from server.usecases.sync.read_changes import read_changes, read_snapshot
from server.usecases.sync.shared_copies import OUTLINE, SharedCopies, SignedPage


def sync_routes(
    *,
    database: LeaveOutUnreadable,
    push: PushCommands,
    signer: AnswerSigner,
    marks: ErasedMarks,
    clock: Callable[[], datetime],
) -> list[HTTPRouteHandler]:
    @posting("/commands", Capability.KNOWLEDGE_READ, PushRequest, PushReply, leaving=True)
    async def push_commands(request: SignedIn, body: RawBody) -> Response[bytes]:
        """Take commands of everybody who works here; each asks for its own capability."""
        batch = decode(body, PushRequest)
        if len(batch.commands) > MAX_BATCH:
            raise Refusal(413, reason_codes.TOO_LARGE, {"limit": str(MAX_BATCH)})
        return json_answer(await push(request.user.account, batch))

    @posting("/pull", Capability.KNOWLEDGE_READ, PullRequest, PullReply)
    async def pull(request: SignedIn, body: RawBody) -> Response[bytes]:
        account, wanted = request.user.account, decode(body, PullRequest)
        if not 1 <= wanted.limit <= PAGE_LIMIT:
            raise Refusal(400, reason_codes.MALFORMED, {"at": "$.limit"})
        reply = await database.read(lambda c: read_changes(c, account, wanted))
        # Where nobody can say who was erased the seats ask once somebody can.
        with suppress(MarksUnreadable):
            reply = replace(reply, erasures=marks.edition)
        return _signed(signer, request, body, reply)

    @posting("/erased", Capability.KNOWLEDGE_READ, CitizenRows, CitizenRows)
    async def erased(request: SignedIn, body: RawBody) -> Response[bytes]:
        """Tell a seat which of the rows it has sent something of are of somebody erased."""
        asked = decode(body, CitizenRows)
        return json_answer(await database.read(lambda c: erased_of(c, asked, marks)))

    @posting("/emptied", Capability.KNOWLEDGE_READ, EmptyRequest, EmptiedReply)
    async def emptied(request: SignedIn, body: RawBody) -> Response[bytes]:
        """Take the words of somebody erased out of a command that a seat keeps."""
        account, sent = request.user.account, decode(body, EmptyRequest).command
        command = await database.read(lambda c: empty_sent(c, account, sent, marks, clock()))
        return json_answer(EmptiedReply(command=command))

    return [push_commands, pull, erased, emptied]


def copy_routes(
    *, database: LeaveOutUnreadable, signer: AnswerSigner, copies: SharedCopies
) -> list[HTTPRouteHandler]:
    @getting("/snapshot/{feed:str}", Capability.KNOWLEDGE_READ, SnapshotPage)
    async def snapshot(
        request: SignedIn,
        feed: FromPath[str],
        after: FromQuery[str | None] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=PAGE_LIMIT)] = PAGE_LIMIT,
    ) -> Response[bytes]:
        account = request.user.account
        # No account reads the snapshot of a scope that it may not see (test_access).
        if feed not in account.scopes:
            raise Refusal(403, reason_codes.FORBIDDEN)
        # As every seat asks: then the same bytes are everybody's, and their signature too.
        for rows in (COPY_ROWS, PAGE_LIMIT):
            if _target(request).endswith((API_PREFIX + snapshot_path(feed, after, rows)).encode()):
                return _unpacked(request, await copies.page(account, Scope(feed), after, rows))
        page = await database.read(lambda c: read_snapshot(c, account, Scope(feed), after, limit))
        return _signed(signer, request, b"", page)

    @getting("/snapshot/{feed:str}/parts", Capability.KNOWLEDGE_READ, CopyOutline)
    async def parts(
        request: SignedIn, feed: FromPath[str], after: FromQuery[str | None] = None
    ) -> Response[bytes]:
        """Tell what is in the pages of a copy, for a seat that may hold them."""
        account = request.user.account
        if feed not in account.scopes:
            raise Refusal(403, reason_codes.FORBIDDEN)
        if not _target(request).endswith((API_PREFIX + outline_path(feed, after)).encode()):
            raise Refusal(400, reason_codes.MALFORMED)  # the signature is of this way to ask
        return _unpacked(request, await copies.page(account, Scope(feed), after, OUTLINE))

    return [snapshot, parts]


def _signed(
    signer: AnswerSigner, request: SignedIn, question: bytes, value: Any
) -> Response[bytes]:
    answer = json_answer(value)
    # Signed with the question: a proxy could otherwise give yesterday's answer (decision 0021).
    answer.headers[HEADER_SIGNATURE] = signer.header(_target(request), question, answer.content)
    return answer


def event_routes(
    *, hub: EventHub, sessions: SessionLookup, state_of: StateOf = no_state
) -> list[HTTPRouteHandler]:
    @get("/events", opt={ACCESS: Capability.KNOWLEDGE_READ}, media_type="text/event-stream")
    async def events(request: SignedIn) -> ASGIApp:
        return EventStream(
            hub=hub,
            user=request.user,
            account_now=_still(sessions, request.user.id),
            wish=StreamWish(
                last_event_id=request.headers.get("last-event-id"),
                takes_changes=request.headers.get(HEADER_CHANGES) == "1",
            ),
            state_of=state_of,
        )

    return [events]


def _target(request: SignedIn) -> bytes:
    path, query = request.scope["raw_path"], request.scope["query_string"]
    return path + b"?" + query if query else path


def _unpacked(request: SignedIn, page: SignedPage) -> Response[bytes]:
    """Answer with the packed bytes whoever takes them, as every console does."""
    headers = {HEADER_SIGNATURE: page.signature}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(page.packed), media_type=MediaType.JSON, headers=headers)
    headers["Content-Encoding"] = "gzip"
    return Response(page.packed, media_type=MediaType.JSON, headers=headers)


def _still(sessions: SessionLookup, session_id: str) -> Callable[[], Any]:
    async def account_now() -> Account | None:
        try:
            session = await sessions.by_id(session_id)
        # None ends the stream with bye at the next beat.
        except SessionEnded:
            return None
        return None if session.ended_as else session.account

    return account_now
