"""What the store asks of a database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from newsextract.store.dialects import Dialect

Row = tuple[Any, ...]


class Engine(Protocol):
    """An open database. Every failure of the database is a StoreError that says what to do next."""

    dialect: Dialect
    shown: str
    """The URL without its password."""

    def begin(self) -> AbstractContextManager[None]:
        """One transaction, alone among writers: all of it is kept when the block ends, nothing when it raises."""

    def query(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows that a statement gives."""

    def read(self, sql: str) -> tuple[list[str], list[Row]]:
        """Names of columns and rows of a statement of the user's, which may not change anything."""

    def execute(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run a statement; the number of rows it touched."""

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement once for each row of values."""

    def insert(self, table: str, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows to a table, the fastest way there is."""

    def has_table(self, name: str) -> bool:
        """Whether there is a table of that (prefixed) name."""

    def columns(self, name: str) -> set[str]:
        """The columns that a table has."""

    def number(self, value: Decimal) -> object:
        """What a column of exact numbers takes; None where it does not fit (the text beside it stays exact)."""

    def stamp(self, moment: datetime) -> object:
        """What a column of moments takes."""

    def close(self) -> None:
        """Let go of the database."""
