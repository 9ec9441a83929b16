"""The exchange asks who gets a call: for the first time, after a ring, or after a silence."""

from msgspec.structs import replace

from contract.wire.exchange import (
    LAST,
    OFFERS_LIMIT,
    AnyRouteReply,
    Fallback,
    Reject,
    RouteRequest,
    SendTo,
)
from server.store.calls.queue_calls import UNANSWERED, CallStage, QueueCall, call_by_id, save_call
from server.store.calls.queue_offers import rings_of
from server.usecases.routing.call_steps import (
    CANCELLED,
    GONE,
    LOST_WITH_EXCHANGE,
    UNAVAILABLE,
    back_to_waiting,
    finish,
)
from server.usecases.routing.first_ask import first_ask
from server.usecases.routing.routing_work import RoutingWork
from server.usecases.routing.waiting.closed_queue import VOICEMAIL


def route_call(work: RoutingWork, request: RouteRequest) -> QueueCall:
    """Note that the call waits; answers that need no operator are in the work's effects."""
    # The first question of a new boot tells as much as its event, which may be lost.
    note_boot(work, request.exchange, request.boot)
    known = call_by_id(work.connection, request.call or request.sip)
    call = first_ask(work, request) if known is None else _asked_again(work, known, request)
    # Kamailio's call has 30 branches: beyond that it is refused, and nobody rings (decision 0014).
    if call.state == CallStage.WAITING and rings_of(work.connection, call.id) + 1 >= OFFERS_LIMIT:
        work.effects.answers[call.id] = Fallback()
        return save_call(work.connection, replace(call, state=CallStage.FALLBACK))
    return call


def note_boot(work: RoutingWork, exchange: str, boot: str) -> None:
    """End the calls that waited at an exchange when it died; those that talk go on."""
    life = {"exchange": exchange, "boot": boot}
    # Each question of a living exchange comes through here: one row, never the calls of years.
    known = work.connection.one(
        "SELECT boot FROM exchange_boot WHERE exchange = :exchange AND boot = :boot", life
    )
    if not boot or known is not None:
        return
    work.connection.insert("exchange_boot", life, keeps_old=True)
    states = ", ".join(f"'{state}'" for state in UNANSWERED)
    lost = work.connection.execute(
        f"SELECT id FROM queue_call WHERE state IN ({states})"
        " AND exchange = :exchange AND boot <> :boot ORDER BY id",
        life,
    )
    for row in lost:
        call = call_by_id(work.connection, row["id"])
        if call is not None:
            dead = finish(work, call, CallStage.ENDED, LOST_WITH_EXCHANGE, outcome="abandoned")
            # The relay does not know that the exchange died: its music would play on.
            work.effects.dead.append(dead)
            work.effects.answers[call.id] = Reject(code=UNAVAILABLE)


def _asked_again(work: RoutingWork, known: QueueCall, request: RouteRequest) -> QueueCall:
    """A ring that was open is over, however the last one ended; the call keeps its place."""
    call = replace(
        known,
        asked_at=work.now,
        tries=known.tries + 1,
        sip=request.sip or known.sip,
        from_tag=request.from_tag or known.from_tag,
        relay=request.relay or known.relay,
    )
    # Given up because it was not found: an exchange that asks for it again has it.
    if call.cause == GONE and call.state == CallStage.ABANDONED:  # it was only out of sight
        call = replace(call, state=CallStage.WAITING, cause="", ended_at=None)
    # It asks again though it was told to ring: it lost the answer, or the ring has ended.
    if call.state in (CallStage.OFFERED, CallStage.FALLBACK):
        outcome = request.last if request.last in LAST[1:] else "abandoned"
        return back_to_waiting(work, call, outcome)
    # Sent there again it would try for ever.
    if call.state == CallStage.VOICEMAIL and request.last == "unreachable":
        call = replace(call, state=CallStage.REJECTED, cause="voicemail_away")
    save_call(work.connection, call)
    if call.state not in (CallStage.WAITING, CallStage.ANSWERED):
        # The exchange's client repeats a question by itself, also for a call given up meanwhile
        # (0018).
        work.effects.answers[call.id] = answer_to_finished(call)
    return call


def answer_to_finished(call: QueueCall) -> AnyRouteReply:
    """Return the answer to an exchange that asks for a call that is settled."""
    if call.state == CallStage.VOICEMAIL:
        return SendTo(to=VOICEMAIL)
    return Reject(code=CANCELLED if call.state == CallStage.ABANDONED else UNAVAILABLE)
