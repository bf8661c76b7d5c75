"""A record as rows of flat tables: what CSV, the terminal and the page show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from operator import itemgetter
from typing import Any

Cell = str | int | Decimal | bool | None
Json = Mapping[str, Any]

_SPAN = ("start", "end", "text", "clean")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "documents": (
        *("id", "key", "source_id", "uri", "sha256", "encoding", "length", "script", "region", "headline"),
        *("publisher", "published", "published_from", "authors", "cleaning"),
    ),
    "entities": ("document", "id", "type", "subtype", "name", "name_hans", "gb2260", "identifiers"),
    "mentions": ("document", "owner", *_SPAN),
    "positions": ("document", "person", "title", "title_key", "organization", "place", "status", *_SPAN),
    "facts": (
        *("document", "id", "kind", "indicator", "indicator_key", "value", "low", "high", "modifier"),
        *("increment", "unit", "unit_inferred", "dimension", "period_start", "period_end", "period_edtf"),
        *("period_text", "period_from", "period_cumulative", "period_inferred", "place", "subject", "basis"),
        *("price_basis", "release_status", "scope", "of", "modality", "speaker", "sentence_start"),
        *("sentence_end", "confidence", "rule", *_SPAN),
    ),
    "times": ("document", "id", "edtf", "start_date", "end_date", "clock", "inferred", *_SPAN),
    "events": ("document", "id", "type", "name", "place", *_SPAN),
    "event_times": ("document", "event", "time"),
    "event_participants": ("document", "event", "entity", "role"),
    "unresolved": ("document", "code", "message", "start", "end", "text"),
    "warnings": ("document", "code", "message", "start", "end", "text"),
}
"""Columns by table; ``document`` is the document's key. Columns of ids hold ids of the same document."""

_CELLS = {table: itemgetter(*(name for name in columns if name != "document")) for table, columns in COLUMNS.items()}


def record_rows(
    document: Json, key: str | None = None, tables: Iterable[str] = COLUMNS
) -> dict[str, list[tuple[Cell, ...]]]:
    """The rows of tables in the order of COLUMNS, numbers exact; ``key`` stands for the document, if not its own."""
    own = (document["document"]["key"] if key is None else key,)
    return {
        table: [own[: columns[0] == "document"] + cells(row) for row in _made(table, document)]
        for table, columns, cells in ((table, COLUMNS[table], _CELLS[table]) for table in tables)
    }


def _made(table: str, document: Json) -> Iterable[Json]:
    if table == "documents":
        return (_document(document["document"]),)
    if table == "entities":
        return map(_entity, document["entities"])
    if table == "mentions":
        return _mentions(document)
    if table == "facts":
        return map(_fact, document["facts"])
    if table == "event_times":
        return ({"event": event["id"], "time": time} for event in document["events"] for time in event["times"])
    if table == "event_participants":
        return ({"event": e["id"], **p} for e in document["events"] for p in e["participants"])
    rows: Iterable[Json] = document[table]
    return rows


def entity_names(document: Json) -> dict[str, str]:
    """Names by id, of entities and of events (a subject may be either)."""
    return {item["id"]: item["name"] for table in ("entities", "events") for item in document[table]}


def _document(info: Json) -> Json:
    return {**info, "authors": "; ".join(info["authors"]), "cleaning": _compact(info["cleaning"])}


def _entity(entity: Json) -> Json:
    identifiers = entity["identifiers"]
    return {**entity, "gb2260": identifiers.get("gb2260"), "identifiers": _compact(identifiers)}


def _mentions(document: Json) -> Iterator[Json]:
    for table in ("entities", "facts"):
        for owner in document[table]:
            yield from ({"owner": owner["id"], **mention} for mention in owner["mentions"])


def _fact(fact: Json) -> Json:
    return {
        **fact,
        "value": exact_value(fact),
        "low": _decimal(fact["low"]),
        "high": _decimal(fact["high"]),
        "confidence": _decimal(fact["confidence"]),
        "sentence_start": fact["sentence"]["start"],
        "sentence_end": fact["sentence"]["end"],
        **(_period(fact["period"]) if fact["period"] else _NO_PERIOD),
    }


_PERIOD = ("start", "end", "edtf", "text", "from", "cumulative", "inferred")
_NO_PERIOD: Json = dict.fromkeys(f"period_{name}" for name in _PERIOD)


def _period(period: Json) -> Json:
    return {f"period_{name}": period[name] for name in _PERIOD}


def exact_value(fact: Json) -> Decimal | None:
    """The fact's value as the exact decimal that the text gives."""
    return None if fact["value_text"] is None else Decimal(fact["value_text"])


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(repr(number))


def _compact(value: Json) -> str:
    return json.dumps(dict(value), ensure_ascii=False)
