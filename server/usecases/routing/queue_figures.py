"""How the queues stand now, for every seat and for the team leads."""

from datetime import datetime

from contract.domain.ids import QueueId
from contract.wire.duty import QueueFigures
from server.store.engine.connection import Connection, millis
from server.usecases.duty.available import available
from server.usecases.routing.known_queues import known_queues
from server.usecases.routing.matching import skill_level
from server.usecases.routing.routing_work import is_open

ITALIAN = "it"


def queue_figures(connection: Connection, now: datetime) -> tuple[QueueFigures, ...]:
    """Return the figures of all queues by id; a call that rings still waits."""
    rows = connection.execute(
        "SELECT queue_id, count(*) AS waiting, min(arrived_at) AS first FROM queue_call"
        " WHERE state IN ('waiting', 'offered', 'fallback') AND from_seat = 0 GROUP BY queue_id"
    )
    waiting = {row["queue_id"]: row for row in rows}
    agents = available(connection, now)
    figures = []
    for queue in known_queues(connection).values():
        row = waiting.get(queue.id)
        figures.append(
            QueueFigures(
                queue_id=QueueId(queue.id),
                waiting=row["waiting"] if row else 0,
                longest_wait_s=max(0, millis(now) - row["first"]) // 1000 if row else 0,
                ready=sum(skill_level(agent, queue, ITALIAN) >= 1 for agent in agents),
                is_open=is_open(queue, ITALIAN, now),
            )
        )
    return tuple(figures)
