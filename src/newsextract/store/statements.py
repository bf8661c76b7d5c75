"""Reading and writing rows of the layout by lists of keys, in portions that every database takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from newsextract.store.engines import Engine, Row
from newsextract.store.layout import layout

_IN = 500  # values in one list of a statement; older SQLite takes no more than 999


class Tables:
    """The tables of an open database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def select(
        self, table: str, names: Sequence[str], column: str, values: Sequence[str] | Sequence[int]
    ) -> Iterator[Row]:
        """The rows where a column has one of the values."""
        for part in _parts(values):
            yield from self._engine.query(self._engine.dialect.select(table, names, column, len(part)), part)

    def has(self, table: str, column: str, value: str) -> bool:
        """Whether a row has the value."""
        return bool(list(self.select(table, (column,), column, [value])))

    def insert(self, table: str, rows: Sequence[Row], names: Sequence[str] | None = None) -> None:
        """Add rows; without ``names`` they have all columns of the layout."""
        if rows:
            self._engine.insert(table, names or layout()[table].names, rows)

    def update(
        self, table: str, names: Sequence[str], key: str | tuple[str, ...], rows: Sequence[Sequence[object]]
    ) -> None:
        """Set columns of rows; the last values of each are those of the key that finds them."""
        if rows:
            keys = (key,) if isinstance(key, str) else key
            self._engine.execute_many(self._engine.dialect.update(table, names, keys), rows)

    def delete(self, table: str, column: str, values: Sequence[str]) -> None:
        """Remove the rows where a column has one of the values."""
        for part in _parts(values):
            self._engine.execute(self._engine.dialect.delete(table, column, len(part)), part)


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + _IN] for start in range(0, len(values), _IN))
