"""Records that were extracted elsewhere: JSON Lines, JSON documents, folders of batches, each held to the contract."""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from newsextract.errors import ValidationError
from newsextract.record import SCHEMA_VERSION
from newsextract.store.database import Store
from newsextract.store.rows import document_id, record_hash
from newsextract.validate import validate_document

_PORTION = 500
_DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile)


@dataclass(frozen=True, slots=True)
class Failed:
    """What could not be loaded; ``name`` tells file and line."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A record as it stands in a file."""

    name: str
    data: bytes


def load_records(store: Store, paths: Iterable[str]) -> Iterator[Failed]:
    """Store the records of files (``-`` is standard input); what cannot be stored is given back and the rest go on.

    Lines that are stored as they are need not even be parsed. Raises OSError for a file that cannot be read.
    """
    for path in paths:
        if path != "-" and Path(path).is_dir():
            yield from _load_batch(store, Path(path))
        else:
            yield from _load_file(store, path)


def _load_file(store: Store, path: str) -> Iterator[Failed]:
    name = "standard input" if path == "-" else path
    with _open(path) as stream:
        try:
            yield from _load(store, _lines(name, stream))
        except _DAMAGED as error:
            yield Failed(name, f"is no whole gzip file ({error}); the records before its damage are loaded")


def _load_batch(store: Store, folder: Path) -> Iterator[Failed]:
    """The shards of a finished batch: records, and rejects as inputs that failed."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
    except FileNotFoundError:
        yield Failed(str(folder), "has no manifest.json: the batch is not finished; run its command again")
        return
    store.extractor = store.extractor or manifest["extractor"]
    for name in manifest["shards"]:
        yield from _load_shard(store, folder, name)


def _load_shard(store: Store, folder: Path, name: str) -> Iterator[Failed]:
    records, rejects = folder / "records" / f"{name}.jsonl.gz", folder / "rejects" / f"{name}.jsonl"
    try:
        receipt = json.loads((folder / "receipts" / f"{name}.json").read_bytes())
        whole = _sha256(records) == receipt["records_sha256"]
        failures = rejects.read_bytes() if receipt["rejects_sha256"] else b""
    except FileNotFoundError as error:
        yield Failed(str(error.filename), "has gone; run the command of the batch again")
        return
    if not whole or (failures and hashlib.sha256(failures).hexdigest() != receipt["rejects_sha256"]):
        yield Failed(str(records), "is damaged; remove its receipt and run the command of the batch again")
        return
    yield from _load_file(store, str(records))
    store.note_read(receipt["names"])
    for line in failures.splitlines():
        row = json.loads(line)
        store.fail(row["name"], f"{row['reason']}: {row['message']}")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


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


def _lines(name: str, stream: BinaryIO) -> Iterator[_Line]:
    first = stream.readline()
    if first.strip() in (b"{", b"["):  # one indented document, or a list of them
        yield _Line(name, first + stream.read())
        return
    number, line = 1, first
    while line:
        if line.strip():
            yield _Line(f"{name}:{number}", line)
        number, line = number + 1, stream.readline()


def _load(store: Store, lines: Iterator[_Line]) -> Iterator[Failed]:
    for portion in _portions(lines):
        stored = store.stored_lines([record_hash(line.data, store.extractor) for line in portion])
        changing: set[str] = set()  # documents of which this portion has another version: order matters to them
        for line in portion:
            whole = None if b"\n" in line.data.strip() else line.data
            own = stored.get(record_hash(line.data, store.extractor))
            if own is not None and own not in changing:
                store.count_unchanged()
                continue
            for name, document in _documents(line):
                try:
                    _hold(document)
                    changing.add(document_id(document["document"]["key"]))
                    store.add(document, line=whole)
                except ValidationError as error:
                    yield Failed(name, str(error).removesuffix("; please report it"))


def _portions(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Lines in portions; what came before an error of reading is handed out before it is raised."""
    portion: list[_Line] = []
    failure: Exception | None = None
    try:
        for line in lines:
            portion.append(line)
            if len(portion) == _PORTION:
                yield portion
                portion = []
    except _DAMAGED as error:
        failure = error
    if portion:
        yield portion
    if failure:
        raise failure


def _documents(line: _Line) -> Iterator[tuple[str, Any]]:
    try:
        whole = json.loads(line.data)
    except ValueError as error:
        whole = error
    if isinstance(whole, list) and whole:
        yield from ((f"{line.name}[{number}]", document) for number, document in enumerate(whole, 1))
    else:
        yield line.name, whole


def _hold(document: Any) -> None:
    """Raise ValidationError for what is no record of our schema."""
    if isinstance(document, ValueError):
        raise ValidationError(f"is not JSON ({document}); write it with newsextract --format jsonl")
    version = document.get("schema_version") if isinstance(document, dict) else None
    if version != SCHEMA_VERSION:
        found = "no record" if version is None else f"a record of schema {version!r}"
        raise ValidationError(f"is {found}; this version loads records of schema {SCHEMA_VERSION}")
    validate_document(document)
