"""The record against its JSON Schema, compiled once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import islice
from typing import Any

from newsextract.resources import read_schema

_LIMIT = 20


@cache
def _validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(read_schema())


def find_schema_faults(document: Mapping[str, Any]) -> list[str]:
    """What breaks the schema, at most twenty faults, each with its place in the document."""
    try:
        if _validator().is_valid(document):
            return []
        errors = list(islice(_validator().iter_errors(document), _LIMIT))
    except (UnicodeEncodeError, ValueError):
        # Lone surrogates (a JSONL line may hold them) have no UTF-8 form: judged with replacement characters.
        errors = list(islice(_validator().iter_errors(_encodable(document)), _LIMIT))
    return [f"{_place(error.instance_path)}: {error.message[:200]}" for error in errors]


def _place(path: list[str | int]) -> str:
    return "/" + "/".join(str(step) for step in path)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, Mapping):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    return value
