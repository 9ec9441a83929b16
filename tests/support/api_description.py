"""OpenAPI description of the server, derived from what its routes state; for tests only."""

from typing import Any

import msgspec
from litestar import Litestar

from contract.domain.account import Capability
from contract.wire.changes import PullReply
from contract.wire.session import ErrorReply
from server.api.access import ACCESS, Open

QUERY: dict[str, list[tuple[str, dict[str, Any], bool]]] = {  # path -> (name, schema, required)
    "/api/v1/snapshot/{feed}": [
        ("after", {"type": "string"}, False),
        ("limit", {"type": "integer", "minimum": 1, "maximum": 500}, False),
    ],
    "/api/v1/callers": [("phone", {"type": "string", "maxLength": 40}, True)],
}
UNDESCRIBED = {PullReply}  # msgspec has no schema for an optional Raw


def api_description(app: Litestar) -> dict[str, Any]:
    """Return the document; the event stream is left out, it has no end."""
    operations = {
        (route.path_format, method.lower()): handler.opt
        for route in app.routes
        for method, (handler, _) in getattr(route, "route_handler_map", {}).items()
        if method != "OPTIONS" and not route.path_format.endswith("/events")
    }
    stated = {opt[key] for opt in operations.values() for key in ("takes", "gives") if key in opt}
    types = sorted(stated - UNDESCRIBED, key=lambda kind: kind.__name__)
    schemas, components = msgspec.json.schema_components(
        [*types, ErrorReply], ref_template="#/components/schemas/{name}"
    )
    by_type: dict[Any, Any] = dict(zip([*types, ErrorReply], schemas, strict=True))
    by_type |= {kind: {"type": "object"} for kind in UNDESCRIBED}
    paths: dict[str, Any] = {}
    for (path, method), opt in operations.items():
        paths.setdefault(path, {})[method] = _operation(path, opt, by_type)
    return {
        "openapi": "3.1.0",
        "info": {"title": "ChiamaRoma", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(path: str, opt: dict[str, Any], schemas: dict[Any, Any]) -> dict[str, Any]:
    refused = _content(schemas[ErrorReply])
    public = opt[ACCESS] is Open.TO_ALL
    codes = [400, 413, 426, 429, 503]
    # Signing in and renewing are refused with 401 for what was sent.
    codes += [401] if not public or "/auth/" in path else []
    codes += [403] if isinstance(opt[ACCESS], Capability) else []
    operation: dict[str, Any] = {
        "security": [] if public else [{"token": []}],
        "parameters": [_parameter("query", *given) for given in QUERY.get(path, [])],
        "responses": {str(code): {"description": "refused"} | refused for code in codes},
    }
    if "{feed}" in path:
        operation["parameters"].append(_parameter("path", "feed", {"type": "string"}, True))
        operation["responses"]["404"] = {"description": "refused"} | refused
    if "takes" in opt:
        operation["requestBody"] = {"required": True} | _content(schemas[opt["takes"]])
    operation["responses"] |= _success(path, opt, schemas)
    return operation


def _success(path: str, opt: dict[str, Any], schemas: dict[Any, Any]) -> dict[str, Any]:
    if path.endswith("/logout"):
        return {"204": {"description": "done"}}
    if "gives" in opt:
        return {"200": {"description": "done"} | _content(schemas[opt["gives"]])}
    return {"200": {"description": "done"}}


def _content(schema: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


def _parameter(place: str, name: str, schema: dict[str, Any], required: bool) -> dict[str, Any]:
    return {"in": place, "name": name, "schema": schema, "required": required}
