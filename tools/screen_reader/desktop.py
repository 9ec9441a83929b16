"""What the window manager was told of the windows on a screen: on top, wanted, in front."""

import subprocess
from collections.abc import Mapping

ON_TOP, WANTED = "_NET_WM_STATE_ABOVE", "_NET_WM_STATE_DEMANDS_ATTENTION"
URGENT = "The urgency hint bit is set"  # of WM_HINTS, the older way to say it
LIMIT_S = 30.0
# A window of no toolkit: it has the keyboard, and says nothing to a screen reader.
OTHER_PROGRAM = ("xev", "-name", "Altro programma")


def shown_windows(title: str, variables: Mapping[str, str]) -> list[str]:
    """Return what xprop says of each window that is shown and has a name like title."""
    found = _told(["xdotool", "search", "--onlyvisible", "--name", title], variables)
    return [_told(["xprop", "-id", number], variables) for number in found.split()]


def name_in_front(variables: Mapping[str, str]) -> str:
    """Return the name of the window that has the keyboard, "" for none."""
    return _told(["xdotool", "getactivewindow", "getwindowname"], variables).strip()


def told_of(windows: list[str]) -> str:
    """Return the lines that say how they stand, one window after the other."""
    lines = (line.strip() for one in windows for line in one.splitlines())
    wanted = ("_NET_WM_STATE(", "WM_NAME(STRING)", URGENT)
    return "; ".join(line for line in lines if line.startswith(wanted))


def _told(command: list[str], variables: Mapping[str, str]) -> str:
    done = subprocess.run(
        command,
        env=dict(variables),
        check=False,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
    )
    return done.stdout
