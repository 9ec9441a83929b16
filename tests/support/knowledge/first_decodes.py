"""A process of its own: says which types of ours are still unread when its work begins.

python -m tests.support.knowledge.first_decodes seat|server|replica|database|bare FOLDER
"""

import asyncio
import sys
from pathlib import Path
from types import FrameType

import msgspec

from contract.known_types import OURS

READER = "get_class_annotations"  # what msgspec calls to read the fields of a type


def unread() -> list[str]:
    """Return the types whose fields are read by this very decoding."""
    kinds = [kind for kind in _kinds(msgspec.Struct) if kind.__module__.split(".")[0] in OURS]
    return [f"{kind.__module__}.{kind.__name__}" for kind in kinds if _reads_fields(kind)]


def _reads_fields(kind: type) -> bool:
    seen: list[str] = []

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == READER:
            seen.append(READER)

    sys.setprofile(watch)
    try:
        msgspec.json.decode(b"{}", type=kind)
    except msgspec.ValidationError:
        pass
    except TypeError:
        return False  # one that is only shown, never read
    finally:
        sys.setprofile(None)
    return bool(seen)


def _kinds(kind: type) -> list[type]:
    narrower = type.__subclasses__(kind)
    return narrower + [deeper for one in narrower for deeper in _kinds(one)]


def _seat(folder: Path) -> list[str]:
    return asyncio.run(_in_session(folder))


async def _in_session(folder: Path) -> list[str]:
    from console.bootstrap import console_session
    from console.settings import Settings

    def crashed(name: str, error: BaseException) -> None:
        raise RuntimeError(name) from error

    async with console_session(
        Settings(has_phone=False),  # a phone that just starts would outlive this process
        data_dir=folder,
        phone_socket=folder / "phone",
        on_crash=crashed,
    ):
        return unread()


def _server(folder: Path) -> list[str]:
    from server.cli.command_line import run

    run(["doctor", "--data-dir", str(folder)])
    return unread()


def _replica(_: Path) -> list[str]:
    import console.bootstrap  # noqa: F401 - its types
    from console.runtime.change_feed import ChangeFeed
    from console.store.replica.local_database import LocalDatabase

    LocalDatabase(None, "", ChangeFeed())
    return unread()


def _database(folder: Path) -> list[str]:
    import server.bootstrap.server  # noqa: F401 - its types
    from server.store.engine.server_database import ServerDatabase

    ServerDatabase.open(f"sqlite:///{folder}/only.db").close()
    return unread()


def _bare(_: Path) -> list[str]:
    import console.bootstrap  # noqa: F401
    import server.bootstrap.server  # noqa: F401 - their types

    return unread()


ROLES = {
    "seat": _seat,
    "server": _server,
    "replica": _replica,
    "database": _database,
    "bare": _bare,
}


def main() -> None:
    found = ROLES[sys.argv[1]](Path(sys.argv[2]))
    sys.stdout.write("".join(f"unread {name}\n" for name in found))


if __name__ == "__main__":
    main()
