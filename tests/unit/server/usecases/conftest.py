"""A service that knows a card, its office and its owner, and sends mail."""

import pytest

from tests.support.servers.maintenance_records import a_card, an_office, put_knowledge, set_up_mail
from tests.support.servers.recorded_service import RecordedService


@pytest.fixture
def knowing(service: RecordedService) -> RecordedService:
    put_knowledge(service, an_office(), a_card())
    set_up_mail(service)
    return service
