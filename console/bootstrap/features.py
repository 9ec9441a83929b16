"""The features of the console: one line each, in the order of their menus and commands."""

from importlib import import_module

from console.screens.kit.feature import MakeFeature

NAMES = (
    "calls",
    "duty",
    "team",
    "contact",
    "own_contacts",
    "callbacks",
    "knowledge",
    "editing",
)


def _named(name: str) -> MakeFeature:
    # by name, so that a feature is one line here: its import would be a second one
    make: MakeFeature = import_module(f"console.bootstrap.feature.{name}").feature
    return make


FEATURES = tuple(map(_named, NAMES))
