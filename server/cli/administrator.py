"""Who gives a command: the audit names administrators, as the Garante asks since 2008."""

import getpass


def os_user() -> str:
    """Return the user of the operating system, as the audit's subjects name it."""
    try:
        return f"os:{getpass.getuser()}"
    except (OSError, KeyError):  # a container may run under a number that has no name
        return "os:?"
