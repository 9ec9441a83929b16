"""What others and the world do in a story by chance: a lead, a caller who threatens, the server."""

from console.viewmodels.duty.safety import Danger
from contract.domain.account import Account
from contract.domain.agents.agent import REPORT_EVERY_S, DutyState
from contract.wire.phone_socket import CallState
from server.store.duty.duties import KnownDuty
from tests.support.duty.driven_duty import Replica
from tests.support.duty.duty_floor import Floor
from tests.support.duty.duty_story_calls import StoryCalls

WAITING = (DutyState.READY, DutyState.RESERVED)


class StoryOthers(StoryCalls):
    def __init__(
        self, floor: Floor, replicas: tuple[Replica, Replica], lead: Account, seed: int
    ) -> None:
        super().__init__(floor, replicas, seed)
        self._lead = lead
        self.lead_spoke = False  # since the last call rang
        self.lead_at_s = 0.0
        self.is_hurt = False  # she told of a call after which nobody takes the next at once
        self._ready_s = 0.0  # for so long she was ready at the server while a call rang
        self._hurt_s = 0.0  # for so long the next call may have come to her all the same

    @property
    def is_set_off(self) -> bool:
        duty = self.duty().duty
        return duty.state is DutyState.OFF and duty.forced_by != ""

    def lead_says(self) -> None:
        if self.seat.view.state is DutyState.OFF or not self.is_serving:
            return
        self.lead_spoke, self.lead_at_s = True, self.mono()
        want = self.chance.choice(["pause", "ready", "off"])
        self.is_hurt &= want != "ready"
        self.seat.forced(self._lead, want, self.chance.choice(["", "meeting"]))
        self.note(f"lead: {want}")
        if self.chance.random() < 0.7:
            self.stream()

    def is_threatened(self) -> None:
        """The caller threatens: she tells the leads."""
        if self.window and self.window.call.is_live:
            self.is_hurt = True
            self.window.safety.begin(self.chance.choice([Danger.THREAT, Danger.SUICIDE]))
            self.note("threatened")

    def cut_off(self) -> None:
        """Have the server unreachable for a while."""
        if self.is_online:
            self.is_online = False
            self.note("server unreachable")
            seconds = self.chance.choice([10, 30, 90, 90, 300]) * self.chance.random()
            self.after(seconds, self.come_back)

    def come_back(self) -> None:
        self.is_online = True
        self.note("server reachable")

    def restart_server(self) -> None:
        if self.is_serving:
            self.is_serving = False
            self.note("server stops")
            self.after(self.chance.choice([3, 15, 90]) * self.chance.random(), self.serve_again)

    def look_at_care(self, known: KnownDuty, passed_s: float) -> None:
        duty = known.duty
        is_offered = duty.state in WAITING and not duty.pending and not self.up and self.reaches
        self._hurt_s = self._hurt_s + passed_s if self.is_hurt and is_offered else 0.0
        if self._hurt_s > 2 * (self.delay_s + REPORT_EVERY_S) + 2:
            self.fail("the next call may come though she was threatened")

    def look_at_rings(self, known: KnownDuty, passed_s: float) -> None:
        """The exchange offers a second call to whoever is ready."""
        rings = [
            call
            for _, call in self.up
            if call.state is CallState.INCOMING
            and call.offer
            and call.call_key not in self.told_over
        ]
        is_ready = known.duty.state is DutyState.READY
        self._ready_s = self._ready_s + passed_s if rings and is_ready else 0.0
        if self._ready_s > 2:
            self.fail("she is ready while a call rings")
