"""The features of the console: one line each, in the order of their menus and commands."""

from importlib import import_module

from console.bootstrap.operator_parts import MakeModels
from console.screens.kit.feature import MakeFeature

NAMES = (
    "calls",
    "duty",
    "team",
    "floor",
    "contact",
    "own_contacts",
    "callbacks",
    "knowledge",
    "editing",
    "systems",
    "settings",
)


# by name, so that a feature is one line here: its import would be a second one
_MODULES = tuple(import_module(f"console.bootstrap.feature.{name}") for name in NAMES)
FEATURES: tuple[MakeFeature, ...] = tuple(one.feature for one in _MODULES)
MODELS: tuple[MakeModels, ...] = tuple(one.models for one in _MODULES if hasattr(one, "models"))
