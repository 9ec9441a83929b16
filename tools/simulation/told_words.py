"""What people at seats made and were told, over all lives of the server."""

from dataclasses import dataclass, field

from contract.wire.commands import Command, CorrectContact, RecordContact, Status
from contract.wire.decoding import decode
from tools.simulation.about import About
from tools.simulation.reference_seat import Outgoing


@dataclass
class ToldWords:
    """went_back: the server once went back without a word, so that numbers may differ."""

    made: dict[str, About | None] = field(default_factory=dict)
    applied: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)  # their words went back to who wrote them
    numbers: dict[str, str] = field(default_factory=dict)  # of a contact's case, as it was told
    of_server: set[str] = field(default_factory=set)  # rows that nobody's command made
    went_back: bool = False

    def hear(self, entry: Outgoing) -> None:
        """Note what a seat was told of one of its commands."""
        verdict = entry.verdict
        if verdict is None:
            return
        if verdict.status is not Status.APPLIED:
            self.refused.add(entry.id)
            return
        self.applied.add(entry.id)
        data = decode(entry.raw, Command).data
        number = verdict.detail.get("case_number")
        if number and isinstance(data, RecordContact | CorrectContact):
            self.numbers.setdefault(data.contact.id, number)
