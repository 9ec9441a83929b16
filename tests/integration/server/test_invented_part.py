"""A part of the server is new files and one line in a list: a real server then serves it."""

import asyncio
import shutil
from pathlib import Path

import pytest

from server.bootstrap.parts import NAMES
from tests.support.servers.real_server import REPOSITORY, ServerProcess
from tests.support.waiting import PATIENCE_S

PARTS = Path("server/bootstrap/parts.py")
NEW_FILES = {
    Path("server/api/weather_routes.py"): '''"""The weather, invented by a test."""

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from server.api.access import ACCESS, Open
from server.api.problems import json_answer


def weather_routes(looks: list[str]) -> list[HTTPRouteHandler]:
    @get("/weather", opt={ACCESS: Open.TO_ALL})
    async def weather() -> Response[bytes]:
        return json_answer({"looks": len(looks)})

    return [weather]
''',
    Path("server/bootstrap/wiring/weather.py"): '''"""The weather, invented by a test."""

from server.api.weather_routes import weather_routes
from server.bootstrap.server_part import Job, ServerPart, Site

LOOK_EVERY_S = 0.05


async def weather(site: Site) -> ServerPart:
    looks: list[str] = []

    async def look() -> None:
        looks.append(site.clock().isoformat())

    return ServerPart(
        routes=weather_routes(looks), jobs=[Job("server.weather", look, LOOK_EVERY_S)]
    )
''',
}
NEW_LINE = '    "weather",\n'


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a copy of the server's program to which the part was added."""
    folder = tmp_path / "house"
    for package in ("server", "contract"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / package, folder / package, ignore=ignored)
    for name, content in NEW_FILES.items():
        assert not (folder / name).exists()
        (folder / name).write_text(content, encoding="utf-8")
    listed = (folder / PARTS).read_text(encoding="utf-8")
    last = '    "operations",\n'
    (folder / PARTS).write_text(listed.replace(last, last + NEW_LINE), encoding="utf-8")
    assert (folder / PARTS).read_text(encoding="utf-8").count(NEW_LINE) == 1
    return folder


def test_no_part_takes_more_than_120_lines_to_register() -> None:
    modules = sorted((REPOSITORY / "server/bootstrap/wiring").glob("*.py"))
    assert len(modules) > len(NAMES)
    assert [one.name for one in modules if len(one.read_text().splitlines()) > 120] == []


def test_the_list_for_newcomers_names_where_the_files_go() -> None:
    steps = (REPOSITORY / "CONTRIBUTING.md").read_text().split("## How to add a part of the server")
    named = steps[1].split("\n## ")[0]
    for name in (PARTS, *(new.parent for new in NEW_FILES)):
        assert str(name) in named


async def test_the_route_of_an_invented_part_answers_and_its_job_runs(
    house: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    with ServerProcess(tmp_path / "data", repository=house) as server:
        assert server.run("migrate").returncode == 0
        await server.start()
        async with server.client() as client, asyncio.timeout(PATIENCE_S):
            answer = await client.get("/weather")
            assert answer.status_code == 200, answer.text
            while (await client.get("/weather")).json()["looks"] < 2:
                await asyncio.sleep(0.02)
        assert server.stop() == 0
