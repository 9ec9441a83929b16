"""Every scene by its name on the command line: the SCENES of each module …scenes in this folder."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import console.scenes
from console.scenes.scenes import Scene


def _all_scenes() -> Iterator[Scene]:
    # found, not listed: the scenes of a new page are a new file
    for module in iter_modules(console.scenes.__path__, "console.scenes."):
        if module.name.endswith("scenes"):
            yield from import_module(module.name).SCENES


SCENES: dict[str, Scene] = {scene.__name__.replace("_", "-"): scene for scene in _all_scenes()}
