"""Who gives a command: the audit names administrators, as the Garante asks since 2008.

Of a process, not of its environment: there anybody may write any name.
"""

import os
import pwd
import re
from pathlib import Path

STATED_BY = "CHIAMAROMA_STATED_BY"
LOGIN_UID = Path("/proc/self/loginuid")
_NOBODY = 2**32 - 1  # of a process that no sign-in began
_NAME = re.compile(r"[A-Za-z0-9._@-]{1,64}")


def os_user() -> str:
    """Return the user of the operating system, as the audit's subjects name it.

    Behind it, where it is another name: "login:", who signed in at the computer, as the kernel
    keeps it through su and sudo; "stated:", who gave the command as a script says.
    """
    user, login = _name_of(os.getuid()), _login()
    told = [f"os:{user}", *([f"login:{login}"] if login not in ("", user) else [])]
    stated = os.environ.get(STATED_BY, "")
    if stated not in ("", user, login):
        # What is no name of a user could be read as words of the audit.
        told.append(f"stated:{stated if _NAME.fullmatch(stated) else '?'}")
    return " ".join(told)


def _login() -> str:
    """Return who signed in at the computer, "" where nobody did or the kernel does not say."""
    try:
        uid = int(LOGIN_UID.read_text())
    except (OSError, ValueError):
        return ""
    return "" if uid == _NOBODY else _name_of(uid)


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # a container may run under a number that has no name
        return str(uid)
