"""DuckDB, and a folder of Parquet files; rows go in and out as Arrow tables."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsextract.errors import StoreError
from newsextract.store.dialects import DUCKDB, fits, literal
from newsextract.store.engines import Row
from newsextract.store.layout import Table, layout
from newsextract.store.migrate import layout_number
from newsextract.store.urls import Target

if TYPE_CHECKING:
    import duckdb
    import pyarrow

_PAUSE = 0.1
_JOURNAL = "_commit.json"
_LOCK = "_lock"
_MEMORY = ":memory:"
_WORK = "_work"


class DuckDbEngine:
    """An open DuckDB file."""

    def __init__(self, target: Target, *, create: bool) -> None:
        self.dialect = replace(DUCKDB, prefix=target.prefix, _names={})
        self.shown = target.shown
        if not create and not Path(target.path).is_file():
            raise StoreError(f"{self.shown}: there is no such file; load something into it first")
        self._connect(target.path, target.timeout)

    def _connect(self, path: str, timeout: float) -> None:
        with _needs(self.shown, "duckdb"):
            import duckdb
            import pyarrow  # noqa: F401 - insert needs it; say so before anything is written

        self._errors: tuple[type[Exception], ...] = (duckdb.Error,)
        with self._explained():
            if path != _MEMORY and not Path(path).exists():
                _create(Path(path))
            self._connection = _wait_for(path, timeout)
            self._connection.execute("SET TimeZone = 'UTC'")
            self._connection.execute("SET preserve_insertion_order = false")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except self._errors as error:
            message = str(error).strip().split("\n")[0]
            advice = "see docs/databases.md"
            if "lock" in message:
                advice = "another program holds it; try again, or wait longer with ?timeout=SECONDS"
            elif "space" in message or "write" in message:
                advice = "free some space and run the same command again: what is stored stays and is skipped"
            raise StoreError(f"{self.shown}: {message}; {advice}") from error

    @contextmanager
    def begin(self) -> Iterator[None]:
        """One transaction; the file is ours alone while it is open."""
        with self._explained():
            self._connection.begin()
            try:
                yield
                self._connection.commit()
            except BaseException:
                with suppress(*self._errors):
                    self._connection.rollback()
                raise

    def query(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows that a statement gives."""
        with self._explained():
            return self._connection.execute(sql, list(values)).fetchall()

    def read(self, sql: str) -> tuple[list[str], list[Row]]:
        """Names of columns and rows of a statement that may not change anything."""
        with self._explained():
            self._connection.execute("BEGIN TRANSACTION READ ONLY")
            try:
                result = self._connection.execute(sql)
                return [column[0] for column in result.description or ()], result.fetchall()
            finally:
                self._connection.rollback()

    def execute(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run a statement; the number of rows it touched."""
        rows = self.query(sql, values)
        return int(rows[0][0]) if rows and isinstance(rows[0][0], int) else 0

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement once for each row of values."""
        with self._explained():
            if values := [list(row) for row in rows]:
                self._connection.executemany(sql, values)

    def insert(self, table: str, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows to a table."""
        with self._explained():
            self._connection.register("incoming", arrow_table(layout()[table], names, rows))
            columns = self.dialect.columns(names)
            self._connection.execute(f"INSERT INTO {self.dialect.table(table)} ({columns}) SELECT * FROM incoming")
            self._connection.unregister("incoming")

    def has_table(self, name: str) -> bool:
        """Whether there is a table of that (prefixed) name."""
        return bool(self.columns(name))

    def columns(self, name: str) -> set[str]:
        """The columns that a table has."""
        sql = "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND NOT internal"
        return {row[0] for row in self.query(sql, [f"{self.dialect.prefix}{name}"])}

    def number(self, value: Decimal) -> object:
        """The number as it is, where the column holds it."""
        assert self.dialect.digits is not None
        return value if fits(value, *self.dialect.digits) else None

    def stamp(self, moment: datetime) -> object:
        """A moment as it is."""
        return moment

    def close(self) -> None:
        """Let go of the file."""
        with self._explained():
            self._connection.close()


class ParquetEngine(DuckDbEngine):
    """A folder with one Parquet file a table, and a database of its own while it is open.

    The files are replaced together when the engine is closed: a journal finishes what a killed program had begun.
    """

    def __init__(self, target: Target, *, create: bool) -> None:
        self.dialect = replace(DUCKDB, prefix=target.prefix, _names={})
        self.shown = target.shown
        self._folder = Path(target.path)
        if not create and not self._file("store_info").is_file():
            raise StoreError(f"{self.shown}: holds no records; load something into it first")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = _lock_file(self._folder / _LOCK, target)
        except OSError as error:
            raise StoreError(f"{self.shown}: {error.strerror or error}; name a folder that you may write to") from error
        self._changed = False
        self._finish()
        self._forget()
        self._connect(_MEMORY, target.timeout)
        with self._explained():
            self._connection.execute(f"SET temp_directory = {literal(str(self._folder / _WORK))}")
        self._read()

    def _file(self, table: str) -> Path:
        return self._folder / f"{self.dialect.prefix}{table}.parquet"

    def _read(self) -> None:
        if not self._file("store_info").is_file():
            return
        with self._explained():
            rows = self._connection.execute(
                "SELECT value FROM read_parquet(?) WHERE name = 'layout'", [str(self._file("store_info"))]
            ).fetchall()
            number = int(rows[0][0])
            for table in layout(number).values():
                for statement in self.dialect.create(table, layout(number)):
                    self._connection.execute(statement)
            for name in layout(number):
                sql = f"INSERT INTO {self.dialect.table(name)} BY NAME SELECT * FROM read_parquet(?)"
                self._connection.execute(sql, [str(self._file(name))])

    @contextmanager
    def begin(self) -> Iterator[None]:
        """One transaction."""
        with super().begin():
            yield
        self._changed = True

    def close(self) -> None:
        """Write the files anew where anything changed, and let go of the folder."""
        try:
            if self._changed:
                self._write()
        finally:
            with suppress(*self._errors):
                self._connection.close()
            self._forget()
            os.close(self._lock)

    def _write(self) -> None:
        """First every new file beside the old ones, then the journal, then the new ones take their places."""
        with self._explained(), _disk(self.shown):
            names = [self._file(name).name for name in layout(layout_number(self))]
            for name, table in layout(layout_number(self)).items():
                self._export(name, table)
            (self._folder / f"{_JOURNAL}.new").write_text(json.dumps(names), "utf-8")
            (self._folder / f"{_JOURNAL}.new").replace(self._folder / _JOURNAL)
            self._finish()

    def _export(self, name: str, table: Table) -> None:
        import pyarrow.parquet

        order = self.dialect.columns(table.primary)
        sql = f"SELECT {self.dialect.columns(table.names)} FROM {self.dialect.table(name)} ORDER BY {order}"
        rows: Any = self._connection.sql(sql)
        batches = getattr(rows, "to_arrow_reader", None) or rows.fetch_arrow_reader  # the older name
        schema = _schema(table, table.names)
        path = self._file(name)
        with path.with_name(f"{path.name}.new").open("wb") as stream:
            with pyarrow.parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
                for batch in batches(100_000):
                    writer.write_table(pyarrow.Table.from_batches([batch]).cast(schema))
            stream.flush()
            os.fsync(stream.fileno())

    def _finish(self) -> None:
        """Put the files of a journal in their places; without a journal nothing is to be done."""
        journal = self._folder / _JOURNAL
        if journal.is_file():
            for name in json.loads(journal.read_text("utf-8")):
                new = self._folder / f"{name}.new"
                if new.is_file():
                    new.replace(self._folder / name)
            journal.unlink()

    def _forget(self) -> None:
        """Remove what a program that was killed has left."""
        for left in self._folder.glob("*.new"):
            left.unlink()
        shutil.rmtree(self._folder / _WORK, ignore_errors=True)


@contextmanager
def _needs(shown: str, extra: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise StoreError(f"{shown}: needs {error.name}; install it with: pip install 'newsextract[{extra}]'") from error


@contextmanager
def _disk(shown: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        advice = "free some space and run the same command again: the files are as they were"
        raise StoreError(f"{shown}: {error.strerror or error}; {advice}") from error


def _create(path: Path) -> None:
    """A new file that has its name only when it is whole.

    DuckDB makes the file, then locks it, then writes its head: another program that looks in between, or one that
    comes after a kill there, finds "not a valid DuckDB database file".
    """
    import duckdb

    # Another program was quicker, there is no such folder, or files have no second names here: opening it will tell.
    with suppress(OSError), tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        new = Path(folder, path.name)
        duckdb.connect(str(new)).close()
        os.link(new, path)


def _wait_for(path: str, timeout: float) -> duckdb.DuckDBPyConnection:
    """A connection; only one program at a time can have the file open."""
    import duckdb

    end = time.monotonic() + timeout
    while True:
        try:
            return duckdb.connect(path)
        except duckdb.IOException as error:
            if "lock" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)


def _lock_file(path: Path, target: Target) -> int:
    """Hold a file alone; the system lets go of it when the program ends, however it ends."""
    import fcntl

    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    end = time.monotonic() + target.timeout
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except BlockingIOError:
            if time.monotonic() > end:
                os.close(handle)
                advice = "another program holds it; try again, or wait longer with ?timeout=SECONDS"
                raise StoreError(f"{target.shown}: the folder is locked; {advice}") from None
            time.sleep(_PAUSE)


def arrow_table(table: Table, names: Sequence[str], rows: Sequence[Row]) -> pyarrow.Table:
    """Rows as an Arrow table with the types of the layout."""
    import pyarrow

    schema = _schema(table, names)
    columns = zip(*rows, strict=True) if rows else [() for _ in names]
    arrays = [_array(list(cells), field.type) for cells, field in zip(columns, schema, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _array(cells: list[Any], kind: pyarrow.DataType) -> pyarrow.Array:
    import pyarrow

    if pyarrow.types.is_date(kind):  # dates come as ISO text
        return pyarrow.array(cells, pyarrow.string()).cast(kind)
    return pyarrow.array(cells, kind)


def _schema(table: Table, names: Sequence[str]) -> pyarrow.Schema:
    import pyarrow

    kinds = {
        **dict.fromkeys(("id", "key", "word", "text"), pyarrow.string()),
        **{"int": pyarrow.int64(), "bool": pyarrow.bool_(), "date": pyarrow.date32(), "blob": pyarrow.binary()},
        **{"number": pyarrow.decimal128(38, 12), "real": pyarrow.float64()},
        **{"stamp": pyarrow.timestamp("us", tz="UTC")},
    }
    columns = {column.name: column for column in table.columns}
    return pyarrow.schema(
        [pyarrow.field(name, kinds[columns[name].type], metadata={"comment": columns[name].comment}) for name in names],
        metadata={"comment": table.comment},
    )
