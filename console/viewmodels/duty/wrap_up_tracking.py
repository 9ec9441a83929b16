"""Whether the server counts the call she has or writes up, and what is asked of it where not."""

from collections.abc import Iterable
from datetime import datetime

from contract.domain.agents.agent import AgentView, DutyState

_COUNTED = frozenset({DutyState.ON_CALL, DutyState.LINE_LOST, DutyState.WRAP_UP})
_ENDS_WRITING = frozenset({DutyState.OFF, DutyState.READY, DutyState.RESERVED})  # by a lead


class WrapUpTracking:
    """Of one talk: the citizen's call and the consultations in it, each by its key."""

    def __init__(self) -> None:
        self.is_counted = False  # by what the server said last
        self.is_asked_for = False  # writing it up was asked for as work on a case
        self.goes_on_after = False  # a time to write goes on, or follows, after the present calls
        self._keys: set[str] = set()
        self._citizen_key = ""
        self._asked_at: datetime | None = None  # since when she was ready as the server was asked

    def note(self, keys: Iterable[str]) -> None:
        """These calls are up."""
        self._keys.update(key for key in keys if key)

    def note_end(self, citizen_key: str) -> None:
        self._citizen_key = citizen_key

    def adopt(self, view: AgentView, *, is_settled: bool, is_up: bool) -> None:
        """Take the server's view. A call it knew may be given up there while it goes on here."""
        if view.state in _COUNTED and self._is_hers(view.call_key):
            self.is_counted = True
        elif is_settled and is_up:
            self.is_counted = False

    def key_for(self, view: AgentView | None) -> str:
        """Return the key by which the server knows the call she has written up, "" for none.

        After a restart of the console only the server's view has it.
        """
        known = view.call_key if view is not None and view.state is DutyState.WRAP_UP else ""
        return known if known and self._is_hers(known) else self._citizen_key

    def is_wrap_up_of(self, view: AgentView) -> bool:
        """Return whether the server has the time after this very call."""
        return view.state is DutyState.WRAP_UP and view.call_key in self._keys

    def _is_hers(self, key: str) -> bool:
        """A console that was started meanwhile knows of no key yet."""
        return not key or not self._keys or key in self._keys

    def stays_open(self, view: AgentView, *, is_forced: bool, may_be_over: bool) -> bool:
        """Return whether she goes on writing though the server knows of no time after a call.

        It never counted the call, took the seat for gone meanwhile, had set her off before, or
        does not know yet that the call is over. What it says of her then holds when she has done.
        is_forced: a lead said so just now. may_be_over: for all this seat knows, the time of a
        call the server counted can be over there.
        """
        if view.state is DutyState.LINE_LOST:
            return True
        if is_forced and view.state in _ENDS_WRITING:
            return False
        if self.is_counted and may_be_over:
            return False
        self.is_counted = False
        return True

    def must_ask(self, view: AgentView) -> bool:
        """Return whether calls may ring while she writes, so that the server must be asked.

        Once for each time she is ready there: a server that will not hear is not asked for ever.
        """
        if view.state is not DutyState.READY or view.since_at == self._asked_at:
            return False
        self._asked_at, self.is_asked_for = view.since_at, True
        return True
