"""Routes of equal source: read once where their types are equal, else each for itself."""

from collections.abc import Callable
from typing import Any

from tests.support.servers.signatures_once import signature_of


def a_route(kind: type, least: int = 0) -> Callable[..., Any]:
    async def route(number: kind, limit: int = least) -> kind:  # type: ignore[valid-type]
        return number

    return route


def test_routes_with_equal_types_are_read_once() -> None:
    assert signature_of(a_route(int), {}) is signature_of(a_route(int), {})


def test_routes_of_one_source_keep_their_own_types_and_defaults() -> None:
    first, second, third = (
        signature_of(a_route(*chosen), {}) for chosen in ((int,), (str,), (str, 5))
    )
    assert first.parameters["number"].annotation is int
    assert second.parameters["number"].annotation is second.return_type.annotation is str
    assert [one.parameters["limit"].default for one in (second, third)] == [0, 5]
