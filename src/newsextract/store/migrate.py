"""From any released layout to the newest, one numbered step after the other."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.errors import StoreError
from newsextract.store.engines import Engine
from newsextract.store.layout import LATEST, layout, migration


def layout_number(engine: Engine) -> int:
    """The layout that a database has; 0 where there is none yet."""
    if not engine.has_table("store_info"):
        return 0
    rows = engine.query(engine.dialect.select("store_info", ["value"], "name", 1), ["layout"])
    return int(rows[0][0]) if rows else 0


def upgrade(engine: Engine) -> tuple[int, int]:
    """Bring a database to the newest layout; returns the numbers before and after. Each step is one transaction."""
    before = number = check_not_newer(engine)
    if engine.dialect.schema and before == 0:
        with engine.begin():
            engine.execute(
                f"CREATE SCHEMA IF NOT EXISTS {engine.dialect.quote}{engine.dialect.schema}{engine.dialect.quote}"
            )
    while number < LATEST:
        with engine.begin():
            number = layout_number(engine)  # another program may have been faster
            if number < LATEST:
                number += 1
                _step(engine, number)
    return before, number


def check_not_newer(engine: Engine) -> int:
    """The layout of a database; raises StoreError for one that a later version of the program has made."""
    number = layout_number(engine)
    if number > LATEST:
        raise StoreError(f"{engine.shown}: has layout {number}, this program knows up to {LATEST}; upgrade newsextract")
    return number


def _step(engine: Engine, number: int) -> None:
    for statement in statements(engine, number):
        engine.execute(statement)
    set_info(engine, "layout", str(number))


def set_info(engine: Engine, name: str, value: str) -> None:
    """Write a property of the database."""
    engine.execute(engine.dialect.delete("store_info", "name", 1), [name])
    engine.execute(engine.dialect.insert("store_info", ["name", "value"]), [name, value])


def statements(engine: Engine, number: int) -> Iterator[str]:
    """What a migration runs."""
    step, tables = migration(number), layout(number)
    for table in step.tables:
        yield from engine.dialect.create(table, tables)
    for name, column in step.columns:
        if column.name not in engine.columns(name):
            yield from engine.dialect.add_column(name, column)
