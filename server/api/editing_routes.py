"""Routes of editors: the versions of an entry, who else is at it, and drafts not handed over."""

from litestar import Response, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, RawBody

from contract.domain.account import Capability
from contract.domain.knowledge_entries.revision import EntryKind
from contract.whole_number import whole_number
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
from server.api.route import Clock, SignedIn, Transactions, getting
from server.store.engine.server_database import ServerDatabase
from server.usecases.knowledge.editing.keep_draft import drafts_of, keep_draft
from server.usecases.knowledge.editing.kept_versions import read_version, read_versions
from server.usecases.knowledge.editing.presence import tell_presence
from server.usecases.operations.refused import Refused

_LAST = 999_999_999  # number of a version


def editing_routes(*, database: ServerDatabase, clock: Clock) -> list[HTTPRouteHandler]:
    path, access = "/knowledge/{entry_kind:str}/{entry_id:str}/versions", Capability.KNOWLEDGE_EDIT

    @getting(path, access, EntryVersions)
    async def versions(entry_kind: FromPath[str], entry_id: FromPath[str]) -> Response[bytes]:
        kind = _kind(entry_kind)
        return json_answer(await database.read(lambda c: read_versions(c, kind, entry_id)))

    @getting(f"{path}/{{version:str}}", access, EntryAtVersion)
    async def at_version(
        entry_kind: FromPath[str], entry_id: FromPath[str], version: FromPath[str]
    ) -> Response[bytes]:
        kind, number = _kind(entry_kind), _number(version)
        try:
            found = await database.read(lambda c: read_version(c, kind, entry_id, number))
        except Refused as refused:
            raise Refusal(404, refused.code, dict(refused.detail)) from None
        return json_answer(found)

    presence = Transactions(database, clock).post(
        "/knowledge/presence", access, EditingPresence, EditorsPresent, tell_presence
    )
    return [versions, at_version, presence, *_draft_routes(database, clock)]


def _draft_routes(database: ServerDatabase, clock: Clock) -> list[HTTPRouteHandler]:
    @put(
        "/knowledge/drafts",
        opt={ACCESS: Capability.KNOWLEDGE_EDIT, "takes": KeepDraft, "gives": KeepDraftReply},
    )
    async def keep(request: SignedIn, body: RawBody) -> Response[bytes]:
        who, told, now = request.user, decode(body, KeepDraft), clock()
        return json_answer(
            await database.write(lambda c: keep_draft(c, who.account, who.device_id, told, now))
        )

    @getting("/knowledge/drafts", Capability.KNOWLEDGE_EDIT, KeptDrafts)
    async def drafts(request: SignedIn) -> Response[bytes]:
        who = request.user
        return json_answer(await database.read(lambda c: drafts_of(c, who.account, who.device_id)))

    return [keep, drafts]


def _kind(text: str) -> EntryKind:
    if text not in set(EntryKind):
        raise Refusal(404, reason_codes.NOT_FOUND)
    return EntryKind(text)


def _number(text: str) -> int:
    number = whole_number(text, _LAST)
    if number is None:
        raise Refusal(404, reason_codes.NOT_FOUND)
    return number
