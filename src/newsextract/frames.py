"""Records as tables of pandas or polars: ``to_frames(extract_many(["articles/"]))["facts"]``.

The tables and columns are those of ``--format csv``. Every table begins with ``document``, the key of its article (in
``documents`` it is ``key``); columns of ids (``place``, ``subject``, ``person``, ...) hold ids of the same article:
join them by ``document`` and ``id``. Types are the same in every run, whether a column holds anything or not:

- ``value``, ``low``, ``high``, ``confidence``: floats that may be missing; ``value_text`` is the exact decimal;
- offsets and counts: integers, ``increment`` and the like: booleans, both may be missing;
- ``published``, ``period_start``, ``period_end``, ``start_date``, ``end_date``: dates (``datetime64[s]`` in pandas);
- everything else: strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from newsextract.errors import NewsextractError
from newsextract.record import Record
from newsextract.write.rows import COLUMNS, Cell, record_rows

_FLOATS = frozenset({"value", "low", "high", "confidence"})
_INTEGERS = frozenset({"start", "end", "length", "sentence_start", "sentence_end"})
_BOOLEANS = frozenset({"increment", "unit_inferred", "period_cumulative", "period_inferred", "inferred"})
_DATES = frozenset({"published", "period_start", "period_end", "start_date", "end_date"})
_KINDS = {"float": _FLOATS, "integer": _INTEGERS, "boolean": _BOOLEANS, "date": _DATES}
_LONE = re.compile("[\ud800-\udfff]")  # has no place in a column of UTF-8

Columns = dict[str, list[Any]]


def to_frames(
    records: Iterable[Record | Mapping[str, Any]] | Record | Mapping[str, Any],
    library: Literal["pandas", "polars"] = "pandas",
) -> dict[str, Any]:
    """The data frames of records by name of table: documents, entities, mentions, positions, facts, times, events, ...

    ``records`` are what ``extract`` gives, or the same as JSON values (a line of a JSON Lines file). Raises
    NewsextractError where the library is not installed.
    """
    columns = _columns([records] if isinstance(records, Record | Mapping) else records)
    make = {"pandas": _pandas_frame, "polars": _polars_frame}[library]
    try:
        return {table: make(cells) for table, cells in columns.items()}
    except ImportError as error:
        raise NewsextractError(f"frames need {error.name or library}; run: pip install 'newsextract[frames]'") from None


def _kind(name: str) -> str:
    return next((kind for kind, names in _KINDS.items() if name in names), "string")


def _columns(records: Iterable[Record | Mapping[str, Any]]) -> dict[str, Columns]:
    """Every table as lists of plain values by column."""
    tables: dict[str, list[tuple[Cell, ...]]] = {table: [] for table in COLUMNS}
    for record in records:
        document = record.to_dict() if isinstance(record, Record) else record
        for table, rows in record_rows(document).items():
            tables[table] += rows
    return {table: _table_columns(COLUMNS[table], rows) for table, rows in tables.items()}


def _table_columns(names: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> Columns:
    cells = zip(*rows, strict=True) if rows else [()] * len(names)
    found: Columns = {}
    for name, column in zip(names, cells, strict=True):
        found[name] = [_plain(_kind(name), cell) for cell in column]
        if name == "value":
            found["value_text"] = [None if c is None else format(c, "f") for c in column]
    return found


def _plain(kind: str, cell: Cell) -> Any:
    if cell is None or kind in ("integer", "boolean"):
        return cell
    if kind == "float":
        return float(cell)
    if kind == "date":
        return date.fromisoformat(str(cell))
    return _LONE.sub("\ufffd", str(cell))


_PANDAS = {"float": "Float64", "integer": "Int64", "boolean": "boolean", "date": "datetime64[s]", "string": "string"}


def _pandas_frame(columns: Columns) -> Any:
    import pandas

    types = {name: _PANDAS[_kind(name)] for name in columns}
    return pandas.DataFrame({name: pandas.Series(cells, dtype=types[name]) for name, cells in columns.items()})


def _polars_frame(columns: Columns) -> Any:
    import polars

    types = {
        **{"float": polars.Float64, "integer": polars.Int64, "boolean": polars.Boolean},
        **{"date": polars.Date, "string": polars.String},
    }
    return polars.DataFrame(columns, schema={name: types[_kind(name)] for name in columns})
