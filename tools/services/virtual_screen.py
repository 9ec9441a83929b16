"""A screen without a monitor (Xvfb): its pixels, a mouse on it, and who has the focus."""

import ctypes
import os
import secrets
import struct
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

WIDTH, HEIGHT = 1280, 800
_LEFT_BUTTON = 1
# Xvfb looks for a free one in its own network only, and takes over the socket of another's screen:
# keys pressed there would be typed here.
_NUMBERS = range(1000, 50000)

Picture = npt.NDArray[np.uint8]  # height, width, red green blue


class VirtualScreen:
    """A context manager. Raise OSError where Xvfb or the X libraries are missing.

    is_shared: other users of tools.bare_machine.own_world may open windows on it. There the lock
    files of X say nothing: the process ids in them are of other worlds.
    """

    def __init__(self, *, is_shared: bool = False, size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
        self._width, self._height = size
        self._access = ["-ac", "-nolock"] if is_shared else []
        self._folder = tempfile.TemporaryDirectory(prefix="screen-")
        self._server: subprocess.Popen[bytes] | None = None
        self._display: ctypes.c_void_p | None = None
        self.name = ""

    def __enter__(self) -> "VirtualScreen":
        read, write = os.pipe()
        screen = ["-screen", "0", f"{self._width}x{self._height}x24", "-fbdir", self._folder.name]
        place = f":{secrets.choice(_NUMBERS)}"
        command = ["Xvfb", place, "-displayfd", str(write), "-nolisten", "tcp", "-noreset"]
        command += self._access
        self._server = subprocess.Popen(
            [*command, *screen],
            pass_fds=(write,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            number = pipe.readline().strip().decode()
        if not number:
            self.__exit__(None, None, None)
            raise OSError("Xvfb does not start")
        self.name = f":{number}"
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(self.name.encode()))
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        if self._display is not None:
            self._x.XCloseDisplay(self._display)
        if self._server is not None:
            self._server.terminate()
            self._server.wait(30)
        self._folder.cleanup()

    @property
    def variables(self) -> dict[str, str]:
        """What the environment of a program needs to appear here."""
        return {"DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "QT_XCB_GL_INTEGRATION": "none"}

    def picture(self) -> Picture:
        """Return what is shown now: Xvfb keeps its pixels in a file of the format xwd."""
        data = Path(self._folder.name, "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", data[:100])
        start = header[0] + header[19] * 12  # behind the header and its colour map
        row_bytes = header[12]
        width, height = self._width, self._height
        rows = np.frombuffer(data, np.uint8, height * row_bytes, start).reshape(height, row_bytes)
        return rows[:, : width * 4].reshape(height, width, 4)[:, :, 2::-1]

    def centre_of(self, colour: str) -> tuple[int, int] | None:
        """Return the middle of the pixels of a colour "#rrggbb", None when there are few."""
        wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        rows, columns = np.nonzero((self.picture() == wanted).all(axis=2))
        if len(rows) < 500:
            return None
        return int(np.median(columns)), int(np.median(rows))

    def click(self, x: int, y: int) -> None:
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        for is_down in (1, 0):
            self._test.XTestFakeButtonEvent(self._display, _LEFT_BUTTON, is_down, 0)
        self._x.XSync(self._display, 0)

    def give_focus(self) -> bool:
        """Give the keyboard to the largest window, as a window manager would: none is here."""
        number = ctypes.c_ulong
        root, parent, count = number(), number(), ctypes.c_uint()
        children = ctypes.POINTER(number)()
        found = ctypes.byref(root), ctypes.byref(parent), ctypes.byref(children)
        top = self._x.XDefaultRootWindow(self._display)
        self._x.XQueryTree(self._display, number(top), *found, ctypes.byref(count))
        windows = sorted((self._area(children[at]), children[at]) for at in range(count.value))
        if not windows or windows[-1][0] < self._width * self._height // 4:
            return False
        self._x.XSetInputFocus(self._display, number(windows[-1][1]), 1, number(0))
        self._x.XSync(self._display, 0)
        return True

    def _area(self, window: int) -> int:
        root, x, y = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int()
        sizes = [ctypes.c_uint() for _ in range(4)]  # width, height, border, depth
        places = [ctypes.byref(one) for one in (root, x, y, *sizes)]
        self._x.XGetGeometry(self._display, ctypes.c_ulong(window), *places)
        return sizes[0].value * sizes[1].value

    def focus(self) -> int:
        """Return the X window that has the keyboard."""
        window, revert = ctypes.c_ulong(), ctypes.c_int()
        self._x.XGetInputFocus(self._display, ctypes.byref(window), ctypes.byref(revert))
        return int(window.value)
