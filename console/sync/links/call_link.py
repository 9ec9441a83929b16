"""What a seat asks of the server for the call in hand, and for those it has missed."""

from urllib.parse import quote

from console.errors import ServerRejected, VoicemailGone
from console.sync.server_link import RINGING_LIMIT_S, SYNC_LIMIT_S, ServerLink
from contract.wire.claims import (
    CaseFound,
    ClosedCases,
    ClosedCasesAsked,
    ConfirmHeard,
    HeardReply,
)
from contract.wire.duty import (
    CallContext,
    CallQuality,
    Colleagues,
    MaskReply,
    MaskRequest,
    TransferReply,
    TransferRequest,
)


class CallLink:
    """Every call may raise one of console.errors.NOT_TOLD, or ServerRejected."""

    def __init__(self, link: ServerLink) -> None:
        self._link = link

    async def context(self, call_key: str) -> CallContext:
        """Raise ServerRejected(404) when nothing is known of the call."""
        return await self._link.ask(
            "GET", _path(call_key), None, CallContext, limit_s=RINGING_LIMIT_S
        )

    async def transfer(self, request: TransferRequest) -> TransferReply:
        return await self._link.ask(
            "POST", "/transfers", request, TransferReply, limit_s=RINGING_LIMIT_S
        )

    async def colleagues(self) -> Colleagues:
        return await self._link.ask("GET", "/colleagues", None, Colleagues)

    async def quality(self, call_key: str, quality: CallQuality) -> None:
        await self._link.tell(f"{_path(call_key)}/quality", quality, limit_s=SYNC_LIMIT_S)

    async def mask_recording(self, call_key: str, on: bool) -> MaskReply:
        """Raise ServerRejected: "not_recorded", or "not_masked" where it may still be recorded."""
        path = f"{_path(call_key)}/mask"
        return await self._link.ask("POST", path, MaskRequest(on=on), MaskReply)

    async def confirm_heard(self, heard: ConfirmHeard) -> HeardReply:
        return await self._link.ask("POST", "/callers/heard", heard, HeardReply)

    async def case(self, number: str) -> CaseFound:
        """Raise ServerRejected(404) where no case has this number."""
        return await self._link.ask("GET", f"/cases?number={quote(number)}", None, CaseFound)

    async def closed_cases(self, asked: ClosedCasesAsked) -> ClosedCases:
        """Raise ServerRejected(429) for who has looked up enough, (403) for a desk of others."""
        return await self._link.ask("POST", "/cases/closed", asked, ClosedCases)

    async def voicemail(self, voicemail_id: str) -> bytes:
        """Return a message as a WAV file; the server notes who fetched it. Raise VoicemailGone."""
        try:
            return await self._link.download(f"/voicemail/{quote(voicemail_id, safe='')}")
        except ServerRejected as rejected:
            if rejected.status not in (403, 404):
                raise  # an upgrade of the server, say: the message is still there
            # Deleted after its time, or not this operator's: another try would not help.
            raise VoicemailGone from rejected


def _path(call_key: str) -> str:
    return f"/calls/{quote(call_key, safe='')}"
