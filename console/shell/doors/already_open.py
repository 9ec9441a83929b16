"""What a second console says before it ends: which window to use, and that nothing is lost."""

from console.screens.kit.texts import Texts
from console.shell.appearance import Appearance
from console.shell.doors.cannot_start import CannotStart


class AlreadyOpen(CannotStart):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        happened, safe, _ = Texts(self).store_broken("store_locked")
        self.say(happened, safe)
