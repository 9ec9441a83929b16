"""What a team lead decided over an operator's head, told once and kept until it is read."""

from contract.domain.agents.agent import AgentView, DutyState

_PAUSE, _READY, _OFF = "forced_pause", "forced_ready", "forced_off"
_CALM = frozenset({DutyState.NOT_READY, DutyState.OFF})


class SupervisorOverride:
    """code and subject are those of the notice; is_unread until the operator acknowledged."""

    def __init__(self) -> None:
        self._known: tuple[str, str, str] | None = None  # code, name, message
        self.is_unread = False
        self.code = ""
        self.subject: dict[str, str] = {}

    def adopt(self, view: AgentView) -> bool:
        """Return whether the view holds a word that was not told yet.

        The name stays in the view while what was forced is in force, without the message once
        that was acknowledged.
        """
        if not view.forced_by:
            self._known, self.is_unread = None, False
            return False
        word = (_code(view), view.forced_by, view.message)
        if self._known is not None and word in (self._known, (*self._known[:2], "")):
            return False
        self._known, self.is_unread = word, True
        self.code = word[0]
        reason = view.pending or view.reason
        self.subject = {"who": view.forced_by, "message": view.message, "reason": reason}
        return True


def _code(view: AgentView) -> str:
    if DutyState.OFF in (view.state, view.pending):
        return _OFF
    return _PAUSE if view.pending or view.state in _CALM else _READY
