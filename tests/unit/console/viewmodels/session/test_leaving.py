"""Every part that saves what an operator writes is asked before she leaves."""

import ast
from pathlib import Path

import pytest

from console.errors import LocalStoreBroken
from console.runtime.task_scope import TaskScope
from console.viewmodels.kit.draft_saver import DraftSaver
from console.viewmodels.kit.late_drafts import LateDrafts
from console.viewmodels.session.leaving import save_owed
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import a_scope

VIEW_MODELS = Path(__file__).parents[5] / "console" / "viewmodels"


def _savers() -> list[tuple[str, ast.ClassDef]]:
    """Return each class of the view-models that can be told to save."""
    trees = ((path, ast.parse(path.read_text())) for path in VIEW_MODELS.rglob("*.py"))
    classes = (
        (f"{path.name}:{one.name}", one)
        for path, tree in trees
        for one in ast.walk(tree)
        if isinstance(one, ast.ClassDef)
    )
    return [
        (name, one)
        for name, one in classes
        if any(isinstance(part, ast.AsyncFunctionDef) and part.name == "flush" for part in one.body)
    ]


@pytest.mark.parametrize("saver", _savers(), ids=lambda one: one[0])
def test_whoever_can_be_told_to_save_is_known_to_who_leaves(
    saver: tuple[str, ast.ClassDef],
) -> None:
    assert "scope.owe(self)" in ast.unparse(saver[1]), f"{saver[0]} would not be asked at sign-out"


def _saver(scope: TaskScope, faults: list[str], taken: list[str], name: str) -> DraftSaver[str]:
    async def save(draft: str) -> str:
        if name in faults:
            raise LocalStoreBroken("full")
        taken.append(draft)
        return draft

    return DraftSaver(
        name=name, save=save, on_saved=lambda _: None, on_failed=lambda _: None, scope=scope
    )


async def test_the_first_that_fails_keeps_no_other_from_the_disk() -> None:
    faults, taken = ["one"], list[str]()
    async with a_scope() as scope:
        one, two = (_saver(scope, faults, taken, name) for name in ("one", "two"))
        one.edited("first")
        two.edited("second")
        assert await save_owed(scope) is None
        assert taken == ["second"]
        assert [saver.unsaved for saver in (one, two)] == [1, 0]


async def test_a_bug_of_one_is_told_and_keeps_no_other_from_the_disk() -> None:
    taken: list[str] = []

    async def fail(_: str) -> str:
        raise KeyError("a bug")

    async with a_scope() as scope:
        one = DraftSaver[str](
            name="one",
            save=fail,
            on_saved=lambda _: None,
            on_failed=lambda _: None,
            scope=scope,
        )
        two = _saver(scope, [], taken, "two")
        two.edited("second")
        one.edited("first")
        assert isinstance(await save_owed(scope), KeyError)
        assert taken == ["second"]
        one.drop()


async def test_of_those_that_left_the_screen_the_first_that_fails_stops_no_other() -> None:
    taken: list[str] = []

    async def save(draft: str) -> str:
        if draft == "bad":
            raise LocalStoreBroken("full")
        taken.append(draft)
        return draft

    async with a_scope() as scope:
        late = LateDrafts[str, str](name="late", save=save, scope=scope)
        late.keep("a", "bad")
        late.keep("b", "good")
        await until(lambda: taken)
        with pytest.raises(LocalStoreBroken):
            await late.flush()
        assert late.unsaved == 1
