"""The layout of the database: tables, columns, keys and indexes, as the files of ``data/store`` add them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from newsextract.resources import read_toml

LATEST = 3
"""Number of the last migration."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``type`` is one of the portable names that dialects translate."""

    name: str
    type: str
    comment: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Foreign:
    """Columns that hold the primary key of a row in ``table``."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the layout."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    primary: tuple[str, ...]
    foreign: tuple[Foreign, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(column.name for column in self.columns))


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column that is added to a table, with indexes; ``refers`` is the table whose key it holds, if it does."""

    table: str
    column: Column
    indexes: tuple[tuple[str, ...], ...]
    refers: str | None


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step: new tables, new columns with an index each (and what they refer to),
    then a named filling of them."""

    number: int
    tables: tuple[Table, ...]
    columns: tuple[NewColumn, ...]
    fill: str | None


@cache
def migration(number: int) -> Migration:
    """The step that leads to layout ``number``."""
    data = read_toml(f"store/{number:04}.toml")
    return Migration(
        number=number,
        tables=tuple(_table(entry) for entry in data.get("table", ())),
        columns=tuple(
            NewColumn(entry["table"], _column(entry["column"]), _names(entry["indexes"]), entry.get("refers"))
            for entry in data.get("column", ())
        ),
        fill=data.get("fill"),
    )


@cache
def references(number: int = LATEST) -> tuple[tuple[str, Foreign], ...]:
    """All columns that hold keys of other tables, whether or not the database enforces it."""
    enforced = ((table.name, foreign) for table in layout(number).values() for foreign in table.foreign)
    added = (new for n in range(1, number + 1) for new in migration(n).columns)
    others = ((new.table, Foreign((new.column.name,), new.refers)) for new in added if new.refers)
    return (*enforced, *others, ("facts", Foreign(("document_id", "of_fact_id"), "facts")))


@cache
def layout(number: int = LATEST) -> Mapping[str, Table]:
    """All tables as they are after migration ``number``; what is referred to stands before what refers."""
    tables: dict[str, Table] = {}
    for step in (migration(n) for n in range(1, number + 1)):
        tables.update((table.name, table) for table in step.tables)
        for new in step.columns:
            tables[new.table] = _extend(tables[new.table], new)
    return tables


def _extend(table: Table, new: NewColumn) -> Table:
    return replace(table, columns=(*table.columns, new.column), indexes=(*table.indexes, *new.indexes))


def _table(entry: Mapping[str, Any]) -> Table:
    return Table(
        name=entry["name"],
        comment=entry["comment"],
        columns=tuple(_column(column) for column in entry["columns"]),
        primary=tuple(entry["primary"]),
        foreign=tuple(Foreign(tuple(columns), table) for columns, table in entry.get("foreign", ())),
        indexes=_names(entry.get("indexes", ())),
    )


def _names(lists: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(names) for names in lists)


def _column(entry: tuple[str, str, str]) -> Column:
    name, kind, comment = entry
    return Column(name, kind.removesuffix("?"), comment, kind.endswith("?"))
