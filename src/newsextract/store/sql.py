"""PostgreSQL, MySQL and MariaDB, through SQLAlchemy Core."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from newsextract.errors import StoreError
from newsextract.store.dialects import MYSQL, POSTGRESQL, fits
from newsextract.store.engines import Row
from newsextract.store.urls import Target, redact

if TYPE_CHECKING:
    from sqlalchemy import Connection

_DRIVERS = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql"}
_AGAIN = "run the same command again: what is stored stays and is skipped"
# What a message says, by words that it holds, and what to do then. Checked in this order.
_ADVICE = {
    "lock timeout": "another program holds it; try again, or wait longer with ?timeout=SECONDS",
    "lock wait timeout": "another program holds it; try again, or wait longer with ?timeout=SECONDS",
    "no space left": f"free some space on the server, then {_AGAIN}",
    "is full": f"free some space on the server, then {_AGAIN}",
    "terminating connection": _AGAIN,
    "server closed": _AGAIN,
    "connection is lost": _AGAIN,
    "lost connection": _AGAIN,
    "gone away": _AGAIN,
    "connection reset": _AGAIN,
    "connection was killed": _AGAIN,
    "authentication": "check user and password of the URL",
    "access denied": "check user, password and rights of the URL's user",
    "permission denied": "ask for the right to create and to write tables",
    "does not exist": "create the database first",
    "unknown database": "create the database first",
    "connection refused": "is the server running there?",
    "could not translate host": "check the host of the URL",
    "can't connect": "is the server running there?",
}


class SqlEngine:
    """An open connection to a server."""

    def __init__(self, target: Target) -> None:
        own = POSTGRESQL if target.kind == "postgresql" else MYSQL
        self.dialect = replace(own, prefix=target.prefix, schema=target.schema, _names={})
        self.shown = target.shown
        self._password = target.password
        self._timeout = target.timeout
        self._writing = False
        self._errors: tuple[type[Exception], ...] = ()
        self._connection = self._connect(target)

    @property
    def _is_postgresql(self) -> bool:
        return self.dialect.name == "postgresql"

    def _connect(self, target: Target) -> Connection:
        try:
            from sqlalchemy import create_engine, make_url
            from sqlalchemy.exc import SQLAlchemyError
            from sqlalchemy.pool import NullPool

            self._errors = (SQLAlchemyError,)
            with self._explained():
                url = make_url(target.address).set(drivername=_DRIVERS[target.kind])
                if target.kind == "mysql":
                    url = url.update_query_dict({"charset": "utf8mb4"})
                engine = create_engine(url, poolclass=NullPool, isolation_level="READ COMMITTED")
                self._errors = (SQLAlchemyError, engine.dialect.loaded_dbapi.Error)
                connection = engine.connect()
                for statement in self._settings():
                    connection.exec_driver_sql(statement)
                connection.commit()
                return connection
        except ImportError as error:
            needed = f"{target.shown}: needs {error.name}; install it with: pip install 'newsextract[db]'"
            raise StoreError(needed) from error
        except (OSError, TypeError, ValueError) as error:  # how drivers take options that they do not understand
            message = redact(str(error), target.password)
            raise StoreError(f"{target.shown}: {message}; check the options of the URL") from None

    def _settings(self) -> Iterator[str]:
        if self._is_postgresql:
            yield f"SET lock_timeout = {round(self._timeout * 1000)}"
            yield "SET TIME ZONE 'UTC'"
        else:
            seconds = max(1, round(self._timeout))
            yield f"SET SESSION innodb_lock_wait_timeout = {seconds}, SESSION lock_wait_timeout = {seconds}"
            yield "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES', SESSION time_zone = '+00:00'"

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except self._errors as error:
            message = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
            message = redact(message, self._password)
            lower = message.lower()
            advice = next((advice for words, advice in _ADVICE.items() if words in lower), "see docs/databases.md")
            raise StoreError(f"{self.shown}: {message}; {advice}") from None

    @contextmanager
    def begin(self) -> Iterator[None]:
        """One transaction, alone among writers."""
        with self._explained():
            try:
                self._lock()
                self._writing = True
                yield
                self._connection.commit()
            except BaseException:
                with suppress(*self._errors):
                    self._connection.rollback()
                raise
            finally:
                self._writing = False
                self._unlock()

    @property
    def _lock_name(self) -> str:
        return f"newsextract/{self.dialect.schema}/{self.dialect.prefix}"

    def _lock(self) -> None:
        """Wait until no other program writes into these tables; readers are never kept waiting."""
        if self._is_postgresql:
            key = int.from_bytes(hashlib.sha256(self._lock_name.encode()).digest()[:8], "big", signed=True)
            self._run("SELECT pg_advisory_xact_lock(%s)", [key])
        elif self._run("SELECT GET_LOCK(CONCAT(%s, DATABASE()), %s)", [self._lock_name, self._timeout]).scalar() != 1:
            raise StoreError(f"{self.shown}: lock wait timeout; {_ADVICE['lock wait timeout']}")

    def _unlock(self) -> None:
        if not self._is_postgresql and not self._connection.invalidated and not self._connection.closed:
            with suppress(*self._errors):
                self._run("SELECT RELEASE_LOCK(CONCAT(%s, DATABASE()))", [self._lock_name])
                self._connection.rollback()

    def _run(self, sql: str, values: Any = None) -> Any:
        if not values:
            return self._connection.exec_driver_sql(sql, execution_options={"no_parameters": True})
        return self._connection.exec_driver_sql(sql, tuple(values))

    def query(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows that a statement gives."""
        with self._explained():
            rows = [tuple(row) for row in self._run(sql, values)]
            if not self._writing:
                self._connection.rollback()  # let go of the snapshot
            return rows

    def read(self, sql: str) -> tuple[list[str], list[Row]]:
        """Names of columns and rows of a statement that may not change anything."""
        with self._explained():
            self._run("SET TRANSACTION READ ONLY" if self._is_postgresql else "START TRANSACTION READ ONLY")
            result = self._run(sql)
            rows = [tuple(row) for row in result] if result.returns_rows else []
            names = list(result.keys()) if result.returns_rows else []
            self._connection.rollback()
            return names, rows

    def execute(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run a statement; the number of rows it touched."""
        with self._explained():
            return int(self._run(sql, values).rowcount)

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement once for each row of values."""
        with self._explained():
            if values := [tuple(row) for row in rows]:
                self._connection.exec_driver_sql(sql, values)

    def insert(self, table: str, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows to a table: by COPY where there is one."""
        if not self._is_postgresql:
            self.execute_many(self.dialect.insert(table, names), rows)
            return
        sql = f"COPY {self.dialect.table(table)} ({self.dialect.columns(names)}) FROM STDIN"
        with self._explained():
            driver: Any = self._connection.connection.driver_connection
            with driver.cursor() as cursor, cursor.copy(sql) as copy:
                for row in rows:
                    copy.write_row(row)

    def has_table(self, name: str) -> bool:
        """Whether there is a table of that (prefixed) name."""
        return bool(self._described(name))

    def columns(self, name: str) -> set[str]:
        """The columns that a table has."""
        return {row[0] for row in self._described(name)}

    def _described(self, name: str) -> list[Row]:
        here = "current_schema()" if self._is_postgresql else "DATABASE()"
        schema = "%s" if self.dialect.schema else here
        sql = "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = "
        return self.query(sql + schema, [f"{self.dialect.prefix}{name}", *filter(None, [self.dialect.schema])])

    def number(self, value: Decimal) -> object:
        """The number as it is, where the column holds it."""
        return value if self.dialect.digits is None or fits(value, *self.dialect.digits) else None

    def stamp(self, moment: datetime) -> object:
        """A moment in UTC; MySQL keeps no time zone."""
        return moment if self._is_postgresql else moment.astimezone(UTC).replace(tzinfo=None)

    def close(self) -> None:
        """End the connection."""
        with suppress(*self._errors):
            self._connection.close()
