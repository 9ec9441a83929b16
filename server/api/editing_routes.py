"""Routes of editors: the versions of an entry, who else is at it, and drafts not handed over."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, RawBody

from contract.domain.account import Capability
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire import reason_codes
from contract.wire.decoding import decode
from contract.wire.editing import (
    EditingPresence,
    EditorsPresent,
    EntryAtVersion,
    EntryVersions,
    KeepDraft,
    KeepDraftReply,
    KeptDrafts,
)
from server.api.access import ACCESS
from server.api.problems import Refusal, json_answer
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.knowledge.editing.keep_draft import drafts_of, keep_draft
from server.usecases.knowledge.editing.kept_versions import read_version, read_versions
from server.usecases.knowledge.editing.presence import tell_presence
from server.usecases.operations.refused import Refused

SignedIn = Request[CurrentSession, Any, Any]
_DIGITS = 9  # of a version's number


def editing_routes(
    *, database: ServerDatabase, clock: Callable[[], datetime]
) -> list[HTTPRouteHandler]:
    @get(
        "/knowledge/{entry_kind:str}/{entry_id:str}/versions",
        opt={ACCESS: Capability.KNOWLEDGE_EDIT, "gives": EntryVersions},
    )
    async def versions(entry_kind: FromPath[str], entry_id: FromPath[str]) -> Response[bytes]:
        kind = _kind(entry_kind)
        return json_answer(await database.read(lambda c: read_versions(c, kind, entry_id)))

    @get(
        "/knowledge/{entry_kind:str}/{entry_id:str}/versions/{version:str}",
        opt={ACCESS: Capability.KNOWLEDGE_EDIT, "gives": EntryAtVersion},
    )
    async def at_version(
        entry_kind: FromPath[str], entry_id: FromPath[str], version: FromPath[str]
    ) -> Response[bytes]:
        kind, number = _kind(entry_kind), _number(version)
        try:
            found = await database.read(lambda c: read_version(c, kind, entry_id, number))
        except Refused as refused:
            raise Refusal(404, refused.code, dict(refused.detail)) from None
        return json_answer(found)

    @post(
        "/knowledge/presence",
        opt={
            ACCESS: Capability.KNOWLEDGE_EDIT,
            "takes": EditingPresence,
            "gives": EditorsPresent,
        },
        status_code=200,
    )
    async def presence(request: SignedIn, body: RawBody) -> Response[bytes]:
        account, told, now = request.user.account, decode(body, EditingPresence), clock()
        return json_answer(await database.write(lambda c: tell_presence(c, account, told, now)))

    return [versions, at_version, presence, *_draft_routes(database, clock)]


def _draft_routes(
    database: ServerDatabase, clock: Callable[[], datetime]
) -> list[HTTPRouteHandler]:
    @put(
        "/knowledge/drafts",
        opt={ACCESS: Capability.KNOWLEDGE_EDIT, "takes": KeepDraft, "gives": KeepDraftReply},
    )
    async def keep(request: SignedIn, body: RawBody) -> Response[bytes]:
        who, told, now = request.user, decode(body, KeepDraft), clock()
        return json_answer(
            await database.write(lambda c: keep_draft(c, who.account, who.device_id, told, now))
        )

    @get("/knowledge/drafts", opt={ACCESS: Capability.KNOWLEDGE_EDIT, "gives": KeptDrafts})
    async def drafts(request: SignedIn) -> Response[bytes]:
        who = request.user
        return json_answer(await database.read(lambda c: drafts_of(c, who.account, who.device_id)))

    return [keep, drafts]


def _kind(text: str) -> EntryKind:
    if text not in set(EntryKind):
        raise Refusal(404, reason_codes.NOT_FOUND)
    return EntryKind(text)


def _number(text: str) -> int:
    # int() takes other scripts' digits and underscores, and SQLite no number of twenty digits.
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise Refusal(404, reason_codes.NOT_FOUND)
    return int(text)
