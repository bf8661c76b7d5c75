"""Reading back: records, texts, and lists with filters, portion by portion."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from newsextract.store.engines import Engine, Row
from newsextract.store.rows import UNSTORABLE, document_id
from newsextract.store.statements import Tables

Json = dict[str, Any]
_NUMBERS = frozenset({"value", "low", "high", "base_value", "year_on_year"})
_BOOLS = frozenset({"is_exact"})


@dataclass(slots=True)
class Filter:
    """Conditions of a list, joined by AND; the values travel as parameters."""

    engine: Engine
    conditions: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def equal(self, column: str, value: object | None) -> None:
        """The column has the value; None puts no condition."""
        self._add(f"{column} = {self.engine.dialect.mark}", value)

    def least(self, column: str, value: object | None) -> None:
        """The column has the value or a higher one."""
        self._add(f"{column} >= {self.engine.dialect.mark}", value)

    def most(self, column: str, value: object | None) -> None:
        """The column has the value or a lower one."""
        self._add(f"{column} <= {self.engine.dialect.mark}", value)

    def holds(self, column: str, words: str | None) -> None:
        """The column holds the words somewhere."""
        if words:
            inside = words.replace("!", "!!").replace("%", "!%").replace("_", "!_")
            self._add(f"{column} LIKE {self.engine.dialect.mark} ESCAPE '!'", f"%{inside}%")

    def _add(self, condition: str, value: object | None) -> None:
        if value is not None:
            self.conditions.append(condition)
            self.values.append(value.translate(UNSTORABLE) if isinstance(value, str) else value)

    @property
    def where(self) -> str:
        """The WHERE clause."""
        return f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that can be asked for: its columns, where they come from, and its order."""

    columns: tuple[str, ...]
    source: str
    order: str

    def read(self, filters: Filter, limit: int, offset: int) -> list[Json]:
        """A portion of the rows."""
        engine = filters.engine
        tables = _Tables(engine)
        columns, source = ", ".join(self.columns).format_map(tables), self.source.format_map(tables)
        sql = f"SELECT {columns} FROM {source}{filters.where} ORDER BY {self.order}"
        rows = engine.query(f"{sql} LIMIT {int(limit)} OFFSET {int(offset)}", filters.values)
        names = [column.rsplit(" ", 1)[-1].rsplit(".", 1)[-1] for column in self.columns]
        return [{name: _plain(name, cell) for name, cell in zip(names, row, strict=True)} for row in rows]


class _Tables(dict[str, str]):
    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine

    def __missing__(self, name: str) -> str:
        return self._engine.dialect.table(name)


DOCUMENTS = Listing(
    columns=(
        *("d.document_key", "d.headline", "d.publisher", "d.published", "d.region", "d.script", "d.uri"),
        *(
            "d.text_length",
            "(SELECT COUNT(*) FROM {facts} f WHERE f.document_id = d.document_id) AS facts",
        ),
        "CASE WHEN x.document_id IS NULL THEN 0 ELSE 1 END AS has_text",
    ),
    source="{documents} d LEFT JOIN {texts} x ON x.document_id = d.document_id",
    order="CASE WHEN d.published IS NULL THEN 1 ELSE 0 END, d.published DESC, d.document_id",
)
FACTS = Listing(
    columns=(
        *("q.document_key", "q.fact_id", "q.published", "q.publisher", "q.kind", "q.indicator", "q.indicator_key"),
        *("q.value_text", "q.value", "q.low", "q.high", "q.modifier", "q.unit", "q.period_start", "q.period_end"),
        *("q.place", "q.subject", "q.basis", "q.modality", "q.confidence", "f.start_offset", "f.end_offset"),
        *("f.text", "f.clean", "f.sentence_start", "f.sentence_end"),
    ),
    source="{figures} q JOIN {facts} f ON f.document_id = q.document_id AND f.fact_id = q.fact_id",
    order="CASE WHEN q.published IS NULL THEN 1 ELSE 0 END, q.published DESC, q.document_id, f.start_offset",
)
OFFICES = Listing(
    columns=(
        *("person", "title", "body", "place", "status", "first_seen", "last_seen", "stories", "articles"),
        *("person_id", "last_document"),
    ),
    source="{current_offices}",
    order="place, body, title, person, person_id",
)
SERIES = Listing(
    columns=(
        *("indicator_key", "subject", "subject_thing", "place", "place_thing", "period_start", "period_end", "value"),
        *("unit", "year_on_year", "is_exact", "stories", "articles", "versions", "last_published"),
    ),
    source="{series}",
    order="indicator_key, place, place_thing, subject, subject_thing, unit, period_end, period_start",
)


def read_indicators(filters: Filter, limit: int, offset: int) -> list[Json]:
    """Indicators with the number of their points, the longest series first."""
    names = "indicator_key, place, subject, unit"
    series = f"{filters.engine.dialect.table('series')}{filters.where}"
    sql = f"SELECT {names}, COUNT(*) FROM {series} GROUP BY {names} ORDER BY COUNT(*) DESC, {names}"
    rows = filters.engine.query(f"{sql} LIMIT {int(limit)} OFFSET {int(offset)}", filters.values)
    return [dict(zip((*names.split(", "), "points"), row, strict=True)) for row in rows]


def _plain(name: str, cell: Any) -> Any:
    """A cell as a JSON value, the same from every database."""
    if cell is None or isinstance(cell, str):
        return cell
    if name in _BOOLS or name == "has_text":
        return bool(cell)
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    if isinstance(cell, Decimal) or (name in _NUMBERS and isinstance(cell, float)):
        return int(cell) if cell == int(cell) else float(cell)
    return cell


# ---------------------------------------------------------------------------------------------- one article


def read_text(engine: Engine, key: str) -> str | None:
    """The original text of an article, where it was kept."""
    rows = list(Tables(engine).select("texts", ["text"], "document_id", [document_id(key)]))
    return rows[0][0] if rows else None


def read_texts(engine: Engine, keys: Iterable[str]) -> dict[str, str]:
    """The original texts of those of the articles whose text was kept, by key."""
    owners = {document_id(key): key for key in keys}
    rows = Tables(engine).select("texts", ["document_id", "text"], "document_id", list(owners))
    return {owners[own]: text for own, text in rows}


def read_record(engine: Engine, key: str) -> Json | None:
    """The record of an article in plain JSON values; its lists in the order of the text."""
    own = document_id(key)
    tables = Tables(engine)
    names = (
        *("content_id", "document_key", "source_id", "uri", "sha256", "encoding", "text_length", "script", "region"),
        *("headline", "publisher", "published", "published_from", "authors", "cleaning", "schema_version"),
    )
    rows = list(tables.select("documents", names, "document_id", [own]))
    if not rows:
        return None
    *cells, version = map(_day, rows[0])
    keys = ("id", "key", *names[2:6], "length", *names[7:-1])
    info = dict(zip(keys, cells, strict=True))
    info |= {"authors": json.loads(info["authors"]), "cleaning": json.loads(info["cleaning"])}
    notes = _rejects(tables, own)
    return {
        "schema_version": version,
        "document": info,
        "entities": _entities(tables, own),
        "positions": _parts(tables, own, "positions", _POSITION),
        "facts": _facts(tables, own),
        "times": _parts(tables, own, "times", _TIME),
        "events": _events(tables, own),
        **notes,
    }


_SPAN = {"start": "start_offset", "end": "end_offset", "text": "text", "clean": "clean"}
_POSITION = {
    **{"person": "person_id", "title": "title", "title_key": "title_key", "organization": "organization_id"},
    **{"place": "place_id", "status": "status", **_SPAN},
}
_TIME = {
    **{"id": "time_id", "edtf": "edtf", "start_date": "start_date", "end_date": "end_date", "clock": "clock"},
    **{**_SPAN, "inferred": "inferred"},
}
_FACT = {
    **{"id": "fact_id", "kind": "kind", "indicator": "indicator", "indicator_key": "indicator_key"},
    **{"value_text": "value_text", "low": "low_text", "high": "high_text", "modifier": "modifier"},
    **{"increment": "increment", "unit": "unit", "unit_inferred": "unit_inferred", "dimension": "dimension"},
    **{"place": "place_id", "subject": "subject_id", "basis": "basis", "price_basis": "price_basis"},
    **{"release_status": "release_status", "scope": "scope", "of": "of_fact_id", "modality": "modality"},
    **{"speaker": "speaker_id", "confidence": "confidence", "rule": "rule", **_SPAN},
}
_PERIOD = {
    **{"start": "period_start", "end": "period_end", "edtf": "period_edtf", "text": "period_text"},
    **{"from": "period_from", "cumulative": "period_cumulative", "inferred": "period_inferred"},
}
_TRUTHS = frozenset({"increment", "unit_inferred", "inferred", "cumulative"})


def _day(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, date | datetime) else cell


def _parts(tables: Tables, own: str, table: str, columns: Mapping[str, str]) -> list[Json]:
    rows = tables.select(table, list(columns.values()), "document_id", [own])
    found = [_named(columns, row) for row in rows]
    return sorted(found, key=lambda item: (item["start"], item["end"]))


def _named(columns: Iterable[str], row: Row) -> Json:
    cells = zip(columns, map(_day, row), strict=True)
    return {name: bool(cell) if name in _TRUTHS and cell is not None else cell for name, cell in cells}


def _mentions(tables: Tables, own: str, table: str, owner: str) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = defaultdict(list)
    for identity, *row in tables.select(table, [owner, *_SPAN.values()], "document_id", [own]):
        found[identity].append(_named(_SPAN, tuple(row)))
    return {identity: sorted(rows, key=lambda row: (row["start"], row["end"])) for identity, rows in found.items()}


def _entities(tables: Tables, own: str) -> list[Json]:
    mentions = _mentions(tables, own, "mentions", "entity_id")
    codes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entity, scheme, code in tables.select("identifiers", ["entity_id", "scheme", "code"], "document_id", [own]):
        codes[entity][scheme].append(code)
    names = ["entity_id", "entity_type", "subtype", "name", "name_hans"]
    found = []
    for row in tables.select("entities", names, "document_id", [own]):
        entity = dict(zip(("id", "type", "subtype", "name", "name_hans"), row, strict=True))
        schemes = codes[entity["id"]]
        candidates = sorted(schemes.pop("candidate", []))
        entity["identifiers"] = {scheme: values[0] for scheme, values in sorted(schemes.items())}
        entity["mentions"] = mentions.get(entity["id"], [])
        found.append({**entity, "candidates": candidates} if candidates else entity)
    return sorted(found, key=lambda entity: (min((m["start"] for m in entity["mentions"]), default=0), entity["id"]))


def _facts(tables: Tables, own: str) -> list[Json]:
    mentions = _mentions(tables, own, "fact_mentions", "fact_id")
    columns = [*_FACT.values(), *_PERIOD.values(), "sentence_start", "sentence_end"]
    found = []
    for row in tables.select("facts", columns, "document_id", [own]):
        fact = _named(_FACT, row[: len(_FACT)])
        period = _named(_PERIOD, row[len(_FACT) : -2])
        value = fact["value_text"]
        fact |= {name: _number(text) for name, text in (("value", value), ("low", fact["low"]), ("high", fact["high"]))}
        fact["period"] = period if period["edtf"] is not None else None
        fact["sentence"] = {"start": row[-2], "end": row[-1]}
        fact["mentions"] = mentions.get(fact["id"], [])
        found.append(fact)
    return sorted(found, key=lambda fact: (fact["start"], fact["end"]))


def _number(text: str | None) -> int | float | None:
    if text is None:
        return None
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def _events(tables: Tables, own: str) -> list[Json]:
    times, people = defaultdict(list), defaultdict(list)
    for event, time in tables.select("event_times", ["event_id", "time_id"], "document_id", [own]):
        times[event].append(time)
    names = ["event_id", "entity_id", "role"]
    for event, entity, role in tables.select("event_participants", names, "document_id", [own]):
        people[event].append({"entity": entity, "role": role})
    columns = {"id": "event_id", "type": "event_type", "name": "name", "place": "place_id", **_SPAN}
    events = _parts(tables, own, "events", columns)
    return [{**event, "times": times[event["id"]], "participants": people[event["id"]]} for event in events]


def _rejects(tables: Tables, own: str) -> dict[str, list[Json]]:
    columns = ("code", "message", "start", "end", "text")
    names = ["kind", "code", "message", "start_offset", "end_offset", "text"]
    found: dict[str, list[Json]] = {"unresolved": [], "warnings": []}
    for kind, *row in tables.select("rejects", names, "document_id", [own]):
        found["unresolved" if kind == "unresolved" else "warnings"].append(dict(zip(columns, row, strict=True)))
    return {kind: sorted(notes, key=_place) for kind, notes in found.items()}


def _place(note: Json) -> tuple[int, str, str]:
    return (-1 if note["start"] is None else note["start"], note["code"], note["message"])
