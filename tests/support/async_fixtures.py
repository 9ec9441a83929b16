"""Fixtures with an asynchronous set-up and end: both run in the task of the test, on its loop."""

import functools
import inspect
from collections.abc import Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest


@dataclass(frozen=True, eq=False)
class NotYetOpen:
    """The set-up of an async fixture with what it asks for: pytest has no loop to run it on."""

    make: Callable[..., Any]
    asks_for: dict[str, Any]


def async_fixture(make: Callable[..., Any]) -> Any:
    """Make a fixture of an async generator, a coroutine, or what returns an async context manager.

    Its parameters are fixtures, async ones too. A context manager that make returns is entered.
    """

    @functools.wraps(make)
    def not_yet_open(**asks_for: Any) -> NotYetOpen:
        return NotYetOpen(make, asks_for)

    return pytest.fixture(not_yet_open)


async def open_fixtures(given: dict[str, Any], stack: AsyncExitStack) -> dict[str, Any]:
    """Return the fixtures of a test, those that are not yet open opened; the stack ends them."""
    opened: dict[NotYetOpen, Any] = {}

    async def opened_once(value: Any) -> Any:
        if not isinstance(value, NotYetOpen):
            return value
        if value not in opened:  # two may ask for the same one
            asked = {name: await opened_once(one) for name, one in value.asks_for.items()}
            opened[value] = await _opened(value.make(**asked), stack)
        return opened[value]

    return {name: await opened_once(value) for name, value in given.items()}


async def _opened(made: Any, stack: AsyncExitStack) -> Any:
    if inspect.isasyncgen(made):
        made = asynccontextmanager(lambda: made)()
    elif inspect.isawaitable(made):
        made = await made
    return await stack.enter_async_context(made) if hasattr(made, "__aenter__") else made
