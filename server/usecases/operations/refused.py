"""Why something asked for was not done, as a code a seat can word."""


class Refused(Exception):
    """Nothing was done. code: of contract.wire.reason_codes; detail: fields and ids, no names."""

    def __init__(self, code: str, **detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
