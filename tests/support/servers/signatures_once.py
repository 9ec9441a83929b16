"""Each server of a test has the same hundred routes: what they take and give is read once.

A route is a function made anew for each server, from the same source. To find the types of its
arguments is a fifth of what a server costs to start and to stop, and tests start thousands.
"""

from collections.abc import Callable
from types import CodeType, FunctionType
from typing import Any

from litestar._signature import SignatureModel
from litestar.utils.signature import ParsedSignature

_read = ParsedSignature.from_fn
_make = SignatureModel.create
_signatures: dict[CodeType, tuple[object, ParsedSignature]] = {}
_models: dict[int, tuple[ParsedSignature, object, type[SignatureModel]]] = {}


def read_signatures_once() -> None:
    """Have Litestar give again what it found for a function of equal source and equal types."""
    ParsedSignature.from_fn = staticmethod(signature_of)  # type: ignore[method-assign,assignment]
    SignatureModel.create = staticmethod(_model_of)  # type: ignore[method-assign,assignment]


def signature_of(fn: Callable[..., Any], signature_namespace: dict[str, Any]) -> ParsedSignature:
    if not isinstance(fn, FunctionType):
        return _read(fn, signature_namespace)
    asked = (fn.__annotations__, fn.__defaults__, fn.__kwdefaults__, signature_namespace)
    known = _signatures.get(fn.__code__)
    if known is None or known[0] != asked:
        known = _signatures[fn.__code__] = (asked, _read(fn, signature_namespace))
    return known[1]


def _model_of(*, fn: Any, parsed_signature: ParsedSignature, **asked: Any) -> type[SignatureModel]:
    known = _models.get(id(parsed_signature))  # it stays here, so no other one gets its number
    if known is None or known[1] != asked:
        made = _make(fn=fn, parsed_signature=parsed_signature, **asked)
        known = _models[id(parsed_signature)] = (parsed_signature, asked, made)
    return known[2]
