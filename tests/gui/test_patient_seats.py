"""A seat of these tests waits long for the server: on a busy computer an answer takes its time."""

from importlib import import_module
from inspect import getmembers, isfunction
from pkgutil import walk_packages

import console.sync
from console.sync.server_link import ServerLink
from tests.support.waiting import PATIENCE_S


def test_no_limit_of_an_exchange_is_left_as_short_as_on_a_seat() -> None:
    """One that a module took from another, or that is a default, is a limit of its own."""
    modules = [
        import_module(one.name) for one in walk_packages(console.sync.__path__, "console.sync.")
    ]
    limits = {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if name.endswith("_LIMIT_S")
    }
    defaults = {
        f"{name}({word})": value
        for name, function in getmembers(ServerLink, isfunction)
        for word, value in (function.__kwdefaults__ or {}).items()
        if word == "limit_s"
    }
    assert defaults
    assert (limits | defaults) == dict.fromkeys(limits | defaults, PATIENCE_S)
