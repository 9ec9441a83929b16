"""How long to wait before the next attempt. Pure, so tests need no clock."""

FIRST_S = 0.5
CEILING_S = 8.0  # a returned server is found within ten seconds


def delay_s(failures: int, jitter: float) -> float:
    """Return seconds to wait after so many misses in a row; jitter is in [0, 1).

    Half of it is chance: a thousand seats must not come back in the same second.
    """
    # Bounded: after a night of failures the power would overflow.
    doubled = FIRST_S * 2.0 ** min(max(0, failures - 1), 30)
    return min(CEILING_S, doubled) * (0.5 + jitter / 2)
