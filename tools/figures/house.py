"""Counts of the house: how large its rooms, modules, functions and classes are."""

import ast
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools.figures.class_sizes import class_sizes
from tools.figures.single_importers import single_importers

PRODUCT = ("contract", "console", "phone", "widgets", "server")
REST = ("tools", "tests")
_TO_TOOLS = ("# noqa", "# type:", "# fmt:", "# ruff:", "# pragma")


def measure(tree: Path) -> dict[str, Any]:
    """Return the figures of a tree; lengths are lines, of the largest first."""
    trees = {
        path: ast.parse(path.read_bytes())
        for part in (*PRODUCT, *REST)
        for path in sorted((tree / part).rglob("*.py"))
        if "migrations/versions" not in str(path)
    }
    product = {path: found for path, found in trees.items() if _part(tree, path) in PRODUCT}
    named = {_dotted(tree, path): found for path, found in product.items()}
    lengths = {_dotted(tree, path): _length(path) for path in product}
    parts = {path: _part(tree, path) for path in trees}
    functions = _functions(product)
    folders = _files_in_folders(tree, trees)
    return {
        "lines": {
            part: sum(_length(path) for path in trees if parts[path] == part)
            for part in (*PRODUCT, *REST)
        },
        "modules": dict(Counter(parts.values())),
        "tests": sum(_tests(found) for path, found in trees.items() if parts[path] == "tests"),
        "crowded_folders": {name: count for name, count in folders.items() if count > 25},
        "most_files_in_a_folder": max(folders.values()),
        "long_modules": _long_modules(tree, product),
        "functions": {
            "count": len(functions),
            "p50": functions[len(functions) // 2],
            "p90": functions[len(functions) * 9 // 10],
            "over_20": sum(length > 20 for length in functions),
        },
        "code_lines": sum(map(_code_lines, product)),
        "code_lines_without_docstrings": {
            name: sum(_code_lines(path) - _docstring_lines(trees[path]) for path in paths)
            for name, paths in (
                ("product", product),
                ("tests", [path for path in trees if parts[path] == "tests"]),
            )
        },
        "reason_comments_pct": _reasons_pct(product),
        "classes": class_sizes(named),
        "small_modules_of_one_importer": single_importers(named, lengths),
        "small_modules": sum(_length(path) < 60 and path.name != "__init__.py" for path in product),
        "callable_parameters": sum(_callables(found) for found in product.values()),
        "forgetting": sum(
            _named(found, {"forget", "clear"})
            for path, found in product.items()
            if parts[path] == "console"
        ),
    }


def _dotted(tree: Path, path: Path) -> str:
    parts = path.relative_to(tree).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _code_lines(path: Path) -> int:
    """Return the lines that are neither blank nor a comment."""
    stripped = (line.strip() for line in path.read_bytes().splitlines())
    return sum(bool(line) and not line.startswith(b"#") for line in stripped)


def _docstring_lines(module: ast.Module) -> int:
    """Return the lines of docstrings, those without words left out."""
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    texts = (
        ast.get_docstring(node, clean=False) for node in ast.walk(module) if isinstance(node, kinds)
    )
    return sum(_shown_lines(text) for text in texts if text is not None)


def _shown_lines(docstring: str) -> int:
    _, *others = docstring.split("\n")
    # The quotes at the end of a longer one stand on a line of their own.
    return 1 + sum(bool(line.strip()) for line in others) + bool(others and not others[-1].strip())


def _reasons_pct(paths: Iterable[Path]) -> float:
    """Return the share of lines that are comments of their own, words to tools not counted."""
    lines = [line.strip() for path in paths for line in path.read_text().splitlines()]
    reasons = sum(line.startswith("# ") and not line.startswith(_TO_TOOLS) for line in lines)
    return round(100 * reasons / max(1, len(lines)), 2)


def _part(tree: Path, path: Path) -> str:
    return path.relative_to(tree).parts[0]


def _length(path: Path) -> int:
    return len(path.read_bytes().splitlines())


def _tests(module: ast.Module) -> int:
    return sum(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
        for node in ast.walk(module)
    )


def _files_in_folders(tree: Path, trees: dict[Path, ast.Module]) -> dict[str, int]:
    """Return how many modules each folder has, the fullest first."""
    names = (str(path.parent.relative_to(tree)) for path in trees if path.name != "__init__.py")
    return dict(Counter(names).most_common())


def _long_modules(tree: Path, product: dict[Path, ast.Module]) -> dict[str, int]:
    lengths = Counter({str(path.relative_to(tree)): _length(path) for path in product})
    return {name: length for name, length in lengths.most_common() if length > 250}


def _functions(product: dict[Path, ast.Module]) -> list[int]:
    return sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for module in product.values()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def _callables(module: ast.Module) -> int:
    return sum(
        node.annotation is not None and "Callable" in ast.unparse(node.annotation)
        for node in ast.walk(module)
        if isinstance(node, ast.arg)
    )


def _named(module: ast.Module, names: set[str]) -> int:
    return sum(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.lstrip("_") in names
        for node in ast.walk(module)
    )
