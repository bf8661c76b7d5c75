"""From any released layout to the newest, one numbered step after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from newsextract.errors import StoreError
from newsextract.store.engines import Engine
from newsextract.store.fill import fill_across
from newsextract.store.layout import LATEST, layout, migration
from newsextract.store.views import drop_views, make_views, views_hash, write_units


def layout_number(engine: Engine) -> int:
    """The layout that a database has; 0 where there is none yet."""
    if not engine.has_table("store_info"):
        return 0
    rows = engine.query(engine.dialect.select("store_info", ["value"], "name", 1), ["layout"])
    return int(rows[0][0]) if rows else 0


def upgrade(engine: Engine) -> tuple[int, int]:
    """Bring a database to the newest layout and views; returns the numbers before and after.

    Each step is one transaction (MySQL: each table), a new database is made in one.
    """
    before = number = check_not_newer(engine)
    while number < LATEST:
        with engine.begin():
            number = _step(engine, layout_number(engine))  # another program may have been faster
    if _views_known(engine) != views_hash(engine.dialect):
        with engine.begin():
            _renew_views(engine)
    return before, number


def _step(engine: Engine, number: int) -> int:
    """One step on; the number that is reached."""
    if number == LATEST:
        return number
    if number == 0:
        _create(engine)
        number = LATEST
    else:
        for statement in (*drop_views(engine.dialect), *statements(engine, number + 1)):
            engine.execute(statement)
        _FILLS[migration(number + 1).fill](engine)
        number += 1
        set_info(engine, "views", "")
    set_info(engine, "layout", str(number))
    return number


def _create(engine: Engine) -> None:
    if engine.dialect.schema:
        engine.execute(
            f"CREATE SCHEMA IF NOT EXISTS {engine.dialect.quote}{engine.dialect.schema}{engine.dialect.quote}"
        )
    for table in layout().values():
        for statement in engine.dialect.create(table, layout()):
            engine.execute(statement)


def _views_known(engine: Engine) -> str | None:
    rows = engine.query(engine.dialect.select("store_info", ["value"], "name", 1), ["views"])
    return rows[0][0] if rows else None


def _renew_views(engine: Engine) -> None:
    write_units(engine)
    for statement in (*drop_views(engine.dialect), *make_views(engine.dialect)):
        engine.execute(statement)
    set_info(engine, "views", views_hash(engine.dialect))


def check_not_newer(engine: Engine) -> int:
    """The layout of a database; raises StoreError for one that a later version of the program has made."""
    number = layout_number(engine)
    if number > LATEST:
        raise StoreError(f"{engine.shown}: has layout {number}, this program knows up to {LATEST}; upgrade newsextract")
    return number


def set_info(engine: Engine, name: str, value: str) -> None:
    """Write a property of the database."""
    engine.execute(engine.dialect.delete("store_info", "name", 1), [name])
    engine.execute(engine.dialect.insert("store_info", ["name", "value"]), [name, value])


def statements(engine: Engine, number: int) -> Iterator[str]:
    """What a migration runs."""
    step, tables = migration(number), layout(number)
    for table in step.tables:
        yield from engine.dialect.create(table, tables)
    for new in step.columns:
        if new.column.name not in engine.columns(new.table):
            yield from engine.dialect.add_column(new)


_FILLS: Mapping[str | None, Callable[[Engine], None]] = {None: lambda _: None, "across": fill_across}
