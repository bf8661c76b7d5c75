"""Sketches of finished shards: what of their records is needed to find things and reprints across a batch."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsextract.batch.folder import RECORDS
from newsextract.record import content_id
from newsextract.store.reprints import make_signature
from newsextract.store.things import find_links
from newsextract.write.files import open_atomic

TABLES: Mapping[str, Mapping[str, str]] = {
    "articles": {"number": "int64", "key": "string", "signature": "uint64"},
    "entities": {"number": "int64", "entity": "string", "link": "uint64"},
    "signatures": {"signature": "uint64", "minhash": "binary"},
    "bands": {"band": "int64", "signature": "uint64"},
    "links": {"link": "uint64", "type": "string", "name": "string", "anchor": "string"},
    "anchors": {"anchor": "uint64", "link": "uint64"},
}
"""Tables of a sketch with the Arrow types of their columns. Ids are the 64 bits behind their prefix."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Shards that make one sketch; ``first`` is the number of their first article in the batch."""

    folder: Path
    shards: tuple[str, ...]
    first: int

    @property
    def name(self) -> str:
        """The name of the sketch's files: another one for other shards."""
        told = f"{self.first} {' '.join(self.shards)}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def path(self, place: Path, table: str) -> Path:
        """The file of a table in the folder of sketches."""
        return place / f"{self.name}.{table}.parquet"


def write_sketch(portion: Portion, place: Path) -> None:
    """Write the tables of a sketch that are not there yet; the last one written makes it whole."""
    if all(portion.path(place, table).is_file() for table in TABLES):
        return
    rows = _Rows()
    for number, record in enumerate(_records(portion), portion.first):
        rows.add(number, record)
    for table in TABLES:
        _write(portion.path(place, table), TABLES[table], rows.tables[table])


def _records(portion: Portion) -> Iterator[dict[str, Any]]:
    for name in portion.shards:
        with gzip.open(portion.folder / RECORDS / f"{name}.jsonl.gz") as lines:
            yield from map(json.loads, lines)


@dataclass
class _Rows:
    """Rows that come together record by record; what two records share stands there once."""

    tables: dict[str, dict[tuple[Any, ...], None]] = field(default_factory=lambda: {name: {} for name in TABLES})

    def add(self, number: int, record: Mapping[str, Any]) -> None:
        """Take what is needed of a record."""
        document = record["document"]
        signature = make_signature(record)
        own = as_number(signature.id)
        self._put("articles", [(number, document["key"], own)])
        self._put("signatures", [(own, signature.minhash)])
        self._put("bands", [(band, own) for band in signature.bands()])
        links = find_links(record["entities"], record["positions"], document["region"])
        self._put("entities", [(number, entity, as_number(link.id)) for entity, link in links.items()])
        for link in links.values():
            identity = as_number(link.id)
            self._put("links", [(identity, link.type, link.name, link.anchors[0])])
            self._put("anchors", [(as_number(content_id("a", anchor)), identity) for anchor in link.anchors])

    def _put(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self.tables[table].update(dict.fromkeys(rows))


def as_number(identity: str) -> int:
    """The 64 bits of an id."""
    return int(identity.rsplit("_", 1)[1], 16)


def _write(path: Path, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
    import pyarrow
    import pyarrow.parquet

    schema = pyarrow.schema([(name, getattr(pyarrow, kind)()) for name, kind in columns.items()])
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [pyarrow.array(column, entry.type) for column, entry in zip(cells, schema, strict=True)]
    with open_atomic(path) as stream:
        pyarrow.parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), stream, compression="zstd")
