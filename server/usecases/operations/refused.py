"""Why something asked for was not done, as a code a seat can word."""

from contract.wire import reason_codes


class Refused(Exception):
    """Nothing was done. code: of contract.wire.reason_codes; detail: fields and ids, no names."""

    def __init__(self, code: str, **detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def in_use(field: str, *, is_same: bool) -> Refused:
    """Return why an id cannot be taken. is_same: by this very thing of this very author.

    What is there already is called kept; words about another's thing go back to who wrote them.
    """
    return Refused(reason_codes.EXISTS if is_same else reason_codes.FORBIDDEN, field=field)
