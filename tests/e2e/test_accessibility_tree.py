"""What a screen reader finds, asked through the real accessibility bus from another process."""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import ran
from tools.services.session_bus import in_session_bus

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 600
# A day, a subject and a word of state, or one cell that says it all: no titles are over them.
UNTITLED = {"Ultimi contatti", "Da completare", "Ultimi che hai chiuso", "Da richiamare"}
SCENES = (
    "sign-in", "idle", "ringing-two", "talking", "incomplete", "wrap-up", "palette", "keys",
    "level2-queue", "level2-case", "own-contacts", "lock", "editing-card", "editing-review",
    "editing-office", "transfer-choose", "filtered", "floor", "systems", "systems-accounts",
)  # fmt: skip
# Roles that mean something only with a name; cells may be empty, containers are passed over.
NAMED = frozenset(
    {
        "button", "toggle button", "check box", "radio button", "combo box", "text",
        "password text", "table",
        "table column header", "list", "list item", "menu bar", "menu item", "image",
    }
)  # fmt: skip
Node = dict[str, Any]

pytestmark = [pytest.mark.e2e]


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one run over all scenes found."""
    file = tmp_path_factory.mktemp("accessibility") / "trees.json"
    done = ran(
        *in_session_bus(
            file.parent,
            *("xvfb-run", "-a", "-s", "-screen 0 1366x768x24"),
            *(sys.executable, "-m", "tests.support.audits.audited_scenes", str(file), *SCENES),
        ),
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
        timeout=LIMIT_S,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(file.read_text())
    return found


@pytest.fixture(scope="module")
def trees(audited: dict[str, Any]) -> dict[str, list[Node]]:
    """The showing parts of each scene, parents first."""
    found: dict[str, list[Node]] = audited["trees"]
    return found


def nameless(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        has_role = node["role"] in NAMED or (node["focusable"] and node["role"] != "table cell")
        if has_role and not node["name"].strip() and not any(node["labels"]):
            yield node["role"]


@pytest.mark.parametrize("scene", SCENES)
def test_every_control_says_its_name(trees: dict[str, list[Node]], scene: str) -> None:
    assert list(nameless(trees[scene])) == []


@pytest.mark.parametrize("scene", SCENES)
def test_every_choice_is_called_by_its_label(trees: dict[str, list[Node]], scene: str) -> None:
    combos = [node for node in trees[scene] if node["role"] == "combo box"]
    assert [node["name"] for node in combos if not any(node["labels"])] == []


@pytest.mark.parametrize("scene", SCENES)
def test_names_carry_no_keys(trees: dict[str, list[Node]], scene: str) -> None:
    spoken = {"button", "check box", "text", "password text", "combo box"}
    names = {node["name"] for node in trees[scene] if node["role"] in spoken}
    ends = (" F2", " F4", " F5", " F8", " F9", " F11", "Maiusc+F9", "Ctrl+R", " Invio")
    assert [name for name in names if name.endswith(ends)] == []


@pytest.mark.parametrize(
    "scene",
    ["idle", "talking", "level2-queue", "own-contacts", "keys", "floor", "systems-accounts"],
)
def test_tables_have_headers(trees: dict[str, list[Node]], scene: str) -> None:
    tables = [node["name"] for node in trees[scene] if node["role"] == "table"]
    headers = [node for node in trees[scene] if node["role"] == "table column header"]
    assert tables
    assert len(headers) >= 2 * len(set(tables) - UNTITLED)


def test_controls_have_the_roles_people_know(trees: dict[str, list[Node]]) -> None:
    sign_in = Counter(node["role"] for node in trees["sign-in"])
    assert sign_in["password text"] == 1
    assert sign_in["text"] == 2
    talking = {(node["role"], node["name"]) for node in trees["talking"]}
    assert {
        ("button", "Chiudi"),
        ("check box", "Muto"),
        ("text", "Cerca nella banca dati"),
        ("text", "Che cosa chiede"),
    } <= talking


def test_the_answer_is_a_text_with_its_title_and_the_pages_are_one_of_several(
    trees: dict[str, list[Node]],
) -> None:
    talking = trees["talking"]
    assert any(one["role"] == "text" and one["name"].startswith("Scheda: ") for one in talking)
    pages = [one for one in talking if one["role"] == "radio button"]
    assert [one["name"].split(",")[0] for one in pages][:2] == ["Contatto", "I miei"]
    assert [one["checked"] for one in pages][:2] == [True, False]
    assert [one["description"] for one in pages][:2] == ["Alt+1", "Alt+2"]


@pytest.mark.parametrize("scene", SCENES)
def test_one_place_has_the_cursor_and_no_markup_is_told(
    trees: dict[str, list[Node]], scene: str
) -> None:
    # Frames around a field hand the cursor on; a cell has it with its table; the choices of a list
    # that is folded up are told although nobody sees them (test_accessible_scenes: those in sight).
    passed_over = ("filler", "panel", "table cell", "list item")
    told = [node for node in trees[scene] if node["role"] not in passed_over]
    focused = [node["name"] for node in told if node["focused"]]
    assert len(focused) <= 1, focused
    assert [node for node in trees[scene] if "<qt>" in node["description"]] == []


def test_each_part_of_the_window_says_which_it_is(trees: dict[str, list[Node]]) -> None:
    def panels(scene: str) -> set[str]:
        return {node["name"] for node in trees[scene] if node["role"] == "panel"}

    everywhere = {"Stato e telefonata", "Moduli", "Barra di stato"}
    assert everywhere | {"Cittadino", "Contatto", "Banca dati"} <= panels("talking")
    assert everywhere | {"Coda dei richiami", "Pratica"} <= panels("level2-case")


def test_a_filter_says_whether_it_is_on_and_whether_a_list_is_behind_it(
    trees: dict[str, list[Node]],
) -> None:
    def said(scene: str, role: str) -> dict[str, tuple[bool, bool, str]]:
        found = (node for node in trees[scene] if node["role"] == role)
        return {one["name"]: (one["checked"], one["opens"], one["description"]) for one in found}

    assert said("talking", "check box")["Aperti adesso"] == (False, False, "Filtro.")
    assert said("talking", "button")["Municipio"] == (False, True, "Filtro.")
    chosen = said("filtered", "button")["Municipio 7"]
    assert chosen == (False, False, "Filtro attivo: premi per toglierlo.")


def test_the_answer_has_headings_over_its_parts(trees: dict[str, list[Node]]) -> None:
    found = [node["name"] for node in trees["talking"] if node["role"] == "heading"]
    title = next(one["name"] for one in trees["talking"] if one["name"].startswith("Scheda: "))
    assert found[:2] == [title.removeprefix("Scheda: "), "Da dire"]
    assert {"Che cosa serve", "Tempi", "Costi"} <= set(found)


def test_a_line_one_may_transfer_to_says_whether_it_is_open(trees: dict[str, list[Node]]) -> None:
    lines = [node["name"] for node in trees["transfer-choose"] if node["role"] == "list item"]
    assert any("chiuso" in name for name in lines)
    panels = {node["name"] for node in trees["transfer-choose"] if node["role"] == "panel"}
    assert "Trasferisci o consulta" in panels


def test_the_reader_is_led_to_where_one_types(trees: dict[str, list[Node]]) -> None:
    focused = [node for node in trees["talking"] if node["focused"] and node["role"] == "text"]
    assert [node["name"] for node in focused] == ["Cerca nella banca dati"]


def test_no_name_is_told_with_the_sign_of_its_key(audited: dict[str, Any]) -> None:
    assert any("Cerca nella banca dati" in name for name in audited["told"])
    assert [name for name in audited["told"] if re.search(r"&\w", name)] == []


@pytest.mark.parametrize("scene", SCENES)
def test_no_page_is_said_to_be_a_layered_pane(trees: dict[str, list[Node]], scene: str) -> None:
    assert "layered pane" not in {node["role"] for node in trees[scene]}
