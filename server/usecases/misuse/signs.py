"""Which lines of the audit are signs of misuse, and how many make the leads look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from contract.wire import reason_codes
from contract.wire.floor import DIALS, LOOK_UPS, SIGN_INS
from server.store.operations.audit_log import AuditLine
from server.usecases.contacts import look_up_caller
from server.usecases.misuse import dial_audit

WITHIN = timedelta(minutes=10)
EVERYBODY = ""  # in place of an account: sign-ins of all
# The limit of look-ups is a count already. Two wrong numbers happen. Ten wrong passwords of one
# operator are no slip; thirty of all within ten minutes are no morning of a city.
ENOUGH = {LOOK_UPS: 1, DIALS: 3, SIGN_INS: 10}
ENOUGH_OF_ALL = 30
_TRIES = ("sign_in_refused", "password_refused")  # the latter of whoever changes the own one
_GUESSES = (
    reason_codes.BAD_CREDENTIALS,
    reason_codes.TOO_MANY_ATTEMPTS,
    reason_codes.SECOND_FACTOR_WRONG,
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """kind and whose it is: an account's, or of dials a seat's."""

    kind: str
    whose: str

    @property
    def enough(self) -> int:
        return ENOUGH_OF_ALL if self.whose == EVERYBODY else ENOUGH[self.kind]


def patterns_of(line: AuditLine) -> Iterator[Pattern]:
    """Yield the patterns that a line of the audit belongs to."""
    if line.action == look_up_caller.REFUSED and line.account_id:
        yield Pattern(LOOK_UPS, line.account_id)
    elif line.action == dial_audit.REFUSED:
        yield Pattern(DIALS, line.subject.partition(" ")[0])
    elif line.action in _TRIES and line.subject in _GUESSES:
        yield Pattern(SIGN_INS, EVERYBODY)
        if line.account_id:
            yield Pattern(SIGN_INS, line.account_id)
