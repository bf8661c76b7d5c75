"""Cutting a stream of articles into shards: the same input, the same shards, whatever runs them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from newsextract.read import Failure, Item, Reading, read_items
from newsextract.read.items import format_of
from newsextract.read.streams import Meter

_BYTES = 8 << 20  # a shard that has so much is full
_LOOSE = ("text", "html", None)


@dataclass(frozen=True)
class Shard:
    """Articles that are processed together; ``weight`` is how many bytes of input files they took."""

    name: str
    items: tuple[Item | Failure, ...]
    weight: int = 0

    @cached_property
    def size(self) -> int:
        """Bytes of its articles, unpacked."""
        return sum(0 if isinstance(item, Failure) else len(item.data) for item in self.items)

    @cached_property
    def digest(self) -> str:
        """Of all that its articles are read from."""
        total = hashlib.sha256()
        for item in self.items:
            told = (item.name, item.message, item.reason) if isinstance(item, Failure) else (item.name, item.form)
            given = () if isinstance(item, Failure) else tuple(sorted(item.given.items()))
            total.update(repr((told, given)).encode("utf-8", "backslashreplace"))
            total.update(b"" if isinstance(item, Failure) else hashlib.sha256(item.data).digest())
        return total.hexdigest()


def cut_shards(
    paths: Iterable[str | Path],
    reading: Reading,
    articles: int,
    meter: Meter | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Shard]:
    """The shards of inputs, in order, as a stream.

    A shard has at most so many ``articles`` (or somewhat more than 8 MB), of one file, or whole files of one folder:
    what changes elsewhere does not move its borders.
    """
    meter = meter or Meter()
    before = 0
    for source, items in groupby(read_items(paths, reading, meter, stdin), _source):
        for number, portion in enumerate(_portions(items, articles)):
            position = meter.position
            yield Shard(f"{_stem(source)}-{number:05}", portion, position - before)
            before = position


def _source(item: Item | Failure) -> str:
    """The file that holds many articles, or the folder of a file that is one."""
    path, _, number = item.name.rpartition(":")
    if path and number.isdecimal():
        return path
    return item.name if format_of(item.name) not in _LOOSE else str(Path(item.name).parent)


def _stem(source: str) -> str:
    """A part of file names: what is plain in the name of the source."""
    return re.sub(r"[^\w.\-]+", "_", Path(source).absolute().name).strip("._")[:60] or "articles"


def _portions(items: Iterable[Item | Failure], articles: int) -> Iterator[tuple[Item | Failure, ...]]:
    portion: list[Item | Failure] = []
    size = 0
    for item in items:
        portion.append(item)
        size += 0 if isinstance(item, Failure) else len(item.data)
        if len(portion) == articles or size >= _BYTES:
            yield tuple(portion)
            portion, size = [], 0
    if portion:
        yield tuple(portion)
