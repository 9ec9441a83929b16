"""The case goes ahead of the voice; a silent server stops neither."""

from typing import Any

import pytest

from console.errors import ServerNotTrusted, ServerUnreachable, SessionExpired
from console.model.calls.directory_entry import DirectoryEntry, LineKind
from console.model.calls.transfer import TransferStart, TransferWish
from console.usecases.calls.begin_transfer import BeginTransfer
from contract.domain.contact import Disposition
from contract.domain.ids import CaseId, DeskId, QueueId
from contract.wire.duty import TransferReply, TransferRequest
from tests.support.seats.seat import NOW, StoppedClock, a_draft, an_account, open_replica

QUEUE = DirectoryEntry(
    kind=LineKind.QUEUE, id="tributi", name="Tributi", to="q-tributi", queue_id=QueueId("tributi")
)
DESK = DirectoryEntry(kind=LineKind.DESK, id="nidi", name="Nidi", desk_id=DeskId("nidi"))


class Server:
    """Answers as told and keeps what it was asked."""

    def __init__(self, answer: TransferReply | Exception) -> None:
        self.answer = answer
        self.asked: list[TransferRequest] = []

    async def __call__(self, request: TransferRequest) -> TransferReply:
        self.asked.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def a_reply(**fields: Any) -> TransferReply:
    return TransferReply(id="t-1", **{"to": "q-tributi", **fields})  # type: ignore[arg-type]


async def begun(wish: TransferWish, answer: TransferReply | Exception) -> tuple[Any, Server]:
    server = Server(answer)
    async with open_replica() as database:
        begin = BeginTransfer(database=database, send=server, clock=StoppedClock())
        return await begin(wish), server


async def test_what_was_written_travels_with_the_call() -> None:
    draft = a_draft(description="Ha pagato due volte.")
    wish = TransferWish(
        call_key="key-1",
        entry=QUEUE,
        consult=True,
        note="È agitata",
        draft=draft,
        case_id=CaseId("p-1"),
    )
    start, server = await begun(wish, a_reply())
    [request] = server.asked
    assert start == TransferStart(to="q-tributi")
    assert (request.call_key, request.queue_id, request.consult) == ("key-1", "tributi", True)
    assert (request.note, request.case_id) == ("È agitata", "p-1")
    assert request.contact is not None
    assert request.contact.id == request.contact_id == draft.contact_id
    assert request.contact.description == "Ha pagato due volte."
    assert request.contact.disposition is Disposition.TRANSFERRED
    assert request.contact.operator_id == an_account().id
    assert request.contact.closed_at == NOW
    assert request.caller == request.contact.caller


@pytest.mark.parametrize(
    "fault", [ServerUnreachable("no answer in time"), ServerNotTrusted("x"), SessionExpired()]
)
async def test_a_silent_server_lets_the_voice_go_without_the_case(fault: Exception) -> None:
    start, _ = await begun(TransferWish(call_key="key-1", entry=QUEUE), fault)
    assert start == TransferStart(to="q-tributi", is_carried=False)


async def test_a_desk_only_the_server_can_reach_is_refused_in_words_when_it_is_silent() -> None:
    start, _ = await begun(TransferWish(call_key="key-1", entry=DESK), ServerUnreachable())
    assert start.refused == "unknown_line"
    start, server = await begun(TransferWish(call_key="key-1", entry=DESK), a_reply(to="1201"))
    assert start == TransferStart(to="1201")
    assert server.asked[0].desk_id == "nidi"


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (DirectoryEntry(kind=LineKind.COLLEAGUE, id="a", name="A", to="1002", seat="1002"), "seat"),
        (
            DirectoryEntry(
                kind=LineKind.NUMBER, id="n", name="N", to="+39061", number="+390655500500"
            ),
            "number",
        ),
    ],
)
async def test_exactly_one_target_is_named(entry: DirectoryEntry, field: str) -> None:
    _, server = await begun(TransferWish(call_key="key-1", entry=entry), a_reply())
    [request] = server.asked
    targets = {"queue_id", "desk_id", "seat", "number"}
    assert [name for name in sorted(targets) if getattr(request, name)] == [field]


async def test_a_closed_line_is_refused_as_the_server_says() -> None:
    wish = TransferWish(call_key="key-1", entry=QUEUE, override_reason="urgente")
    start, server = await begun(wish, a_reply(is_open=False, refused="closed"))
    assert (start.refused, start.is_open) == ("closed", False)
    assert server.asked[0].override_reason == "urgente"
