"""What a database holds, and whether it holds together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from newsextract.record import format_decimal
from newsextract.store.engines import Engine, Row
from newsextract.store.layout import Table, layout, references

# When and by whom rows were written is not what they say; texts are kept or not, corrections stand beside.
_HISTORY = frozenset({"store_info", "runs", "changes", "texts", "corrections"})
_READ = "input_hash"
_STEP = 10_000


def count_rows(engine: Engine) -> dict[str, int]:
    """The number of rows of each table."""
    return {name: engine.query(f"SELECT count(*) FROM {engine.dialect.table(name)}")[0][0] for name in layout()}


def content_hash(engine: Engine) -> str:
    """A hash of all that the articles say: the same whatever the order, the number and the fate of the loads.

    Histories, kept texts and corrections are left out, so are the rounded numbers that stand beside exact texts:
    SQLite and PostgreSQL agree.
    """
    total = 0
    for name, table in layout().items():
        if name in _HISTORY:
            continue
        names = [column.name for column in table.columns if column.type != "number" and column.name != _READ]
        for row in _all_rows(engine, table, names):
            cells = json.dumps([name, *map(_plain, row)], ensure_ascii=False)
            total += int.from_bytes(hashlib.sha256(cells.encode()).digest(), "big")
    return f"{total % (1 << 256):064x}"


def _all_rows(engine: Engine, table: Table, names: list[str]) -> Iterator[Row]:
    """All rows, in portions by key: a table may be larger than the memory."""
    key = engine.dialect.columns(table.primary)
    columns = engine.dialect.columns([*table.primary, *(name for name in names if name not in table.primary)])
    marks = engine.dialect.marks(len(table.primary))
    start = f"SELECT {columns} FROM {engine.dialect.table(table.name)}"
    end = f"ORDER BY {key} LIMIT {_STEP}"
    rows = engine.query(f"{start} {end}")
    while rows:
        yield from rows
        last = rows[-1][: len(table.primary)]
        rows = engine.query(f"{start} WHERE ({key}) > ({marks}) {end}", last) if len(rows) == _STEP else []


def _plain(cell: object) -> object:
    """A cell as JSON, the same from every database."""
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return format_decimal(cell)
    if isinstance(cell, bytes | memoryview):
        return bytes(cell).hex()
    return cell


def find_faults(engine: Engine) -> Iterator[str]:
    """What does not hold together: rows that refer to rows that are not there."""
    tables = layout()
    for table, foreign in references():
        count = _count_lost(engine, table, foreign.columns, foreign.table, tables[foreign.table].primary)
        if count:
            yield f"{table}.{foreign.columns[-1]}: {count} rows refer to {foreign.table} that are not there"


def _count_lost(engine: Engine, table: str, columns: tuple[str, ...], other: str, primary: tuple[str, ...]) -> int:
    quote = engine.dialect.quote
    pairs = [(f"a.{quote}{own}{quote}", f"b.{quote}{key}{quote}") for own, key in zip(columns, primary, strict=True)]
    match = " AND ".join(f"{own} = {key}" for own, key in pairs)
    present = " AND ".join(f"{own} IS NOT NULL" for own, _ in pairs)
    inner = f"SELECT 1 FROM {engine.dialect.table(other)} b WHERE {match}"
    sql = f"SELECT count(*) FROM {engine.dialect.table(table)} a WHERE {present} AND NOT EXISTS ({inner})"
    return int(engine.query(sql)[0][0])
