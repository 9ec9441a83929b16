"""When a queue is open: a rule that seats apply too, here under the name routing has for it."""

from contract.domain.queue_hours import is_open, opens_at

__all__ = ["is_open", "opens_at"]
