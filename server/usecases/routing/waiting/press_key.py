"""Keys a caller presses: the menu while waiting, only shown once somebody talks with the caller."""

from msgspec.structs import replace

from contract.domain.queue import MenuKey, Queue
from contract.wire.duty import CallNews
from contract.wire.exchange import Digit
from server.store.calls.queue_calls import CallStage, QueueCall, call_by_sip, save_call
from server.usecases.routing.call_steps import CLOSED, queue_of, say_goodbye
from server.usecases.routing.callbacks.queue_callback import ask_for_callback, may_be_called_back
from server.usecases.routing.routing_work import RoutingWork, is_open
from server.usecases.routing.waiting.closed_queue import greet_closed, to_voicemail

CALLBACK_KEY = "1"  # where callbacks are offered and the menu gives them no key


def press_key(work: RoutingWork, pressed: Digit) -> None:
    """Do what the key means in the call's queue; any other key, time or call changes nothing."""
    call = call_by_sip(work.connection, pressed.sip)
    # Keys of both sides are heard: the citizen's own alone may move the call.
    if call is None or _is_other_side(call, pressed):
        return
    if call.state == CallStage.ANSWERED and call.account_id:
        news = CallNews(kind="digit", call_key=call.id, text=pressed.digit)
        work.effects.news.append((call.account_id, news))
    # The relay tells a digit twice, or late: a call already settled follows no key.
    if call.state != CallStage.WAITING or call.from_seat:
        return
    key = meaning(queue_of(work, call), pressed.digit)
    if key is not None:
        _follow(work, call, key)


def meaning(queue: Queue, digit: str) -> MenuKey | None:
    for key in queue.menu:
        if key.key == digit:
            return key
    # Where the menu gives callbacks another key, 1 means nothing.
    has_own = any(key.callback for key in queue.menu)
    if digit == CALLBACK_KEY and queue.offers_callback_s and not has_own:
        return MenuKey(key=digit, callback=True)
    return None


def _follow(work: RoutingWork, call: QueueCall, key: MenuKey) -> None:
    if key.callback:
        # Offered to nobody without a number: "thanks, we call you" would be a lie.
        if may_be_called_back(work, call):
            say_goodbye(work, ask_for_callback(work, call), "callback-taken")
    elif key.voicemail:
        # A menu may name a voicemail the queue no longer has.
        if queue_of(work, call).has_voicemail:
            to_voicemail(work, call, "key")
    else:
        _move(work, call, key)


def _move(work: RoutingWork, call: QueueCall, key: MenuKey) -> None:
    """Change queue or language; the place by time of arrival stays."""
    queue = work.queues.get(key.queue_id or "") or queue_of(work, call)
    language = key.language or call.language
    if (queue.id, language) == (call.queue_id, call.language):
        return
    moved = replace(
        call,
        queue_id=queue.id,
        language=language,
        priority=queue.priority,
        # The rings begin anew in the other queue; the arrival, and so the place, stays.
        queued_at=work.now,
        cause="" if call.cause == CLOSED else call.cause,
    )
    save_call(work.connection, moved)
    # The key may have chosen a language that is not spoken at this hour.
    if not is_open(queue, language, work.at):
        greet_closed(work, moved)


def _is_other_side(call: QueueCall, pressed: Digit) -> bool:
    return bool(call.from_tag and pressed.from_tag) and call.from_tag != pressed.from_tag
