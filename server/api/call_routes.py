"""Routes about calls: what is known of one, transfers, sound, recording, messages in voicemail."""

import asyncio
from pathlib import Path
from typing import Protocol

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, RawBody

from contract.domain.account import Account, Capability
from contract.wire import reason_codes
from contract.wire.decoding import decode
from contract.wire.duty import (
    CallContext,
    CallQuality,
    MaskReply,
    MaskRequest,
    TransferReply,
    TransferRequest,
)
from server.api.access import ACCESS
from server.api.problems import Refusal, json_answer
from server.api.route import Clock, SignedIn, getting, posting
from server.store.calls.call_recordings import CallRecording
from server.store.engine.connection import instant, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.calls.call_ownership import keep_quality
from server.usecases.calls.keep_voicemail import file_to_listen
from server.usecases.citizens.erased_marks import ErasedMarks
from server.usecases.contacts.look_up_caller import note_read
from server.usecases.operations.refused import Refused
from server.usecases.routing.record_calls import NotMasked
from server.usecases.routing.transfers.ask_transfer import ask_transfer
from server.usecases.routing.transfers.call_context import call_context

# Strangers' phones choose a Call-ID: nothing is searched for a longer one.
KEY_LIMIT = 256  # characters of a call's name
ID_LIMIT = 64


class Mask(Protocol):
    async def __call__(self, account: Account, call_id: str, *, on: bool) -> CallRecording: ...


def call_routes(
    *,
    database: ServerDatabase,
    clock: Clock,
    erased: ErasedMarks,
    mask: Mask | None = None,
) -> list[HTTPRouteHandler]:
    """mask None: nothing is recorded in this house."""

    @getting("/calls/{call_key:str}", Capability.PHONE_USE, CallContext)
    async def context(request: SignedIn, call_key: FromPath[str]) -> Response[bytes]:
        key, user, now = checked_key(call_key), request.user, clock()
        known = await database.read(lambda c: call_context(c, user.account, user.seat, key, now))
        if known is None:
            raise Refusal(404, reason_codes.UNKNOWN_CALL)
        has_citizen = known.contact is not None and known.contact.citizen_id is not None
        # A write only where there is something to keep: each ringing call is read.
        if has_citizen or known.case is not None or user.account.may(Capability.MONITOR_READ):
            await database.write(lambda c: note_read(c, user.account, user.seat, known, now))
        return json_answer(known)

    @posting("/calls/{call_key:str}/quality", Capability.PHONE_USE, CallQuality, refuses=(404,))
    async def quality(request: SignedIn, call_key: FromPath[str], body: RawBody) -> None:
        key, user, measured = checked_key(call_key), request.user, decode(body, CallQuality)
        at = millis(clock())
        is_kept = await database.write(
            lambda c: keep_quality(c, user.account.id, user.seat, key, measured, at)
        )
        # Only who had the call may say how it sounded.
        if not is_kept:
            raise Refusal(404, reason_codes.UNKNOWN_CALL)

    @posting("/transfers", Capability.PHONE_USE, TransferRequest, TransferReply)
    async def transfer(request: SignedIn, body: RawBody) -> Response[bytes]:
        user, asked, now = request.user, decode(body, TransferRequest), clock()
        reply = await database.write(
            lambda c: ask_transfer(c, user.account, user.seat, asked, now, erased)
        )
        return json_answer(reply)

    return [context, quality, transfer, _masking(mask)]


def _masking(mask: Mask | None) -> HTTPRouteHandler:
    path, access = "/calls/{call_key:str}/mask", Capability.PHONE_USE

    @posting(path, access, MaskRequest, MaskReply, refuses=(404, 409))
    async def masked(request: SignedIn, call_key: FromPath[str], body: RawBody) -> Response[bytes]:
        key, wanted = checked_key(call_key), decode(body, MaskRequest)
        if mask is None:
            raise Refusal(409, reason_codes.NOT_RECORDED)
        try:
            now = await mask(request.user.account, key, on=wanted.on)
        except Refused as refused:
            status = 404 if refused.code == reason_codes.UNKNOWN_CALL else 409
            raise Refusal(status, refused.code) from None
        # Not 409: the relay is silent, and the operator must know that her words are being
        # recorded.
        except NotMasked:
            raise Refusal(503, reason_codes.NOT_MASKED) from None
        until = instant(now.masked_until_at) if now.masked_until_at else None
        return json_answer(MaskReply(state=now.state, masked_until=until))

    return masked


def checked_key(text: str) -> str:
    if len(text) > KEY_LIMIT or not text.isprintable():
        raise Refusal(404, reason_codes.UNKNOWN_CALL)
    return text


def voicemail_routes(
    *, database: ServerDatabase, folder: Path, clock: Clock
) -> list[HTTPRouteHandler]:
    @get("/voicemail/{voicemail_id:str}", opt={ACCESS: Capability.CASE_WORK})
    async def listen(request: SignedIn, voicemail_id: FromPath[str]) -> Response[bytes]:
        """A line in the audit says who listened to what, before the first byte leaves."""
        if len(voicemail_id) > ID_LIMIT or not voicemail_id.isprintable():
            raise Refusal(404, reason_codes.NOT_FOUND)
        account, now = request.user.account, clock()
        name = await database.write(lambda c: file_to_listen(c, account, voicemail_id, now))
        try:
            sound = await asyncio.to_thread((folder / name).read_bytes) if name else None
        except FileNotFoundError:
            sound = None
        if sound is None:
            raise Refusal(404, reason_codes.NOT_FOUND)
        return Response(sound, media_type="audio/wav", headers={"Cache-Control": "no-store"})

    return [listen]
