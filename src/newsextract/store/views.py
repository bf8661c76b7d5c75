"""Views, and the units that they harmonize: made anew whenever their definitions change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from newsextract.record import format_decimal
from newsextract.resources import read_table, read_toml
from newsextract.store.dialects import Dialect, literal
from newsextract.store.engines import Engine
from newsextract.store.layout import layout
from newsextract.store.statements import Tables

_PLAIN = "CASE WHEN u.factor IS NULL THEN f.value ELSE f.value * u.factor END"
# DuckDB's exact numbers overflow where two of them are multiplied.
_DUCKDB = "CASE WHEN u.factor IS NULL THEN f.value ELSE CAST(CAST(f.value AS DOUBLE) * u.factor AS DECIMAL(38, 12)) END"


def view_names() -> list[str]:
    """The views in the order of making them."""
    return [view["name"] for view in read_toml("store/views.toml")["view"]]


def make_views(dialect: Dialect) -> Iterator[str]:
    """The statements that make the views."""
    names = {name: dialect.table(name) for name in (*layout(), *view_names())}
    names["harmonized"] = _DUCKDB if dialect.name == "duckdb" else _PLAIN
    for view in read_toml("store/views.toml")["view"]:
        yield f"CREATE VIEW {names[view['name']]} AS\n{view['sql'].rstrip().format_map(names)}"
        if dialect.name in ("postgresql", "duckdb"):
            yield f"COMMENT ON VIEW {names[view['name']]} IS {literal(view['comment'])}"


def drop_views(dialect: Dialect) -> Iterator[str]:
    """The statements that remove the views."""
    return (f"DROP VIEW IF EXISTS {dialect.table(name)}" for name in reversed(view_names()))


def views_hash(dialect: Dialect) -> str:
    """Tells whether a database has the views and units of this version."""
    what = [*make_views(dialect), json.dumps(sorted(harmonized_units().items()), default=str)]
    return hashlib.sha256("\n".join(what).encode()).hexdigest()[:16]


def write_units(engine: Engine) -> None:
    """Fill the table of units."""
    engine.execute(f"DELETE FROM {engine.dialect.table('units')}")
    rows = [
        (unit, base, format_decimal(factor), engine.number(factor))
        for unit, (base, factor) in sorted(harmonized_units().items())
    ]
    Tables(engine).insert("units", rows)


@cache
def harmonized_units() -> Mapping[str, tuple[str, Decimal]]:
    """Base unit and factor of each unit that series turn into another."""
    return {unit: (base, Decimal(factor)) for unit, base, factor in read_table("store/units.tsv", 3)}
