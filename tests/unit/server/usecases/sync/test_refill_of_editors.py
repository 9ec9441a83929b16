"""Editors' work comes back as it was, whoever of them returns first."""

import pytest

from contract.domain.knowledge_entries.revision import RevisionState
from contract.wire.commands import RequestReview, Status
from tests.support.knowledge.knowledge_desk import ADA, BEA, CLEO, KnowledgeDesk, a_card
from tests.unit.server.usecases.sync.test_refill import Centre
from tests.unit.server.usecases.sync.test_refill import centre as centre

STEPS = ("edit", "ask", "publish")


class Editors(KnowledgeDesk):
    """The desk of a centre that may lose its data; its card is in every backup."""

    def __init__(self, centre: Centre) -> None:
        super().__init__(centre.service)
        self.centre = centre
        self.publish(a_card())

    def restore(self) -> None:
        self.centre.restore()
        self.service = self.centre.service
        self.publish(a_card())

    def ada_publishes(self) -> None:
        edit = self.edit_of(self.card(), say="Il rimborso si chiede per posta.")
        self.centre.send(ADA, "edit", edit)
        written = self.revision(edit.revision_id)
        ask = RequestReview(revision_id=written.id, seen_version=written.version)
        self.centre.send(ADA, "ask", ask)
        self.centre.send(CLEO, "publish", self.approval(self.revision(written.id)))


@pytest.fixture
def editors(centre: Centre) -> Editors:
    return Editors(centre)


def test_an_edit_of_what_another_seat_brings_back_waits_for_it(editors: Editors) -> None:
    editors.ada_publishes()
    later = editors.edit_of(editors.card(), costs="16 euro")
    editors.centre.send(BEA, "later", later)
    before = editors.card()
    editors.restore()
    assert editors.centre.again("later").status is Status.HELD
    for name in STEPS:
        assert editors.centre.again(name).status is Status.APPLIED
    assert editors.centre.again("later").status is Status.APPLIED
    assert editors.card() == before
    assert editors.revision(later.revision_id).author_ids == (BEA.id,)


def test_two_edits_of_one_revision_come_back_into_the_one_that_was_reviewed(
    editors: Editors,
) -> None:
    first = editors.edit_of(editors.card(), say="Il rimborso si chiede per posta.")
    beside = editors.edit_of(editors.card(), costs="16 euro")
    editors.centre.send(ADA, "first", first)
    editors.centre.send(BEA, "beside", beside)
    written = editors.revision(first.revision_id)
    ask = RequestReview(revision_id=written.id, seen_version=written.version)
    editors.centre.send(ADA, "ask", ask)
    editors.centre.send(CLEO, "publish", editors.approval(editors.revision(written.id)))
    before = editors.card()
    editors.restore()
    for name in ("beside", "first", "ask", "publish"):
        assert editors.centre.again(name).status is Status.APPLIED, name
    assert editors.card() == before
    assert editors.revision(first.revision_id).state is RevisionState.PUBLISHED
