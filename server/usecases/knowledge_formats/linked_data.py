"""A file of JSON-LD as a graph. Nothing is ever fetched: contexts from elsewhere are refused."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rdflib import BNode, Graph, URIRef
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.term import Node

from server.usecases.import_problems import Findings
from server.usecases.knowledge_formats.json_file import read_json

SCHEMA_ORG = "https://schema.org/"
# What schema.org's own context comes to for the texts we read; it is never fetched either.
_BUNDLED = {
    address: {"@vocab": SCHEMA_ORG}
    for name in ("schema.org", "www.schema.org")
    for scheme in ("http", "https")
    for address in (f"{scheme}://{name}", f"{scheme}://{name}/")
}


class _Remote(Exception):
    pass


def read_graph(path: Path, findings: Findings) -> Graph | None:
    """Return what a file says; None, noted, when it cannot be used."""
    content = read_json(path, findings)
    if content is None:
        return None
    try:
        # A store without named graphs: the library's other way is deprecated by itself.
        graph = Graph(store="SimpleMemory")
        to_rdf(_with_contexts_of_ours(content), graph)
        return graph
    except _Remote as remote:
        findings.add("remote_context", file=path.name, value=remote)
    except Exception:  # noqa: BLE001 # the parser raises of every kind at what it does not expect
        findings.add("not_linked_data", file=path.name)
    return None


def _with_contexts_of_ours(content: Any) -> Any:
    """Return the content with known contexts in place of their addresses. Raise _Remote."""
    if isinstance(content, list):
        return [_with_contexts_of_ours(one) for one in content]
    if not isinstance(content, dict):
        return content
    made: dict[str, Any] = {}
    for name, value in content.items():
        if name == "@import":
            raise _Remote(value)
        made[name] = _context(value) if name == "@context" else _with_contexts_of_ours(value)
    return made


def _context(value: Any) -> Any:
    if isinstance(value, str):
        if value not in _BUNDLED:
            raise _Remote(value)
        return _BUNDLED[value]
    if isinstance(value, list):
        return [_context(one) for one in value]
    return _with_contexts_of_ours(value)


class Thing:
    """A node of a graph, asked by full names; several names stand for one another."""

    def __init__(self, graph: Graph, node: Node) -> None:
        self._graph = graph
        self.node = node

    def all(self, *names: str) -> list["Thing"]:
        """Return what it says under the first of these names that says anything."""
        for name in names:
            found = list(self._graph.objects(self.node, URIRef(name)))
            if found:
                return [Thing(self._graph, one) for one in _in_order(self._graph, found)]
        return []

    def text(self, *names: str) -> str:
        """Return one of the texts under these names, an Italian one first."""
        found = self.all(*names)
        italian = [one for one in found if getattr(one.node, "language", None) == "it"]
        return str((italian or found or [Thing(self._graph, URIRef(""))])[0].node)

    def texts(self, *names: str) -> list[str]:
        return [str(one.node) for one in self.all(*names)]

    def called(self, name: str) -> str:
        """Return what finds it in its file: its address, or its name where it has none."""
        return name if isinstance(self.node, BNode) else str(self.node)

    def cells(self, prefix: str) -> dict[str, str]:
        """Return what it says under names that begin so, by the rest of the name."""
        return {
            str(name).removeprefix(prefix): str(value)
            for name, value in self._graph.predicate_objects(self.node)
            if str(name).startswith(prefix)
        }


def things(graph: Graph, *types: str) -> list[Thing]:
    """Return the nodes of these types, each once, in a steady order."""
    kind = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    nodes = {node for name in types for node in graph.subjects(kind, URIRef(name))}
    return [Thing(graph, node) for node in _in_order(graph, nodes)]


def _in_order(graph: Graph, nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes in the same order at each reading, blank ones by what they say."""

    def key(node: Node) -> str:
        if not isinstance(node, BNode):
            return str(node)
        return "|".join(sorted(f"{name} {value}" for name, value in graph.predicate_objects(node)))

    return sorted(nodes, key=key)
