"""A test gets its async fixtures open, each once, in its own task; they end in reverse order."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support.async_fixtures import async_fixture

Story = list[tuple[str, object]]


@pytest.fixture
def story() -> Iterator[Story]:
    """What happened, with the task it happened in."""
    told: Story = []
    yield told
    assert [what for what, _ in told] == ["floor", "roof", "test", "no roof", "no floor"]
    assert len({task for _, task in told}) == 1


@async_fixture
async def floor(story: Story) -> AsyncIterator[Story]:
    story.append(("floor", asyncio.current_task()))
    yield story
    story.append(("no floor", asyncio.current_task()))


@async_fixture
async def roof(floor: Story) -> AsyncIterator[int]:
    floor.append(("roof", asyncio.current_task()))
    yield len(floor)
    floor.append(("no roof", asyncio.current_task()))


@async_fixture
async def walls(floor: Story) -> Story:
    return floor


async def test_each_is_opened_once_for_all_that_ask(roof: int, walls: Story, floor: Story) -> None:
    assert walls is floor
    assert roof == 2
    floor.append(("test", asyncio.current_task()))
