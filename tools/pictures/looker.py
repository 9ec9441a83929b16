"""A process that looks at scenes in one language: a line with a name in, a line of JSON out.

  python -m tools.pictures.looker --lang ar --themes light,dark --text 100,200 --sizes 1366x768

Out: {"scene": …, "looks": how many, "faults": [{"look", "kind", "where", "what"}, …]}.
"""

import argparse
import asyncio
import gc
import json
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
# The fonts of ./check: letters of other ones are of other widths.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).resolve().parents[2] / "tests" / "fonts.conf")

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from console.shell.translation import install_translation
from contract.known_types import learn_types
from tools.pictures.looks import Look, looks, seen_in, size_of

SCENE_LIMIT_S = 600.0


async def judged(app: QApplication, scene: str, wanted: Sequence[Look]) -> dict[str, Any]:
    """Return a scene as a line of JSON; one that cannot be shown is a fault too."""
    try:
        async with asyncio.timeout(SCENE_LIMIT_S):
            found = await seen_in(app, scene, wanted)
    except Exception:  # noqa: BLE001  # the other scenes are looked at all the same
        what = traceback.format_exc(limit=-1).strip().splitlines()[-1]
        fault = {"look": "", "kind": "not shown", "where": scene, "what": what}
        return {"scene": scene, "looks": 0, "faults": [fault]}
    faults = [{"look": look, **one.told()} for look, all_ in found.items() for one in all_]
    return {"scene": scene, "looks": len(wanted), "faults": faults}


async def look_at_what_is_named(app: QApplication, wanted: Sequence[Look]) -> None:
    while name := (await asyncio.to_thread(sys.stdin.readline)).strip():
        sys.stdout.write(json.dumps(await judged(app, name, wanted)) + "\n")
        sys.stdout.flush()
        gc.collect()  # here, where no thread of a scene is left, and no look at one waits for it


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lang", default="it")
    parser.add_argument("--themes", default="light")
    parser.add_argument("--text", default="100")
    parser.add_argument("--sizes", default="1366x768")
    options = parser.parse_args()
    sizes = [size_of(one) for one in options.sizes.split(",")]
    percents = [int(one) for one in options.text.split(",")]
    # What a session of the invented city logs is no trouble of whoever looks.
    logging.getLogger("console").addHandler(logging.NullHandler())
    learn_types()
    app = QApplication(sys.argv[:1])
    install_translation(app, options.lang)
    wanted = looks(options.themes.split(","), percents, sizes)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(look_at_what_is_named(app, wanted))


if __name__ == "__main__":
    main()
