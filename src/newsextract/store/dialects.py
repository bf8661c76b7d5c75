"""How each database spells the layout and the few statements that the store needs.

Values always travel as parameters; names come from the layout and from a prefix that matches an allow-list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from newsextract.store.layout import Column, Foreign, NewColumn, Table

_TEXT = {"id": "TEXT", "key": "TEXT", "word": "TEXT", "text": "TEXT"}
_SQLITE = {
    **_TEXT,
    **{"int": "INTEGER", "bool": "BOOLEAN", "date": "DATE", "stamp": "TIMESTAMP"},
    **{"number": "REAL", "real": "REAL", "blob": "BLOB"},
}
_POSTGRESQL = {
    **_TEXT,
    **{"int": "BIGINT", "bool": "BOOLEAN", "date": "DATE", "stamp": "TIMESTAMPTZ"},
    **{"number": "NUMERIC", "real": "DOUBLE PRECISION", "blob": "BYTEA"},
}
_MYSQL = {
    **{"id": "VARCHAR(100)", "key": "VARCHAR(600)", "word": "VARCHAR(100)", "text": "LONGTEXT"},
    **{"int": "BIGINT", "bool": "BOOLEAN", "date": "DATE", "stamp": "DATETIME(6)"},
    **{"number": "DECIMAL(60,20)", "real": "DOUBLE", "blob": "LONGBLOB"},
}
_DUCKDB = {
    **_TEXT,
    **{"int": "BIGINT", "bool": "BOOLEAN", "date": "DATE", "stamp": "TIMESTAMPTZ"},
    **{"number": "DECIMAL(38,12)", "real": "DOUBLE", "blob": "BLOB"},
}
LONGEST: Mapping[str, int] = {"id": 100, "key": 600, "word": 100}
"""Characters that the types hold, in every database alike."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """A database's spelling. ``digits`` is (before, after) the point of its exact numbers, None where unlimited."""

    name: str
    types: Mapping[str, str]
    mark: str = "?"
    quote: str = '"'
    digits: tuple[int, int] | None = None
    foreign_keys: bool = True
    table_options: str = ""
    prefix: str = ""
    schema: str = ""
    _names: dict[str, str] = field(default_factory=dict, compare=False)

    def table(self, name: str) -> str:
        """A table's full name, quoted."""
        if name not in self._names:
            own = f"{self.quote}{self.prefix}{name}{self.quote}"
            self._names[name] = f"{self.quote}{self.schema}{self.quote}.{own}" if self.schema else own
        return self._names[name]

    def columns(self, names: Sequence[str]) -> str:
        """Column names, quoted, with commas between."""
        return ", ".join(f"{self.quote}{name}{self.quote}" for name in names)

    def marks(self, count: int) -> str:
        """So many placeholders with commas between."""
        return ", ".join([self.mark] * count)

    # -------------------------------------------------------------------------------------- definitions

    def create(self, table: Table, tables: Mapping[str, Table]) -> Iterator[str]:
        """The statements that make a table, its indexes and comments; ``tables`` are those it may refer to."""
        lines = [self._define(column) for column in table.columns]
        lines.append(f"PRIMARY KEY ({self.columns(table.primary)})")
        if self.foreign_keys:
            lines += [self._foreign(table, foreign, tables) for foreign in table.foreign]
        if self.name == "mysql":  # a statement there is a transaction of its own, so that the table comes whole
            lines += [f"INDEX {self._index(table.name, names)} ({self.columns(names)})" for names in table.indexes]
        options = self._options(table)
        body = _with_comments(lines, table, self)
        yield f"CREATE TABLE IF NOT EXISTS {self.table(table.name)} (\n  {body}\n){options}"
        if self.name != "mysql":
            yield from (self.create_index(table.name, index) for index in table.indexes)
        yield from self._comments(table)

    def add_column(self, new: NewColumn) -> Iterator[str]:
        """The statements that add a column, which may be NULL, with its indexes."""
        table, column = self.table(new.table), new.column
        add = f"ALTER TABLE {table} ADD COLUMN {self._define(column)}"
        if self.name == "mysql":  # in one statement, so that it comes whole
            indexes = (f"ADD INDEX {self._index(new.table, names)} ({self.columns(names)})" for names in new.indexes)
            yield ", ".join((add, *indexes))
        else:
            yield add
            yield from (self.create_index(new.table, names) for names in new.indexes)
        yield from self._comment(f"COLUMN {table}.{self.columns([column.name])}", column.comment)

    def create_index(self, table: str, columns: Sequence[str]) -> str:
        """The statement that makes an index."""
        return f"CREATE INDEX {self._index(table, columns)} ON {self.table(table)} ({self.columns(columns)})"

    def _index(self, table: str, columns: Sequence[str]) -> str:
        return f"{self.quote}{self.prefix}{table}_{'_'.join(columns)}{self.quote}"

    def _define(self, column: Column) -> str:
        must = "" if column.optional else " NOT NULL"
        comment = f" COMMENT {literal(column.comment)}" if self.name == "mysql" else ""
        return f"{self.columns([column.name])} {self.types[column.type]}{must}{comment}"

    def _foreign(self, table: Table, foreign: Foreign, tables: Mapping[str, Table]) -> str:
        name = f"{self.quote}{self.prefix}{table.name}_to_{foreign.columns[-1]}{self.quote}"
        own = f"CONSTRAINT {name} FOREIGN KEY ({self.columns(foreign.columns)})"
        return f"{own} REFERENCES {self.table(foreign.table)} ({self.columns(tables[foreign.table].primary)})"

    def _options(self, table: Table) -> str:
        if self.name == "sqlite":
            narrow = set(table.names) <= {*table.primary, "text", "clean"}
            return " WITHOUT ROWID" if narrow else ""
        if self.name == "mysql":
            return f"{self.table_options} COMMENT={literal(table.comment)}"
        return self.table_options

    def _comments(self, table: Table) -> Iterator[str]:
        yield from self._comment(f"TABLE {self.table(table.name)}", table.comment)
        for column in table.columns:
            place = f"COLUMN {self.table(table.name)}.{self.columns([column.name])}"
            yield from self._comment(place, column.comment)

    def _comment(self, place: str, comment: str) -> Iterator[str]:
        if self.name in ("postgresql", "duckdb"):
            yield f"COMMENT ON {place} IS {literal(comment)}"

    # ------------------------------------------------------------------------------------------- data

    def insert(self, table: str, names: Sequence[str]) -> str:
        """The statement that adds one row."""
        return f"INSERT INTO {self.table(table)} ({self.columns(names)}) VALUES ({self.marks(len(names))})"

    def insert_new(self, table: str, names: Sequence[str]) -> str:
        """The same; a row whose key is there already is left as it is."""
        if self.name == "mysql":
            return self.insert(table, names).replace("INSERT", "INSERT IGNORE", 1)
        return f"{self.insert(table, names)} ON CONFLICT DO NOTHING"

    def delete(self, table: str, column: str, count: int) -> str:
        """The statement that removes the rows with one of ``count`` values."""
        return f"DELETE FROM {self.table(table)} WHERE {self.columns([column])} IN ({self.marks(count)})"

    def select(self, table: str, names: Sequence[str], column: str, count: int) -> str:
        """The statement that reads the rows with one of ``count`` values."""
        where = f"WHERE {self.columns([column])} IN ({self.marks(count)})"
        return f"SELECT {self.columns(names)} FROM {self.table(table)} {where}"

    def update(self, table: str, names: Sequence[str], keys: Sequence[str]) -> str:
        """The statement that sets columns of the rows with a key; the key's values are the last parameters."""
        sets = ", ".join(f"{self.columns([name])} = {self.mark}" for name in names)
        match = " AND ".join(f"{self.columns([key])} = {self.mark}" for key in keys)
        return f"UPDATE {self.table(table)} SET {sets} WHERE {match}"


def fits(value: Decimal, before: int, after: int) -> bool:
    """Whether an exact number has no more digits than a column holds."""
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # values are finite
    zeros = next((count for count, digit in enumerate(reversed(digits)) if digit), len(digits))
    return value.adjusted() < before and -(exponent + min(zeros, max(0, -exponent))) <= after


def _with_comments(lines: Sequence[str], table: Table, dialect: Dialect) -> str:
    """The lines of a definition; SQLite keeps the text, so its comments go there."""
    if dialect.name != "sqlite":
        return ",\n  ".join(lines)
    comments = [column.comment for column in table.columns] + [""] * (len(lines) - len(table.columns))
    last = len(lines) - 1
    ends = ["," if number < last else "" for number in range(len(lines))]
    notes = [f" -- {comment}" if comment else "" for comment in comments]
    head = f"-- {table.comment}\n  "
    return head + "\n  ".join(line + end + note for line, end, note in zip(lines, ends, notes, strict=True))


def literal(text: str) -> str:
    """A string literal of standard SQL, for places where no parameter may stand (MySQL: without backslashes only)."""
    return "'" + text.replace("'", "''") + "'"


_UTF8 = " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin"
SQLITE = Dialect("sqlite", _SQLITE)
POSTGRESQL = Dialect("postgresql", _POSTGRESQL, mark="%s")
MYSQL = Dialect("mysql", _MYSQL, mark="%s", quote="`", digits=(40, 20), table_options=_UTF8)
DUCKDB = Dialect("duckdb", _DUCKDB, digits=(26, 12), foreign_keys=False)
