"""Places where one small fault can be planted, and the source with it planted.

A fault is one that a person makes: a comparison off by one, a condition the wrong way round, a
number off by one, a result or a call forgotten. Mutation testing's own programs were weighed:
mutmut and cosmic-ray run one command for every fault, not the tests that reach its line.
"""

import ast
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
_RETURNS_NOTHING = ("return", "return None")


@dataclass(frozen=True, slots=True)
class Fault:
    """One change of one file. start and end: offsets of the replaced bytes."""

    file: str
    line: int
    was: str
    becomes: str
    start: int
    end: int

    @property
    def lines(self) -> range:
        return range(self.line, self.line + 1 + self.was.count("\n"))

    def planted(self, source: bytes) -> bytes:
        return source[: self.start] + self.becomes.encode() + source[self.end :]


def faults_of(root: Path, file: str) -> list[Fault]:
    """Return every fault that can be planted into a file, in the order of its text."""
    source = (root / file).read_bytes()
    tree = ast.parse(source)
    return [
        _fault(file, source, node, becomes)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for statement in function.body
        for node, becomes in _changes(statement)
    ]


def same_fault(root: Path, known: Mapping[str, Any]) -> Fault | None:
    """Return the fault that another version's record tells of, None where it makes none now."""
    if not (root / known["file"]).exists():
        return None
    words = (known["was"], known["becomes"])
    same = (one for one in faults_of(root, known["file"]) if (one.was, one.becomes) == words)
    return min(same, key=lambda one: abs(one.line - known["line"]), default=None)


def chosen(root: Path, files: Sequence[str], count: int, seed: int) -> list[Fault]:
    """Return so many faults: at most one a line, drawn by chance, the same for a seed."""
    by_line = {
        (fault.file, fault.line, index): fault
        for file in files
        for index, fault in enumerate(faults_of(root, file))
    }
    drawn = list(by_line.values())
    random.Random(seed).shuffle(drawn)
    seen, kept = set[tuple[str, int]](), list[Fault]()
    for fault in drawn:
        if (fault.file, fault.line) not in seen and len(kept) < count:
            seen.add((fault.file, fault.line))
            kept.append(fault)
    return sorted(kept, key=lambda fault: (fault.file, fault.line))


def _fault(file: str, source: bytes, node: ast.expr | ast.stmt, becomes: str) -> Fault:
    lines = source.splitlines(keepends=True)
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset
    return Fault(file, node.lineno, source[start:end].decode(), becomes, start, end)


def _changes(statement: ast.stmt) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Yield (node, the text in its place). Functions within are looked at by themselves."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return
    if isinstance(statement, ast.Expr) and not _is_call(statement.value):
        return  # a docstring
    if isinstance(statement, ast.Expr):
        if not ast.unparse(statement).startswith(("log.", "_log.")):
            yield statement, "pass"
        return
    if isinstance(statement, ast.Return) and ast.unparse(statement) not in _RETURNS_NOTHING:
        yield statement, "return None"
    for child in ast.iter_child_nodes(statement):
        if isinstance(child, ast.stmt):
            yield from _changes(child)
        elif isinstance(child, ast.expr):
            yield from _changes_within(child)
        else:
            yield from _changes_of_parts(child)


def _changes_of_parts(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield from _changes(child)
        elif isinstance(child, ast.expr):
            yield from _changes_within(child)


def _changes_within(expression: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    in_text = {
        id(part)
        for joined in ast.walk(expression)
        if isinstance(joined, ast.JoinedStr)
        for part in ast.walk(joined)
    }
    for node in ast.walk(expression):
        if isinstance(node, ast.expr) and id(node) not in in_text and (other := _other(node)):
            yield node, f"({other})"


def _other(node: ast.expr) -> str | None:
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _OTHER:
            changed: ast.expr = ast.Compare(node.left, [_swapped(operator)], node.comparators)  # type: ignore[list-item]
        case ast.BoolOp(op=operator):
            changed = ast.BoolOp(_swapped(operator), node.values)  # type: ignore[arg-type]
        case ast.BinOp(op=ast.Add() | ast.Sub() as operator) if not _is_text(node):
            changed = ast.BinOp(node.left, _swapped(operator), node.right)  # type: ignore[arg-type]
        case ast.UnaryOp(op=ast.Not()):
            changed = node.operand
        case ast.Constant(value=bool() as value):
            changed = ast.Constant(not value)
        case ast.Constant(value=int() as number):
            changed = ast.Constant(number + 1)
        case _:
            return None
    return ast.unparse(changed)


def _swapped(operator: ast.AST) -> ast.AST:
    return _OTHER[type(operator)]()


def _is_text(node: ast.BinOp) -> bool:
    """A minus between texts or lists fails at once and says nothing of the tests."""
    sides = (node.left, node.right)
    return any(isinstance(side, ast.JoinedStr | ast.List | ast.Tuple) for side in sides) or any(
        isinstance(side, ast.Constant) and isinstance(side.value, str) for side in sides
    )


def _is_call(value: ast.expr) -> bool:
    return isinstance(value.value if isinstance(value, ast.Await) else value, ast.Call)
