"""Where the operator of a story by chance sits: at one seat, with a window open at another.

Her newest sign-in says where calls ring. What she left open elsewhere goes on reporting.
"""

from contract.wire.phone_socket import Line
from tests.support.duty.driven_duty import DutyWindow, Replica
from tests.support.duty.duty_floor import Floor
from tests.support.duty.duty_story_console import StoryConsole
from tests.support.duty.duty_story_world import StoryWorld
from tests.unit.console.viewmodels.seat import ObedientPhone


class StorySeat(StoryWorld):
    def __init__(self, floor: Floor, replicas: tuple[Replica, Replica], seed: int) -> None:
        super().__init__(floor, seed)
        numbers = (self.number, f"{self.number}b")
        self.consoles = tuple(
            StoryConsole(self, replica, number, lambda n=n: self.on_expired(self.consoles[n]))  # type: ignore[misc]  # bound per console
            for n, (replica, number) in enumerate(zip(replicas, numbers, strict=True))
        )
        self.here = self.consoles[0]  # where she sits
        self.seat = floor.sign_in(self.account, self.number)
        self.here.sign_in()

    @property
    def window(self) -> DutyWindow | None:
        return self.here.window

    @property
    def phone(self) -> ObedientPhone:
        return self.here.phone

    @property
    def line(self) -> Line:
        return self.here.line

    @property
    def elsewhere(self) -> StoryConsole:
        return next(one for one in self.consoles if one is not self.here)

    @property
    def shown(self) -> str:
        shown = [one.window.shown if one.window else "-" for one in self.consoles]
        return " | ".join([f"at {self.here.number}", *shown])

    def on_expired(self, console: StoryConsole) -> None:
        raise NotImplementedError

    def report_if_due(self) -> None:
        for one in self.consoles:
            one.report_if_due()

    def stream(self) -> None:
        for one in self.consoles:
            one.stream()

    def start_console(self) -> None:
        self.here.start()

    def kill_console(self) -> None:
        self.here.kill()

    def move(self) -> None:
        """Have her sit down at the other seat; what is open here stays open."""
        if self.reaches and not self.elsewhere.up:
            self.here = self.elsewhere
            self.sign_in()

    def sign_in(self) -> None:
        """Sign in where she sits, anew where she was."""
        self.here.sign_out()
        self.note(f"signs in at {self.here.number}")
        self.seat = self.floor.sign_in(self.account, self.here.number)
        self.here.sign_in()

    def leave(self) -> None:
        """Have her sign out and go back to the window that is open elsewhere."""
        if self.reaches and self.elsewhere.is_open and not self.here.up:
            self.here.sign_out()
            self.seat.sign_out()
            self.note(f"signs out at {self.here.number}")
            self.here = self.elsewhere
