"""Routes of the pages behind the link in an owner's mail. Nobody signs in; the link is the right.

GET changes nothing: scanners of mail follow every link. What an owner decides comes by POST, with
a token that only the page holds.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from litestar import MediaType, Request, Response, get, post
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, RawBody

from server.api.access import ACCESS, Open
from server.api.owner_html import (
    STYLE_HASH,
    WORDS_LIMIT,
    closed_page,
    fault_page,
    form_page,
    thanks_page,
)
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase
from server.usecases.knowledge.maintenance.owner_answer import Choice, OwnerAnswer, owner_answer
from server.usecases.knowledge.maintenance.owner_link import PAGE, ForgedLink, OwnerLinks
from server.usecases.knowledge.maintenance.owner_page import LinkState, OwnerPage, owner_page

PAGE_LIMIT = 16 * 1024  # bytes of a form
# Longer than any of our links: nothing is computed for what cannot be one.
TOKEN_LIMIT = 120
HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    # The address is the right to answer: it must not travel on to another site.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STATUS = {LinkState.UNKNOWN: 404, LinkState.USED: 200}  # of a closed page; of all others 410
Clock = Callable[[], datetime]
Asked = Request[Any, Any, Any]


# How often one address may ask for a page: enough for an office, too little for guessing.
class PageAllowance:
    """A bucket for each address: burst at once, one more every refill_s. The loop's thread only."""

    def __init__(
        self,
        *,
        burst: int,
        refill_s: float,
        known: int = 10_000,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst = burst
        self._refill_s = refill_s
        self._known = known
        self._monotonic_s = monotonic_s
        self._full_at: OrderedDict[str, float] = OrderedDict()  # when its bucket is full again

    def take(self, address: str) -> float:
        """Return 0 when the page may be given, else the seconds to wait."""
        now = self._monotonic_s()
        full_at = max(self._full_at.get(address, now), now) + self._refill_s
        wait = full_at - now - self._burst * self._refill_s
        if wait > 0:
            return wait
        self._full_at[address] = full_at
        self._full_at.move_to_end(address)
        if len(self._full_at) > self._known:
            self._full_at.popitem(last=False)
        return 0.0


class _TooOften(Exception):
    def __init__(self, wait_s: float) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


def owner_pages(
    *, database: ServerDatabase, links: OwnerLinks, clock: Clock, public_url: str = ""
) -> list[HTTPRouteHandler]:
    # One address may be a whole office, or somebody who tries links: enough for the office only.
    looks = PageAllowance(burst=120, refill_s=1.0)
    answers = PageAllowance(burst=30, refill_s=10.0)
    options: dict[str, Any] = {
        "opt": {ACCESS: Open.TO_ALL},
        "status_code": 200,
        "media_type": MediaType.HTML,
        "exception_handlers": {
            _TooOften: _too_often,
            HTTPException: _not_understood,
            StoreFault: _not_now,
        },
    }

    def mail_of(token: str) -> str:
        if len(token) > TOKEN_LIMIT:
            raise ForgedLink
        return links.read(token)

    @get(f"{PAGE}/{{token:str}}", **options)
    async def look(request: Asked, token: FromPath[str]) -> Response[str]:
        _allow(looks, request)
        try:
            mail_id = mail_of(token)
        except ForgedLink:
            return _closed(LinkState.UNKNOWN)
        now = clock()
        # Only read: a scanner that opens the link must answer nothing in the owner's name.
        page = await database.read(lambda c: owner_page(c, mail_id, now))
        return _form(page, links, now) if page.state is LinkState.OPEN else _closed(page.state)

    @post(f"{PAGE}/{{token:str}}", request_max_body_size=PAGE_LIMIT, **options)
    async def answer(request: Asked, token: FromPath[str], body: RawBody) -> Response[str]:
        _allow(answers, request)
        try:
            mail_id = mail_of(token)
        except ForgedLink:
            return _closed(LinkState.UNKNOWN)
        now, fields = clock(), _fields(body)
        page = await database.read(lambda c: owner_page(c, mail_id, now))
        if page.state is not LinkState.OPEN:
            return _closed(page.state)
        is_ours = _comes_from_here(request, public_url) and links.is_form_token(
            mail_id, fields.get("form", ""), now
        )
        if fault := _fault(fields, is_ours):
            return _form(page, links, now, fault=fault, fields=fields)
        given = OwnerAnswer(choice=Choice(fields["choice"]), words=fields.get("words", ""))
        # Looked at again inside the write: two browsers may answer at once, the first one counts.
        before = await database.write(lambda c: owner_answer(c, mail_id, given, now))
        return _html(thanks_page()) if before.state is LinkState.OPEN else _closed(before.state)

    return [look, answer]


def _allow(allowance: PageAllowance, request: Asked) -> None:
    wait_s = allowance.take(request.client.host if request.client else "")
    if wait_s:
        raise _TooOften(wait_s)


def _fields(body: bytes) -> dict[str, str]:
    """Return the fields of a form; a body that is none has none."""
    try:
        # Bounded: a body of thousands of fields is no form of ours.
        found = parse_qs(body.decode("ascii"), max_num_fields=10, errors="replace")
    except ValueError:
        return {}
    return {name: values[0].replace("\0", "") for name, values in found.items()}


def _fault(fields: dict[str, str], is_ours: bool) -> tuple[str, str] | None:
    """Return what stands against taking the answer, and the id of the part it is about."""
    if not is_ours:
        stale = "La pagina era aperta da troppo tempo: controlli la risposta e la invii di nuovo."
        return stale, "answer"
    choice, words = fields.get("choice", ""), fields.get("words", "")
    if choice not in set(Choice):
        return "Scelga una delle tre risposte.", "choice-right"
    if choice == Choice.WRONG and not words.strip():
        return "Scriva il dato giusto.", "words"
    if len(words) > WORDS_LIMIT:
        return f"Il testo è troppo lungo: al massimo {WORDS_LIMIT} caratteri.", "words"
    return None


def _comes_from_here(request: Asked, public_url: str) -> bool:
    """Browsers say which page sent a form; another site's cannot answer for an owner."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    ours = {request.headers.get("host", ""), urlsplit(public_url).netloc} - {""}
    # Older browsers send no Origin with a form: the token the page holds is asked all the same.
    is_same = origin is None or urlsplit(origin).netloc in ours  # "null" names no place at all
    return site in ("same-origin", "none") and is_same


def _form(
    page: OwnerPage,
    links: OwnerLinks,
    now: datetime,
    *,
    fault: tuple[str, str] = ("", "answer"),
    fields: dict[str, str] | None = None,
) -> Response[str]:
    assert page.mail is not None
    given = fields or {}
    text = form_page(
        page,
        links.form_token(page.mail.id, now),
        fault=fault[0],
        at=fault[1],
        choice=given.get("choice", ""),
        words=given.get("words", "")[:WORDS_LIMIT],
    )
    return _html(text, 422 if fault[0] else 200)


def _closed(state: LinkState) -> Response[str]:
    return _html(closed_page(state), STATUS.get(state, 410))


def _html(text: str, status: int = 200, **headers: str) -> Response[str]:
    return Response(
        text, status_code=status, media_type=MediaType.HTML, headers={**HEADERS, **headers}
    )


def _too_often(_: Asked, error: _TooOften) -> Response[str]:
    seconds = math.ceil(error.wait_s)
    page = fault_page(
        "Troppe richieste", f"Aspetti {seconds} secondi, poi ricarichi la pagina. Grazie."
    )
    return _html(page, 429, **{"Retry-After": str(seconds)})


def _not_understood(_: Asked, error: HTTPException) -> Response[str]:
    page = fault_page(
        "La pagina non si apre", "Riapra il collegamento dal messaggio che ha ricevuto."
    )
    return _html(page, error.status_code if error.status_code < 500 else 500)


def _not_now(_: Asked, __: StoreFault) -> Response[str]:
    page = fault_page("Adesso non possiamo rispondere", "Riprovi tra qualche minuto. Grazie.")
    return _html(page, 503, **{"Retry-After": "60"})
