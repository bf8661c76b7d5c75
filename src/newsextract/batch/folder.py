"""The folder of a batch: finished shards, which never change, their receipts, and the manifest of the whole.

    records/NAME.jsonl.gz    the records of a shard, one a line
    rejects/NAME.jsonl       what of it gave no record, and why; only where there is any
    receipts/NAME.json       written last: with it the shard is finished
    manifest.json            written at the end: all shards of the batch in their order

NAME is that of the input, a number, and a digest of the articles, the recipe and the versions of program and data.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from newsextract.batch.process import Extracted, Outcome, process_batch
from newsextract.batch.recipe import Recipe, extractor_name
from newsextract.batch.shards import Shard
from newsextract.errors import BatchError
from newsextract.read import Failure
from newsextract.write.files import encode_json, open_atomic

RECORDS, REJECTS, RECEIPTS, MANIFEST = "records", "rejects", "receipts", "manifest.json"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a finished shard holds: ``names`` of the articles with a record, in order; hashes of its files."""

    name: str
    articles: int
    records: int
    facts: int
    rejects: Mapping[str, int]
    input_bytes: int
    records_sha256: str
    rejects_sha256: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """What an engine needs besides the shards: where they go, and how they are made."""

    folder: Path
    recipe: Recipe

    def name_of(self, shard: Shard) -> str:
        """The name of the shard's files."""
        digest = hashlib.sha256(f"{shard.digest} {self.recipe.digest}".encode()).hexdigest()[:16]
        return f"{shard.name}-{digest}"


def write_shard(shard: Shard, job: Job, watch: Callable[[Outcome], None] = lambda _: None) -> Receipt:
    """Process a shard and leave its files behind, the receipt last; ``watch`` sees each article as it is done.

    Whoever does it again, or at the same time, writes the same bytes.
    """
    name = job.name_of(shard)
    facts, reasons = 0, Counter[str]()
    rejects: dict[str, bytes] = {}
    records = job.folder / RECORDS / f"{name}.jsonl.gz"
    with open_atomic(records) as raw, _gzip(raw) as stream:
        for outcome in process_batch(shard, job.recipe):
            if isinstance(outcome, Extracted):
                stream.write(outcome.line)
                facts += outcome.facts
            else:
                rejects[outcome.name] = _reject_line(outcome)
                reasons[outcome.reason] += 1
            watch(outcome)
    if rejects:
        _write(job.folder / REJECTS / f"{name}.jsonl", b"".join(rejects.values()))
    receipt = Receipt(
        name=name,
        articles=len(shard.items),
        records=len(shard.items) - len(rejects),
        facts=facts,
        rejects=dict(sorted(reasons.items())),
        input_bytes=shard.size,
        records_sha256=_file_hash(records),
        rejects_sha256=hashlib.sha256(b"".join(rejects.values())).hexdigest() if rejects else None,
        names=tuple(item.name for item in shard.items if item.name not in rejects),
    )
    for part in (RECORDS, REJECTS):
        _sync(job.folder / part)
    _write(job.folder / RECEIPTS / f"{name}.json", _json(asdict(receipt)))
    _sync(job.folder / RECEIPTS)
    return receipt


def find_receipt(name: str, folder: Path) -> Receipt | None:
    """The receipt of a shard that is finished; None where it is not, or its files are not what the receipt says."""
    try:
        receipt = Receipt(**json.loads((folder / RECEIPTS / f"{name}.json").read_bytes()))
        there = (folder / RECORDS / f"{name}.jsonl.gz").is_file()
    except (OSError, ValueError, TypeError):
        return None
    return receipt if there and receipt.name == name else None


def write_manifest(job: Job, names: Iterable[str]) -> dict[str, Any]:
    """Write down the batch as a whole, its shards in their order; with this it is finished. Gives back the totals."""
    shards = list(names)
    totals = Counter(dict.fromkeys(("articles", "records", "facts", "input_bytes"), 0))
    rejects = Counter[str]()
    for name in shards:
        receipt = find_receipt(name, job.folder)
        if receipt is None:
            raise BatchError(f"{job.folder}: shard {name} has gone; run the same command again")
        totals.update({part: getattr(receipt, part) for part in totals})
        rejects.update(receipt.rejects)
    told = {**totals, "rejects": dict(sorted(rejects.items()))}
    head = {
        "extractor": extractor_name(job.recipe.config),
        "recipe": job.recipe.told,
        "recipe_digest": job.recipe.digest,
        "totals": told,
    }
    _write(job.folder / MANIFEST, _json({**head, "shards": shards}))
    _sync(job.folder)
    return told


@contextmanager
def open_folder(folder: Path) -> Iterator[None]:
    """Make the folder ready and hold it alone; what a killed program or a lost node leaves half-written is removed."""
    for part in (RECORDS, REJECTS, RECEIPTS):
        (folder / part).mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        _remove_parts(folder)
        yield
        _remove_parts(folder)


def _remove_parts(folder: Path) -> None:
    for left in folder.glob("*/.newsextract-*.part"):
        with suppress(FileNotFoundError):
            left.unlink()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One program at a time; the system lets go of the lock however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with (folder / ".lock").open("wb") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BatchError(f"{folder}: another batch writes there; wait for it, or name another folder") from None
        yield


@contextmanager
def _gzip(raw: BinaryIO) -> Iterator[BinaryIO]:
    """A compressed stream without name and time: the same bytes for the same lines."""
    with gzip.GzipFile("", "wb", 6, raw, mtime=0) as stream:
        yield stream  # type: ignore[misc]


def _reject_line(failure: Failure) -> bytes:
    row = {"name": failure.name, "reason": failure.reason, "message": failure.message}
    return encode_json(json.dumps(row, ensure_ascii=False) + "\n")


def _json(value: Any) -> bytes:
    return encode_json(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _write(path: Path, data: bytes) -> None:
    with open_atomic(path) as stream:
        stream.write(data)


def _sync(folder: Path) -> None:
    """Make the names in a folder outlast a power cut, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _file_hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
