"""Small modules that one other module imports: each belongs into that one."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

SMALL = 60  # lines
_ENTRIES = ("__init__", "__main__")
_LAYERED = ("console", "server")
# Tables that name one module a line: a command, a format, a check each.
_TABLES = ("apply_command", "known_formats", "doctor", "forget_old_rows", "features", "parts")


def single_importers(trees: Mapping[str, ast.Module], lines: Mapping[str, int]) -> dict[str, str]:
    """Return the small modules by name, with the one that imports each.

    None of them is a module that another layer imports, that a table lists or is, that a function
    loads late, or that something finds by its name in a string.
    """
    importers = defaultdict[str, set[str]](set)
    for name, tree in trees.items():
        for imported in _imports(ast.walk(tree)):
            if imported in trees and imported != name:
                importers[imported].add(name)
    found_by_name = {word for tree in trees.values() for word in _strings(tree)}
    alone = {name: next(iter(found)) for name, found in importers.items() if len(found) == 1}
    return {
        name: importer
        for name, importer in sorted(alone.items())
        if lines[name] < SMALL
        and _layer(name) == _layer(importer)
        and name.rpartition(".")[2] not in _ENTRIES
        and not {name.rpartition(".")[2], importer.rpartition(".")[2]} & set(_TABLES)
        and name in set(_imports(trees[importer].body))
        and not any(other.startswith(f"{name}.") for other in trees)
        and name not in found_by_name
    }


def _layer(name: str) -> tuple[str, ...]:
    """Return where merging may go; what starts a process loads its parts in an order of its own."""
    parts = name.split(".")
    whole = len(parts) if parts[-1] == "__main__" else 1
    return tuple(parts[: 2 if parts[0] in _LAYERED else whole])


def _imports(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _strings(tree: ast.Module) -> Iterable[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.partition(":")[0]
