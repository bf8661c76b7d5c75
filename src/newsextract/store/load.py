"""Records that were extracted elsewhere: JSON Lines, or JSON documents, each held against the contract."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from newsextract.errors import ValidationError
from newsextract.record import SCHEMA_VERSION
from newsextract.validate import validate_document


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record, or what is wrong with it; ``name`` tells file and line."""

    name: str
    document: dict[str, Any] | None
    message: str = ""
    line: bytes | None = None


def read_records(path: str) -> Iterator[Loaded]:
    """The records of a file (``-`` is standard input), one at a time; ``.gz`` is unpacked.

    A line that is no valid record comes with a message and the rest go on. Raises OSError for a file that cannot be
    read.
    """
    name = "standard input" if path == "-" else path
    with _open(path) as stream:
        try:
            yield from _lines(name, stream)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield Loaded(name, None, f"is no whole gzip file ({error}); the records before its damage are loaded")


@contextmanager
def _open(path: str) -> Iterator[BinaryIO]:
    if path == "-":
        yield sys.stdin.buffer
        return
    with Path(path).open("rb") as raw:
        if not path.lower().endswith(".gz"):
            yield raw
            return
        with gzip.GzipFile(fileobj=raw) as unpacked:
            yield cast(BinaryIO, unpacked)


def _lines(name: str, stream: BinaryIO) -> Iterator[Loaded]:
    first = stream.readline()
    if first.strip() in (b"{", b"["):  # one indented document, or a list of them
        yield from _documents(name, first + stream.read())
        return
    number = 0
    line = first
    while line:
        number += 1
        if line.strip():
            yield _check(f"{name}:{number}", line)
        line = stream.readline()


def _documents(name: str, data: bytes) -> Iterator[Loaded]:
    try:
        whole = json.loads(data)
    except ValueError as error:
        yield Loaded(name, None, f"is not JSON ({error}); write it with newsextract --format jsonl")
        return
    for number, document in enumerate(whole if isinstance(whole, list) else [whole], 1):
        yield _hold(name if whole is document else f"{name}[{number}]", document)


def _check(name: str, line: bytes) -> Loaded:
    try:
        document = json.loads(line)
    except ValueError as error:
        return Loaded(name, None, f"is not JSON ({error}); write it with newsextract --format jsonl")
    return _hold(name, document, line)


def _hold(name: str, document: Any, line: bytes | None = None) -> Loaded:
    version = document.get("schema_version") if isinstance(document, dict) else None
    if version != SCHEMA_VERSION:
        found = "no record" if version is None else f"a record of schema {version!r}"
        return Loaded(name, None, f"is {found}; this version loads records of schema {SCHEMA_VERSION}")
    try:
        validate_document(document)
    except ValidationError as error:
        return Loaded(name, None, str(error).removesuffix("; please report it"))
    return Loaded(name, document, line=line)
