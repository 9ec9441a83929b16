"""How far each file of tests is from what changed: imports, processes started, files named."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

PACKAGES = ("contract", "console", "phone", "widgets", "server", "tools", "tests")
_STARTED = re.compile(r'(?:"-m",\s*|command_for\()"([\w.]+)"')
_NAMED = re.compile(r'"((?:tools|tests|console|server|phone)(?:\.\w+)+)"')
_EVERYWHERE = {"__init__.py", "__main__.py", "conftest.py"}
_RUN_BY_PATH = {"tools.benches.bench_": "tests.integration.benches."}


class ImportDistances:
    """Reads all our modules once. A process counts as imported by who starts it."""

    def __init__(self, root: Path) -> None:
        import grimp  # here, for --list and --help are answered before set-up

        self._root = root
        graph = grimp.build_graph(*PACKAGES, cache_dir=str(root / ".cache" / "imports"))
        self._text = {one: self._file(one).read_text("utf-8") for one in graph.modules}
        self._importers = defaultdict[str, set[str]](set)
        for module in graph.modules:
            self._importers[module] |= graph.find_modules_that_directly_import(module)
        for module in self._text:
            self._add_unwritten(module)

    def _add_unwritten(self, module: str) -> None:
        """Add to the importers who starts a module's process, runs its file or lies below it."""
        text = self._text[module]
        for started in (*_STARTED.findall(text), *_NAMED.findall(text)):
            self._importers[started].add(module)
            self._importers[f"{started}.__main__"].add(module)
        users = [runs for began, runs in _RUN_BY_PATH.items() if module.startswith(began)]
        if module.endswith(".conftest"):
            users.append(module.removesuffix("conftest"))
        if users:
            self._importers[module] |= {one for one in self._text if one.startswith(tuple(users))}

    def of_tests(self, changed: Iterable[str]) -> dict[str, int]:
        """Return the files of tests that changed files reach, and over how many imports."""
        near = {module for file in changed for module in self.changed_by(file)}
        distances = dict.fromkeys(near, 0)
        while near:
            far = {one for module in near for one in self._importers[module]} - distances.keys()
            distances |= dict.fromkeys(far, max(distances.values()) + 1)
            near = far
        return {
            str(self._file(module).relative_to(self._root)): distance
            for module, distance in distances.items()
            if module.startswith("tests.") and module.rpartition(".")[2].startswith("test_")
        }

    def changed_by(self, file: str) -> set[str]:
        """Return the module a file is, or the modules that name a file that is none."""
        path = Path(file)
        module = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
        if path.suffix == ".py" and path.parts[0] in PACKAGES:
            return ({module} & self._text.keys()) | self._naming(path.name)
        return self._naming(path.name, module) or self._naming(path.parent.name)

    def _naming(self, *names: str) -> set[str]:
        """Return the modules that name a file as a text or import it."""
        words = "|".join(re.escape(name) for name in names if name and name not in _EVERYWHERE)
        name = re.compile(rf"""["'/](?:{words})["']|^import (?:{words})$""", re.MULTILINE)
        return {one for one, text in self._text.items() if words and name.search(text)}

    def _file(self, module: str) -> Path:
        path = self._root.joinpath(*module.split("."))
        return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
