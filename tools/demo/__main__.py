"""./run after set-up: the demo by hand in a window, or headless with a report."""

import asyncio
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tools.demo.arguments import KEPT, Options, parse  # --help has nothing but Python: rest late

EX_UNAVAILABLE = 69


def headless(options: Options) -> int:
    folder = options.keep or Path(tempfile.mkdtemp(prefix="chiamaroma-run-"))
    folder.mkdir(parents=True, exist_ok=True)
    from tools.demo.keyring_session import can_start, is_inside, run_again_inside

    if not is_inside() and can_start():
        keyring = Path(tempfile.mkdtemp(prefix="chiamaroma-keyring-"))
        run_again_inside(keyring, "tools.demo", sys.argv[1:])
    from tools.demo.headless_run import play
    from tools.demo.processes import ProcessFailed
    from tools.demo.run_folder import RunFolder
    from tools.exchange import ExchangeFailed

    sockets = Path(tempfile.mkdtemp(prefix="cr-"))
    try:
        return asyncio.run(play(options, RunFolder(folder), sockets))
    except (ProcessFailed, ExchangeFailed) as failure:
        print(f"{failure}\nLogs: {folder / 'logs'}", file=sys.stderr)
        return EX_UNAVAILABLE
    finally:
        shutil.rmtree(sockets, ignore_errors=True)
        if options.keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def by_hand() -> int:
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print("No screen here. Try: ./run --headless --seconds 120 --report r.json")
        return EX_UNAVAILABLE
    from tools.demo.processes import ProcessFailed
    from tools.demo.run_folder import RunFolder
    from tools.demo.windowed_run import play
    from tools.exchange import ExchangeFailed

    sockets = Path(tempfile.mkdtemp(prefix="cr-"))
    KEPT.mkdir(exist_ok=True)
    try:
        return asyncio.run(play(RunFolder(KEPT), sockets))
    except (ProcessFailed, ExchangeFailed) as failure:
        print(f"{failure}\nLogs: {KEPT / 'logs'}", file=sys.stderr)
        return EX_UNAVAILABLE
    finally:
        shutil.rmtree(sockets, ignore_errors=True)


def main() -> int:
    options = parse()
    return headless(options) if options.headless else by_hand()


if __name__ == "__main__":
    sys.exit(main())
