"""A scope whose crashes fail the test, and an operator who is ready at her seat."""

from tests.support.async_fixtures import async_fixture
from tests.unit.console.viewmodels.duty_seat import a_ready_seat
from tests.unit.console.viewmodels.seat import a_scope

scope = async_fixture(a_scope)
seat = async_fixture(a_ready_seat)
