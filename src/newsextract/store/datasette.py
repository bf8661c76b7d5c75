"""Metadata for Datasette: what tables and columns mean, and queries for the usual questions."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from newsextract.errors import StoreError
from newsextract.resources import read_toml
from newsextract.store.layout import layout
from newsextract.store.urls import Target

_INTERNAL = ("store_info", "link_anchors", "signature_bands")
_FACETS = {
    "facts": ["indicator_key", "kind", "modality", "unit"],
    "entities": ["entity_type", "subtype"],
    "documents": ["region", "script", "publisher"],
    "positions": ["title_key", "status"],
    "events": ["event_type"],
    "things": ["thing_type"],
}


def datasette_metadata(target: Target) -> dict[str, Any]:
    """The metadata of an SQLite file, to be given to ``datasette --metadata``."""
    if target.kind != "sqlite":
        raise StoreError(f"{target.shown}: Datasette opens SQLite files only")
    tables = {f"{target.prefix}{name}": _table(name) for name in layout()}
    views = {
        f"{target.prefix}{view['name']}": {"description": view["comment"]}
        for view in read_toml("store/views.toml")["view"]
    }
    name = PurePath(target.path).stem
    return {
        "title": "Facts from Chinese news",
        "databases": {name: {"tables": {**tables, **views}, "queries": {} if target.prefix else _queries()}},
    }


def _table(name: str) -> dict[str, Any]:
    table = layout()[name]
    about: dict[str, Any] = {
        "description": table.comment,
        "columns": {column.name: column.comment for column in table.columns},
    }
    if name in _FACETS:
        about["facets"] = _FACETS[name]
    if name in _INTERNAL:
        about["hidden"] = True
    return about


def _queries() -> dict[str, Any]:
    questions = read_toml("store/questions.toml")["question"]
    return {question["name"]: {"title": question["title"], "sql": question["sql"].strip()} for question in questions}
