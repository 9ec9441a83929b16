"""Who works in one operator's session: nobody until the sign-in, then one account for good."""

from PySide6.QtCore import QObject, Signal

from contract.domain.account import Account, Capability


class SignedInOperator(QObject):
    """Models and pages are built before anybody signs in, so the account comes to them later.

    It is set once: a session never becomes another operator's. The signals are those of the
    session at the seat, for listeners that end with the operator.
    """

    signed_in = Signal(object)  # Account; the work is on the screen
    locked = Signal()
    unlocked = Signal()

    def __init__(self, account: Account | None = None) -> None:
        super().__init__()
        self._account = account

    @property
    def account(self) -> Account | None:
        return self._account

    def begin(self, account: Account) -> None:
        """Take the account of whoever signed in; the same one may come back after a break."""
        assert self._account is None or self._account.id == account.id
        self._account = account

    def may(self, capability: Capability) -> bool:
        return self._account is not None and self._account.may(capability)
