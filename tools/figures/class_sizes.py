"""How large classes are with all they inherit, and how many things their makers hand in."""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

type Trees = Mapping[str, ast.Module]  # by dotted name


def class_sizes(trees: Trees) -> dict[str, Any]:
    """Return the largest of the classes: lines and public methods count ancestors of ours."""
    own = {(name, node.name): node for name, tree in trees.items() for node in _classes(tree)}
    lines = {key: sum(map(_lines, _family(key, own, trees))) for key in own}
    methods = {key: len(set(_public(_family(key, own, trees)))) for key in own}
    arguments = {key: _arguments(node) for key, node in own.items()}
    return {
        "count": len(own),
        "lines_most": _most(lines),
        "public_methods_most": _most(methods),
        "constructor_arguments_most": _most(arguments),
    }


def _classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in tree.body if isinstance(node, ast.ClassDef))


type _Key = tuple[str, str]


def _family(key: _Key, own: Mapping[_Key, ast.ClassDef], trees: Trees) -> list[ast.ClassDef]:
    """Return a class and its ancestors, those of other people's packages left out."""
    imported = _imported(trees[key[0]])
    family = [own[key]]
    for base in own[key].bases:
        name = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(name, ast.Name):
            parent = imported.get(name.id, (key[0], name.id))
            family += _family(parent, own, trees) if parent in own else []
    return family


def _imported(tree: ast.Module) -> dict[str, _Key]:
    return {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _lines(node: ast.ClassDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


def _public(family: list[ast.ClassDef]) -> Iterator[str]:
    for node in family:
        for part in node.body:
            if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) and part.name[0] != "_":
                yield part.name


def _arguments(node: ast.ClassDef) -> int:
    """Return how many __init__ takes beside self; a struct's fields are values, not helpers."""
    for part in node.body:
        if isinstance(part, ast.FunctionDef) and part.name == "__init__":
            return len(part.args.args) + len(part.args.kwonlyargs) - 1
    return 0


def _most(figures: Mapping[_Key, int]) -> dict[str, int]:
    """Return the three largest by name."""
    largest = sorted(figures, key=lambda key: (-figures[key], key))[:3]
    return {".".join(key): figures[key] for key in largest}
