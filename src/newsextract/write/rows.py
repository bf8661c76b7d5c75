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
    made = {table: _made(table, document) for table in tables}
    return {
        table: [own + cells for cells in rows] if table != "documents" else list(rows) for table, rows in made.items()
    }


def _made(table: str, document: Json) -> Iterable[tuple[Cell, ...]]:
    """The rows of a table without the first column, which tells the document."""
    if table == "facts":
        return map(_fact, document["facts"])
    rows: Iterable[Json] = document.get(table, ())
    if table == "documents":
        rows = (_document(document["document"]),)
    elif table == "entities":
        rows = map(_entity, document["entities"])
    elif table == "mentions":
        rows = _mentions(document)
    elif table == "event_times":
        rows = ({"event": event["id"], "time": time} for event in document["events"] for time in event["times"])
    elif table == "event_participants":
        rows = ({"event": e["id"], **p} for e in document["events"] for p in e["participants"])
    return map(_CELLS[table], rows)


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


_FIRST = itemgetter("id", "kind", "indicator", "indicator_key")
_SECOND = itemgetter("modifier", "increment", "unit", "unit_inferred", "dimension")
_PERIOD = itemgetter("start", "end", "edtf", "text", "from", "cumulative", "inferred")
_NO_PERIOD = (None,) * 7
_THIRD = itemgetter(
    *("place", "subject", "basis", "price_basis", "release_status", "scope", "of", "modality", "speaker")
)
_SENTENCE = itemgetter("start", "end")
_LAST = itemgetter("rule", *_SPAN)


def _fact(fact: Json) -> tuple[Cell, ...]:
    """In the order of COLUMNS, piece by piece: this runs for every fact of every article."""
    period = fact["period"]
    return (
        *_FIRST(fact),
        exact_value(fact),
        _decimal(fact["low"]),
        _decimal(fact["high"]),
        *_SECOND(fact),
        *(_PERIOD(period) if period else _NO_PERIOD),
        *_THIRD(fact),
        *_SENTENCE(fact["sentence"]),
        _decimal(fact["confidence"]),
        *_LAST(fact),
    )


def exact_value(fact: Json) -> Decimal | None:
    """The fact's value as the exact decimal that the text gives."""
    return None if fact["value_text"] is None else Decimal(fact["value_text"])


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(repr(number))


def _compact(value: Json) -> str:
    return json.dumps(dict(value), ensure_ascii=False)
