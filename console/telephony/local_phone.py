"""The softphone of the product: a client of the phone process on its local socket."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

import msgspec

from console.errors import PhoneRefused, PhoneUnavailable
from console.model.calls.live_call import PhoneAbility, PhoneListener
from console.runtime.task_scope import TaskScope
from console.telephony.phone_events import tell, with_event
from console.telephony.phone_link import PhoneLink
from contract.wire import phone_socket as wire
from contract.wire.phone_socket import Line, Snapshot
from contract.wire.session import LineSettings

log = logging.getLogger(__name__)

# Between attempts to attach. A phone just started listens within a second or two, and the seat's
# registration waits for this: longer pauses come only after that.
PAUSES_S = (*[0.03] * 100, 0.1, 0.2, 0.5, 1.0)
# Only a phone can know of a microphone: a console without one said that it is missing.
_GONE = Snapshot(line=Line(reason="phone_gone"))
_FAILING = Snapshot(line=Line(reason="phone_failing"))


type _Ask = Callable[..., Coroutine[Any, Any, object]]  # the kind of request, and its fields
type _OfCall = Callable[["LocalPhone", int], Coroutine[Any, Any, None]]
type _OfTwo = Callable[["LocalPhone", int, int], Coroutine[Any, Any, None]]


def _of_call(kind: type[wire.CallRequest]) -> _OfCall:
    async def asked(self: "LocalPhone", call: int) -> None:
        await self.ask(kind, call=call)

    return asked


def _of_two(kind: type[wire.CallRequest]) -> _OfTwo:
    async def asked(self: "LocalPhone", call: int, other: int) -> None:
        await self.ask(kind, call=call, other=other)

    return asked


class LocalAudio:
    """Implements AudioCommands: the sound of the phone process, by the phone's own ways to ask."""

    can: frozenset[PhoneAbility] = frozenset(PhoneAbility)

    def __init__(self, ask: _Ask, wish: _Ask) -> None:
        """wish: like ask, and asked again of a phone that was started anew."""
        self._ask = ask
        self._wish = wish

    async def echo_test(self, on: bool) -> None:
        await self._ask(wire.EchoTest, on=on)

    async def tell_levels(self, on: bool) -> None:
        await self._wish(wire.TellLevels, on=on)

    async def use_devices(
        self, *, headset_in: str, headset_out: str, ring: str, **labels: str
    ) -> None:
        await self._wish(
            wire.UseDevices, headset_in=headset_in, headset_out=headset_out, ring=ring, **labels
        )


class LocalMessages:
    """Implements MessagePlayer."""

    def __init__(self, ask: _Ask) -> None:
        self._ask = ask

    async def play_message(self, law: str, samples: bytes) -> None:
        size = wire.MESSAGE_PIECE
        # In pieces: a whole message would be longer than a line of the socket may be.
        pieces = [samples[at : at + size] for at in range(0, len(samples), size)]
        for part, piece in enumerate(pieces):
            is_last = part == len(pieces) - 1
            fields = {"part": part, "law": law, "samples": piece, "is_last": is_last}
            await self._ask(wire.PlayMessage, **fields)

    async def stop_message(self) -> None:
        await self._ask(wire.StopMessage)


class LocalPhone:
    """Attaches for ever once started. All on the loop's thread.

    What the console last asked for (line, availability, devices) is sent again to a phone that
    was started anew, or was out of reach; the secret stays in memory for that.
    """

    can: frozenset[PhoneAbility] = frozenset(PhoneAbility)

    def __init__(
        self,
        socket: Path,
        scope: TaskScope,
        *,
        start_phone: Callable[[], None] | None = None,
        is_failing: Callable[[], bool] = lambda: False,
    ) -> None:
        """start_phone is called when nobody answers on socket; it must return at once.

        is_failing says that the phone was started again and again without staying up.
        """
        self.audio = LocalAudio(self.ask, self._wish)
        self.messages = LocalMessages(self.ask)
        self._socket = socket
        self._scope = scope
        self._start_phone = start_phone
        self._is_failing = is_failing
        self._link: PhoneLink | None = None
        self._snapshot = _GONE
        self._listeners: list[PhoneListener] = []
        self._wishes: dict[type[wire.Request], Callable[[int], wire.Request]] = {}
        self._untold: set[type[wire.Request]] = set()  # wishes no phone may have heard

    def start(self) -> None:
        self._scope.start("phone.attach", self._stay_attached())
        self._scope.start("phone.alive", self._say_alive())

    @property
    def snapshot(self) -> Snapshot:
        """What is true now; line.reason is "phone_gone" or "phone_failing" without a phone."""
        return self._snapshot

    def listen(self, listener: PhoneListener) -> Callable[[], None]:
        self._listeners.append(listener)
        # At once: a window that opens in mid-call must show the call, not wait for its next event.
        listener.on_snapshot(self._snapshot)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    async def set_line(self, line: LineSettings, display_name: str) -> None:
        settings = msgspec.structs.asdict(line)
        await self._wish(wire.SetLine, **settings, display_name=display_name)

    async def set_available(self, available: bool) -> None:
        await self._wish(wire.SetAvailable, available=available)

    async def dial(self, to: str) -> int:
        return int((await self.ask(wire.Dial, to=to)).result)

    answer = _of_call(wire.Answer)
    reject = _of_call(wire.Reject)
    hang_up = _of_call(wire.HangUp)
    hold = _of_call(wire.Hold)
    resume = _of_call(wire.Resume)
    transfer_to = _of_two(wire.TransferTo)
    join = _of_two(wire.Join)
    split = _of_two(wire.Split)

    async def mute(self, call: int, on: bool) -> None:
        await self.ask(wire.Mute, call=call, on=on)

    async def dtmf(self, call: int, digits: str) -> None:
        await self.ask(wire.Dtmf, call=call, digits=digits)

    async def transfer(self, call: int, to: str) -> None:
        await self.ask(wire.Transfer, call=call, to=to)

    async def play_tone(self, tone: str) -> None:
        await self.ask(wire.PlayTone, tone=tone)

    async def quit(self) -> None:
        """Ask the phone process to hang up and end; it is not started again by this."""
        # Before the question: the phone closes its socket at once, and would be started again.
        self._start_phone = None
        await self.ask(wire.Quit)

    async def ask(self, kind: type[wire.Request], **fields: Any) -> wire.Reply:
        if self._link is None:
            raise PhoneUnavailable("not attached")
        return await self._link.ask(lambda number: kind(id=number, **fields))

    async def _wish(self, kind: type[wire.Request], **fields: Any) -> None:
        # Kept before it is asked: a phone that is away now is told as soon as it is there.
        self._wishes[kind] = lambda number: kind(id=number, **fields)
        self._untold.add(kind)
        try:
            await self.ask(kind, **fields)
        except PhoneRefused:
            # A refusal is an answer: telling it again would be refused again.
            self._untold.discard(kind)
            raise
        self._untold.discard(kind)

    async def _say_alive(self) -> None:
        """On the window's own thread: a window that hangs says nothing, and the phone notices."""
        while True:
            await asyncio.sleep(wire.ALIVE_EVERY_S)
            if self._link is not None:
                # No task of its own for the reply: a hanging phone must not pile them up.
                self._link.say(lambda number: wire.Alive(id=number))

    async def _stay_attached(self) -> None:
        failures = 0
        while True:
            try:
                link = await PhoneLink.attach(self._socket)
            except PhoneUnavailable:
                if self._start_phone is not None:
                    self._start_phone()
                self._tell_failing()
                await asyncio.sleep(PAUSES_S[min(failures, len(PAUSES_S) - 1)])
                failures += 1
                continue
            failures = 0
            self._link = link
            try:
                await link.run(self._on_event)
            finally:
                self._link = None
                link.close()
            self._on_gone()

    def _on_gone(self) -> None:
        log.warning("the phone process is gone")
        self._snapshot = _GONE
        # A copy: a listener that leaves in its own call must not shift the others.
        for listener in tuple(self._listeners):
            listener.on_gone()

    def _tell_failing(self) -> None:
        # Once, until a phone answers: each further try would be told as news.
        if self._is_failing() and self._snapshot is _GONE:
            self._snapshot = _FAILING
            for listener in tuple(self._listeners):
                listener.on_line(_FAILING.line)

    def _on_event(self, event: wire.Event) -> None:
        if isinstance(event, wire.SnapshotEvent):
            self._snapshot = event.snapshot
            for listener in tuple(self._listeners):
                listener.on_snapshot(event.snapshot)
            # A phone that was only out of reach kept its line: it is told what it missed.
            is_fresh = event.snapshot.line.reason == "not_set"
            kinds = [kind for kind in self._wishes if is_fresh or kind in self._untold]
            self._scope.start("phone.tell-again", self._tell_again(kinds), replaces=True)
        # What happened before the snapshot is in it, and may come after it on the wire.
        elif event.seq > self._snapshot.seq:
            self._snapshot = with_event(self._snapshot, event)
            for listener in tuple(self._listeners):
                tell(listener, event)

    async def _tell_again(self, kinds: Sequence[type[wire.Request]]) -> None:
        """Send a phone started anew all that was asked of the last one, any other what it missed.

        Of each kind the latest wish: while one is answered the console may wish otherwise, and
        that must not be undone.
        """
        for kind in kinds:
            # Gone again: the next snapshot begins the telling from its start.
            if self._link is None:
                return
            try:
                await self._link.ask(self._wishes[kind])
            except PhoneUnavailable as error:
                log.warning("the phone did not hear its settings: %s", error)
                continue
            except PhoneRefused as error:
                log.warning("the phone did not take its settings: %s", error)
            self._untold.discard(kind)
