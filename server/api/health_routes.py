"""Routes for those who run the server: alive, ready, and a few numbers for Prometheus."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from litestar import MediaType, Response, get
from litestar.handlers import HTTPRouteHandler

from contract.wire import reason_codes
from server.api.access import ACCESS, Open
from server.api.event_hub import EventHub
from server.api.problems import Refusal, json_answer
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase

# A database that hangs must count as not ready while the balancer is still asking.
READY_WITHIN_S = 2.0


class Counted(Protocol):
    """Rows that a job left aside."""

    job: str

    def __len__(self) -> int: ...


class Traffic:
    """What this process answered since its start, by status class. The loop's thread only."""

    def __init__(self) -> None:
        self.answers: Counter[str] = Counter()
        self.started_at = time.time()


def health_routes(
    *,
    database: ServerDatabase,
    hub: EventHub,
    traffic: Traffic,
    aside: Sequence[Counted] = (),
) -> list[HTTPRouteHandler]:
    public = {ACCESS: Open.TO_ALL}

    @get(_both("/healthz"), opt=public, sync_to_thread=False)
    def healthz() -> Response[bytes]:
        return json_answer({"alive": True})

    @get(_both("/readyz"), opt=public)
    async def readyz() -> Response[bytes]:
        try:
            async with asyncio.timeout(READY_WITHIN_S):
                await database.read(lambda c: c.execute("SELECT 1 AS one"))
        except (StoreFault, TimeoutError):
            raise Refusal(503, reason_codes.UNAVAILABLE) from None
        return json_answer({"ready": True})

    @get(_both("/metrics"), opt=public, media_type=MediaType.TEXT, sync_to_thread=False)
    def metrics() -> str:
        return prometheus(hub, traffic, aside)

    return [healthz, readyz, metrics]


def _both(path: str) -> list[str]:
    """Serve at the root, where tools look, and under the API, where a proxy may lead."""
    return [path, f"/api/v1{path}"]


def prometheus(hub: EventHub, traffic: Traffic, aside: Sequence[Counted]) -> str:
    """Return the numbers as Prometheus reads them."""
    lines = [
        "# TYPE chiamaroma_answers_total counter",
        *(
            f'chiamaroma_answers_total{{status="{status}"}} {count}'
            for status, count in sorted(traffic.answers.items())
        ),
        "# TYPE chiamaroma_rows_aside gauge",
        *(f'chiamaroma_rows_aside{{job="{one.job}"}} {len(one)}' for one in aside),
        "# TYPE chiamaroma_event_streams gauge",
        f"chiamaroma_event_streams {len(hub)}",
        "# TYPE chiamaroma_start_time_seconds gauge",
        f"chiamaroma_start_time_seconds {traffic.started_at:.0f}",
    ]
    return "\n".join(lines) + "\n"
