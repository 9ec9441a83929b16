"""What a second console says before it ends: which window to use, and that nothing is lost."""

from console.screens.appearance import Appearance
from console.screens.cannot_start import CannotStart
from console.screens.wording import Wording


class AlreadyOpen(CannotStart):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        happened, safe, _ = Wording(self).store_broken("store_locked")
        self.say(happened, safe)
