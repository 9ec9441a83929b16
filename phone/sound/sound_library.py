"""The sound system of Linux through PulseAudio's own library, which PipeWire answers, too.

Nothing here waits, and no thread is begun: what came is read whenever look() is called.
"""

import ctypes
import logging
import time
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)

NAME = b"telephone"
BLINK_S = 3.0  # as read here; who is away for longer is missed by those who look
_READS = 64  # at most in one look
# Values of pulse/def.h.
_READY, _FAILED = 4, 5  # pa_context_state; beyond: terminated
_NO_AUTOSPAWN = 0x1
_SINKS = 0x1
_FACILITY, _TYPE = 0x0F, 0x30
_SINK, _NEW, _REMOVE = 0x00, 0x00, 0x20


class _SinkInfo(ctypes.Structure):
    """How pa_sink_info begins; the library makes it, so that its end need not be known."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("index", ctypes.c_uint32),
        ("description", ctypes.c_char_p),
    )


_OnEvent = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32, ctypes.c_void_p)
_OnSink = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.POINTER(_SinkInfo), ctypes.c_int, ctypes.c_void_p
)
_P, _I, _U, _S = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32, ctypes.c_char_p
_SHAPES: dict[str, tuple[Any, tuple[Any, ...]]] = {  # what each returns and takes
    "pa_mainloop_new": (_P, ()),
    "pa_mainloop_free": (None, (_P,)),
    "pa_mainloop_get_api": (_P, (_P,)),
    "pa_mainloop_iterate": (_I, (_P, _I, _P)),
    "pa_context_new": (_P, (_P, _S)),
    "pa_context_connect": (_I, (_P, _S, _I, _P)),
    "pa_context_disconnect": (None, (_P,)),
    "pa_context_unref": (None, (_P,)),
    "pa_context_get_state": (_I, (_P,)),
    "pa_context_set_subscribe_callback": (None, (_P, _OnEvent, _P)),
    "pa_context_subscribe": (_P, (_P, _I, _P, _P)),
    "pa_context_get_sink_info_list": (_P, (_P, _OnSink, _P)),
    "pa_context_get_sink_info_by_index": (_P, (_P, _U, _OnSink, _P)),
    "pa_operation_unref": (None, (_P,)),
}


class SoundConnection:
    """One connection to the sound system; ask look() often, and close() in the end."""

    def __init__(self, library: Any, on_blink: Callable[[str], None]) -> None:
        """on_blink: receives the label of each output that went and is back already.

        By its name: a headset that changes to another kind of connection (Bluetooth) has two.
        """
        self._library = library
        self._on_blink = on_blink
        self._names: dict[int, bytes] = {}  # of the outputs, by the sound system's number
        self._went_s: dict[bytes, float] = {}  # when those went that are not here
        self._is_told = False  # whether it tells us what comes and goes
        self._on_event = _OnEvent(self._note)  # kept: the library holds no reference
        self._on_sink = _OnSink(self._learn)
        self._loop = library.pa_mainloop_new()
        self._context = None
        if self._loop:
            self._context = library.pa_context_new(library.pa_mainloop_get_api(self._loop), NAME)
        if self._context:
            # The phone watches the sound system that is there; it starts none.
            library.pa_context_connect(self._context, None, _NO_AUTOSPAWN, None)

    def look(self) -> bool:
        """Read what came meanwhile; False when the connection is lost or never came up."""
        if not self._context:  # too little memory, or too many files open
            return False
        for _ in range(_READS):
            if self._library.pa_mainloop_iterate(self._loop, 0, None) <= 0:
                break
        state = self._library.pa_context_get_state(self._context)
        if state == _READY and not self._is_told:
            self._is_told = True
            self._begin()
        return bool(state < _FAILED)

    def close(self) -> None:
        if self._context:
            self._library.pa_context_disconnect(self._context)
            self._library.pa_context_unref(self._context)
        if self._loop:
            self._library.pa_mainloop_free(self._loop)
        self._context = self._loop = None

    def _begin(self) -> None:
        library, context = self._library, self._context
        library.pa_context_set_subscribe_callback(context, self._on_event, None)
        self._let_go(library.pa_context_subscribe(context, _SINKS, None, None))
        self._let_go(library.pa_context_get_sink_info_list(context, self._on_sink, None))

    def _note(self, context: int, event: int, index: int, _: int | None) -> None:
        if event & _FACILITY != _SINK:
            return
        if event & _TYPE == _NEW:
            ask = self._library.pa_context_get_sink_info_by_index
            self._let_go(ask(context, index, self._on_sink, None))
        elif event & _TYPE == _REMOVE and index in self._names:
            self._went_s[self._names.pop(index)] = time.monotonic()

    def _learn(self, _: int, info: Any, end: int, __: int | None) -> None:
        # A list ends, and fails, with a call that brings no output.
        if end or not info:
            return
        name, label = info.contents.name or b"", info.contents.description or b""
        self._names[info.contents.index] = name
        went_s = self._went_s.pop(name, None)
        if went_s is not None and time.monotonic() - went_s < BLINK_S:
            self._on_blink(label.decode(errors="replace"))

    def _let_go(self, operation: int | None) -> None:
        # Each question hands out an operation whose reference is ours to give back.
        if operation:
            self._library.pa_operation_unref(operation)


def sound_library() -> Any | None:
    """Return None where there is none: what went and came between two looks stays unseen."""
    try:
        library = ctypes.CDLL("libpulse.so.0")
        for name, (result, takes) in _SHAPES.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, takes
    except (OSError, AttributeError) as error:
        log.info("outputs are not watched: %s", error)
        return None
    return library
