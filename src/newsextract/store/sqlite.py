"""SQLite, by the standard library alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from newsextract.errors import StoreError
from newsextract.store.dialects import SQLITE
from newsextract.store.engines import Row
from newsextract.store.urls import Target

_OLDEST = (3, 24, 0)  # the first with ON CONFLICT DO NOTHING
_ADVICE = {
    "locked": "another program holds it; try again, or wait longer with ?timeout=SECONDS",
    "full": "free some space and run the same command again: what is stored stays and is skipped",
    "disk I/O": "the disk refuses; free some space or check it, then run the same command again",
    "unable to open": "does its folder exist, and may you write there?",
    "readonly": "you may not write to it; check its permissions and its folder's",
    "not a database": "name another file",
    "malformed": "the file is damaged; restore a copy, or load the records into a new file",
}


class SqliteEngine:
    """An open SQLite file."""

    def __init__(self, target: Target, *, create: bool) -> None:
        if sqlite3.sqlite_version_info < _OLDEST:
            raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old; newsextract needs 3.24 or later")
        self.dialect = replace(SQLITE, prefix=target.prefix, _names={})
        self.shown = target.shown
        memory = target.path == ":memory:"
        name = f"file:{_escape(target.path)}?mode={'memory' if memory else 'rwc' if create else 'rw'}"
        with self._explained():
            self._connection = sqlite3.connect(name, timeout=target.timeout, isolation_level=None, uri=True)
            self._configure(create)

    def _configure(self, create: bool) -> None:
        run = self._connection.execute
        if create:
            run("PRAGMA journal_mode = WAL")  # readers go on while we write; the file remembers
        run("PRAGMA synchronous = NORMAL")
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA cache_size = -65536")
        run("PRAGMA temp_store = MEMORY")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeEncodeError) as error:
            message = str(error)
            advice = next((advice for word, advice in _ADVICE.items() if word in message), "see docs/databases.md")
            raise StoreError(f"{self.shown}: {message}; {advice}") from error

    @contextmanager
    def begin(self) -> Iterator[None]:
        """One transaction, alone among writers."""
        with self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk may have ended it already
                    self._connection.execute("ROLLBACK")
                raise

    def query(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows that a statement gives."""
        with self._explained(), closing(self._connection.execute(sql, values)) as cursor:
            return cursor.fetchall()

    def read(self, sql: str) -> tuple[list[str], list[Row]]:
        """Names of columns and rows of a statement that may not change anything."""
        with self._explained():
            self._connection.execute("PRAGMA query_only = ON")
            with closing(self._connection.execute(sql)) as cursor:
                return [column[0] for column in cursor.description or ()], cursor.fetchall()

    def execute(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run a statement; the number of rows it touched."""
        with self._explained(), closing(self._connection.execute(sql, values)) as cursor:
            return cursor.rowcount

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement once for each row of values."""
        with self._explained():
            self._connection.executemany(sql, rows)

    def insert(self, table: str, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows to a table."""
        self.execute_many(self.dialect.insert(table, names), rows)

    def has_table(self, name: str) -> bool:
        """Whether there is a table of that (prefixed) name."""
        own = f"{self.dialect.prefix}{name}"
        return bool(self.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [own]))

    def columns(self, name: str) -> set[str]:
        """The columns that a table has."""
        own = f"{self.dialect.prefix}{name}"
        return {row[0] for row in self.query("SELECT name FROM pragma_table_info(?)", [own])}

    def number(self, value: Decimal) -> object:
        """The nearest double: the exact text stands beside it."""
        return float(value)

    def stamp(self, moment: datetime) -> object:
        """ISO 8601, which sorts as text."""
        return moment.isoformat(timespec="microseconds")

    def close(self) -> None:
        """Let go of the file."""
        with self._explained():
            self._connection.close()


def _escape(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
