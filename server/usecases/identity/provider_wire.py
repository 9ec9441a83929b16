"""What is asked of an identity provider, and the two ways in which it may fail to answer."""

import json
from collections.abc import Mapping
from typing import Any, Protocol

type Document = Mapping[str, Any]


class ProviderSilent(Exception):
    """It gave no answer in time, or none that can be understood. str() is for the log."""


class ProviderRefused(Exception):
    """It said no, or what it said is not to be believed. str() is for the log."""


class ProviderWire(Protocol):
    """Each may raise ProviderSilent or ProviderRefused."""

    async def get(self, url: str, bearer: str = "") -> Document: ...
    async def post(self, url: str, form: Mapping[str, str], basic: str = "") -> Document: ...


def strict_document(content: bytes) -> Document:
    """Return a JSON object in which no name stands twice. Raise ValueError.

    Of two claims of one name each reader takes another one; here neither counts.
    """
    try:
        found = json.loads(content, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")
