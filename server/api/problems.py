"""Refusals at the edge: every answer that is not 2xx is an ErrorReply with a stable code."""

import logging
import re
import secrets
from typing import Any

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException

from contract.wire import reason_codes
from contract.wire.decoding import MalformedMessage, encode
from contract.wire.session import ErrorReply
from server.store.engine.faults import StoreFault, StoreFull, UnstorableValue
from server.usecases.operations.error_location import place_of
from server.usecases.operations.refused import Refused

log = logging.getLogger(__name__)

_CODES = {
    400: reason_codes.MALFORMED,
    401: reason_codes.SESSION_EXPIRED,
    403: reason_codes.FORBIDDEN,
    404: reason_codes.NOT_FOUND,
    405: reason_codes.METHOD_NOT_ALLOWED,
    413: reason_codes.TOO_LARGE,
}


WENT = "client disconnected prematurely"  # as Litestar calls it


class Refusal(Exception):
    """Answer with this status and code; detail holds no personal data."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: dict[str, str] | None = None,
        *,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.headers = headers or {}
        self.detail = detail or {}


def json_answer(value: Any, status: int = 200) -> Response[bytes]:
    return Response(encode(value), status_code=status, media_type=MediaType.JSON)


def error_answer(refusal: Refusal) -> Response[bytes]:
    reply = ErrorReply(code=refusal.code, detail=refusal.detail)
    return Response(
        encode(reply),
        status_code=refusal.status,
        media_type=MediaType.JSON,
        headers=refusal.headers,
    )


def _refused(_: Request[Any, Any, Any], error: Refusal) -> Response[bytes]:
    return error_answer(error)


def _malformed(_: Request[Any, Any, Any], error: MalformedMessage) -> Response[bytes]:
    """Say where the message is wrong; never what it held."""
    # The message quotes what was sent, perhaps a citizen's name: only its place is answered.
    place = re.search(r"at `(\$[\w.\[\]]*)`", str(error))
    detail = {"at": str(place[1])} if place else {}
    return error_answer(Refusal(400, reason_codes.MALFORMED, detail))


def _http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    # Whoever went in the middle of a body has no bug to show: anybody could fill the log so.
    if error.status_code >= 500 and error.detail != WENT:
        return _bug(request, error)
    code = _CODES.get(error.status_code, reason_codes.MALFORMED)
    # A 405 must name what is allowed; nothing else of the framework's goes out.
    headers = {k: v for k, v in (error.headers or {}).items() if k.lower() == "allow"}
    return error_answer(Refusal(error.status_code, code, headers=headers))


def _refused_by_rule(_: Request[Any, Any, Any], refused: Refused) -> Response[bytes]:
    status = 403 if refused.code == reason_codes.FORBIDDEN else 400
    return error_answer(Refusal(status, refused.code, dict(refused.detail)))


def _store(_: Request[Any, Any, Any], fault: StoreFault) -> Response[bytes]:
    """The database could not do it now; only a value that no column takes is the caller's."""
    log.warning("the store refused: %s", type(fault).__name__)
    # Trying again cannot help: the seat must not keep such a command in its outbox.
    if isinstance(fault, UnstorableValue):
        return error_answer(Refusal(400, reason_codes.MALFORMED))
    full = isinstance(fault, StoreFull)
    # A full disk still reads: the seat goes on reading and keeps its work.
    code = reason_codes.READ_ONLY if full else reason_codes.UNAVAILABLE
    return error_answer(Refusal(503, code, headers={"Retry-After": "5"}))


def _bug(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Log where it happened under a reference. The error's text may quote data: it stays out."""
    reference = secrets.token_hex(3)
    template = request.scope.get("path_template", "?")
    log.error("bug %s at %s: %s", reference, template, place_of(error))
    return error_answer(Refusal(500, reason_codes.INTERNAL, {"reference": reference}))


# Every way out has a code: an operator never sees a framework's own words.
EXCEPTION_HANDLERS: dict[Any, Any] = {
    Refusal: _refused,
    MalformedMessage: _malformed,
    HTTPException: _http,
    StoreFault: _store,
    Refused: _refused_by_rule,
    Exception: _bug,
}
