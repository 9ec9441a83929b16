"""OpenAPI description of the server, derived from what its routes state; for tests only."""

import re
from typing import Any

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from contract.domain.account import Capability
from contract.wire.changes import PullReply
from contract.wire.claims import LookUpReason
from contract.wire.session import ErrorReply
from contract.wire.text import POLL_S
from server.api.access import ACCESS, REFUSES, Open
from server.api.call_routes import KEY_LIMIT
from server.api.text_routes import NUMBER_LIMIT, WORD_LIMIT
from server.usecases.knowledge.maintenance.owner_link import PAGE

QUERY: dict[str, list[tuple[str, dict[str, Any], bool]]] = {  # path -> (name, schema, required)
    "/api/v1/snapshot/{feed}": [
        ("after", {"type": "string"}, False),
        ("limit", {"type": "integer", "minimum": 1, "maximum": 500}, False),
    ],
    "/api/v1/snapshot/{feed}/parts": [("after", {"type": "string"}, False)],
    "/api/v1/callers": [
        ("phone", {"type": "string", "maxLength": 40}, True),
        ("call", {"type": "string", "maxLength": KEY_LIMIT}, False),
        ("why", {"type": "string", "enum": [str(reason) for reason in LookUpReason]}, False),
    ],
    "/api/v1/text/{call_key}": [
        ("after", {"type": "integer", "minimum": 0, "maximum": NUMBER_LIMIT}, False),
        ("wait_s", {"type": "number", "minimum": 0, "maximum": POLL_S}, False),
        ("stream", {"type": "string", "maxLength": WORD_LIMIT}, False),
    ],
}
UNDESCRIBED = {PullReply}  # msgspec has no schema for an optional Raw


def api_description(app: Litestar) -> dict[str, Any]:
    """Return the document; left out are the event stream, which has no end, and pages in HTML."""
    operations: dict[tuple[str, str], HTTPRouteHandler] = {
        (route.path_format, method.lower()): handler
        for route in app.routes
        for method, (handler, _) in getattr(route, "route_handler_map", {}).items()
        if method != "OPTIONS" and not route.path_format.endswith("/events")
        if not route.path_format.startswith(PAGE)
    }
    opts = [handler.opt for handler in operations.values()]
    stated = {opt[key] for opt in opts for key in ("takes", "gives") if key in opt}
    types = sorted(stated - UNDESCRIBED, key=lambda kind: kind.__name__)
    schemas, components = msgspec.json.schema_components(
        [*types, ErrorReply], ref_template="#/components/schemas/{name}"
    )
    by_type: dict[Any, Any] = dict(zip([*types, ErrorReply], schemas, strict=True))
    by_type |= {kind: {"type": "object"} for kind in UNDESCRIBED}
    paths: dict[str, Any] = {}
    for (path, method), handler in operations.items():
        paths.setdefault(path, {})[method] = _operation(path, handler, by_type)
    return {
        "openapi": "3.1.0",
        "info": {"title": "ChiamaRoma", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(path: str, handler: HTTPRouteHandler, schemas: dict[Any, Any]) -> dict[str, Any]:
    opt = handler.opt
    refused = _content(schemas[ErrorReply])
    public = opt[ACCESS] is Open.TO_ALL
    codes = [400, 413, 426, 503, *opt.get(REFUSES, ())]
    codes += [401] if not public else []
    codes += [403] if isinstance(opt[ACCESS], Capability) else []
    query = QUERY.get(path, []) if "GET" in handler.http_methods else []
    operation: dict[str, Any] = {
        "security": [] if public else [{"token": []}],
        "parameters": [_parameter("query", *given) for given in query],
        "responses": {str(code): {"description": "refused"} | refused for code in codes},
    }
    for name in re.findall(r"\{(\w+)\}", path):
        operation["parameters"].append(_parameter("path", name, {"type": "string"}, True))
        operation["responses"]["404"] = {"description": "refused"} | refused
    if "takes" in opt:
        operation["requestBody"] = {"required": True} | _content(schemas[opt["takes"]])
    operation["responses"] |= _success(handler, schemas)
    return operation


def _success(handler: HTTPRouteHandler, schemas: dict[Any, Any]) -> dict[str, Any]:
    body = _content(schemas[handler.opt["gives"]]) if "gives" in handler.opt else {}
    return {str(handler.status_code): {"description": "done"} | body}


def _content(schema: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


def _parameter(place: str, name: str, schema: dict[str, Any], required: bool) -> dict[str, Any]:
    return {"in": place, "name": name, "schema": schema, "required": required}
