"""GET /voicemail/{id}: a message left by a caller, for whoever works its desk's cases."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from contract.domain.account import Capability
from contract.wire import reason_codes
from server.api.access import ACCESS
from server.api.problems import Refusal
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.calls.keep_voicemail import file_to_listen

SignedIn = Request[CurrentSession, Any, Any]
ID_LIMIT = 64


def voicemail_routes(
    *, database: ServerDatabase, folder: Path, clock: Callable[[], datetime]
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
