"""CSV: one file a table in a folder, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from newsextract.record import format_decimal
from newsextract.write.files import encode_text, open_atomic
from newsextract.write.rows import COLUMNS, Cell, record_rows

# A spreadsheet runs a cell that begins with one of these as a formula (full-width ones in some locales).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def format_cell(value: Cell, raw: bool = False) -> str:
    """One cell: numbers stay numbers; text that a spreadsheet would run gets an apostrophe, unless raw."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format_decimal(value)
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if not raw and value.startswith(_FORMULA) else value


def format_rows(rows: Iterable[Iterable[Cell]], raw: bool = False) -> str:
    """Rows as CSV (RFC 4180, lines end in CRLF); NUL, which few readers bear, becomes U+FFFD."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerows([format_cell(cell, raw) for cell in row] for row in rows)
    return buffer.getvalue().replace("\0", "\ufffd")


def format_facts(document: Mapping[str, Any], raw: bool = False) -> str:
    """The table of facts alone, with its header."""
    return format_rows([COLUMNS["facts"], *record_rows(document)["facts"]], raw)


class CsvFolder:
    """Writes records into ``FOLDER/TABLE.csv``; the files appear when the block ends, all of them or none."""

    def __init__(self, folder: Path, raw: bool = False) -> None:
        self._folder = folder
        self._raw = raw
        self._stack = ExitStack()
        self._files: dict[str, BinaryIO] = {}

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            for table in COLUMNS:
                self._files[table] = stack.enter_context(open_atomic(self._folder / f"{table}.csv"))
                self._files[table].write(encode_text(format_rows([COLUMNS[table]])))
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def write(self, document: Mapping[str, Any]) -> None:
        """Add the rows of one record."""
        for table, rows in record_rows(document).items():
            self._files[table].write(encode_text(format_rows(rows, self._raw)))
