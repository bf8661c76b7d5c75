"""What migrations have to work out from the rows that are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from newsextract.store.across import update_reprints, update_things
from newsextract.store.engines import Engine
from newsextract.store.reprints import Signature, make_signature
from newsextract.store.statements import Tables
from newsextract.store.things import Link, find_links

_PORTION = 200
_CANDIDATE = "candidate"


def fill_across(engine: Engine) -> None:
    """Things and groups of reprints of all articles (layout 2)."""
    tables = Tables(engine)
    for name in ("link_anchors", "links", "things", "signature_bands", "signatures"):
        engine.execute(f"DELETE FROM {engine.dialect.table(name)}")
    documents = engine.query(f"SELECT document_id, content_id, region FROM {engine.dialect.table('documents')}")
    for start in range(0, len(documents), _PORTION):
        _fill(tables, documents[start : start + _PORTION])


def _fill(tables: Tables, documents: Sequence[tuple[str, str, str | None]]) -> None:
    records = _read(tables, [row[0] for row in documents])
    links: dict[str, Link] = {}
    signatures: dict[str, Signature] = {}
    linked: list[tuple[str, str, str]] = []
    signed: list[tuple[str, str]] = []
    for own, content, region in documents:
        record = {**records[own], "document": {"id": content}}
        found = find_links(record["entities"], record["positions"], region)
        links.update((link.id, link) for link in found.values())
        linked += [(link.id, own, entity) for entity, link in found.items()]
        signature = make_signature(record)
        signatures[signature.id] = signature
        signed.append((signature.id, own))
    tables.update("documents", ["signature_id"], "document_id", signed)
    tables.update("entities", ["link_id"], ("document_id", "entity_id"), linked)
    update_things(tables, links, ())
    update_reprints(tables, signatures, ())


# Columns of the record's parts, by the names that the record has for them.
_PARTS: Mapping[str, Mapping[str, str]] = {
    "entities": {"id": "entity_id", "type": "entity_type", "subtype": "subtype", "name_hans": "name_hans"},
    "positions": {
        **{"person": "person_id", "title_key": "title_key", "organization": "organization_id", "place": "place_id"},
        **{"start": "start_offset", "end": "end_offset"},
    },
    "facts": {
        **{"value_text": "value_text", "low": "low_text", "high": "high_text", "unit": "unit"},
        **{"start": "start_offset", "end": "end_offset"},
    },
    "times": {"edtf": "edtf", "start": "start_offset", "end": "end_offset"},
    "mentions": {"entity": "entity_id", "start": "start_offset", "end": "end_offset"},
    "identifiers": {"entity": "entity_id", "scheme": "scheme", "code": "code"},
}


def _read(tables: Tables, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """So much of the records as links and signatures need, by document id."""
    records: dict[str, dict[str, Any]] = {own: {part: [] for part in _PARTS} for own in ids}
    for part, columns in _PARTS.items():
        for own, *cells in tables.select(part, ["document_id", *columns.values()], "document_id", ids):
            records[own][part].append(dict(zip(columns, cells, strict=True)))
    for record in records.values():
        mentions, codes = _by_entity(record["mentions"]), _by_entity(record["identifiers"])
        for entity in record["entities"]:
            own = codes.get(entity["id"], [])
            entity["mentions"] = mentions.get(entity["id"], [])
            entity["identifiers"] = {code["scheme"]: code["code"] for code in own if code["scheme"] != _CANDIDATE}
            entity["candidates"] = [code["code"] for code in own if code["scheme"] == _CANDIDATE]
    return records


def _by_entity(rows: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    key = itemgetter("entity")
    return {entity: list(group) for entity, group in groupby(sorted(rows, key=key), key)}
