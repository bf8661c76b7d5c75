"""Rows of Parquet files through pyarrow, an optional extra."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from newsextract.errors import InputError

_COLUMNS = ("text", "html", "id", "uri", "title", "date", "publisher", "region")
_ROWS = 256  # decoded at a time


def read_parquet(stream: BinaryIO, name: str) -> Iterator[tuple[str, bytes]]:
    """The rows, numbered from 1 in their names, each as a JSON object with the columns that JSON Lines have too."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError("reading Parquet needs pyarrow; run: pip install 'newsextract[arrow]'") from None
    try:
        file = pyarrow.parquet.ParquetFile(stream, pre_buffer=False)
        columns = [column for column in _COLUMNS if column in file.schema_arrow.names]
        if not {"text", "html"} & {*columns}:
            raise InputError('has no column "text" and no column "html"; rename the one that holds the articles')
        number = 0
        for batch in file.iter_batches(_ROWS, columns=columns, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield f"{name}:{number}", _as_json(row)
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"is no Parquet file, or a damaged one ({str(error).splitlines()[0]})") from None
    if not number:
        raise InputError("holds no rows; give a file with an article in each row")


def _as_json(row: dict[str, Any]) -> bytes:
    known = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
    return json.dumps(known, ensure_ascii=False, default=str).encode("utf-8")
