"""A batch from its inputs to its manifest, by any engine; what was finished before is not done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsextract.batch.folder import Job, Receipt, find_receipt, open_folder, write_manifest
from newsextract.batch.progress import Progress
from newsextract.batch.shards import Shard, cut_shards
from newsextract.read import Reading
from newsextract.read.items import list_files

Engine = Callable[[Iterator[Shard], Job, Progress], Iterator[Receipt]]
"""Processes shards, in any order and wherever it likes, and gives back their receipts as they are finished."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a batch; ``found`` of its ``shards`` were finished before."""

    shards: int
    found: int
    totals: dict[str, Any]


def run_batch(
    paths: Iterable[str], reading: Reading, articles: int, job: Job, engine: Engine, progress: Progress
) -> Summary:
    """Process the inputs in shards of so many ``articles``.

    Stopped anywhere, by anything, it can be called again and goes on. Raises BatchError where it cannot.
    """
    finished: dict[str, bool] = {}  # in order of input: whether the shard was there before
    with open_folder(job.folder):
        shards = _missing(cut_shards(paths, reading, articles), job, progress, finished)
        for _ in engine(shards, job, progress):
            progress.tick()
        totals = write_manifest(job, finished)
    return Summary(len(finished), sum(finished.values()), totals)


def _missing(shards: Iterable[Shard], job: Job, progress: Progress, finished: dict[str, bool]) -> Iterator[Shard]:
    """The shards that have no receipt yet; the same shard twice is done once."""
    for shard in shards:
        name = job.name_of(shard)
        if name in finished:
            progress.add_found(shard)
            continue
        finished[name] = find_receipt(name, job.folder) is not None
        if finished[name]:
            progress.add_found(shard)
            progress.tick()
        else:
            yield shard


def size_of(paths: Iterable[str]) -> int:
    """Bytes of the files behind what the user names; 0 where it cannot be known."""
    if "-" in (paths := list(paths)):
        return 0
    return sum(_size(path) for path in list_files(paths))


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0
