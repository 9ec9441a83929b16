"""A server with one card, and editors."""

import pytest

from tests.support.knowledge.knowledge_desk import KnowledgeDesk, a_card
from tests.support.servers.recorded_service import RecordedService


@pytest.fixture
def desk(service: RecordedService) -> KnowledgeDesk:
    """With the card "tari-rimborso" published."""
    desk = KnowledgeDesk(service)
    desk.publish(a_card())
    return desk
