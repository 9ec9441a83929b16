"""Follows a value through the functions of the product that are handed it, step by step."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import CO_COROUTINE
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parents[3]
OURS = tuple(f"{ROOT / name}/" for name in ("console", "contract", "phone", "server", "widgets"))
DEPTH = 4  # a number in a caller in a contact in a command


@dataclass(frozen=True, slots=True)
class Step:
    """A function that was handed the value; form: the type of the argument that holds it."""

    module: str
    name: str
    form: type
    is_coroutine: bool
    before: "Step | None"

    def walk(self) -> list["Step"]:
        """Return the steps from the first to this one."""
        return [*(self.before.walk() if self.before else []), self]


class ValueWalk:
    """steps: those that got the value as an argument, in order, each function once.

    The step before one is the nearest caller that had the value. Where none had it: what arrives as
    bytes was encoded last; what a signal or a task brings was last in the same module and form,
    else in the same form, the same module, the same process, anywhere.
    """

    def __init__(self, *values: str) -> None:
        self._values = values
        self._seen: dict[CodeType, Step] = {}

    @property
    def steps(self) -> list[Step]:
        return list(self._seen.values())

    def reached(self, place: str) -> Step | None:
        """Return the first step within a package, a module or a function."""
        within = (one for one in self.steps if f"{one.module}.{one.name}.".startswith(f"{place}."))
        return next(within, None)

    @contextmanager
    def following(self) -> Iterator[None]:
        """Follow it in every thread there is or begins meanwhile."""
        threading.setprofile_all_threads(self._on_event)
        try:
            yield
        finally:
            threading.setprofile_all_threads(None)

    def _on_event(self, frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event != "call" or code in self._seen or not code.co_filename.startswith(OURS):
            return
        if code.co_name.startswith("<"):
            return  # a comprehension is a part of its function
        for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]:
            held = frame.f_locals.get(name)
            if self._holds(held, DEPTH):
                module, form = frame.f_globals["__name__"], type(held)
                is_coroutine = bool(code.co_flags & CO_COROUTINE)
                before = self._caller(frame) or self._latest(module, form, is_coroutine)
                self._seen[code] = Step(module, code.co_qualname, form, is_coroutine, before)
                return

    def _caller(self, frame: FrameType) -> Step | None:
        above = frame.f_back
        while above is not None:
            if above.f_code in self._seen:
                return self._seen[above.f_code]
            above = above.f_back
        return None

    def _latest(self, module: str, form: type, is_task: bool) -> Step | None:
        # A task is begun by a function; another task of the module may have run in between.
        backwards = [step for step in self.steps[::-1] if not (is_task and step.is_coroutine)]
        if form is bytes:
            return next((step for step in backwards if step.name == "encode"), None)
        process = module.partition(".")[0]
        own = [step for step in backwards if (step.module, step.form) == (module, form)]
        # A text is too common a form to lead anywhere by itself.
        alike = [step for step in backwards if step.form is form and form is not str]
        beside = [step for step in backwards if step.module == module]
        near = [step for step in backwards if step.module.startswith(f"{process}.")]
        return next(iter([*own, *alike, *beside, *near, *backwards]), None)

    def _holds(self, one: object, depth: int) -> bool:
        if isinstance(one, str):
            return any(value in one for value in self._values)
        if isinstance(one, bytes):
            return any(value.encode() in one for value in self._values)
        return depth > 0 and any(self._holds(part, depth - 1) for part in _parts(one))


def _parts(one: object) -> list[object]:
    if isinstance(one, msgspec.Struct):
        return [getattr(one, name) for name in one.__struct_fields__]
    if isinstance(one, Mapping):
        return list(one.values())
    return list(one) if isinstance(one, tuple | list) else []


def is_as_written(page: Path, title: str, walk: list[Step]) -> bool:
    """Return whether the page has the walk below its title; where it has not, write it there.

    The page is left for its author to look at: a test that fails once is right the next time.
    """
    mark = f"<!-- walk: {title} -->\n"
    lines = [f"{number}. `{step.module}.{step.name}`" for number, step in enumerate(walk, 1)]
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(mark)
    _, end, after = rest.partition("<!-- end of walk -->")
    written = f"{before}{mark}" + "\n".join(lines) + f"\n{end}{after}"
    if written != text:
        page.write_text(written, encoding="utf-8")
    return written == text
